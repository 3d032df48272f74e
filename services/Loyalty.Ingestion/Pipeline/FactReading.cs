using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Text;
using Loyalty.Knowledge.Snapshots;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>The two stages that read and judge, against the names that the graph knows. Thread-safe.</summary>
public sealed class FactReading(ChartReader reader, SnapshotKeeper snapshots)
{
    /// <summary>The most characters that the reasons of one chart may have: a thousand rows and more. Nobody decides on more, and every list would carry them.</summary>
    private const int LongestReasons = 200_000;

    private volatile Known? _names;

    public async Task<ExtractedFacts> ExtractAsync(DocumentText text, Submission submission, CancellationToken cancellationToken)
    {
        var facts = reader.Read(text, submission.Hints, await NamesAsync(cancellationToken), submission.DocumentId, cancellationToken);
        // Every list and every answer that has it as its source carries the title: a text may have any, a hint may not either.
        return facts with { Title = Submission.Shortened(facts.Title) };
    }

    /// <summary>Parts the facts into what may be loaded and what must wait.</summary>
    /// <exception cref="QuarantineException">Nothing of it can be used.</exception>
    public async Task<ValidatedFacts> ValidateAsync(ExtractedFacts facts, Submission submission, CancellationToken cancellationToken)
    {
        var names = await NamesAsync(cancellationToken);
        return Part(facts, submission.Id, new ValidationContext(names)
        {
            Hints = submission.Hints,
            DocumentId = submission.DocumentId,
            // Not the clock: what was validated once is validated alike when a worker starts again.
            HandedIn = DateOnly.FromDateTime(submission.SubmittedAt.UtcDateTime),
            Charts = (await snapshots.RefreshAsync(cancellationToken)).Facts.Charts,
        });
    }

    /// <summary>Parts the facts of a submission.</summary>
    /// <exception cref="QuarantineException">Nothing of it can be used.</exception>
    public static ValidatedFacts Part(ExtractedFacts facts, string submissionId, ValidationContext context)
    {
        var problems = FactValidator.Validate(facts, context);
        if (problems.Where(problem => problem.Kind == ProblemKind.Quarantine).ToList() is { Count: > 0 } fatal)
            throw new QuarantineException(Sentences(fatal));

        var clean = ImmutableArray.CreateBuilder<DraftChart>();
        var waiting = ImmutableArray.CreateBuilder<WaitingChart>();
        foreach (var chart in facts.Charts)
        {
            ImmutableArray<ReviewReason> reasons =
            [
                .. chart.Unread.Select(row => new ReviewReason(row.Row, row.Text, row.Reason)),
                .. problems.Where(problem => ReferenceEquals(problem.Chart, chart)).SelectMany(Reasons),
            ];
            if (reasons.IsEmpty)
            {
                clean.Add(chart);
                continue;
            }

            if (reasons.Sum(reason => (long)reason.Row.Length + reason.Text.Length + reason.Reason.Length) > LongestReasons)
            {
                throw new QuarantineException(string.Create(CultureInfo.InvariantCulture,
                    $"The chart of {chart.Key.ProgramId} for {chart.Key.Carrier} leaves more open than anybody can decide on: {reasons.Length:N0} doubts, the first: {reasons[0].Reason}. Submit the part that holds the chart."));
            }

            // What has no one meaning is not loaded when the chart is approved: it answers as not read.
            var leftOut = reasons.Where(reason => reason.IsLeftOut).Select(reason => reason.Row).ToHashSet(StringComparer.Ordinal);
            var id = EarningIds.Hash($"review|{submissionId}|{chart.Key}|{chart.Validity.From:O}|{chart.Validity.Until:O}|{chart.Validity.By}");
            waiting.Add(new WaitingChart(
                id, chart with { Rules = [.. chart.Rules.Where(rule => rule.Text is null || !leftOut.Contains(rule.Text))], Cabins = [] }, reasons));
        }

        return new ValidatedFacts(facts with { Charts = clean.ToImmutable() }, waiting.ToImmutable());
    }

    private static IEnumerable<ReviewReason> Reasons(ValidationProblem problem) => problem.Cells.IsEmpty
        ? [new ReviewReason("", "", problem.Reason, problem.Code)]
        : problem.Cells.Select(cell => new ReviewReason(cell.Row, cell.Text, problem.Reason, problem.Code));

    private static string Sentences(List<ValidationProblem> problems) => string.Join("; ",
        problems.Select(problem => problem.Reason).Distinct(StringComparer.Ordinal).Take(5)) is var reasons && reasons.Length > 0
        ? char.ToUpperInvariant(reasons[0]) + reasons[1..].TrimEnd('.') + "."
        : "Nothing of it can be used.";

    /// <summary>Names as the newest snapshot has them; made once for as long as they do not change: most documents bring charts alone.</summary>
    private async Task<NameIndex> NamesAsync(CancellationToken cancellationToken)
    {
        var facts = (await snapshots.RefreshAsync(cancellationToken)).Facts;
        if (_names is { } known && known.Facts.Airlines == facts.Airlines && known.Facts.Alliances == facts.Alliances
            && known.Facts.Programs == facts.Programs && known.Facts.Airports == facts.Airports) return known.Names;
        var names = new NameIndex(facts.Airlines, facts.Alliances.Select(alliance => new AllianceFact(alliance.Id, alliance.Name)),
            facts.Programs, facts.Airports.Select(airport => airport.Iata));
        _names = new Known(facts, names);
        return names;
    }

    private sealed record Known(LoyaltyFacts Facts, NameIndex Names);
}
