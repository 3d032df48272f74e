using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Knowledge.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Loyalty.Knowledge;

/// <summary>Registers the graph and its snapshots.</summary>
public static class KnowledgeServices
{
    /// <summary>The graph in a SQLite file of the data folder, and a keeper of snapshots, whose files are in the document store.</summary>
    /// <param name="services">The services.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="reached">Told each point at which a process may die.</param>
    public static IServiceCollection AddLocalKnowledge(this IServiceCollection services, string dataFolder, Func<IServiceProvider, Action<string>?>? reached = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IKnowledgeGraph>(provider => new SqliteKnowledgeGraph(
            Path.Combine(dataFolder, "graph.db"), provider.GetRequiredService<TimeProvider>(), reached?.Invoke(provider)));
        services.AddSingleton<SnapshotFiles>();
        services.AddSingleton<SnapshotKeeper>(provider => ActivatorUtilities.CreateInstance<SnapshotKeeper>(provider));
        services.AddHostedService(provider => provider.GetRequiredService<SnapshotKeeper>());
        return services;
    }
}
