using System.Collections.Immutable;
using CsCheck;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading.Validation;

public class ReplacedChartTests
{
    private static readonly string[] Before = ["Y", "B", "M", "K", "L", "V"];

    [Fact]
    public void More_than_a_third_of_the_classes_is_asked_about_with_what_changes_and_its_rows()
    {
        var problem = Assert.Single(Against(Chart(("Y, B, M", "100%"), ("K, L, V", "50%")), Chart(("Y, B, M", "100%"), ("K, L, V", "25%"))));
        Assert.Equal((ProblemKind.Review, CheckCodes.ReplacesMuch), (problem.Kind, problem.Code));
        Assert.Equal([new DoubtfulCell("Economy | K, L, V | 25%", "25%")], problem.Cells);
        Assert.StartsWith("3 of 6 classes differ from the chart that it replaces: class K 50% of distance → 25% of distance; class L ", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_third_is_not_more_than_a_third() =>
        Assert.Empty(Against(Chart(("Y, B, M, K", "100%"), ("L, V", "50%")), Chart(("Y, B, M, K", "100%"), ("L, V", "25%"))));

    [Fact]
    public void Classes_that_come_or_go_have_changed()
    {
        var gone = Assert.Single(Against(Chart(("Y, B, M", "100%"), ("K, L, V", "50%")), Chart(("Y, B, M", "100%"))));
        Assert.Contains("class K 50% of distance → not listed", gone.Reason, StringComparison.Ordinal);
        // No row of this document says so.
        Assert.Empty(gone.Cells);
        Assert.Contains("class K not listed → 50% of distance", Assert.Single(Against(Chart(("Y, B, M", "100%")), Chart(("Y, B, M", "100%"), ("K, L, V", "50%")))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Grouping_the_classes_otherwise_changes_nothing() =>
        Assert.Empty(Against(Chart(("Y, B, M", "100%"), ("K, L, V", "50%")), Chart(("M", "100%"), ("B, Y", "100%"), ("V, L, K", "50%"))));

    [Fact]
    public void What_a_chart_of_a_later_day_or_another_key_or_the_same_document_says_does_not_matter()
    {
        var now = Chart(("Y, B, M", "10%"));
        var old = Loaded(Chart(("Y, B, M", "100%")));
        Assert.Single(Judge(now, old));
        Assert.Empty(Judge(now, old with { Validity = new Validity(new DateOnly(2026, 1, 1)) }));
        Assert.Empty(Judge(now, old with { Key = old.Key with { Metric = "PQP" } }));
        Assert.Empty(Judge(now, old with { DocumentId = "document" }));
        Assert.Empty(Judge(now, old, new Hints(Confirmed: "replaces-much")));
    }

    [Fact]
    public void Of_several_it_is_the_newest_that_counts()
    {
        var (old, newer) = (Loaded(Chart(("Y, B, M", "100%"))), Loaded(Chart(("Y, B, M", "10%"))) with { Validity = new Validity(new DateOnly(2020, 1, 1)) });
        var now = Chart(("Y, B, M", "10%"));
        var later = now with { Charts = [now.Charts[0] with { Validity = new Validity(new DateOnly(2026, 1, 1)) }] };
        Assert.Empty(Judged(later, old, newer));
        Assert.Single(Judged(later, newer, old with { Validity = new Validity(new DateOnly(2021, 1, 1)) }));

        static ImmutableArray<ValidationProblem> Judged(ExtractedFacts facts, params EarningChart[] charts) =>
            FactValidator.Validate(facts, new ValidationContext(Reader.Names) { DocumentId = "document", Charts = [.. charts] });
    }

    [Fact]
    public void It_is_asked_about_when_more_than_a_third_of_the_classes_change_and_not_otherwise() => Gen.Bool.Array[Before.Length].Sample(changes =>
    {
        var rows = Before.Select((letter, i) => (letter, changes[i] ? "50%" : "100%")).ToArray();
        var problems = Against(Chart([.. Before.Select(letter => (letter, "100%"))]), Chart(rows));
        Assert.Equal(changes.Count(changed => changed) * 3 > Before.Length, problems.Length == 1);
    }, iter: 64);

    private static ImmutableArray<ValidationProblem> Against(ExtractedFacts before, ExtractedFacts now) => Judge(now, Loaded(before));

    private static ImmutableArray<ValidationProblem> Judge(ExtractedFacts now, EarningChart before, Hints? hints = null) =>
        FactValidator.Validate(now, new ValidationContext(Reader.Names) { Hints = hints ?? new Hints(), DocumentId = "document", Charts = [before] });

    private static EarningChart Loaded(ExtractedFacts facts)
    {
        var chart = Assert.Single(facts.Charts);
        return new EarningChart { Id = "before", Key = chart.Key, Validity = chart.Validity, DocumentId = "an older document", Rules = chart.Rules };
    }

    private static ExtractedFacts Chart(params (string Classes, string Rate)[] rows) =>
        Reader.Rows(string.Concat(rows.Select(row => $"<tr><td>Economy</td><td>{row.Classes}</td><td>{row.Rate}</td></tr>")));
}
