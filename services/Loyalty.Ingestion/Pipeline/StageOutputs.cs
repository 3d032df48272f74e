using System.Collections.Immutable;
using Loyalty.Ingestion.Reading;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>What Identify says.</summary>
public sealed record Identity(string DocumentId, string FileName, long Bytes);

/// <summary>What Validate says: what may be loaded, and what must wait.</summary>
public sealed record ValidatedFacts(ExtractedFacts Facts, ImmutableArray<WaitingChart> Waiting);

/// <summary>A chart that must wait for a curator, with the reasons.</summary>
/// <param name="ReviewId">The review's id.</param>
/// <param name="Chart">The chart without the rows in question.</param>
/// <param name="Reasons">The rows and what is wrong with them.</param>
public sealed record WaitingChart(string ReviewId, DraftChart Chart, ImmutableArray<UnreadRow> Reasons);

/// <summary>What Review says: the reviews it opened.</summary>
public sealed record ReviewIds(ImmutableArray<string> Ids);

/// <summary>What Transform says.</summary>
public sealed record TransformedDocument(ChangeSet Changes, ImmutableArray<ChartChange> Charts);

/// <summary>How a chart differs from the one that was in force before it.</summary>
public sealed record ChartChange(
    string ProgramId, string Carrier, string Metric, DateOnly? From, DateOnly? Until, string? Replaces, ImmutableArray<RuleChange> Rules);

/// <summary>One line of a chart's difference: before, after, or both.</summary>
public sealed record RuleChange(string For, string? Before, string? After);

/// <summary>What Load says.</summary>
public sealed record LoadResult(bool Changed);

/// <summary>The document cannot be used: a curator is told why.</summary>
public sealed class QuarantineException(string reason) : Exception(reason);

/// <summary>Documents handed in earlier are still being worked on, and may bring what this one lacks.</summary>
public sealed class TooEarlyException() : Exception("Documents handed in earlier are still being worked on.");
