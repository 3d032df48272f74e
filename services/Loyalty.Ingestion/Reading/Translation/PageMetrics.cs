using System.Collections.Immutable;
using Loyalty.Core.Programs;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>
/// The names that the graph knows, with a program's metrics as its page in another language calls them: "Nivåpoeng" is a metric there, by its
/// own name where the program knows no other.
/// </summary>
internal sealed class PageMetrics(INameIndex names, string programId, IEnumerable<string> metrics) : INameIndex
{
    private readonly LoyaltyProgram? _program = names.Program(programId) is { } known
        ? known with { Metrics = [.. known.Metrics, .. metrics.Select(name => new Metric(name))] } : null;

    public LoyaltyProgram? Program(string id) => id == programId ? _program : names.Program(id);

    public bool IsAirline(string iata) => names.IsAirline(iata);

    public string? AirlineByName(string name) => names.AirlineByName(name);

    public string? CountryOf(string iata) => names.CountryOf(iata);

    public string? ProgramByName(string nameOrId) => names.ProgramByName(nameOrId);

    public string? ProgramOfAirline(string iata) => names.ProgramOfAirline(iata);

    public string? AllianceByName(string name) => names.AllianceByName(name);

    public bool MayNameAlliance(string folded) => names.MayNameAlliance(folded);

    public IEnumerable<string> AllianceMembers(string allianceId) => names.AllianceMembers(allianceId);

    public bool IsAirport(string iata) => names.IsAirport(iata);

    public ImmutableArray<(string Iata, int Index, int Length)> AirlinesIn(string text) => names.AirlinesIn(text);

    public ImmutableArray<(string ProgramId, int Index, int Length)> ProgramsIn(string text) => names.ProgramsIn(text);
}
