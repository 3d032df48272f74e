using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>A cap that a note sets for a metric, in some cabins or in all.</summary>
internal sealed record NotedCap(string Metric, decimal Amount, ImmutableArray<Cabin> Cabins);

/// <summary>What a title, a heading or a note says for everything under it. What is null or empty is not said.</summary>
internal sealed record Terms
{
    public static Terms None { get; } = new();

    public string? ProgramId { get; init; }
    public ImmutableArray<string> Carriers { get; init; } = [];
    public FlightRole? Role { get; init; }

    /// <summary>Who sells and who flies them, where a sentence about nothing else says so.</summary>
    public SoldAndFlown? SoldAndFlown { get; init; }

    public Cabin? Cabin { get; init; }
    public Market? Market { get; init; }

    /// <summary>A heading that names a market which was not understood: what stands under it holds for nobody knows which flights.</summary>
    public string? Unplaced { get; init; }

    /// <summary>An airline that nobody knows, whose flights the words are about: what stands under them is a chart by itself.</summary>
    public string? OfUnknown { get; init; }

    public string? Metric { get; init; }

    /// <summary>The elite metric that the words name together with miles: amounts whose header names nothing count for both.</summary>
    public string? BesideMiles { get; init; }

    /// <summary>A sentence says that both are earned at the rates of the chart, whatever its header calls a rate.</summary>
    public bool IsOneRate { get; init; }

    public string? FareBrand { get; init; }

    /// <summary>The kind of ticket that everything under the words is about; null for published fares.</summary>
    public string? TicketType { get; init; }

    public Validity? Validity { get; init; }

    /// <summary>Whether the words call what is under them current or new; null when they say neither.</summary>
    public Edition? Edition { get; init; }

    public TicketStock? Stock { get; init; }
    public decimal? Minimum { get; init; }
    public decimal? TicketCap { get; init; }
    public string? Currency { get; init; }

    /// <summary>The words count points for money: "Points per C$1". Bare numbers under them are per unit of the currency.</summary>
    public bool IsSpend { get; init; }

    /// <summary>How many units of the currency: 100 of "per ₹100".</summary>
    public decimal Units { get; init; } = 1;
    public ImmutableArray<NotedCap> Caps { get; init; } = [];

    /// <summary>The words speak of a percentage, so that bare numbers under them are percents.</summary>
    public bool IsPercent { get; init; }

    /// <summary>The words speak of an amount per flight, so that bare numbers under them are amounts.</summary>
    public bool IsPerFlight { get; init; }

    /// <summary>Only the words above say that the bare numbers under them are what flights earn.</summary>
    public bool CountsFlights { get; init; }

    /// <summary>The words speak of what status adds.</summary>
    public bool IsStatusBonus { get; init; }

    /// <summary>The words speak of a factor on other amounts.</summary>
    public bool IsMultiplier { get; init; }

    /// <summary>The words say that what follows is an example: what it shows follows from a chart, and is none.</summary>
    public bool IsExample { get; init; }

    /// <summary>The words say that what follows is history.</summary>
    public bool IsHistory { get; init; }

    /// <summary>What could not be read in the words: it concerns everything under them.</summary>
    public string? Problem { get; init; }

    /// <summary>A condition that no rule can hold: what stands under it is not everyone's, and is unread.</summary>
    public string? Withheld { get; init; }

    /// <summary>A sentence that says for which flights something is, and may be about others than the chart; what names its own market below it knows better.</summary>
    public string? OfSomeFlights { get; init; }

    /// <summary>These terms under other ones: what these leave open, the others say.</summary>
    public Terms Under(Terms outer) => ReferenceEquals(this, None) ? outer : ReferenceEquals(outer, None) ? this : new()
    {
        ProgramId = ProgramId ?? outer.ProgramId,
        Carriers = Carriers.IsEmpty ? outer.Carriers : Carriers,
        Role = Role ?? outer.Role,
        SoldAndFlown = SoldAndFlown ?? outer.SoldAndFlown,
        Cabin = Cabin ?? outer.Cabin,
        Market = Unplaced is null ? Market ?? outer.Market : null,
        Unplaced = Market is null ? Unplaced ?? outer.Unplaced : null,
        OfUnknown = OfUnknown ?? outer.OfUnknown,
        Metric = Metric ?? (BesideMiles is null ? outer.Metric : null),
        BesideMiles = BesideMiles ?? (Metric is null ? outer.BesideMiles : null),
        IsOneRate = IsOneRate || outer.IsOneRate,
        FareBrand = FareBrand ?? outer.FareBrand,
        TicketType = TicketType ?? outer.TicketType,
        Validity = Validity ?? outer.Validity,
        Edition = Edition ?? outer.Edition,
        Stock = Stock ?? outer.Stock,
        Minimum = Minimum ?? outer.Minimum,
        TicketCap = TicketCap ?? outer.TicketCap,
        Currency = Currency ?? outer.Currency,
        IsSpend = IsSpend || (outer.IsSpend && Metric is null),
        Units = Currency is null ? outer.Units : Units,
        Caps = Caps.IsEmpty ? outer.Caps : Caps,
        IsPercent = IsPercent || outer.IsPercent,
        IsPerFlight = IsPerFlight || outer.IsPerFlight,
        IsStatusBonus = IsStatusBonus || outer.IsStatusBonus,
        IsMultiplier = IsMultiplier || outer.IsMultiplier,
        IsExample = IsExample || outer.IsExample,
        IsHistory = IsHistory || outer.IsHistory,
        Problem = Problem ?? outer.Problem,
        Withheld = Withheld ?? outer.Withheld,
        OfSomeFlights = OfSomeFlights ?? (Market is null && Unplaced is null ? outer.OfSomeFlights : null),
    };
}
