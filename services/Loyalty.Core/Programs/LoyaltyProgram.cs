namespace Loyalty.Core.Programs;

/// <summary>Who runs a program.</summary>
public enum ProgramKind
{
    /// <summary>An airline.</summary>
    Airline,

    /// <summary>A bank or card issuer.</summary>
    Bank,

    /// <summary>A hotel group.</summary>
    Hotel,
}

/// <summary>The unit a program counts distance in.</summary>
public enum DistanceUnit
{
    /// <summary>Statute miles of 1,609.344 m.</summary>
    Miles,

    /// <summary>Kilometres.</summary>
    Kilometres,
}

/// <summary>A loyalty program and the traits that change its arithmetic. Immutable, thread-safe.</summary>
public sealed record LoyaltyProgram
{
    /// <summary>The program's id: the airline's IATA code, or the bank's or hotel's name in capitals, then the name.</summary>
    public required string Id { get; init; }

    /// <summary>The program's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who runs it.</summary>
    public ProgramKind Kind { get; init; }

    /// <summary>IATA code of the airline that runs it; null for banks and hotels.</summary>
    public string? Airline { get; init; }

    /// <summary>What its redeemable currency is called: miles, Avios, points.</summary>
    public string Currency { get; init; } = "miles";

    /// <summary>The unit in which it counts distance. A rule's bands and minimums are in this unit.</summary>
    public DistanceUnit DistanceUnit { get; init; }

    /// <summary>How it rounds.</summary>
    public Rounding Rounding { get; init; } = Rounding.Default;

    /// <summary>Which whole unit of the rule's currency each flight's fare becomes before a rate multiplies it; none unless the program says so.</summary>
    public RoundingMode FareRounding { get; init; } = RoundingMode.None;

    /// <summary>How its minimum per segment works.</summary>
    public MinimumCredit Minimum { get; init; } = MinimumCredit.Default;

    /// <summary>What its elite bonus multiplies.</summary>
    public EliteBonus EliteBonus { get; init; } = EliteBonus.Default;

    /// <summary>Its tiers, lowest first. A member without a tier is a base member.</summary>
    public ImmutableArray<EliteTier> Tiers { get; init; } = [];

    /// <summary>Its elite-qualifying metrics, with roundings of their own where they differ.</summary>
    public ImmutableArray<Metric> Metrics { get; init; } = [];

    /// <summary>The document that states the traits; null where none does and the defaults stand.</summary>
    public string? DocumentId { get; init; }
}

/// <summary>A tier of a program. Immutable, thread-safe.</summary>
/// <param name="Name">The program's own name for it.</param>
/// <param name="Rank">1 for the lowest tier, then upwards.</param>
/// <param name="AllianceStatus">What the alliance calls it, such as Star Alliance Gold; null when nothing.</param>
public sealed record EliteTier(string Name, int Rank, string? AllianceStatus = null);

/// <summary>An elite-qualifying metric of a program. Immutable, thread-safe.</summary>
/// <param name="Name">The program's own name: PQP, XP, Tier Points.</param>
/// <param name="Rounding">How it is rounded, where that differs from the program.</param>
public sealed record Metric(string Name, Rounding? Rounding = null);
