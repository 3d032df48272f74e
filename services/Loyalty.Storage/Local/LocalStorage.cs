using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Loyalty.Storage.Local;

/// <summary>The three stores in one data folder.</summary>
public static class LocalStorage
{
    /// <summary>
    /// Adds documents in <c>documents/</c>, queues in <c>queue.db</c> and profiles in <c>profiles.db</c> of the data folder, and the fail points that
    /// the environment names. Queues follow <see cref="WorkQueueOptions"/>, time is the host's <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddLocalStorage(this IServiceCollection services, string dataFolder)
    {
        services.AddOptions<WorkQueueOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => FailPoints.FromEnvironment(dataFolder));
        services.AddSingleton<IDocumentStore>(host => new FolderDocumentStore(
            Path.Combine(dataFolder, "documents"), host.GetRequiredService<TimeProvider>(), host.GetRequiredService<FailPoints>()));
        services.AddSingleton<IWorkQueue>(host => new SqliteWorkQueue(
            Path.Combine(dataFolder, "queue.db"), host.GetRequiredService<IOptions<WorkQueueOptions>>().Value,
            host.GetRequiredService<TimeProvider>(), host.GetRequiredService<FailPoints>()));
        services.AddSingleton<IProfileStore>(host => new SqliteProfileStore(
            Path.Combine(dataFolder, "profiles.db"), host.GetRequiredService<FailPoints>()));
        return services;
    }
}
