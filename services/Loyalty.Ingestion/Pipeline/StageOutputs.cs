using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
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
public sealed record WaitingChart(string ReviewId, DraftChart Chart, ImmutableArray<ReviewReason> Reasons);

/// <summary>Why a chart waits.</summary>
/// <param name="Row">The row as the document has it; empty when it is the chart as a whole.</param>
/// <param name="Text">The cell or phrase that it is about.</param>
/// <param name="Reason">What a curator can act on.</param>
/// <param name="Code">Which check asks: <see cref="CheckCodes"/>.</param>
public sealed record ReviewReason(string Row, string Text, string Reason, string Code = CheckCodes.NotUnderstood)
{
    /// <summary>Whether the row is left out when the chart is approved: nobody can say what it means. Of the other doubts, approving says that the row is right.</summary>
    [JsonIgnore]
    public bool IsLeftOut => Row.Length > 0 && !CheckCodes.IsConfirmable(Code);
}

/// <summary>What Review says: the reviews it opened.</summary>
public sealed record ReviewIds(ImmutableArray<string> Ids);

/// <summary>What Transform says.</summary>
public sealed record TransformedDocument(ChangeSet Changes, ImmutableArray<ChartChange> Charts);

/// <summary>How a chart differs from the one that was in force before it.</summary>
/// <param name="ProgramId">The program.</param>
/// <param name="Carrier">Whose flights it is for.</param>
/// <param name="Metric">What it credits.</param>
/// <param name="From">Its first day.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Replaces">The chart before it.</param>
/// <param name="Rules">What differs.</param>
/// <param name="Review">The review that it waits for, or was approved in.</param>
public sealed record ChartChange(
    string ProgramId, string Carrier, string Metric, DateOnly? From, DateOnly? Until, string? Replaces, ImmutableArray<RuleChange> Rules, string? Review = null);

/// <summary>One line of a chart's difference: before, after, or both.</summary>
public sealed record RuleChange(string For, string? Before, string? After);

/// <summary>What Load says.</summary>
public sealed record LoadResult(bool Changed);

/// <summary>The document cannot be used: a curator is told why.</summary>
public sealed class QuarantineException(string reason) : Exception(reason);

/// <summary>Documents handed in earlier are still being worked on, and may bring what this one lacks.</summary>
public sealed class TooEarlyException() : Exception("Documents handed in earlier are still being worked on.");
