using Loyalty.Knowledge;
using Loyalty.Knowledge.Snapshots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Loyalty.Api.Knowledge;

/// <summary>What the service knows, and from where.</summary>
static class KnowledgeEndpoint
{
    public static void AddKnowledge(this IHostApplicationBuilder builder)
    {
        builder.Services.AddLocalKnowledge(Path.GetFullPath(builder.Configuration["Loyalty:Data"] ?? ".loyalty"));
        builder.Services.AddHealthChecks().AddCheck<KnowledgeIsRead>("knowledge");
    }

    public static void MapKnowledge(this IEndpointRouteBuilder app) => app.MapGet("/api/knowledge", Describe)
        .WithName("DescribeKnowledge").WithTags("Knowledge").WithSummary("What answers are made from: version, counts, sources");

    private static Ok<KnowledgeResponse> Describe(SnapshotKeeper keeper) => TypedResults.Ok(KnowledgeResponse.Of(keeper.Current));

    private sealed class KnowledgeIsRead(SnapshotKeeper keeper) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(keeper.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The knowledge graph has not been read yet."));
    }
}
