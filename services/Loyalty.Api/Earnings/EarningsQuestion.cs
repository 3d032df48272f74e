using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Index;
using Loyalty.Core.Programs;

namespace Loyalty.Api.Earnings;

/// <summary>
/// Turns a request into the question that Core answers, in one pass that finds all that is wrong with it. For one request.
/// </summary>
sealed class EarningsQuestion(EarningIndex index, DateOnly today)
{
    private readonly RequestErrors _errors = new();
    private readonly bool _knowsAirlines = !index.Facts.Airlines.IsEmpty;

    /// <summary>What is wrong, by JSON path; null when nothing is, and only then is the question to be answered.</summary>
    public Dictionary<string, string[]>? Errors => _errors.Found;

    public EarningRequest Of(EarningsRequest request) => new()
    {
        Itinerary = Itinerary(request.Itinerary),
        Programs = _errors.Each(request.Programs, new Place("programs"), EarningsRequest.MaxPrograms, Program),
        Statuses = Statuses(request.Statuses),
        ExchangeRates = _errors.Each(request.ExchangeRates, new Place("exchangeRates"), EarningsRequest.MaxRates, Rate),
        KnownAt = request.KnownAt,
    };

    private Itinerary Itinerary(RequestedItinerary? given)
    {
        var at = new Place("itinerary");
        if (given is null) return _errors.Add(at, RequestErrors.Required, new Itinerary { Segments = [], TicketedOn = today });
        if (given.Segments is not { Count: > 0 }) _errors.Add(at.Field("segments"), "A ticket has one segment at least.");
        var segments = _errors.Each(given.Segments, new Place("itinerary.segments"), EarningsRequest.MaxSegments, Segment);
        return new Itinerary
        {
            Segments = segments,
            TicketPrice = TicketPrice(given.TicketPrice),
            TicketingCarrier = given.TicketingCarrier is { } stock ? Airline(stock, at.Field("ticketingCarrier")) : null,
            TicketedOn = given.TicketedOn ?? LatestIssue(segments),
            TicketType = given.TicketType switch
            {
                TicketType.Award => Core.Earning.Itinerary.Award,
                TicketType.Bulk => "bulk",
                _ => "published",
            },
        };
    }

    /// <summary>Today, but for a flight of the past: no ticket is issued after its first departure, and today's rules are not those it was flown by.</summary>
    private DateOnly LatestIssue(ImmutableArray<FlightSegment> segments)
    {
        var latest = today;
        foreach (var segment in segments)
        {
            if (segment?.DepartureDate < latest) latest = segment.DepartureDate;
        }

        return latest;
    }

    private FlightSegment Segment(RequestedSegment given, Place at)
    {
        var marketing = Airline(given.MarketingCarrier, at.Field("marketingCarrier"));
        var operating = given.OperatingCarrier is { } carrier ? Airline(carrier, at.Field("operatingCarrier")) : marketing;
        var origin = Airport(given.Origin, at.Field("origin"));
        var destination = Airport(given.Destination, at.Field("destination"));
        if (origin.Length > 0 && origin == destination) _errors.Add(at.Field("destination"), "The flight ends where it begins.");
        return new FlightSegment
        {
            MarketingCarrier = marketing,
            OperatingCarrier = operating,
            FlightNumber = given.FlightNumber is { } flight ? FlightNumber(flight, marketing, operating, at.Field("flightNumber")) : null,
            Origin = origin,
            Destination = destination,
            FareClass = Letters(given.FareClass, 1, at.Field("fareClass"), "A fare class is one letter.") is [var letter] ? letter : 'Y',
            Cabin = given.Cabin,
            FareBrand = Text(given.FareBrand, at.Field("fareBrand")),
            FareBasis = Text(given.FareBasis, at.Field("fareBasis")),
            DepartureDate = given.DepartureDate,
            Fare = given.Fare is { } fare ? Fare(fare, at.Field("fare")) : null,
        };
    }

    private int FlightNumber(string text, string marketing, string operating, Place at)
    {
        if (Codes.Flight(text) is not var (carrier, number))
            return _errors.Add(at, "A flight number is up to four digits, after its carrier's code or alone.", 0);
        if (carrier is null || carrier == marketing || carrier == operating) return number;
        // A carrier that is not known was named already, here or above: that it is another one says nothing new.
        return Airline(carrier, at).Length == 0 || marketing.Length == 0 || operating.Length == 0
            ? number
            : _errors.Add(at, $"The number is of a flight of {carrier}, which neither sells nor flies this segment.", 0);
    }

