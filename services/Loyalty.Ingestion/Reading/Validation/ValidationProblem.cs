using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>What the validator found.</summary>
/// <param name="Reason">What is wrong and what a curator can do.</param>
/// <param name="Quarantines">True: the document cannot be used. False: the chart waits for a curator.</param>
/// <param name="Chart">The chart it is about; null for the document.</param>
/// <param name="ChartFrom">That chart's first day.</param>
/// <param name="Rows">The rows in question.</param>
/// <param name="RuleIds">The rules of those rows: approved, the chart is loaded without them.</param>
public sealed record ValidationProblem(
    string Reason, bool Quarantines, ChartKey? Chart, DateOnly? ChartFrom, ImmutableArray<UnreadRow> Rows, ImmutableArray<string> RuleIds);
