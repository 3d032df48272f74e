using System.Collections.Frozen;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;

namespace Loyalty.Core.Earning.Index;

/// <summary>
/// Everything known, arranged so that finding the rules of a segment is a look-up. Immutable once built, thread-safe.
/// </summary>
public sealed class EarningIndex
{
    private readonly FrozenDictionary<string, Airline> _airlines;
    private readonly FrozenDictionary<string, Cabin?[]> _cabins;
    private readonly List<CompiledChart> _charts = [];

    private EarningIndex(LoyaltyFacts facts)
    {
        Facts = facts;
        Airports = facts.Airports.ToFrozenDictionary(airport => airport.Iata, StringComparer.Ordinal);
        _airlines = facts.Airlines.ToFrozenDictionary(airline => airline.Iata, StringComparer.Ordinal);
        Documents = facts.Documents.ToFrozenDictionary(document => document.Id, StringComparer.Ordinal);
        ProgramsById = facts.Programs.ToFrozenDictionary(program => program.Id, StringComparer.Ordinal);
        Rates = new ExchangeRates(facts.ExchangeRates);
        _cabins = facts.FareClasses.GroupBy(fact => fact.Carrier, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, CabinsByLetter, StringComparer.Ordinal);
        Carriers = facts.Airlines.Select(airline => airline.Iata)
            .Concat(facts.Charts.Select(chart => chart.Key.Carrier))
            .Where(carrier => carrier.Length == 2)
            .Distinct(StringComparer.Ordinal)
            .Select((carrier, number) => (carrier, number))
            .ToFrozenDictionary(pair => pair.carrier, pair => pair.number, StringComparer.Ordinal);
        Compiled = Compile(facts);
    }

    /// <summary>What it was built from.</summary>
    public LoyaltyFacts Facts { get; }

    /// <summary>Airports by IATA code.</summary>
    public FrozenDictionary<string, Airport> Airports { get; }

    /// <summary>Documents by id.</summary>
    public FrozenDictionary<string, SourceDocument> Documents { get; }

    /// <summary>Programs by id.</summary>
    public FrozenDictionary<string, LoyaltyProgram> ProgramsById { get; }

    internal ExchangeRates Rates { get; }

    internal FrozenDictionary<string, int> Carriers { get; }

    /// <summary>Programs in the order of their ids.</summary>
    internal CompiledProgram[] Compiled { get; }

    /// <summary>Builds the index. Takes time in proportion to the number of rules.</summary>
    /// <param name="facts">All that is known; ids are unique in each list.</param>
    public static EarningIndex Build(LoyaltyFacts facts) => new(facts);

    /// <summary>Whether an IATA code names a known airline.</summary>
    /// <param name="carrier">Two characters.</param>
    public bool IsAirline(string carrier) => _airlines.ContainsKey(carrier);

    /// <summary>The id of an airline's alliance; null when it has none or is not known.</summary>
    /// <param name="carrier">IATA code.</param>
    public string? AllianceOf(string carrier) => _airlines.TryGetValue(carrier, out var airline) ? airline.Alliance : null;

    internal Cabin? CabinOf(string carrier, char letter) =>
        _cabins.TryGetValue(carrier, out var letters) ? letters[letter - 'A'] : null;

    /// <summary>The charts that govern a ticket issued and flown on a day: those that a newer one has not ended.</summary>
    /// <param name="day">The day.</param>
    public IEnumerable<EarningChart> ChartsInForce(DateOnly day) =>
        _charts.Where(chart => chart.InForce(day.DayNumber, day.DayNumber, null)).Select(chart => chart.Chart);

    private static Cabin?[] CabinsByLetter(IEnumerable<FareClassFact> facts)
    {
        var letters = new Cabin?[26];
        // One that documents put into several cabins tells none: a guess would be an answer from a source that another contradicts.
        foreach (var letter in facts.GroupBy(fact => fact.Letter)) letters[letter.Key - 'A'] = letter.Select(fact => fact.Cabin).Distinct().Count() == 1 ? letter.First().Cabin : null;
        return letters;
    }

    private CompiledProgram[] Compile(LoyaltyFacts facts)
    {
        var charts = new Dictionary<string, List<CompiledChart>>(StringComparer.Ordinal);
        foreach (var editions in facts.Charts.GroupBy(chart => chart.Key))
        {
            var linked = editions.Select(chart => new CompiledChart(chart, SourceOf(chart.DocumentId))).ToList();
            CompiledChart.Link(linked);
            _charts.AddRange(linked);
            if (!charts.TryGetValue(editions.Key.ProgramId, out var ofProgram)) charts[editions.Key.ProgramId] = ofProgram = [];
            ofProgram.AddRange(linked);
        }

        var regions = facts.Regions.ToLookup(region => region.ProgramId, StringComparer.Ordinal);
        var sectors = facts.Sectors.ToLookup(sector => sector.ProgramId, StringComparer.Ordinal);
        // Programs know nothing of one another: a start has all processors for them.
        return [.. facts.Programs.OrderBy(program => program.Id, StringComparer.Ordinal).AsParallel().AsOrdered().Select(program => new CompiledProgram(
            program, [.. regions[program.Id]], [.. sectors[program.Id]], charts.GetValueOrDefault(program.Id) ?? [], Carriers))];
    }

    private SourceDocument SourceOf(string id) =>
        Documents.TryGetValue(id, out var document) ? document : new SourceDocument(id, id, null, null, null);
}
