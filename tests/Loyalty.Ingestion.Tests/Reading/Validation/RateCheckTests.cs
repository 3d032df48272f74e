using System.Globalization;
using CsCheck;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading.Validation;

public class RateCheckTests
{
    [Fact]
    public void A_decimal_point_that_was_lost_is_asked_about_with_its_row_and_cell()
    {
        var problem = Assert.Single(Judged.Of(Reader.Rows("<tr><td>Economy</td><td>Y, B</td><td>1250%</td></tr><tr><td>Economy</td><td>M</td><td>100%</td></tr>")));
        Assert.Equal((ProblemKind.Review, CheckCodes.UnusualRate), (problem.Kind, problem.Code));
        Assert.Equal(new DoubtfulCell("Economy | Y, B | 1250%", "1250%"), Assert.Single(problem.Cells));
        Assert.StartsWith("1250% of the distance is more than 200%, which is unusual", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_the_most_in_one_cabin_is_nothing_unusual_in_a_higher_one()
    {
        Assert.Empty(Judged.Rows("Economy | Y | 200%", "Premium Economy | W | 300%", "Business | J | 500%"));
        Assert.Equal(["rate-unusual: Economy | Y | 250%"], Judged.Rows("Economy | Y | 250%", "Premium Economy | W | 300%", "Business | J | 500%"));
        Assert.Equal(["rate-unusual: Premium Economy | W | 350%"], Judged.Rows("Economy | Y | 200%", "Premium Economy | W | 350%", "Business | J | 500%"));
    }

    [Fact]
    public void Hardly_anything_is_asked_about_and_little_is_not()
    {
        Assert.Equal(["rate-unusual: Economy | K | 1.25%"], Judged.Rows("Economy | Y | 100%", "Economy | K | 1.25%"));
        Assert.Empty(Judged.Rows("Economy | Y | 100%", "Economy | K | 10%"));
    }

    [Theory]
    [InlineData("66,000", true)]
    [InlineData("21,000", false)]
    public void What_an_award_costs_is_no_amount_for_a_flight(string amount, bool isAsked) => Assert.Equal(
        isAsked ? ["rate-unusual: Business | J | " + amount] : [],
        Judged.Short(Judged.Of(Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Class</th><th>Miles per flight</th></tr><tr><td>Business</td><td>J</td><td>{amount}</td></tr></table>"))));

    [Theory]
    [InlineData("60,000", "Y, B, M, H, K, L", false)]
    [InlineData("250,000", "Y, B, M, H, K, L", true)]
    [InlineData("60,000", "Y", true)]
    [InlineData("90,000", "Y, B, M, H, K, L", true)]
    public void Points_of_little_worth_are_many_where_amounts_go_by_many_classes(string first, string economy, bool isAsked) => Assert.Equal(
        isAsked ? ["rate-unusual: First | P, F | " + first] : [],
        Judged.Short(Judged.Of(Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Class</th><th>Miles per flight</th></tr><tr><td>First</td><td>P, F</td><td>{first}</td></tr><tr><td>Business</td><td>J, C</td><td>20,000</td></tr><tr><td>Economy</td><td>{economy}</td><td>6,000</td></tr></table>"))));

    [Theory]
    [InlineData("50", true)]
    [InlineData("12", false)]
    public void An_amount_by_fare_that_no_program_gives_is_asked_about(string amount, bool isAsked) => Assert.Equal(
        isAsked ? ["rate-unusual: Y | 50 per USD"] : [],
        Judged.Short(Judged.Of(Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Class</th><th>Miles</th></tr><tr><td>Y</td><td>{amount} per USD</td></tr></table>"))));

    [Theory]
    [InlineData("80", true)]
    [InlineData("800", false)]
    public void A_longer_flight_that_earns_less_is_asked_about(string far, bool isAsked)
    {
        var facts = Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Distance</th><th>Miles per flight</th></tr>"
            + $"<tr><td>0 - 600 miles</td><td>150</td></tr><tr><td>601 - 2000 miles</td><td>400</td></tr><tr><td>2001 miles or more</td><td>{far}</td></tr></table>");
        Assert.Single(facts.Charts);
        Assert.Equal(isAsked ? [CheckCodes.UnusualRate] : [], Judged.Of(facts).Select(problem => problem.Code));
    }

    [Fact]
    public void A_minimum_beyond_any_other_is_asked_about()
    {
        Assert.Equal(["rate-unusual"], WithMinimum("5,000").Select(problem => problem.Code));
        Assert.Empty(WithMinimum("500"));

        static IEnumerable<ValidationProblem> WithMinimum(string miles) => Judged.Of(Reader.Html(
            $"<h1>MilePlus on Lufthansa (LH)</h1><p>At least {miles} miles per flight are credited.</p><table><tr><th>Class</th><th>% of miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>"));
    }

    [Fact]
    public void What_a_curator_confirms_is_not_asked_about_and_another_code_confirms_nothing()
    {
        var facts = Reader.Rows("<tr><td>Economy</td><td>Y</td><td>250%</td></tr>");
        Assert.Empty(Judged.Of(facts, new Hints(Confirmed: "cabin-order, rate-unusual")));
        Assert.Single(Judged.Of(facts, new Hints(Confirmed: "cabin-order, unit")));
    }

    [Fact]
    public void A_chart_of_usual_rates_is_never_asked_about_and_one_with_a_point_too_far_right_always_is() =>
        (from steps in Gen.Int[2, 40].Array[1, 8] select steps.Select(step => step * 5).ToArray()).Sample(rates =>
        {
            // One class each, so that nothing overlaps.
            var rows = rates.Select((rate, i) => $"Economy | {(char)('A' + i)} | {rate.ToString(CultureInfo.InvariantCulture)}%").ToArray();
            Assert.Empty(Judged.Rows(rows));
            rows[0] = $"Economy | A | {(rates[0] * 100).ToString(CultureInfo.InvariantCulture)}%";
            Assert.Equal([$"rate-unusual: {rows[0]}"], Judged.Rows(rows));
        }, iter: 50);
}
