using System.Collections.Immutable;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>What a problem leads to.</summary>
public enum ProblemKind
{
    /// <summary>A curator decides about the chart.</summary>
    Review,

    /// <summary>The document is refused.</summary>
    Quarantine,
}

/// <summary>Why facts cannot be loaded as they are.</summary>
/// <param name="Kind">What it leads to.</param>
/// <param name="Code">Which check found it: <see cref="CheckCodes"/>.</param>
/// <param name="Reason">What a curator can act on.</param>
/// <param name="Chart">The chart it is about; null when it is about the document.</param>
/// <param name="Cells">The rows that it is about, in the document's words; none when it is about the chart as a whole.</param>
public sealed record ValidationProblem(ProblemKind Kind, string Code, string Reason, DraftChart? Chart, ImmutableArray<DoubtfulCell> Cells)
{
    /// <summary>The rows alone.</summary>
    public IEnumerable<string> Rows => Cells.Select(cell => cell.Row);
}

/// <summary>A cell of a document that is in doubt.</summary>
/// <param name="Row">Its row as the document has it, cells joined by " | ".</param>
/// <param name="Text">The cell; the row again where it is not known which.</param>
public sealed record DoubtfulCell(string Row, string Text);
