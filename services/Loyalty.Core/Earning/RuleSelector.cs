using Loyalty.Core.Geography;

namespace Loyalty.Core.Earning;

/// <summary>The cabin a passenger sits in, lowest first.</summary>
public enum Cabin
{
    /// <summary>Economy.</summary>
    Economy,

    /// <summary>Premium economy.</summary>
    PremiumEconomy,

    /// <summary>Business.</summary>
    Business,

    /// <summary>First.</summary>
    First,
}

/// <summary>What the whole ticket must be like.</summary>
public enum TicketCondition
{
    /// <summary>Anything.</summary>
    None,

    /// <summary>It ends where it began.</summary>
    RoundTrip,

    /// <summary>It ends elsewhere.</summary>
    OneWay,

    /// <summary>Every segment is marketed by the chart's carrier.</summary>
    SameMarketingCarrier,

    /// <summary>One segment at least is operated by the program's own airline.</summary>
    IncludesOwnAirline,
}

/// <summary>A set of fare classes: the letters A to Z. Immutable, thread-safe.</summary>
/// <param name="Bits">Bit 0 is A, bit 25 is Z.</param>
public readonly record struct FareClasses(uint Bits)
{
    /// <summary>Whether it names no letter, which means every class.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>The set of the letters of a text; case and anything that is no letter do not matter.</summary>
    /// <param name="letters">Such as <c>Y, B / M</c>.</param>
    public static FareClasses Of(ReadOnlySpan<char> letters)
    {
        uint bits = 0;
        foreach (var letter in letters)
        {
            if (char.IsAsciiLetter(letter)) bits |= 1u << (char.ToUpperInvariant(letter) - 'A');
        }

        return new FareClasses(bits);
    }

    /// <summary>Whether a letter, A to Z, is in the set.</summary>
    /// <param name="letter">A capital letter.</param>
    public bool Contains(char letter) => (Bits >> (letter - 'A') & 1) == 1;

    /// <summary>The letters of both sets.</summary>
    /// <param name="other">Another set.</param>
    public FareClasses Union(FareClasses other) => new(Bits | other.Bits);

    /// <summary>The letters in both sets.</summary>
    /// <param name="other">Another set.</param>
    public FareClasses Intersect(FareClasses other) => new(Bits & other.Bits);

    /// <summary>The letters, in order, without separators.</summary>
    public override string ToString()
    {
        Span<char> letters = stackalloc char[26];
        var count = 0;
        for (var letter = 0; letter < 26; letter++)
        {
            if ((Bits >> letter & 1) == 1) letters[count++] = (char)('A' + letter);
        }

        return new string(letters[..count]);
    }
}

/// <summary>
/// Which flights, tickets and members a rule is for. What is left out is not asked. Immutable, thread-safe.
/// </summary>
/// <remarks>Sets are sorted and without repeats; <see cref="Canonical"/> sees to it.</remarks>
public sealed record RuleSelector
{
    /// <summary>For everything.</summary>
    public static RuleSelector Everything { get; } = new();

    /// <summary>Marketing carriers, IATA codes.</summary>
    public ImmutableArray<string> Marketing { get; init; } = [];

    /// <summary>Operating carriers, IATA codes.</summary>
    public ImmutableArray<string> Operating { get; init; } = [];

    /// <summary>An alliance whose members' flights are meant, by marketing carrier.</summary>
    public string? Alliance { get; init; }

    /// <summary>Ticketing carriers (ticket stock), IATA codes.</summary>
    public ImmutableArray<string> Ticketing { get; init; } = [];

    /// <summary>Ticketing carriers whose tickets are left out, IATA codes.</summary>
    public ImmutableArray<string> NotTicketing { get; init; } = [];

    /// <summary>Fare classes; empty for all.</summary>
    public FareClasses FareClasses { get; init; }

    /// <summary>The cabin.</summary>
    public Cabin? Cabin { get; init; }

    /// <summary>The fare brand, such as Light; compared without case.</summary>
    public string? FareBrand { get; init; }

