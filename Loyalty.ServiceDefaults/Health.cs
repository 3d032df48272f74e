using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// <c>/health</c>: every check passes, so the service can take requests. <c>/alive</c>: the checks tagged <c>live</c>
/// pass, so the process need not be restarted. In every environment, for all of them are on loopback or behind a proxy.
/// </summary>
static class Health
{
    const string Ready = "/health", Alive = "/alive", LiveTag = "live";

    internal static bool IsProbe(PathString path) => path.Equals(Ready) || path.Equals(Alive);

    internal static void AddHealth(this IHostApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);

    /// <summary>Anonymous, for what watches a service holds no token. They tell nothing but whether it works.</summary>
    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Ready).AllowAnonymous();
        app.MapHealthChecks(Alive, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) }).AllowAnonymous();
    }
}
