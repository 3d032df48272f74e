using System.Text.Json;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// The one vertex that says which graph this is, how far it counts, and who may write. Every write checks it and changes it in the same
/// request, so that of two writers one fails. Immutable.
/// </summary>
internal sealed record GraphHead
{
    public required string Identity { get; init; }

    /// <summary>What counts: elements of later versions are not there yet.</summary>
    public long Version { get; init; }

    public string Owner { get; init; } = "";

    /// <summary>The fencing token.</summary>
    public long Token { get; init; }

    public long Expires { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Names the last write. A writer finds here whether a request happened whose answer was lost.</summary>
    public string Write { get; init; } = "";

    /// <summary>How many batches of the next version are written; more than 0 without a loader at work means one stopped half-way.</summary>
    public int Staged { get; init; }

    /// <summary>How many batches of this version have values aside that are still to be put in their place.</summary>
    public int Unsettled { get; init; }

    /// <summary>A restore is under way: nothing in the graph counts, and all of it goes if the restore stops.</summary>
    public bool Restoring { get; init; }

    public const string ReadText = $"g.V('{GremlinNames.Head}').elementMap()";

    /// <summary>The properties of a graph's head that nobody writes to at the moment.</summary>
    public static ImmutableArray<GraphProperty> Properties(string identity, long version) =>
    [
        new("identity", identity), new("version", GremlinNames.Of(version)), new("owner", ""), new("token", "0"), new("expires", "0"),
        new("write", ""), new("staged", "0"), new("unsettled", "0"), new("restoring", ""),
    ];

    public static string CreateText()
    {
        var text = new GremlinText().Raw("g.mergeV([(T.id):").Literal(GremlinNames.Head).Raw("]).option(Merge.onCreate,[(T.label):").Literal(GremlinNames.Head);
        foreach (var property in Properties(Guid.NewGuid().ToString("N"), 0))
            text.Raw(",").Literal(property.Name).Raw(":single(").Literal(property.Value).Raw(")");
        return text.Raw("]).count()").ToString();
    }

    public static GraphHead Read(JsonElement map)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in GraphSonReader.Entries(map)) values[key] = GraphSonReader.Text(value);
        return new GraphHead
        {
            Identity = values["identity"],
            Version = GremlinNames.Number(values["version"]),
            Owner = values["owner"],
            Token = GremlinNames.Number(values["token"]),
            Expires = GremlinNames.Number(values["expires"]),
            Write = values["write"],
            Staged = (int)GremlinNames.Number(values["staged"]),
            Unsettled = (int)GremlinNames.Number(values["unsettled"]),
            Restoring = values["restoring"].Length > 0,
        };
    }

    /// <summary>Until when a writer has the lease that writes now: as long again as it had when it began.</summary>
    public DateTimeOffset Prolonged(LoaderLease lease, DateTimeOffset now)
    {
        var until = now + (lease.ExpiresAt - ReadAt);
        return until.UtcTicks > Expires ? until : new DateTimeOffset(Expires, TimeSpan.Zero);
    }

    /// <summary>Whether the lease is still its owner's, at a time.</summary>
    public void Check(LoaderLease lease, DateTimeOffset now)
    {
        if (Token != lease.Token || Owner != lease.Owner || Expires <= now.UtcTicks) throw new LeaseLostException();
    }
}
