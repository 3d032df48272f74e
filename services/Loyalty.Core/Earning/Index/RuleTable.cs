using System.Runtime.InteropServices;
using Loyalty.Core.Geography;

namespace Loyalty.Core.Earning.Index;

/// <summary>The rules of one program for one carrier: by fare class, then by market.</summary>
internal sealed class RuleTable
{
    private const int AnyClass = 26;
    private readonly Dictionary<ulong, List<CompiledRule>>?[] _building = new Dictionary<ulong, List<CompiledRule>>?[27];
    private readonly Dictionary<ulong, CompiledRule[]>?[] _byClass = new Dictionary<ulong, CompiledRule[]>?[27];

    /// <summary>The charts behind the rules, for saying why nothing was found.</summary>
    public List<CompiledChart> Charts { get; } = [];

    public void Add(CompiledRule rule, FareClasses classes, ulong market)
    {
        if (classes.IsEmpty)
        {
            AddTo(AnyClass, rule, market);
            return;
        }

        for (var letter = 0; letter < 26; letter++)
        {
            if ((classes.Bits >> letter & 1) == 1) AddTo(letter, rule, market);
        }
    }

    public void Freeze()
    {
        for (var slot = 0; slot < _building.Length; slot++)
        {
            if (_building[slot] is not { } markets) continue;
            _byClass[slot] = markets.ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
            _building[slot] = null;
        }
    }

    /// <summary>The rules for a letter and a market.</summary>
    public ReadOnlySpan<CompiledRule> Find(char letter, ulong market) => At(letter - 'A', market);

    /// <summary>The rules for any letter and a market.</summary>
    public ReadOnlySpan<CompiledRule> FindAnyClass(ulong market) => At(AnyClass, market);

    private ReadOnlySpan<CompiledRule> At(int slot, ulong market) =>
        _byClass[slot] is { } markets && markets.TryGetValue(market, out var rules) ? rules : [];

    private void AddTo(int slot, CompiledRule rule, ulong market)
    {
        var markets = _building[slot] ??= [];
        (CollectionsMarshal.GetValueRefOrAddDefault(markets, market, out _) ??= []).Add(rule);
    }
}

/// <summary>One named amount of a program: a component of a metric.</summary>
internal sealed record Slot(string Metric, string Component, ChartPart Part, int Order);

/// <summary>The places of a flight as a program sees them, as market keys.</summary>
internal static class Places
{
    public const int Most = 64;

    public static int Of(Airport from, Airport to, ReadOnlySpan<int> fromRegions, ReadOnlySpan<int> toRegions, Span<ulong> places)
    {
        var count = 0;
        places[count++] = MarketKey.Any;
        if (from.Country == to.Country)
        {
            places[count++] = MarketKey.Single(MarketKind.Domestic, 0);
            places[count++] = MarketKey.Single(MarketKind.Domestic, MarketKey.Code(from.Country));
        }
        else
        {
            places[count++] = MarketKey.Single(MarketKind.International, 0);
            places[count++] = MarketKey.Single(
                from.Continent == to.Continent ? MarketKind.Continental : MarketKind.Intercontinental, 0);
        }

        uint origin = MarketKey.Code(from.Iata), destination = MarketKey.Code(to.Iata);
        places[count++] = MarketKey.Single(MarketKind.Airport, origin);
        places[count++] = MarketKey.Single(MarketKind.Airport, destination);
        places[count++] = MarketKey.Pair(MarketKind.Route, origin, destination);
        foreach (var one in fromRegions)
        {
            if (count < Most) places[count++] = MarketKey.Single(MarketKind.Regions, (uint)one);
            foreach (var other in toRegions)
            {
                if (count < Most) places[count++] = MarketKey.Pair(MarketKind.Regions, (uint)one, (uint)other);
            }
        }

        foreach (var other in toRegions)
        {
            if (count < Most && !fromRegions.Contains(other)) places[count++] = MarketKey.Single(MarketKind.Regions, (uint)other);
        }

        return count;
    }
}
