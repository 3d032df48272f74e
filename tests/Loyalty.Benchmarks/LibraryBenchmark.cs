using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Calculation;
using Loyalty.Tests;

namespace Loyalty.Benchmarks;

/// <summary>
/// The whole starter library: the well-known flights in every class, explanations on, answered for all programs, and for those alone that
/// have a chart for the flight, as a traveller asks who knows them. At most 3 µs and 1.5 KB for each program that is answered.
/// </summary>
[MemoryDiagnoser]
public class LibraryBenchmark
{
    private EarningCalculator _calculator = null!;
    private ImmutableArray<EarningRequest> _all;
    private ImmutableArray<EarningRequest> _charted;

    [GlobalSetup]
    public async Task Setup()
    {
        var knowledge = await StarterKnowledge.LoadAsync();
        _calculator = knowledge.Calculator;
        _all = [.. WellKnownFlight.All.SelectMany(flight => Enumerable.Range('A', 26).Select(letter => Request(flight, (char)letter)))];
        _charted = [.. _all.Select(request => request with { Programs = [.. _calculator.Calculate(request).Where(HasChart).Select(answer => answer.ProgramId)] })
            .Where(request => !request.Programs.IsEmpty)];
        var answers = _all.SelectMany(request => _calculator.Calculate(request)).ToList();
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"// {knowledge.Facts.Charts.Length} charts, {knowledge.Facts.Charts.Sum(chart => chart.Rules.Length)} rules; {_all.Length} requests: {answers.Count} programs, {answers.Count(HasChart)} with a chart, {answers.Count(answer => answer.Earns)} that earn"));
    }

    [Benchmark(Baseline = true, Description = "all programs")]
    public int All() => Run(_all);

    [Benchmark(Description = "those with a chart for the flight")]
    public int Charted() => Run(_charted);

    private int Run(ImmutableArray<EarningRequest> requests)
    {
        var answers = 0;
        foreach (var request in requests) answers += _calculator.Calculate(request).Length;
        return answers;
    }

    private static bool HasChart(ProgramEarnings answer) => answer.Segments[0].Code != NothingEarned.NoChart;

    private static EarningRequest Request(WellKnownFlight flight, char letter) => new()
    {
        Itinerary = new Itinerary
        {
            Segments = [new FlightSegment
            {
                MarketingCarrier = flight.Carrier, OperatingCarrier = flight.Carrier, Origin = flight.Origin, Destination = flight.Destination,
                FareClass = letter, DepartureDate = WellKnownFlight.Departure,
            }],
            TicketedOn = WellKnownFlight.Ticketed,
            TicketPrice = new Fare(flight.Fare, 0, "EUR"),
        },
    };
}
