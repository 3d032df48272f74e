using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Where a service runs. Published it is a function behind the Lambda adapter: it sleeps between calls, so nothing of it runs by itself, and
/// others of its kind run beside it over the same stores.
/// </summary>
/// <param name="IsPublished">Whether it is published (<c>Loyalty:Published</c>).</param>
public sealed record Deployment(bool IsPublished)
{
    public const string Setting = "Loyalty:Published";

    public static Deployment Of(IConfiguration configuration) => new(configuration.GetValue<bool>(Setting));
}

static class DeploymentExtensions
{
    internal static void AddDeployment(this IHostApplicationBuilder builder) => builder.Services.AddSingleton(Deployment.Of(builder.Configuration));
}
