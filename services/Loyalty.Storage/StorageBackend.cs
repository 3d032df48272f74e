using Loyalty.Storage.Aws;
using Loyalty.Storage.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Storage;

/// <summary>Which stores a service has.</summary>
public static class StorageBackend
{
    /// <summary>The setting that names them: <c>local</c> (the default) or <c>aws</c>.</summary>
    public const string Setting = "Loyalty:Backend";

    /// <summary>Whether the stores are those of the data folder.</summary>
    public static bool IsLocal(IConfiguration configuration) => configuration[Setting] is null or "" or "local";

    /// <summary>Adds the three stores that the configuration names: those of the data folder, or those on AWS.</summary>
    /// <exception cref="InvalidOperationException">The configuration names stores that there are not.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, string dataFolder) =>
        configuration[Setting] switch
        {
            null or "" or "local" => services.AddLocalStorage(dataFolder),
            "aws" => services.AddAwsStorage(configuration, dataFolder),
            var other => throw new InvalidOperationException($"{Setting} is local or aws, not '{other}'."),
        };
}