    private Fare? TicketPrice(RequestedPrice? price)
    {
        var at = new Place("itinerary").Field("ticketPrice");
        if (price?.Taxes is { } taxes) Amount(taxes, at.Field("taxes"));
        return price is null ? null : Fare(price, at);
    }

    private Fare Fare(RequestedFare given, Place at) => new(
        Amount(given.BaseFare, at.Field("baseFare")),
        given.CarrierSurcharges is { } surcharges ? Amount(surcharges, at.Field("carrierSurcharges")) : 0,
        Currency(given.Currency, at.Field("currency")));

    private ImmutableArray<MemberStatus> Statuses(IReadOnlyList<RequestedStatus>? given)
    {
        var statuses = _errors.Each(given, new Place("statuses"), EarningsRequest.MaxPrograms, Status);
        if (Errors is not null) return statuses;
        for (var i = 1; i < statuses.Length; i++)
        {
            for (var earlier = 0; earlier < i; earlier++)
            {
                if (statuses[earlier].ProgramId == statuses[i].ProgramId)
                    _errors.Add(new Place("statuses", i).Field("programId"), "The program has a status already.");
            }
        }

        return statuses;
    }

    private MemberStatus Status(RequestedStatus given, Place at) => new()
    {
        ProgramId = Program(given.ProgramId, at.Field("programId")),
        Tier = given.Tier is { } tier ? Tier(tier, given.ProgramId, at.Field("tier")) : null,
        Cards = _errors.Each(given.Cards, at.Field("cards"), EarningsRequest.MaxCards, static (card, _) => card),
        EarningMode = Text(given.EarningMode, at.Field("earningMode")),
        Residence = given.Residence is { } country ? Letters(country, 2, at.Field("residence"), "A country's code is two letters.") : null,
    };

    private string Program(string? id, Place at)
    {
        if (id is null) return _errors.Add(at, RequestErrors.Required, "");
        return index.ProgramsById.ContainsKey(id) ? id : _errors.Add(at, "No such program is known.", "");
    }

    private string Tier(string name, string? programId, Place at)
    {
        if (programId is null || !index.ProgramsById.TryGetValue(programId, out var program)) return "";
        EliteTier? alike = null;
        foreach (var tier in program.Tiers)
        {
            if (tier.Name == name) return name;
            if (tier.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) alike = tier;
        }

        return alike?.Name ?? _errors.Add(at,
            program.Tiers.IsEmpty ? $"{program.Name} has no tiers." : $"{program.Name} has {string.Join(", ", program.Tiers.Select(tier => tier.Name))}.", "");
    }

    private ExchangeRate Rate(RequestedRate given, Place at)
    {
        if (given.Rate is < 0.000001m or > EarningsRequest.MaxAmount) _errors.Add(at.Field("rate"), "A rate is from 0.000001 to 1,000,000,000.");
        return new ExchangeRate(Currency(given.From, at.Field("from")), Currency(given.To, at.Field("to")), today, given.Rate, null);
    }

    private string Airline(string? text, Place at)
    {
        if (text is null) return _errors.Add(at, RequestErrors.Required, "");
        if (Codes.Airline(text) is not { } code) return _errors.Add(at, Codes.NoAirlineCode, "");
        return !_knowsAirlines || index.IsAirline(code) ? code : _errors.Add(at, $"No airline {code} is known.", "");
    }

    private string Airport(string? text, Place at)
    {
        var code = Letters(text, 3, at, "An airport's code is three letters.");
        return code.Length == 0 || index.Airports.ContainsKey(code) ? code : _errors.Add(at, $"No airport {code} is known.", "");
    }

    private string Currency(string? text, Place at) => Letters(text, 3, at, "A currency's code is three letters.");

    private string Letters(string? text, int length, Place at, string otherwise) =>
        text is null ? _errors.Add(at, RequestErrors.Required, "") : Codes.Letters(text, length) ?? _errors.Add(at, otherwise, "");

    private string? Text(string? text, Place at) =>
        text is null || IsShort(text) ? text : _errors.Add<string?>(at, $"At most {EarningsRequest.MaxText} characters.", null);

    /// <summary>By characters, as a schema counts them: some are two chars here.</summary>
    private static bool IsShort(string text) =>
        text.Length <= EarningsRequest.MaxText || text.EnumerateRunes().Count() <= EarningsRequest.MaxText;

    private decimal Amount(decimal amount, Place at) =>
        amount is >= 0 and <= EarningsRequest.MaxAmount ? amount : _errors.Add(at, "An amount is from 0 to 1,000,000,000.", 0m);
}
