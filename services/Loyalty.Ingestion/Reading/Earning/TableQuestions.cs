using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What of a table nobody can read, or a person is asked about, told to the charts that it concerns.</summary>
internal sealed class TableQuestions(TableShape shape, TableContext context, ChartTargets targets)
{
    private HashSet<(ChartKey Key, Validity Validity, string Reason)>? _asked;

    /// <param name="keys">Whose row it is, where its airlines may be its own.</param>
    /// <param name="place">The market that was not understood, when that is why.</param>
    public void Unread(ImmutableArray<Cell> row, string text, string reason, RowKeys? keys, string? place = null)
    {
        var unread = new UnreadRow(TableRow.Text(row), text, reason);
        var own = keys is { Carriers.IsEmpty: false } ? keys : null;
        foreach (var target in targets.For(own, shape.ValueColumns is [var first, ..] ? first : null))
        {
            context.Drafts.AddUnread(target.Key, target.Validity, unread, place);
            if (own is not null) context.Letters.Add(target.Key.Carrier, own, targets.Terms.Validity);
        }
    }

    /// <summary>What concerns every amount, whichever row it stands in.</summary>
    public void OfEveryAmount(UnreadRow unread)
    {
        foreach (var column in shape.ValueColumns)
        {
            foreach (var target in targets.For(null, column)) context.Drafts.AddUnread(target.Key, target.Validity, unread);
        }
    }

    /// <summary>What concerns the charts of the table, each as a whole.</summary>
    public void OfTable(string problem)
    {
        var unread = new UnreadRow("", problem, problem);
        var charts = targets.Charts;
        foreach (var (key, validity) in charts) context.Drafts.AddUnread(key, validity, unread);
        if (charts.Count == 0) OfEveryAmount(unread);
    }

    /// <summary>What stands beside amounts that were read, and may change them: the chart asks once.</summary>
    public void Ask(Target target, string text, string reason, string row = "")
    {
        if ((_asked ??= []).Add((target.Key, target.Validity, reason))) context.Drafts.AddUnread(target.Key, target.Validity, new UnreadRow(row, text, reason));
    }
}
