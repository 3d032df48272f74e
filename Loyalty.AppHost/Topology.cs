using System.Collections.Immutable;

namespace Loyalty.AppHost;

/// <summary>
/// The architecture: which services there are and what each needs. It says nothing about how they are run: that is for
/// the interpreters, which map it to a plan of their own.
/// </summary>
static class Topology
{
    public static ImmutableArray<Service> Services { get; } =
    [
        new("api", "services/Loyalty.Api", PortOffset: 1)
        {
            Stores = [Store.Graph, Store.Documents, Store.Profiles],
            Paths = ["/api/earnings", "/api/programs", "/api/airports", "/api/rules", "/api/knowledge"],
            StreamedPaths = ["/api/chat", "/mcp"],
        },
        new("ingestion", "services/Loyalty.Ingestion", PortOffset: 2)
        {
            Stores = [Store.Graph, Store.Documents, Store.Queue],
            Queues = ["ingestion"],
            Paths = ["/api/documents", "/api/reviews", "/api/uploads"],
            RunsPipeline = true,
            Schedules =
            [
                new("write-snapshot", "rate(5 minutes)", "write-snapshot"),
                new("sweep", "rate(1 hour)", "sweep"),
            ],
        },
        new("maintenance", "services/Loyalty.Maintenance", PortOffset: 3)
        {
            Needs = ["api", "ingestion"],
            Stores = [Store.Graph, Store.Documents, Store.Queue, Store.Profiles],
            Queues = ["maintenance"],
            Paths = ["/api/backups"],
        },
    ];
}

/// <param name="Name">Under which the other services find it.</param>
/// <param name="Project">Its folder, from the root of the repository.</param>
/// <param name="PortOffset">Its port, counted from the port base. The offset 0 is kept for the web pages.</param>
sealed record Service(string Name, string Project, int PortOffset)
{
    /// <summary>The services that it calls, and that are to be healthy before it starts.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];
    public ImmutableArray<Store> Stores { get; init; } = [];

    /// <summary>The work queues that it sends to and receives from.</summary>
    public ImmutableArray<string> Queues { get; init; } = [];

    /// <summary>What it answers to the outside, each with all below it. Nothing else reaches it where a gateway stands before it.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>What it answers bit by bit, for which a gateway that waits for the whole answer will not do.</summary>
    public ImmutableArray<string> StreamedPaths { get; init; } = [];

    /// <summary>Whether the ingestion pipeline's stages run in it.</summary>
    public bool RunsPipeline { get; init; }

    /// <summary>What it is told to do again and again, where no process of its own is awake to do it.</summary>
    public ImmutableArray<Schedule> Schedules { get; init; } = [];
    public string HealthPath { get; init; } = "/health";
    public int Replicas { get; init; } = 1;
}

/// <param name="Rate">As in <c>rate(5 minutes)</c> or <c>cron(0 3 * * ? *)</c>.</param>
/// <param name="Job">What its event names.</param>
sealed record Schedule(string Name, string Rate, string Job);

enum Store { Graph, Documents, Queue, Profiles }
