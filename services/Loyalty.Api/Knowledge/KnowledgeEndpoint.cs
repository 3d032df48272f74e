using Loyalty.Knowledge;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Loyalty.Api.Knowledge;

/// <summary>What the service knows, and from where.</summary>
static class KnowledgeEndpoint
{
    public static void AddKnowledge(this IHostApplicationBuilder builder)
    {
        var data = DataFolder(builder.Configuration["Loyalty:Data"] ?? ".loyalty");
        builder.Services.AddStorage(builder.Configuration, data);
        builder.Services.AddKnowledge(builder.Configuration, data);
        builder.Services.AddHealthChecks().AddCheck<KnowledgeIsRead>("knowledge");
    }

    public static void MapKnowledge(this IEndpointRouteBuilder app) => app.MapGet("/api/knowledge", Describe)
        .RequireTraveller().WithName("DescribeKnowledge").WithTags("Knowledge").WithSummary("What answers are made from: version, counts, sources");

    /// <summary>The folder is looked at before the host is built: a message about it is the first thing said, not the last.</summary>
    private static string DataFolder(string configured)
    {
        var folder = Path.GetFullPath(configured);
        try
        {
            Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The data folder {folder} (Loyalty:Data) cannot be used: {failure.Message}", failure);
        }
    }

    private static Ok<KnowledgeResponse> Describe(SnapshotKeeper keeper) => TypedResults.Ok(KnowledgeResponse.Of(keeper.Current, keeper.StartedFrom));

    private sealed class KnowledgeIsRead(SnapshotKeeper keeper) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(keeper.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The knowledge graph has not been read yet."));
    }
}
