using System.Text.Json.Serialization;
using Loyalty.Core.Earning;

namespace Loyalty.Api.Earnings;

/// <summary>
/// What a traveller asks. The attributes tell the API's description what <see cref="EarningsQuestion"/> checks. Properties are set
/// one by one, for the reader of JSON is much slower where it must make an object of all of them at once.
/// </summary>
sealed record EarningsRequest
{
    public const int MaxSegments = 32, MaxPrograms = 200, MaxRates = 100, MaxCards = 100, MaxText = 64;
    public const int MaxAmount = 1_000_000_000;

    [JsonRequired]
    public RequestedItinerary Itinerary { get; set; } = null!;

    [MaxLength(MaxPrograms), Description("Ids of the programs to answer for; all when left out.")]
    public IReadOnlyList<string>? Programs { get; set; }

    [MaxLength(MaxPrograms), Description("What the traveller is, at most once per program.")]
    public IReadOnlyList<RequestedStatus>? Statuses { get; set; }

    [MaxLength(MaxRates), Description("Rates of exchange that win over the library's.")]
    public IReadOnlyList<RequestedRate>? ExchangeRates { get; set; }

    [JsonConverter(typeof(InstantConverter)), Description("Answer from what was known at this instant.")]
    public DateTimeOffset? KnownAt { get; set; }
}

[Description("A ticket with its flights.")]
sealed record RequestedItinerary
{
    [JsonRequired, MinLength(1), MaxLength(EarningsRequest.MaxSegments)]
    public IReadOnlyList<RequestedSegment> Segments { get; set; } = null!;

    [Description("What the whole ticket cost: shared out by distance over the segments without a fare of their own.")]
    public RequestedPrice? TicketPrice { get; set; }

    [RegularExpression(Codes.AirlinePattern), Description("The carrier on whose stock the ticket is; each segment's marketing carrier when left out.")]
    public string? TicketingCarrier { get; set; }

    [Description("The day of issue; when left out today (UTC), or the day of the first departure where that is past.")]
    public DateOnly? TicketedOn { get; set; }

    [JsonConverter(typeof(NameOf<TicketType>)), Description("published when left out.")]
    public TicketType? TicketType { get; set; }
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
    [JsonRequired, RegularExpression(Codes.AirlinePattern), Description("IATA code of the airline that sells the flight.")]
    public string MarketingCarrier { get; set; } = null!;

    [RegularExpression(Codes.AirlinePattern), Description("IATA code of the airline that flies it; the marketing carrier when left out.")]
    public string? OperatingCarrier { get; set; }

    [RegularExpression(Codes.FlightNumberPattern), Description("With or without its carrier: LH778, LH 778, 778.")]
    public string? FlightNumber { get; set; }

    [JsonRequired, RegularExpression(Codes.AirportPattern), Description("IATA code.")]
    public string Origin { get; set; } = null!;

    [JsonRequired, RegularExpression(Codes.AirportPattern), Description("IATA code.")]
    public string Destination { get; set; } = null!;

    [JsonRequired, RegularExpression(Codes.FareClassPattern), Description("The booking code.")]
    public string FareClass { get; set; } = null!;

    [JsonConverter(typeof(NameOf<Cabin>)), Description("What the carrier's fare class means, when left out.")]
    public Cabin? Cabin { get; set; }

    [StringLength(EarningsRequest.MaxText)]
    public string? FareBrand { get; set; }

    [StringLength(EarningsRequest.MaxText)]
    public string? FareBasis { get; set; }

    [JsonRequired]
    public DateOnly DepartureDate { get; set; }

    [Description("The segment's own fare, which wins over the ticket's price.")]
    public RequestedFare? Fare { get; set; }
}

record RequestedFare
{
    [JsonRequired, Range(0, EarningsRequest.MaxAmount)]
    public decimal BaseFare { get; set; }

    [Range(0, EarningsRequest.MaxAmount), Description("Surcharges that the carrier imposes, which programs count as fare.")]
    public decimal? CarrierSurcharges { get; set; }

    [JsonRequired, RegularExpression(Codes.CurrencyPattern), Description("ISO 4217.")]
    public string Currency { get; set; } = null!;
}

sealed record RequestedPrice : RequestedFare
{
    [Range(0, EarningsRequest.MaxAmount), Description("They earn nothing; here so that a receipt can be given as it is.")]
    public decimal? Taxes { get; set; }
}

sealed record RequestedStatus
{
    [JsonRequired, StringLength(EarningsRequest.MaxText, MinimumLength = 1)]
    public string ProgramId { get; set; } = null!;

    [StringLength(EarningsRequest.MaxText, MinimumLength = 1), Description("One of the program's tiers; none for a base member.")]
    public string? Tier { get; set; }

    [MaxLength(EarningsRequest.MaxCards), Description("Cards that the traveller holds.")]
    public IReadOnlyList<string>? Cards { get; set; }

    [StringLength(EarningsRequest.MaxText), Description("How the traveller chose to earn, where the program lets one choose.")]
    public string? EarningMode { get; set; }

    [RegularExpression(Codes.CountryPattern), Description("Country of residence, ISO 3166-1 alpha-2.")]
    public string? Residence { get; set; }
}

sealed record RequestedRate
{
    [JsonRequired, RegularExpression(Codes.CurrencyPattern), Description("ISO 4217.")]
    public string From { get; set; } = null!;

    [JsonRequired, RegularExpression(Codes.CurrencyPattern), Description("ISO 4217.")]
    public string To { get; set; } = null!;

    [JsonRequired, Range(typeof(decimal), "0.000001", "1000000000"), Description("One unit of from, in units of to.")]
    public decimal Rate { get; set; }
}
