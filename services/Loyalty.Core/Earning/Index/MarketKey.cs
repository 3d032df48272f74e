using Loyalty.Core.Geography;

namespace Loyalty.Core.Earning.Index;

/// <summary>A market as one number, so that finding the rules of a flight is a look-up and not a scan.</summary>
internal static class MarketKey
{
    public const ulong Any = 0;

    /// <summary>The number of a rule's market. Region ids are numbered by the program.</summary>
    public static ulong Of(Market market, IReadOnlyDictionary<string, int> regions)
    {
        switch (market.Kind)
        {
            case MarketKind.Route:
                return Pair(MarketKind.Route, Code(market.From!), Code(market.To!));
            case MarketKind.Airport:
                return Single(MarketKind.Airport, Code(market.From!));
            case MarketKind.Domestic or MarketKind.Within or MarketKind.Continental when market.From is not null:
                return Single(market.Kind, Code(market.From));
            case MarketKind.Regions:
                var from = Region(market.From!, regions);
                return market.To is null ? Single(MarketKind.Regions, from) : Pair(MarketKind.Regions, from, Region(market.To, regions));
            default:
                return Single(market.Kind, 0);
        }
    }

    public static ulong Single(MarketKind kind, uint place) => ((ulong)kind << 56) | place;

    public static ulong Pair(MarketKind kind, uint one, uint other) =>
        ((ulong)kind << 56) | ((ulong)Math.Min(one, other) << 28) | Math.Max(one, other) | (1ul << 55);

    public static MarketKind KindOf(ulong key) => (MarketKind)(key >> 56);

    /// <summary>Two or three letters as a number.</summary>
    public static uint Code(string letters)
    {
        uint code = 0;
        foreach (var letter in letters) code = (code << 7) | (letter & 0x7Fu);
        return code;
    }

    // A market that names a region nobody defined matches no flight.
    private static uint Region(string id, IReadOnlyDictionary<string, int> regions) =>
        regions.TryGetValue(id, out var number) ? (uint)number : 0x0FFF_FFFF;
}
