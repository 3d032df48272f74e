namespace Loyalty.Knowledge.Graph;

/// <summary>A property: every value is text, since Neptune has neither decimals nor lists. Amounts are canonical invariant strings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public readonly record struct GraphProperty(string Name, string Value);

/// <summary>A vertex. Immutable.</summary>
/// <param name="Id">Deterministic id, such as <c>airport:FRA</c>.</param>
/// <param name="Label">One of <see cref="Labels"/>.</param>
/// <param name="Properties">Sorted by name, each name once.</param>
public sealed record GraphVertex(string Id, string Label, ImmutableArray<GraphProperty> Properties)
{
    /// <summary>The value of a property, or null.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name] => Properties.ValueOf(name);
}

/// <summary>An edge. Immutable.</summary>
/// <param name="Id">Deterministic id, made of label and ends.</param>
/// <param name="Label">One of <see cref="Labels"/>.</param>
/// <param name="From">Id of the vertex it leaves.</param>
/// <param name="To">Id of the vertex it reaches.</param>
/// <param name="Properties">Sorted by name, each name once.</param>
public sealed record GraphEdge(string Id, string Label, string From, string To, ImmutableArray<GraphProperty> Properties)
{
    /// <summary>The value of a property, or null.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name] => Properties.ValueOf(name);
}

/// <summary>A vertex or an edge as the graph holds it. Immutable.</summary>
/// <param name="Vertex">The vertex, or null.</param>
/// <param name="Edge">The edge, or null.</param>
/// <param name="Version">The version of the graph at which it was last touched.</param>
/// <param name="RecordedAt">When the graph first learned of it.</param>
public sealed record StoredElement(GraphVertex? Vertex, GraphEdge? Edge, long Version, DateTimeOffset RecordedAt);

/// <summary>
/// What one document, or one approved review, changes. Elements are merged: the properties given are set, others stay. Immutable.
/// </summary>
/// <param name="Id">Its id: applied once, whoever sends it how often.</param>
/// <param name="Vertices">Vertices by id, each id once.</param>
/// <param name="Edges">Edges by id, each id once.</param>
public sealed record ChangeSet(string Id, ImmutableArray<GraphVertex> Vertices, ImmutableArray<GraphEdge> Edges)
{
    /// <summary>When it was first applied, if it is applied again to a graph that lost it; null for now.</summary>
    public DateTimeOffset? RecordedAt { get; init; }
}

/// <summary>Which graph it is, and how far it has come. Immutable.</summary>
/// <param name="Identity">Made with the graph, and lost with it.</param>
/// <param name="Version">0 when empty, greater with every change.</param>
public sealed record GraphState(string Identity, long Version);

/// <summary>A change set that the graph holds. Immutable.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The version it made.</param>
/// <param name="RecordedAt">When it was applied.</param>
/// <param name="Elements">How many vertices and edges it changed.</param>
public sealed record AppliedChangeSet(string Id, long Version, DateTimeOffset RecordedAt, int Elements);

/// <summary>What became of a change set.</summary>
public enum ApplyOutcome
{
    /// <summary>It changed the graph, whose version moved.</summary>
    Applied,

    /// <summary>It had been applied before.</summary>
    AlreadyApplied,

    /// <summary>The graph holds all of it: nothing changed, nothing was recorded.</summary>
    Unchanged,
}

/// <summary>The right to load, held by one loader at a time. Immutable.</summary>
/// <param name="Owner">Who holds it.</param>
/// <param name="Token">Fencing token: grows with every acquisition, so that a loader that was thought dead is refused.</param>
/// <param name="ExpiresAt">When it ends unless renewed.</param>
public sealed record LoaderLease(string Owner, long Token, DateTimeOffset ExpiresAt);

/// <summary>The lease is not, or no longer, the caller's: nothing was written.</summary>
public sealed class LeaseLostException() : Exception("Another loader holds the lease: acquire it again, then retry.");

/// <summary>The labels of vertices and edges.</summary>
public static class Labels
{
#pragma warning disable CS1591 // The names say it; docs/graph.md has the table.
    public const string Alliance = "Alliance";
    public const string Airline = "Airline";
    public const string LoyaltyProgram = "LoyaltyProgram";
    public const string EliteTier = "EliteTier";
    public const string EliteMetric = "EliteMetric";
    public const string Airport = "Airport";
    public const string FareClass = "FareClass";
    public const string Region = "Region";
    public const string EarningChart = "EarningChart";
    public const string EarningRule = "EarningRule";
    public const string SectorDistance = "SectorDistance";
    public const string ExchangeRate = "ExchangeRate";
    public const string SourceDocument = "SourceDocument";
    public const string MemberOf = "MEMBER_OF";
    public const string HasLoyaltyProgram = "HAS_LOYALTY_PROGRAM";
    public const string HasEliteTier = "HAS_ELITE_TIER";
    public const string HasEliteMetric = "HAS_ELITE_METRIC";
    public const string HasRule = "HAS_RULE";
    public const string AppliesToOperating = "APPLIES_TO_OPERATING";
    public const string AppliesToMarketing = "APPLIES_TO_MARKETING";
    public const string AppliesToFareClass = "APPLIES_TO_FARE_CLASS";
    public const string CreditsToProgram = "CREDITS_TO_PROGRAM";
    public const string TransfersTo = "TRANSFERS_TO";
    public const string ExtractedFrom = "EXTRACTED_FROM";
#pragma warning restore CS1591

    /// <summary>The edges that answers are made from; the others are for walking the graph.</summary>
    public static ImmutableArray<string> SnapshotEdges { get; } =
        [MemberOf, HasEliteTier, HasEliteMetric, HasRule, TransfersTo, ExtractedFrom];
}

/// <summary>Sorted property lists.</summary>
public static class GraphProperties
{
    /// <summary>The value of a property, or null.</summary>
    /// <param name="properties">Sorted or not.</param>
    /// <param name="name">Its name.</param>
    public static string? ValueOf(this ImmutableArray<GraphProperty> properties, string name)
    {
        foreach (var property in properties)
        {
            if (property.Name == name) return property.Value;
        }

        return null;
    }

    /// <summary>A sorted list of the properties that have a value.</summary>
    /// <param name="properties">Names and values; those without a value are left out.</param>
    public static ImmutableArray<GraphProperty> Of(params ReadOnlySpan<(string Name, string? Value)> properties)
    {
        var list = ImmutableArray.CreateBuilder<GraphProperty>(properties.Length);
        foreach (var (name, value) in properties)
        {
            if (!string.IsNullOrEmpty(value)) list.Add(new GraphProperty(name, value));
        }

        list.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return list.DrainToImmutable();
    }

    /// <summary>The first list with the second's properties set.</summary>
    /// <param name="held">What is there; sorted.</param>
    /// <param name="given">What is set; sorted.</param>
    /// <returns>The very list <paramref name="held"/> when nothing changes.</returns>
    public static ImmutableArray<GraphProperty> Merge(ImmutableArray<GraphProperty> held, ImmutableArray<GraphProperty> given)
    {
        var changes = false;
        foreach (var property in given) changes |= held.ValueOf(property.Name) != property.Value;
        if (!changes) return held;
        var merged = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in held) merged[property.Name] = property.Value;
        foreach (var property in given) merged[property.Name] = property.Value;
        return [.. merged.Select(pair => new GraphProperty(pair.Key, pair.Value))];
    }
}
