using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading.Validation;

public class DateCheckTests
{
    [Fact]
    public void A_hint_whose_day_and_month_changed_places_is_asked_about_with_the_line_that_says_otherwise()
    {
        var problem = Assert.Single(Dated("Valid from 3 April 2026.", new Hints(EffectiveDate: new DateOnly(2026, 3, 4))));
        Assert.Equal(CheckCodes.Date, problem.Code);
        Assert.Equal("Valid from 3 April 2026.", Assert.Single(problem.Rows));
        Assert.StartsWith("the hint effectiveDate says 2026-03-04, and the document 2026-04-03", problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Valid from 3 April 2026.", "2026-04-03")]
    [InlineData("Valid from 3 April 2026.", "2026-04-05")]
    [InlineData("Valid from 3 April 2026. Page of 4 March 2026.", "2026-03-04")]
    [InlineData("Valid from 4 April 2026.", "2026-04-04")]
    public void A_hint_that_the_document_bears_out_or_says_nothing_of_is_not_asked_about(string line, string hint) =>
        Assert.Empty(Dated(line, new Hints(EffectiveDate: DateOnly.Parse(hint, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void So_it_is_with_the_day_of_the_source()
    {
        var hints = new Hints(SourceDate: new DateOnly(2026, 3, 4));
        Assert.StartsWith("the hint sourceDate says 2026-03-04", Assert.Single(Dated("Last changed on 3 April 2026", hints)).Reason, StringComparison.Ordinal);
        Assert.Empty(Dated("Last changed on 4 March 2026", hints));
    }

    [Theory]
    [InlineData("1 June 2028", true)]
    [InlineData("1 January 2028", false)]
    [InlineData("1 January 1980", true)]
    [InlineData("1 January 1995", false)]
    public void A_first_day_far_ahead_or_before_any_program_is_asked_about(string day, bool isAsked)
    {
        var problems = Dated($"Valid from {day}.");
        Assert.Equal(isAsked ? [CheckCodes.Date] : [], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_row_that_begins_far_ahead_is_asked_about_with_the_row() => Assert.Equal(
        ["date: Economy | Y | 50% → 25% from 1 January 2036"],
        Judged.Rows("Economy | Y | 50% → 25% from 1 January 2036", "Economy | M | 50% → 25% from 1 January 2027"));

    [Fact]
    public void A_source_of_tomorrow_is_asked_about()
    {
        Assert.Contains("after it was handed in", Assert.Single(Dated("", new Hints(SourceDate: Judged.Today.AddDays(30)))).Reason, StringComparison.Ordinal);
        Assert.Empty(Dated("", new Hints(SourceDate: Judged.Today)));
    }

    [Fact]
    public void A_chart_that_ends_before_it_begins_is_asked_about() =>
        Assert.Contains("before it begins", Assert.Single(Dated("Valid from 1 May 2020 until 1 May 2019.")).Reason, StringComparison.Ordinal);

    private static System.Collections.Immutable.ImmutableArray<ValidationProblem> Dated(string line, Hints? hints = null)
    {
        var facts = Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><p>{line}</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>", hints);
        Assert.Single(facts.Charts);
        return Judged.Of(facts, hints);
    }
}
