using System.Text.Json.Serialization;
using Loyalty.Core.Earning;

namespace Loyalty.Api.Earnings;

/// <summary>
/// What a traveller asks. The attributes tell the API's description what <see cref="EarningsQuestion"/> checks.
/// </summary>
sealed record EarningsRequest
{
    public const int MaxSegments = 32, MaxPrograms = 200, MaxRates = 100, MaxCards = 100, MaxText = 64;
    public const int MaxAmount = 1_000_000_000;

    public required RequestedItinerary Itinerary { get; init; }

    [MaxLength(MaxPrograms), Description("Ids of the programs to answer for; all when left out.")]
    public IReadOnlyList<string>? Programs { get; init; }

    [MaxLength(MaxPrograms), Description("What the traveller is, at most once per program.")]
    public IReadOnlyList<RequestedStatus>? Statuses { get; init; }

    [MaxLength(MaxRates), Description("Rates of exchange that win over the library's.")]
    public IReadOnlyList<RequestedRate>? ExchangeRates { get; init; }

    [JsonConverter(typeof(InstantConverter)), Description("Answer from what was known at this instant.")]
    public DateTimeOffset? KnownAt { get; init; }
}

[Description("A ticket with its flights.")]
sealed record RequestedItinerary
{
    [MinLength(1), MaxLength(EarningsRequest.MaxSegments)]
    public required IReadOnlyList<RequestedSegment> Segments { get; init; }

    [Description("What the whole ticket cost: shared out by distance over the segments without a fare of their own.")]
    public RequestedPrice? TicketPrice { get; init; }

    [RegularExpression(Codes.AirlinePattern), Description("The carrier on whose stock the ticket is; each segment's marketing carrier when left out.")]
    public string? TicketingCarrier { get; init; }

    [Description("The day of issue; today (UTC) when left out.")]
    public DateOnly? TicketedOn { get; init; }

    [JsonConverter(typeof(NameOf<TicketType>)), Description("published when left out.")]
    public TicketType? TicketType { get; init; }
}

enum TicketType
{
    Published,
    Bulk,
    Award,
}

[Description("One flight.")]
sealed record RequestedSegment
{
    [RegularExpression(Codes.AirlinePattern), Description("IATA code of the airline that sells the flight.")]
    public required string MarketingCarrier { get; init; }

    [RegularExpression(Codes.AirlinePattern), Description("IATA code of the airline that flies it; the marketing carrier when left out.")]
    public string? OperatingCarrier { get; init; }

    [RegularExpression(Codes.FlightNumberPattern), Description("With or without its carrier: LH778, LH 778, 778.")]
    public string? FlightNumber { get; init; }

    [RegularExpression(Codes.AirportPattern), Description("IATA code.")]
    public required string Origin { get; init; }

    [RegularExpression(Codes.AirportPattern), Description("IATA code.")]
    public required string Destination { get; init; }

    [RegularExpression(Codes.FareClassPattern), Description("The booking code.")]
    public required string FareClass { get; init; }

    [JsonConverter(typeof(NameOf<Cabin>)), Description("What the carrier's fare class means, when left out.")]
    public Cabin? Cabin { get; init; }

    [StringLength(EarningsRequest.MaxText)]
    public string? FareBrand { get; init; }

    [StringLength(EarningsRequest.MaxText)]
    public string? FareBasis { get; init; }

    public required DateOnly DepartureDate { get; init; }

    [Description("The segment's own fare, which wins over the ticket's price.")]
    public RequestedFare? Fare { get; init; }
}

record RequestedFare
{
    [Range(0, EarningsRequest.MaxAmount)]
    public required decimal BaseFare { get; init; }

    [Range(0, EarningsRequest.MaxAmount), Description("Surcharges that the carrier imposes, which programs count as fare.")]
    public decimal? CarrierSurcharges { get; init; }

    [RegularExpression(Codes.CurrencyPattern), Description("ISO 4217.")]
    public required string Currency { get; init; }
}

sealed record RequestedPrice : RequestedFare
{
    [Range(0, EarningsRequest.MaxAmount), Description("They earn nothing; here so that a receipt can be given as it is.")]
    public decimal? Taxes { get; init; }
}

sealed record RequestedStatus
{
    [StringLength(EarningsRequest.MaxText, MinimumLength = 1)]
    public required string ProgramId { get; init; }

    [StringLength(EarningsRequest.MaxText, MinimumLength = 1), Description("One of the program's tiers; none for a base member.")]
    public string? Tier { get; init; }

    [MaxLength(EarningsRequest.MaxCards), Description("Cards that the traveller holds.")]
    public IReadOnlyList<string>? Cards { get; init; }

    [StringLength(EarningsRequest.MaxText), Description("How the traveller chose to earn, where the program lets one choose.")]
    public string? EarningMode { get; init; }

    [RegularExpression(Codes.CountryPattern), Description("Country of residence, ISO 3166-1 alpha-2.")]
    public string? Residence { get; init; }
}

sealed record RequestedRate
{
    [RegularExpression(Codes.CurrencyPattern), Description("ISO 4217.")]
    public required string From { get; init; }

    [RegularExpression(Codes.CurrencyPattern), Description("ISO 4217.")]
    public required string To { get; init; }

    [Range(typeof(decimal), "0.000001", "1000000000"), Description("One unit of from, in units of to.")]
    public required decimal Rate { get; init; }
}
