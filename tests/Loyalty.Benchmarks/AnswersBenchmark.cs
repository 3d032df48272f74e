using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Calculation;
using Loyalty.Tests;

namespace Loyalty.Benchmarks;

/// <summary>
/// <c>-- answers</c>: what an answer over the whole starter library costs for each program that it answers, at most 3 µs and 1.5 KB: the
/// well-known flights in every class, explanations on. For all programs; for those alone that have a chart for the flight; and, the dearest,
/// for those alone that earn.
/// </summary>
internal static class AnswersBenchmark
{
    private const int Rounds = 60;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(3), Round = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync()
    {
        var knowledge = await StarterKnowledge.LoadAsync();
        var calculator = knowledge.Calculator;
        ImmutableArray<EarningRequest> all = [.. WellKnownFlight.All.SelectMany(flight => Enumerable.Range('A', 26).Select(letter => Request(flight, (char)letter)))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{knowledge.Facts.Programs.Length} programs, {knowledge.Facts.Charts.Length} charts, {knowledge.Facts.Charts.Sum(chart => chart.Rules.Length)} rules; {all.Length} requests"));
        Series[] series =
        [
            new("all programs", calculator, all),
            new("those with a chart for the flight", calculator, Only(all, answer => answer.Segments[0].Code != NothingEarned.NoChart)),
            new("those that earn", calculator, Only(all, answer => answer.Earns)),
        ];
        foreach (var one in series) one.Run(Warming);
        // In turn: what else the machine does at a time is then the same for all.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var one in series) one.Measure(Round);
        }

        foreach (var one in series) Console.WriteLine(one);

        ImmutableArray<EarningRequest> Only(ImmutableArray<EarningRequest> requests, Func<ProgramEarnings, bool> wanted) =>
        [
            .. requests.Select(request => request with { Programs = [.. calculator.Calculate(request).Where(wanted).Select(answer => answer.ProgramId)] })
                .Where(request => !request.Programs.IsEmpty),
        ];
    }

    private static EarningRequest Request(WellKnownFlight flight, char letter) => new()
    {
        Itinerary = new Itinerary
        {
            Segments =
            [
                new FlightSegment
                {
                    MarketingCarrier = flight.Carrier, OperatingCarrier = flight.Carrier, Origin = flight.Origin, Destination = flight.Destination,
                    FareClass = letter, DepartureDate = WellKnownFlight.Departure,
                },
            ],
            TicketedOn = WellKnownFlight.Ticketed,
            TicketPrice = new Fare(flight.Fare, 0, "EUR"),
        },
    };

    private sealed class Series(string name, EarningCalculator calculator, ImmutableArray<EarningRequest> requests)
    {
        private readonly List<double> _microseconds = [];
        private double _bytes;

        public void Measure(TimeSpan atLeast)
        {
            // Time of the processor, this process's, its garbage collector's included: the clock's would count what else the machine does.
            var (started, allocated) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            var programs = Run(atLeast);
            _microseconds.Add((Environment.CpuUsage.TotalTime - started).TotalMicroseconds / programs);
            _bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / programs;
        }

        /// <summary>Answers for as long as is asked, each request as often as the others, and says for how many programs.</summary>
        public long Run(TimeSpan atLeast)
        {
            var started = Stopwatch.GetTimestamp();
            long programs = 0;
            do
            {
                foreach (var request in requests) programs += calculator.Calculate(request).Length;
            }
            while (Stopwatch.GetElapsedTime(started) < atLeast);
            return programs;
        }

        public override string ToString()
        {
            _microseconds.Sort();
            return string.Create(CultureInfo.InvariantCulture,
                $"{name}, {requests.Sum(request => calculator.Calculate(request).Length)}: {_microseconds[_microseconds.Count / 2]:0.00} µs of the processor (best {_microseconds[0]:0.00}, worst {_microseconds[^1]:0.00}) and {_bytes / 1024:0.00} KB for each");
        }
    }
}
