using System.Collections.Immutable;
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
    private (long Version, NameIndex Names)? _names;

    public async Task<ExtractedFacts> ExtractAsync(DocumentText text, Submission submission, CancellationToken cancellationToken) =>
        reader.Read(text, submission.Hints, await NamesAsync(cancellationToken), submission.DocumentId, cancellationToken);

    /// <summary>Parts the facts into what may be loaded and what must wait.</summary>
    /// <exception cref="QuarantineException">Nothing of it can be used.</exception>
    public async Task<ValidatedFacts> ValidateAsync(ExtractedFacts facts, Submission submission, CancellationToken cancellationToken)
    {
        var problems = FactValidator.Validate(facts, await NamesAsync(cancellationToken));
        if (problems.Where(problem => problem.Quarantines).ToList() is { Count: > 0 } fatal)
            throw new QuarantineException(string.Join(" ", fatal.Select(problem => problem.Reason).Distinct().Take(5)));

        var clean = ImmutableArray.CreateBuilder<DraftChart>();
        var waiting = ImmutableArray.CreateBuilder<WaitingChart>();
        foreach (var chart in facts.Charts)
        {
            var mine = problems.Where(problem => problem.Chart == chart.Key && problem.ChartFrom == chart.Validity.From).ToList();
            var reasons = chart.Unread.AddRange(mine.SelectMany(problem => problem.Rows));
            if (reasons.IsEmpty)
            {
                clean.Add(chart);
                continue;
            }

            var doubtful = mine.SelectMany(problem => problem.RuleIds).ToHashSet(StringComparer.Ordinal);
            var id = EarningIds.Hash($"review|{submission.Id}|{chart.Key}|{chart.Validity.From:O}|{chart.Validity.Until:O}|{chart.Validity.By}");
            waiting.Add(new WaitingChart(id, chart with { Rules = [.. chart.Rules.Where(rule => !doubtful.Contains(rule.Id))] }, reasons));
        }

        return new ValidatedFacts(facts with { Charts = clean.ToImmutable() }, waiting.ToImmutable());
    }

    /// <summary>Names as the newest snapshot has them; made once per version.</summary>
    private async Task<NameIndex> NamesAsync(CancellationToken cancellationToken)
    {
        var snapshot = await snapshots.RefreshAsync(cancellationToken);
        if (_names is { } known && known.Version == snapshot.Version) return known.Names;
        var facts = snapshot.Facts;
        var names = new NameIndex(facts.Airlines, facts.Alliances.Select(alliance => new AllianceFact(alliance.Id, alliance.Name)),
            facts.Programs, facts.Airports.Select(airport => airport.Iata));
        _names = (snapshot.Version, names);
        return names;
    }
}
