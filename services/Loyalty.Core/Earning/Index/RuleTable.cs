using System.Runtime.InteropServices;

namespace Loyalty.Core.Earning.Index;

/// <summary>
/// A rule with the days on which its chart is in force, beside each other in memory: most candidates are passed over by their days,
/// without following a reference.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="afterSlot">How many candidates on those of its slot end: once one has won, the others need not be looked at.</param>
internal readonly struct Candidate(CompiledRule rule, int afterSlot = 1)
{
    private readonly int _travelFrom = rule.Chart.TravelFrom;
    private readonly int _travelEnd = rule.Chart.TravelEnd;
    private readonly int _ticketingFrom = rule.Chart.TicketingFrom;
    private readonly int _ticketingEnd = rule.Chart.TicketingEnd;

    public readonly int Slot = rule.Slot;
    public readonly int AfterSlot = afterSlot;
    public readonly ulong Rank = rule.Rank;
    public readonly CompiledRule Rule = rule;

    /// <summary>Whether the chart is in force by all that is known now.</summary>
    public bool InForce(int travel, int ticketing) =>
        travel >= _travelFrom && travel < _travelEnd && ticketing >= _ticketingFrom && ticketing < _ticketingEnd;
}

/// <summary>
/// The rules of one program in one array, those for one carrier, fare class and market side by side, slot by slot, the highest rank first:
/// finding them is one look-up. A carrier is a number; alliances and "any carrier" have numbers of their own behind the airlines'.
/// </summary>
internal sealed class RuleTable
{
    /// <summary>The place of the rules that name no class, beside A to Z.</summary>
    public const int AnyClass = 26;

    private const int Classes = 27;
    private readonly Dictionary<Place, (int Start, int Count)> _slices;
    private readonly Candidate[] _candidates;

    // Which kinds of market the rules of a carrier and class name, one bit each: most look-ups need not be made.
    private readonly uint[] _kinds;

    /// <param name="carriers">How many numbers carriers have.</param>
    /// <param name="rules">Each rule with its carrier and its market.</param>
    public RuleTable(int carriers, IReadOnlyList<(int Carrier, ulong Market, CompiledRule Rule)> rules)
    {
        _kinds = new uint[carriers * Classes];
        _slices = new Dictionary<Place, (int, int)>(rules.Count / 2);
        var total = 0;
        foreach (var (carrier, market, rule) in rules)
        {
            for (var classes = ClassesOf(rule); classes != 0; classes &= classes - 1)
            {
                var column = (carrier * Classes) + System.Numerics.BitOperations.TrailingZeroCount(classes);
                _kinds[column] |= 1u << (int)MarketKey.KindOf(market);
                CollectionsMarshal.GetValueRefOrAddDefault(_slices, new Place(column, market), out _).Count++;
                total++;
            }
        }

        _candidates = new Candidate[total];
        var next = 0;
        foreach (var place in _slices.Keys)
        {
            ref var slice = ref CollectionsMarshal.GetValueRefOrNullRef(_slices, place);
            (slice.Start, next, slice.Count) = (next, next + slice.Count, 0);
        }

        foreach (var (carrier, market, rule) in rules)
        {
            for (var classes = ClassesOf(rule); classes != 0; classes &= classes - 1)
            {
                var column = (carrier * Classes) + System.Numerics.BitOperations.TrailingZeroCount(classes);
                ref var slice = ref CollectionsMarshal.GetValueRefOrNullRef(_slices, new Place(column, market));
                _candidates[slice.Start + slice.Count++] = new Candidate(rule);
            }
        }

        foreach (var (start, count) in _slices.Values)
        {
            if (count > 1) Arrange(_candidates.AsSpan(start, count));
        }
    }

    private static void Arrange(Span<Candidate> candidates)
    {
        candidates.Sort(static (a, b) => a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot) : b.Rule.CompareRank(a.Rule));
        for (int i = candidates.Length - 1, end = candidates.Length; i >= 0; i--)
        {
            if (i + 1 < candidates.Length && candidates[i + 1].Slot != candidates[i].Slot) end = i + 1;
            candidates[i] = new Candidate(candidates[i].Rule, end - i);
        }
    }

    public ReadOnlySpan<Candidate> Find(int carrier, int letter, ulong market)
    {
        var column = (carrier * Classes) + letter;
        return (_kinds[column] >> (int)MarketKey.KindOf(market) & 1) == 1 && _slices.TryGetValue(new Place(column, market), out var slice)
            ? _candidates.AsSpan(slice.Start, slice.Count)
            : [];
    }

    /// <summary>Whether any rule names this carrier and class.</summary>
    public bool Has(int carrier, int letter) => _kinds[(carrier * Classes) + letter] != 0;

    private static uint ClassesOf(CompiledRule rule) => rule.Rule.Selector.FareClasses is { IsEmpty: false } classes ? classes.Bits : 1u << AnyClass;

    private readonly record struct Place(int Column, ulong Market);
}
