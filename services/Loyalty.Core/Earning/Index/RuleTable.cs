using System.Runtime.InteropServices;

namespace Loyalty.Core.Earning.Index;

/// <summary>
/// A rule with the days on which its chart is in force, beside each other in memory: most candidates are passed over by their days,
/// without following a reference.
/// </summary>
internal readonly struct Candidate(CompiledRule rule)
{
    private readonly int _travelFrom = rule.Chart.TravelFrom;
    private readonly int _travelEnd = rule.Chart.TravelEnd;
    private readonly int _ticketingFrom = rule.Chart.TicketingFrom;
    private readonly int _ticketingEnd = rule.Chart.TicketingEnd;

    public readonly int Slot = rule.Slot;
    public readonly int Rank = rule.Rank;
    public readonly CompiledRule Rule = rule;

    /// <summary>Whether the chart is in force by all that is known now.</summary>
    public bool InForce(int travel, int ticketing) =>
        travel >= _travelFrom && travel < _travelEnd && ticketing >= _ticketingFrom && ticketing < _ticketingEnd;
}

/// <summary>The rules of one program for one carrier and one fare class: by market.</summary>
internal sealed class ClassRules
{
    private Dictionary<ulong, List<CompiledRule>>? _building = [];
    private Candidate[] _anywhere = [];
    private Dictionary<ulong, Candidate[]>? _byMarket;

    /// <summary>Which kinds of market any of the rules names: one bit each.</summary>
    public uint Kinds { get; private set; }

    public void Add(CompiledRule rule, ulong market) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_building!, market, out _) ??= []).Add(rule);

    /// <summary>Ends the building, once the rules have their ranks: the highest comes first.</summary>
    public void Freeze()
    {
        foreach (var (market, rules) in _building!)
        {
            rules.Sort(static (a, b) => b.Rank.CompareTo(a.Rank));
            var candidates = rules.Select(rule => new Candidate(rule)).ToArray();
            Kinds |= 1u << (int)MarketKey.KindOf(market);
            if (market == MarketKey.Any) _anywhere = candidates;
            else (_byMarket ??= [])[market] = candidates;
        }

        _building = null;
    }

    public ReadOnlySpan<Candidate> Find(ulong market) => market == MarketKey.Any
        ? _anywhere
        : (Kinds >> (int)MarketKey.KindOf(market) & 1) == 1 && _byMarket!.TryGetValue(market, out var rules) ? rules : [];
}

/// <summary>The rules of one program for one carrier: by fare class, then by market.</summary>
internal sealed class RuleTable
{
    private const int AnyClass = 26;
    private readonly ClassRules?[] _byClass = new ClassRules?[27];

    /// <summary>The charts behind the rules, for saying why nothing was found.</summary>
    public List<CompiledChart> Charts { get; } = [];

    /// <summary>The rules that name no class.</summary>
    public ClassRules? OfAnyClass => _byClass[AnyClass];

    /// <summary>The rules that name a class, A to Z.</summary>
    public ClassRules? OfClass(char letter) => _byClass[letter - 'A'];

    public void Add(CompiledRule rule, FareClasses classes, ulong market)
    {
        if (classes.IsEmpty)
        {
            (_byClass[AnyClass] ??= new ClassRules()).Add(rule, market);
            return;
        }

        for (var letter = 0; letter < 26; letter++)
        {
            if ((classes.Bits >> letter & 1) == 1) (_byClass[letter] ??= new ClassRules()).Add(rule, market);
        }
    }

    public void Freeze()
    {
        foreach (var rules in _byClass) rules?.Freeze();
    }
}
