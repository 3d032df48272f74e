namespace Loyalty.Core.Earning;

/// <summary>What was paid. Immutable.</summary>
/// <param name="BaseFare">The fare itself.</param>
/// <param name="CarrierSurcharges">Surcharges that the carrier imposes, which programs count as fare.</param>
/// <param name="Currency">ISO 4217 code of both.</param>
public sealed record Fare(decimal BaseFare, decimal CarrierSurcharges, string Currency)
{
    /// <summary>What spend-based programs count: base fare and carrier surcharges.</summary>
    public decimal Eligible => BaseFare + CarrierSurcharges;
}

/// <summary>One flight. Immutable.</summary>
public sealed record FlightSegment
{
    /// <summary>IATA code of the carrier that sells it.</summary>
    public required string MarketingCarrier { get; init; }

    /// <summary>IATA code of the carrier that flies it.</summary>
    public required string OperatingCarrier { get; init; }

    /// <summary>The number without the carrier, when known.</summary>
    public int? FlightNumber { get; init; }

    /// <summary>IATA code of the airport it leaves.</summary>
    public required string Origin { get; init; }

    /// <summary>IATA code of the airport it reaches.</summary>
    public required string Destination { get; init; }

    /// <summary>The booking code, a capital letter.</summary>
    public required char FareClass { get; init; }

    /// <summary>The cabin; when null, what the carrier's letter means.</summary>
    public Cabin? Cabin { get; init; }

    /// <summary>The fare brand, when known.</summary>
    public string? FareBrand { get; init; }

    /// <summary>The fare basis, when known.</summary>
    public string? FareBasis { get; init; }

    /// <summary>The day of departure.</summary>
    public required DateOnly DepartureDate { get; init; }

    /// <summary>The segment's own fare, which wins over the ticket's.</summary>
    public Fare? Fare { get; init; }
}

/// <summary>A ticket with its flights. Immutable.</summary>
public sealed record Itinerary
{
    /// <summary>The ticket type that is a seat paid in miles.</summary>
    public const string Award = "award";

    /// <summary>1 to 32 flights, in order.</summary>
    public required ImmutableArray<FlightSegment> Segments { get; init; }

    /// <summary>What the whole ticket cost, shared out by distance over the segments without a fare of their own.</summary>
    public Fare? TicketPrice { get; init; }

    /// <summary>IATA code of the carrier on whose stock the ticket is; when null, each segment's marketing carrier.</summary>
    public string? TicketingCarrier { get; init; }

    /// <summary>The day of issue.</summary>
    public required DateOnly TicketedOn { get; init; }

    /// <summary>published, bulk or award.</summary>
    public string TicketType { get; init; } = "published";
}

/// <summary>What a member is in one program. Immutable.</summary>
public sealed record MemberStatus
{
    /// <summary>A member without tier, card or choices.</summary>
    public static MemberStatus None { get; } = new() { ProgramId = "" };

    /// <summary>The program.</summary>
    public required string ProgramId { get; init; }

    /// <summary>The tier's name, as the program has it; null for a base member.</summary>
    public string? Tier { get; init; }

    /// <summary>Cards the member holds.</summary>
    public ImmutableArray<string> Cards { get; init; } = [];

    /// <summary>The earning mode the member chose.</summary>
    public string? EarningMode { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code of the country of residence.</summary>
    public string? Residence { get; init; }
}

/// <summary>A question: what does this ticket earn? Immutable.</summary>
public sealed record EarningRequest
{
    /// <summary>The ticket.</summary>
    public required Itinerary Itinerary { get; init; }

    /// <summary>Ids of the programs to answer for; empty for all.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];

    /// <summary>What the member is, per program.</summary>
    public ImmutableArray<MemberStatus> Statuses { get; init; } = [];

    /// <summary>The request's own rates, which win over the library's.</summary>
    public ImmutableArray<ExchangeRate> ExchangeRates { get; init; } = [];

    /// <summary>Answer from what was known at this instant; null for all that is known.</summary>
    public DateTimeOffset? KnownAt { get; init; }
}
