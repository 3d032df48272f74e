using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>A page's labels against what was loaded of it without review. What waits for a curator was not read, and is never wrong.</summary>
internal sealed record PageScore(
    CorpusPage Page, IReadOnlyList<ChartFact> Labels, IReadOnlyList<ChartFact> Right, IReadOnlyList<ChartFact> Wrong, IReadOnlyList<ChartFact> Covered,
    IReadOnlyList<ChartFact> InReview, IReadOnlyList<ChartFact> WrongInReview)
{
    public string Format => Page.Labels.Format;

    public string Outcome => Page.Refusal is not null ? "refused" : Page.Read!.Waiting.IsEmpty ? "loaded" : Page.Read.Facts.Charts.IsEmpty ? "review" : "partly in review";

    /// <summary>What was asked, and not understood: where a page is ambiguous, the right reading is to ask.</summary>
    public IEnumerable<UnreadRow> Asked => Page.Read is { } read ? [.. read.Waiting.SelectMany(waiting => waiting.Reasons).Select(reason => new UnreadRow(reason.Row, reason.Text, reason.Reason)), .. read.Facts.Unread] : [];

    /// <summary>Whether its labels name something that nobody can read with certainty: the right reading asks, and loads nothing of that chart.</summary>
    public bool IsAmbiguous => Page.Labels.Charts.Any(chart => chart.Ambiguous is { Length: > 0 });

    public static PageScore Of(CorpusPage page, INameIndex names)
    {
        var labels = LabelledFacts.Of(page.Labels, names);
        var loaded = page.Read is { } read ? ReadFacts.Of(read.Facts) : [];
        var waiting = page.Read?.Waiting.SelectMany(chart => ReadFacts.Of(chart.Chart, page.Read.Facts.Regions)).ToList() ?? [];
        List<ChartFact> right = [], wrong = [];
        foreach (var fact in loaded.DistinctBy(fact => (fact.Subject, fact.Value)))
        {
            var verdict = Verdict(fact, labels);
            if (verdict is { } isRight) (isRight ? right : wrong).Add(fact);
        }

        var covered = labels.Where(label => right.Exists(fact => Says(fact, label))).ToList();
        return new PageScore(page, labels, right, wrong, covered, [.. labels.Except(covered).Where(label => waiting.Exists(fact => Says(fact, label)))],
            [.. waiting.DistinctBy(fact => (fact.Subject, fact.Value)).Where(fact => Verdict(fact, labels) == false)]);
    }

    private static bool Says(ChartFact read, ChartFact label) =>
        label.Subject.Kind == FactKind.NotEligible ? read.Value.IsNothing && Likeness.SameClass(read, label) : Likeness.SameSubject(read, label) && (read.Value.SameAs(AsRead(read, label)) || (OfBase(read, label) is { } share && read.Value.SameAs(share)));

    // A status bonus in percent of a base by fare is labelled by what its base counts; the reader has it as a share of the base.
    private static FactValue AsRead(ChartFact read, ChartFact label) =>
        label.Subject.Kind == FactKind.EliteBonus && label.Value.Basis == "spend" && read.Value.Basis == "distance" ? label.Value with { Basis = "distance", Currency = null } : label.Value;

    /// <summary>"+5 miles per euro" beside a base of 5 is a bonus of 100%.</summary>
    private static FactValue? OfBase(ChartFact read, ChartFact label) =>
        label is { Subject.Kind: FactKind.EliteBonus, Value: { Basis: "spend", Base: { } of } } && of > 0 && read.Value.Basis == "distance" ? new FactValue("distance", label.Value.Amount / of) : null;

    /// <summary>Right, wrong, or neither: a class of 0% that no label names, and the level of those without status, count in no way.</summary>
    private static bool? Verdict(ChartFact read, List<ChartFact> labels)
    {
        if (labels.Exists(label => Says(read, label))) return true;
        if (read.Subject is { Kind: FactKind.Tiers, Tier: { } tier } && Likeness.IsNoStatus(tier)) return null;
        if (!read.Value.IsNothing) return false;
        return labels.Exists(label => label.Subject.Kind == FactKind.Earning && Likeness.SameClass(read, label)) ? false : null;
    }
}
