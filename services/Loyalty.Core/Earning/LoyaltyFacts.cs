using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;

namespace Loyalty.Core.Earning;

/// <summary>All that is known and that answers are made from. Immutable, thread-safe. Ids are unique in each list.</summary>
public sealed record LoyaltyFacts
{
    /// <summary>Airports.</summary>
    public ImmutableArray<Airport> Airports { get; init; } = [];

    /// <summary>Alliances.</summary>
    public ImmutableArray<Alliance> Alliances { get; init; } = [];

    /// <summary>Airlines.</summary>
    public ImmutableArray<Airline> Airlines { get; init; } = [];

    /// <summary>Programs.</summary>
    public ImmutableArray<LoyaltyProgram> Programs { get; init; } = [];

    /// <summary>Regions of programs.</summary>
    public ImmutableArray<Region> Regions { get; init; } = [];

    /// <summary>What fare classes mean.</summary>
    public ImmutableArray<FareClassFact> FareClasses { get; init; } = [];

    /// <summary>Charts, every edition of them.</summary>
    public ImmutableArray<EarningChart> Charts { get; init; } = [];

    /// <summary>Published distances.</summary>
    public ImmutableArray<SectorDistance> Sectors { get; init; } = [];

    /// <summary>Rates of exchange.</summary>
    public ImmutableArray<ExchangeRate> ExchangeRates { get; init; } = [];

    /// <summary>Transfers between programs.</summary>
    public ImmutableArray<Transfers.TransferRoute> Transfers { get; init; } = [];

    /// <summary>The documents behind it all.</summary>
    public ImmutableArray<SourceDocument> Documents { get; init; } = [];
}
