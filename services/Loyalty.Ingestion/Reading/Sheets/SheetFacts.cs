using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>Gathers the facts of reference sheets: tables that are no earning charts.</summary>
internal sealed class SheetFacts(string documentId, Hints hints, INameIndex names, string? programId, LoyaltyProgram? program)
{
    public List<MetricFact> Metrics { get; } = [];

    /// <summary>Reads a table if it is a sheet.</summary>
    public bool Read(Table table, Terms terms, Section section, CancellationToken ct)
    {
        _ = (documentId, hints, names, programId, program, table, terms, section, ct);
        return false;
    }

    public ExtractedFacts Build() => new();
}
