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
        },
        new("ingestion", "services/Loyalty.Ingestion", PortOffset: 2)
        {
            Stores = [Store.Graph, Store.Documents, Store.Queue],
        },
        new("maintenance", "services/Loyalty.Maintenance", PortOffset: 3)
        {
            Needs = ["api", "ingestion"],
            Stores = [Store.Graph, Store.Documents, Store.Queue, Store.Profiles],
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
    public string HealthPath { get; init; } = "/health";
    public int Replicas { get; init; } = 1;
}

enum Store { Graph, Documents, Queue, Profiles }
