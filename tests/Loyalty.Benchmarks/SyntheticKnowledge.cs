using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Benchmarks;

/// <summary>
/// Made-up knowledge for timing, never for answers: six programs, twenty carriers, and a chart of every program for every carrier. At
/// scale 100 the same charts have a hundred times the rules, spread over classes, markets and first days.
/// </summary>
internal static class SyntheticKnowledge
{
    public const int Programs = 6;
    private const int Carriers = 20;
    private static readonly string[] Groups = ["F", "A", "J", "CDZP", "YBM", "HQV", "KLT", "SWE", "GN"];

    public static LoyaltyFacts Facts(int scale)
    {
        var document = new SourceDocument("synthetic", "Synthetic chart", "https://example.org/chart", new DateOnly(2020, 1, 1), null);
        var airports = Airports();
        return new LoyaltyFacts
        {
            Airports = airports,
            Airlines = [.. Enumerable.Range(0, Carriers).Select(n => new Airline(Carrier(n), $"Airline {n}", "DE", n % 2 == 0 ? "A" : null))],
            Programs = [.. Enumerable.Range(0, Programs).Select(n => new LoyaltyProgram
            {
                Id = $"{Carrier(n)}_Program", Name = $"Program {n}", Airline = Carrier(n), Tiers = [new EliteTier("Silver", 1), new EliteTier("Gold", 2)],
                Metrics = [new Metric("EQM")],
            })],
            Documents = [document],
            Charts = [.. Charts(scale, document.Id, airports)],
        };
    }

    /// <summary>Loads somewhat over 100,000 rules into a graph, and says how many.</summary>
    public static async Task<int> LoadAsync(IKnowledgeGraph graph)
    {
        var facts = Facts(50);
        var builder = new ChangeSetBuilder(facts.Documents[0]);
        foreach (var airport in facts.Airports) builder.Add(airport);
        foreach (var airline in facts.Airlines) builder.Add(airline);
        foreach (var program in facts.Programs) builder.Add(program);
        foreach (var chart in facts.Charts) builder.Add(chart);
        var lease = await graph.TryAcquireLeaseAsync("benchmark", TimeSpan.FromMinutes(10), CancellationToken.None);
        await graph.ApplyAsync(builder.Build("all"), lease!, CancellationToken.None);
        return facts.Charts.Sum(chart => chart.Rules.Length);
    }

    public static ImmutableArray<EarningRequest> Requests(int count)
    {
        var random = new Random(7);
        var airports = Airports();
        return [.. Enumerable.Range(0, count).Select(n =>
        {
            var from = airports[random.Next(airports.Length)];
            var to = airports[random.Next(airports.Length)];
            var carrier = Carrier(random.Next(Carriers));
            return new EarningRequest
            {
                Itinerary = new Itinerary
                {
                    Segments = [new FlightSegment
                    {
                        MarketingCarrier = carrier, OperatingCarrier = carrier, Origin = from.Iata,
                        Destination = to == from ? airports[(n + 1) % airports.Length].Iata : to.Iata,
                        FareClass = (char)('A' + random.Next(26)), DepartureDate = new DateOnly(2026, 1, 1).AddDays(random.Next(365)),
                    }],
                    TicketedOn = new DateOnly(2026, 1, 1),
                    TicketPrice = new Fare(100 + random.Next(900), random.Next(200), "USD"),
                },
                Statuses = random.Next(2) == 0 ? [] : [new MemberStatus { ProgramId = $"{Carrier(0)}_Program", Tier = "Gold" }],
            };
        })];
    }

    private static IEnumerable<EarningChart> Charts(int scale, string document, ImmutableArray<Airport> airports)
    {
        var dates = scale == 1 ? 1 : 10;
        for (var program = 0; program < Programs; program++)
        {
            for (var carrier = 0; carrier < Carriers; carrier++)
            {
                for (var date = 0; date < dates; date++)
                {
                    foreach (var metric in (string[])[EarningRule.Redeemable, "EQM"])
                        yield return Chart(program, carrier, metric, new DateOnly(2026, 1, 1).AddDays(-30 * date), scale / dates, document, airports);
                }
            }

            yield return Bonus(program, document);
        }
    }

    private static EarningChart Chart(
        int program, int carrier, string metric, DateOnly from, int scale, string document, ImmutableArray<Airport> airports)
    {
        var key = new ChartKey($"{Carrier(program)}_Program", Carrier(carrier), metric, ChartPart.Flight, FlightRole.Marketing, "", "any");
        var id = EarningIds.Chart(key, new Validity(from));
        var rules = ImmutableArray.CreateBuilder<EarningRule>();
        for (var market = 0; market < Math.Max(1, scale); market++)
        {
            var where = market switch
            {
                0 => Market.Any,
                1 => new Market(MarketKind.Domestic),
                2 => new Market(MarketKind.Intercontinental),
                _ => new Market(MarketKind.Route, airports[(market * 7) % airports.Length].Iata, airports[((market * 11) + 1) % airports.Length].Iata),
            };
            for (var group = 0; group < Groups.Length; group++)
            {
                var eligible = group < Groups.Length - 1;
                rules.Add(EarningIds.Rule(id, metric, EarningRule.BaseComponent,
                    new RuleSelector { FareClasses = FareClasses.Of(Groups[group]), Market = where },
                    eligible
                        ? new EarningFormula { Basis = EarningBasis.Distance, Rate = 2m - (0.25m * group) + (0.01m * market), Minimum = 500 }
                        : EarningFormula.NotEligible));
            }
        }

        return new EarningChart { Id = id, Key = key, Validity = new Validity(from), DocumentId = document, Rules = rules.ToImmutable(), RecordedAt = DateTimeOffset.UnixEpoch };
    }

    private static EarningChart Bonus(int program, string document)
    {
        var key = new ChartKey($"{Carrier(program)}_Program", ChartKey.AnyCarrier, EarningRule.Redeemable, ChartPart.Status, FlightRole.Marketing, "", "any");
        var id = EarningIds.Chart(key, default);
        return new EarningChart
        {
            Id = id,
            Key = key,
            DocumentId = document,
            RecordedAt = DateTimeOffset.UnixEpoch,
            Rules = [.. new[] { ("Silver", 0.25m), ("Gold", 0.5m) }.Select(tier => EarningIds.Rule(id, EarningRule.Redeemable,
                EarningRule.EliteBonusComponent, new RuleSelector { Tiers = [tier.Item1] },
                new EarningFormula { Basis = EarningBasis.EliteBonus, Rate = tier.Item2 }))],
        };
    }

    private static string Carrier(int number) => $"{(char)('A' + (number / 10))}{number % 10}";

    private static ImmutableArray<Airport> Airports()
    {
        var random = new Random(3);
        string[] countries = ["DE", "FR", "SG", "US", "JP"], continents = ["EU", "EU", "AS", "NA", "AS"];
        return [.. Enumerable.Range(0, 60).Select(n => new Airport($"{(char)('A' + (n / 26))}{(char)('A' + (n % 26))}X", $"Airport {n}", null,
            countries[n % 5], continents[n % 5], (random.NextDouble() * 120) - 60, (random.NextDouble() * 360) - 180))];
    }
}
