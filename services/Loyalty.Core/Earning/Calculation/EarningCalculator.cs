using Loyalty.Core.Earning.Index;
using Loyalty.Core.Geography;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>
/// What a ticket earns, program by program, each number with its rule, its steps and its source. Pure: no I/O and no clock.
/// Thread-safe; one instance serves all callers.
/// </summary>
/// <param name="index">Everything known.</param>
public sealed class EarningCalculator(EarningIndex index)
{
    /// <summary>Answers for every program asked, in the order of program ids.</summary>
    /// <param name="request">Airports and programs must be known, and there must be a segment: the caller validates.</param>
    /// <returns>One answer per program; a segment without earnings says why.</returns>
    /// <exception cref="ArgumentException">An airport is unknown, or there is no segment.</exception>
    public ImmutableArray<ProgramEarnings> Calculate(EarningRequest request)
    {
        var ticket = new TicketContext(index, request);
        var answers = ImmutableArray.CreateBuilder<ProgramEarnings>(
            request.Programs.IsEmpty ? index.Compiled.Length : request.Programs.Length);
        foreach (var program in index.Compiled)
        {
            if (!request.Programs.IsEmpty && !request.Programs.Contains(program.Program.Id)) continue;
            answers.Add(new ProgramCalculation(program, ticket).Run());
        }

        return answers.DrainToImmutable();
    }
}

/// <summary>What all programs share of one request: airports, distances, fares.</summary>
internal sealed class TicketContext
{
    private readonly Fare?[] _fares;

    public TicketContext(EarningIndex index, EarningRequest request)
    {
        Index = index;
        Request = request;
        var segments = request.Itinerary.Segments;
        if (segments.IsEmpty) throw new ArgumentException("A ticket has one segment at least.", nameof(request));
        Flights = new FlightContext[segments.Length];
        for (var i = 0; i < segments.Length; i++) Flights[i] = new FlightContext(index, segments[i]);
        _fares = new Fare?[segments.Length];
        SharedOut = ShareOut(segments, request);
    }

    public EarningIndex Index { get; }

    public EarningRequest Request { get; }

    public FlightContext[] Flights { get; }

    /// <summary>Whether the ticket's price was shared out over segments.</summary>
    public bool SharedOut { get; }

    public Fare? FareOf(int segment) => _fares[segment];

    /// <summary>
    /// A segment's own fare wins; what the ticket cost beyond those is shared by distance, in cents, so that the shares add up.
    /// </summary>
    private bool ShareOut(ImmutableArray<FlightSegment> segments, EarningRequest request)
    {
        var price = request.Itinerary.TicketPrice;
        decimal baseLeft = price?.BaseFare ?? 0, surchargesLeft = price?.CarrierSurcharges ?? 0;
        double milesLeft = 0;
        var without = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            if ((_fares[i] = segments[i].Fare) is { } own)
            {
                if (price is null || InCurrencyOf(price, own, request) is not { } rate) continue;
                baseLeft = Math.Max(0, baseLeft - (own.BaseFare * rate));
                surchargesLeft = Math.Max(0, surchargesLeft - (own.CarrierSurcharges * rate));
            }
            else
            {
                milesLeft += Flights[i].Miles;
                without++;
            }
        }

        if (price is null || without == 0) return false;
        for (var i = 0; i < segments.Length; i++)
        {
            if (_fares[i] is not null) continue;
            var share = without == 1 ? 1 : milesLeft <= 0 ? 1m / without : (decimal)(Flights[i].Miles / milesLeft);
            var part = new Fare(Math.Round(baseLeft * share, 2), Math.Round(surchargesLeft * share, 2), price.Currency);
            _fares[i] = part;
            baseLeft -= part.BaseFare;
            surchargesLeft -= part.CarrierSurcharges;
            milesLeft -= Flights[i].Miles;
            without--;
        }

        return segments.Length > 1;
    }

    /// <summary>What one unit of a segment's own fare is of the ticket's price; null where no rate is known.</summary>
    private decimal? InCurrencyOf(Fare price, Fare own, EarningRequest request) => own.Currency == price.Currency
        ? 1
        : Index.Rates.Find(own.Currency, price.Currency, request.Itinerary.TicketedOn, request.ExchangeRates)?.Rate;
}

/// <summary>What all programs share of one flight.</summary>
internal sealed class FlightContext
{
    public FlightContext(EarningIndex index, FlightSegment segment)
    {
        Segment = segment;
        From = AirportOf(index, segment.Origin);
        To = AirportOf(index, segment.Destination);
        Miles = Geodesic.Miles(From, To);
        Marketing = index.Carriers.GetValueOrDefault(segment.MarketingCarrier, -1);
        Operating = index.Carriers.GetValueOrDefault(segment.OperatingCarrier, -1);
        MarketingAlliance = index.AllianceOf(segment.MarketingCarrier);
        OperatingAlliance = segment.OperatingCarrier == segment.MarketingCarrier
            ? MarketingAlliance
            : index.AllianceOf(segment.OperatingCarrier);
        Cabin = segment.Cabin ?? index.CabinOf(segment.MarketingCarrier, segment.FareClass);
    }

    public FlightSegment Segment { get; }
    public Airport From { get; }
    public Airport To { get; }
    public double Miles { get; }
    public int Marketing { get; }
    public int Operating { get; }
    public string? MarketingAlliance { get; }
    public string? OperatingAlliance { get; }
    public Cabin? Cabin { get; }

    private static Airport AirportOf(EarningIndex index, string iata) => index.Airports.TryGetValue(iata, out var airport)
        ? airport
        : throw new ArgumentException($"'{iata}' is not a known airport.", nameof(iata));
}
