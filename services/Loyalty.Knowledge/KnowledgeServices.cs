using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Knowledge.Sqlite;
using Microsoft.Extensions.Configuration;
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
        services.AddSingleton<IKnowledgeGraph>(provider => new SqliteKnowledgeGraph(
            Path.Combine(dataFolder, "graph.db"), provider.GetRequiredService<TimeProvider>(), reached?.Invoke(provider)));
        return services.AddSnapshots();
    }

    /// <summary>
    /// The graph that the connection string <c>graph</c> names by an http, https, ws or wss URL, else the one in a SQLite file of the data
    /// folder; and a keeper of snapshots. Requests to Neptune are signed: <c>Loyalty:Graph:Sign</c> says otherwise, and
    /// <c>Loyalty:Graph:Neptune</c> says that a host is Neptune although its name does not.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">Where the connection string is.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="reached">Told each point at which a process may die.</param>
    /// <exception cref="InvalidOperationException">The connection string is given, and is no such URL.</exception>
    public static IServiceCollection AddKnowledge(
        this IServiceCollection services, IConfiguration configuration, string dataFolder, Func<IServiceProvider, Action<string>?>? reached = null)
    {
        var endpoint = configuration.GetConnectionString("graph");
        if (string.IsNullOrWhiteSpace(endpoint)) return services.AddLocalKnowledge(dataFolder, reached);
        // A slip of the pen must not have the suite fill another graph than the one that is meant.
        if (!GremlinConnections.IsEndpoint(endpoint)) throw new InvalidOperationException("ConnectionStrings:graph is an http, https, ws or wss URL, or empty for a file of the data folder.");
        services.AddSingleton<IKnowledgeGraph>(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            var options = Options(new Uri(endpoint!), configuration.GetSection("Loyalty:Graph"), time);
            return new GremlinKnowledgeGraph(GremlinConnections.Open(options), options, time, reached?.Invoke(provider));
        });
        return services.AddSnapshots();
    }

    private static GremlinOptions Options(Uri endpoint, IConfigurationSection settings, TimeProvider time)
    {
        var options = new GremlinOptions(endpoint);
        options = options with
        {
            IsNeptune = settings.GetValue("Neptune", options.IsNeptune),
            BatchSize = settings.GetValue("BatchSize", options.BatchSize),
            RequestTimeout = settings.GetValue("RequestTimeout", options.RequestTimeout),
        };
        return settings.GetValue("Sign", options.IsNeptune) ? options with { Signer = NeptuneSigner.For(endpoint, time) } : options;
    }

    private static IServiceCollection AddSnapshots(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SnapshotFiles>();
        services.AddSingleton<SnapshotKeeper>(provider => ActivatorUtilities.CreateInstance<SnapshotKeeper>(provider));
        services.AddHostedService(provider => provider.GetRequiredService<SnapshotKeeper>());
        return services;
    }
}