    /// <summary>A fare-basis pattern: <c>*</c> is any run of characters, <c>?</c> any one.</summary>
    public string? FareBasis { get; init; }

    /// <summary>Where the flight goes.</summary>
    public Market Market { get; init; } = Market.Any;

    /// <summary>The first flight number of a range.</summary>
    public int? FlightFrom { get; init; }

    /// <summary>The last flight number of a range.</summary>
    public int? FlightTo { get; init; }

    /// <summary>Tiers of the member in this program; empty for all.</summary>
    public ImmutableArray<string> Tiers { get; init; } = [];

    /// <summary>A card that the member holds; compared without case.</summary>
    public string? Card { get; init; }

    /// <summary>Countries of residence, ISO 3166-1 alpha-2.</summary>
    public ImmutableArray<string> Residence { get; init; } = [];

    /// <summary>The earning mode that the member chose; compared without case.</summary>
    public string? EarningMode { get; init; }

    /// <summary>Kinds of ticket: published, bulk, award; empty for any but award.</summary>
    public ImmutableArray<string> TicketTypes { get; init; } = [];

    /// <summary>What the whole ticket must be like.</summary>
    public TicketCondition TicketCondition { get; init; }

    /// <summary>The same selector with its sets sorted and without repeats.</summary>
    public RuleSelector Canonical() => !IsCanonical() ? this with
    {
        Marketing = Sorted(Marketing),
        Operating = Sorted(Operating),
        Ticketing = Sorted(Ticketing),
        NotTicketing = Sorted(NotTicketing),
        Tiers = Sorted(Tiers),
        Residence = Sorted(Residence),
        TicketTypes = Sorted(TicketTypes),
    } : this;

    /// <summary>
    /// How specific it is: a rule with the greater number wins within a component. The order of what counts first is the design's:
    /// route, market, ticket condition, fare class over cabin, operating and marketing over either alone, carrier over alliance,
    /// fare basis, fare brand, flight range, ticketing carrier, card, earning mode, residence, tier.
    /// </summary>
    public uint Specificity() => Specificity(Market.Narrowness(), !Marketing.IsEmpty, !Operating.IsEmpty, Alliance is not null);

    /// <summary>The same with what a chart selects for all its rules.</summary>
    internal uint Specificity(uint narrowness, bool byMarketing, bool byOperating, bool byAlliance)
    {
        uint value = 0;
        void Add(int width, uint part) => value = (value << width) | part;
        Add(5, narrowness);
        Add(1, TicketCondition != TicketCondition.None || !TicketTypes.IsEmpty ? 1u : 0u);
        Add(2, !FareClasses.IsEmpty && Cabin is not null ? 3u : !FareClasses.IsEmpty ? 2u : Cabin is not null ? 1u : 0u);
        Add(2, byMarketing && byOperating ? 3u : byMarketing || byOperating ? 2u : byAlliance ? 1u : 0u);
        Add(1, FareBasis is null ? 0u : 1u);
        Add(1, FareBrand is null ? 0u : 1u);
        Add(1, FlightFrom is null && FlightTo is null ? 0u : 1u);
        Add(1, Ticketing.IsEmpty && NotTicketing.IsEmpty ? 0u : 1u);
        Add(1, Card is null ? 0u : 1u);
        Add(1, EarningMode is null ? 0u : 1u);
        Add(1, Residence.IsEmpty ? 0u : 1u);
        Add(1, Tiers.IsEmpty ? 0u : 1u);
        return value;
    }

    private bool IsCanonical() =>
        IsSorted(Marketing) && IsSorted(Operating) && IsSorted(Ticketing) && IsSorted(NotTicketing) && IsSorted(Tiers) && IsSorted(Residence) && IsSorted(TicketTypes);

    private static ImmutableArray<string> Sorted(ImmutableArray<string> set) =>
        IsSorted(set) ? set : [.. set.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether it is in order and without repeats.</summary>
    private static bool IsSorted(ImmutableArray<string> set)
    {
        for (var i = 1; i < set.Length; i++)
        {
            if (string.CompareOrdinal(set[i - 1], set[i]) >= 0) return false;
        }

        return true;
    }
}
