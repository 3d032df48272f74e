using System.Collections.Frozen;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>The kinds of column that a header's words may name.</summary>
internal readonly record struct HeaderNames(uint Bits)
{
    private static readonly (ColumnKind Kind, string[] Names)[] Names =
    [
        (ColumnKind.Classes,
        [
            "booking class", "booking classes", "booking code", "booking codes", "fare class", "fare classes", "purchased fare class", "rbd",
            "class of service", "booking class for mileage accrual", "class code", "class codes", "booking", "fare codes", "fare code",
            "reservation class", "fare letter", "booking letters", "ticket class", "ticket classes",
        ]),
        (ColumnKind.Cabin,
        [
            "cabin", "cabin class", "travel class", "service class", "class of travel", "boarding class", "cabins", "service", "class",
            "compartment", "type of class",
        ]),
        (ColumnKind.Carrier,
        [
            "airline", "airlines", "carrier", "carriers", "partner", "partners", "operating airline", "marketing airline", "operating carrier",
            "marketing carrier", "airline partner", "partner airline", "operated by", "marketed by", "partner group",
        ]),
        (ColumnKind.Tier,
        [
            "status", "tier", "level", "membership", "membership level", "elite status", "elite level", "member", "member level", "tiers", "levels",
        ]),
        (ColumnKind.Market,
        [
            "route", "routes", "market", "region", "flight type", "kind of flight", "type of flight", "geography", "area", "sector", "flights",
            "route type", "where", "regions", "destination", "destinations", "from/to", "flight route", "flight routes", "type of route", "geographic area", "geographical area", "areas", "markets", "trip", "itinerary",
        ]),
        (ColumnKind.Band,
        [
            "distance", "distance band", "band", "zone", "flight length", "miles flown", "length of flight", "distance flown", "haul",
            "distance in miles",
        ]),
        (ColumnKind.FareBrand,
        [
            "fare type", "fare types", "fare family", "fare brand", "brand", "fare name", "fare category", "fare product", "type of fare", "type",
            "fare", "fare conditions", "fares", "eligible fares", "applicable fares", "fare families", "fare options", "fare option", "fare names", "branded fare", "branded fares", "tariff", "tariffs", "fare bundle", "fare bundles", "bundle",
            "product", "products", "fare products", "ticket type", "ticket types", "brands", "fare brands", "fare classes and types",
        ]),
        (ColumnKind.Card,
        [
            "card", "cards",
        ]),
        (ColumnKind.EarningMode,
        [
            "earning mode", "earning option", "earning method", "way of earning", "earning choice",
        ]),
        (ColumnKind.Stock,
        [
            "ticket", "tickets", "ticket stock", "ticket issued by",
        ]),
        (ColumnKind.ValidFrom,
        [
            "valid from", "effective", "effective date", "from date",
        ]),
        (ColumnKind.ValidUntil,
        [
            "valid until", "valid to", "until", "expires", "end date",
        ]),
    ];

    // Longer headers: "Booking class (RBD)", "Flight status".
    private static readonly (string Name, uint Letters, HeaderNames Kind)[] Inside =
        [.. Names.SelectMany(kind => kind.Names, (kind, name) => (name, WordLetters.Of(name), Of(kind.Kind))).Where(pair => pair.name.Length > 7)];

    // What most headers say in so many words, with what stands inside them.
    private static readonly FrozenDictionary<string, HeaderNames> ByName = Names.SelectMany(kind => kind.Names, (kind, name) => (name, kind.Kind))
        .GroupBy(pair => pair.name, pair => pair.Kind)
        .ToFrozenDictionary(group => group.Key, group => new HeaderNames(Of([.. group]).Bits | InsideOf(group.Key).Bits), StringComparer.Ordinal);

    public static HeaderNames Of(params ReadOnlySpan<ColumnKind> kinds)
    {
        var bits = 0u;
        foreach (var kind in kinds) bits |= 1u << (int)kind;
        return new HeaderNames(bits);
    }

    [ThreadStatic]
    private static Remembered<HeaderNames>? _named;

    /// <summary>What a folded header may name.</summary>
    public static HeaderNames In(string plain) => Remembered<HeaderNames>.Of(ref _named, plain, NamesIn);

    private static HeaderNames NamesIn(string plain)
    {
        if (ByName.TryGetValue(plain, out var named)) return named;
        return InsideOf(plain);
    }

    private static HeaderNames InsideOf(string plain)
    {
        var (bits, letters) = (0u, WordLetters.Of(plain));
        foreach (var (name, ofName, kind) in Inside)
        {
            if (WordLetters.MayHold(letters, ofName) && plain.Length <= name.Length + 25 && Phrase.Has(plain, name)) bits |= kind.Bits;
        }

        return new HeaderNames(bits);
    }

    public bool Has(ColumnKind kind) => (Bits >> (int)kind & 1) == 1;

    public bool HasAny(HeaderNames kinds) => (Bits & kinds.Bits) != 0;
}
