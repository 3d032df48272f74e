using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Transfers;
using Loyalty.Ingestion.Reading.Mentions;

namespace Loyalty.Ingestion.Reading;

/// <summary>What a curator says about a document; it wins over what the text says.</summary>
/// <param name="Confirmed">The codes of the checks whose doubts a person has cleared, in order, parted by a comma and a space.</param>
public sealed record Hints(
    string? Title = null, string? Url = null, string? ProgramId = null, string? Carrier = null,
    DateOnly? EffectiveDate = null, DateOnly? SourceDate = null, string? Notes = null, string? Confirmed = null)
{
    /// <summary>Whether a person has looked at what a check asks about, and found the chart right.</summary>
    public bool Confirms(string code) => Confirmed is not null && Confirmed.Split(", ").Contains(code);
}

/// <summary>A row that nobody understood, and why.</summary>
/// <param name="Row">The row as the document has it, cells joined by " | ".</param>
/// <param name="Text">The cell or phrase that was not understood.</param>
/// <param name="Reason">What a curator can do with.</param>
public sealed record UnreadRow(string Row, string Text, string Reason);

/// <summary>A chart as read, before it is validated and loaded. Its rules are made by <see cref="EarningIds.Rule"/>.</summary>
public sealed record DraftChart(ChartKey Key, Validity Validity, ImmutableArray<EarningRule> Rules, ImmutableArray<UnreadRow> Unread)
{
    private readonly ImmutableArray<Cabin?> _cabins;

    /// <summary>The cabins beside which the rules stand in the document, in the order of the rules; empty where that is not known.</summary>
    public ImmutableArray<Cabin?> Cabins { get => _cabins.IsDefault ? [] : _cabins; init => _cabins = value; }

    /// <summary>The cabin that a rule selects, or beside which it stands.</summary>
    public Cabin? CabinOf(int rule) => Rules[rule].Selector.Cabin ?? (rule < Cabins.Length ? Cabins[rule] : null);
}

/// <summary>A tier as a document lists it.</summary>
public sealed record TierFact(string ProgramId, EliteTier Tier);

/// <summary>An elite metric as a document lists it.</summary>
public sealed record MetricFact(string ProgramId, Metric Metric);

/// <summary>An alliance.</summary>
public sealed record AllianceFact(string Id, string Name);

/// <summary>Everything that was read from one document.</summary>
public sealed record ExtractedFacts
{
    public ImmutableArray<DraftChart> Charts { get; init; } = [];
    public ImmutableArray<AllianceFact> Alliances { get; init; } = [];
    public ImmutableArray<Airline> Airlines { get; init; } = [];
    /// <summary>Programs with their traits; tiers and metrics stand in lists of their own.</summary>
    public ImmutableArray<LoyaltyProgram> Programs { get; init; } = [];
    public ImmutableArray<TierFact> Tiers { get; init; } = [];
    public ImmutableArray<MetricFact> Metrics { get; init; } = [];
    public ImmutableArray<Region> Regions { get; init; } = [];
    public ImmutableArray<FareClassFact> FareClasses { get; init; } = [];
    public ImmutableArray<Airport> Airports { get; init; } = [];
    public ImmutableArray<SectorDistance> Sectors { get; init; } = [];
    public ImmutableArray<ExchangeRate> ExchangeRates { get; init; } = [];
    public ImmutableArray<TransferRoute> Transfers { get; init; } = [];

    /// <summary>Whether nothing was read that could be loaded.</summary>
    [JsonIgnore]
    public bool IsEmpty =>
        Charts.IsEmpty && Alliances.IsEmpty && Airlines.IsEmpty && Programs.IsEmpty && Tiers.IsEmpty && Metrics.IsEmpty && Regions.IsEmpty && Airports.IsEmpty && Sectors.IsEmpty && ExchangeRates.IsEmpty && Transfers.IsEmpty;

    /// <summary>Rows that belong to no chart and were not understood (of a program sheet, a transfer list ...); of a page of which nothing was read, what says amounts.</summary>
    public ImmutableArray<UnreadRow> Unread { get; init; } = [];

    /// <summary>Where the text counts distance in the unit that the program of a chart does not count in.</summary>
    public ImmutableArray<UnitMention> UnitMentions { get; init; } = [];

    /// <summary>Where the text names the days that the hints name, or those days with day and month the other way round.</summary>
    public ImmutableArray<DayMention> DayMentions { get; init; } = [];

    /// <summary>The program that the document is of, by a hint or by its name; null where it names none that is known.</summary>
    public string? ProgramId { get; init; }

    /// <summary>Title and first day that the text itself names, for what the hints leave out.</summary>
    public string? Title { get; init; }
    public DateOnly? EffectiveDate { get; init; }
}

/// <summary>The names a document may use, as the graph has them: no program and no airline is named in code.</summary>
public interface INameIndex
{
    bool IsAirline(string iata);
    string? AirlineByName(string name);          // IATA code
    string? CountryOf(string iata);              // of an airline, as ISO 3166 has it
    string? ProgramByName(string nameOrId);      // program id
    string? ProgramOfAirline(string iata);       // the airline's own program, when it has one
    LoyaltyProgram? Program(string id);
    string? AllianceByName(string name);
    /// <summary>Whether a folded text may name an alliance: few do, and looking for one is long.</summary>
    bool MayNameAlliance(string folded);
    IEnumerable<string> AllianceMembers(string allianceId);
    bool IsAirport(string iata);
    /// <summary>Airline names found in a running text, longest first, with their IATA codes.</summary>
    ImmutableArray<(string Iata, int Index, int Length)> AirlinesIn(string text);
    ImmutableArray<(string ProgramId, int Index, int Length)> ProgramsIn(string text);
}
