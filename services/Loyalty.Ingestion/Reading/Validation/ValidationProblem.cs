using System.Collections.Immutable;
using Loyalty.Core.Earning;

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
/// <param name="Reason">What a curator can act on.</param>
/// <param name="Chart">The chart it is about; null when it is about the document.</param>
/// <param name="Rows">The rows that it is about, in the document's words.</param>
public sealed record ValidationProblem(ProblemKind Kind, string Reason, ChartKey? Chart, ImmutableArray<string> Rows);
