using CsCheck;

namespace Loyalty.Ingestion.Tests.Reading.Validation;

public class CabinOrderTests
{
    [Fact]
    public void A_cabin_whose_best_is_less_than_a_lower_ones_is_asked_about_with_both_rows() => Assert.Equal(
        ["cabin-order: Business | J, C | 15% & Economy | Y | 100%"],
        Judged.Rows("Business | J, C | 15%", "Economy | Y | 100%", "Economy | K | 10%"));

    [Fact]
    public void Business_whose_least_is_less_than_the_least_of_economy_is_asked_about() => Assert.Equal(
        ["cabin-order: Business | D | 12.5% & Economy | K | 25%"],
        Judged.Rows("Business | J, C | 150%", "Business | D | 12.5%", "Economy | Y | 100%", "Economy | K | 25%"));

    [Fact]
    public void A_discounted_fare_of_a_higher_cabin_may_earn_less_than_a_full_fare_of_a_lower_one() => Assert.Empty(
        Judged.Rows("Business | J | 150%", "Business | D | 100%", "Premium Economy | W | 125%", "Premium Economy | E | 90%", "Economy | Y | 125%", "Economy | K | 50%"));

    [Fact]
    public void Cabins_that_earn_alike_are_not_asked_about() =>
        Assert.Empty(Judged.Rows("First | F | 150%", "Business | J | 150%", "Premium Economy | W | 100%", "Economy | Y | 100%"));

    [Fact]
    public void A_business_fare_that_earns_nothing_is_no_cabin_that_earns_less() =>
        Assert.Empty(Judged.Rows("Business | J | 150%", "Business | I | not eligible", "Economy | Y | 100%", "Economy | K | 25%"));

    [Fact]
    public void Only_rows_for_the_same_markets_are_compared()
    {
        const string Table = "<h1>MilePlus on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Class</th><th>Domestic</th><th>International</th></tr>"
            + "<tr><td>Business</td><td>J</td><td>{0}</td><td>150%</td></tr><tr><td>Economy</td><td>Y</td><td>50%</td><td>100%</td></tr></table>";
        Assert.Empty(Judged.Of(Reader.Html(Table.Replace("{0}", "60%", StringComparison.Ordinal))));
        Assert.Equal(["cabin-order"], Judged.Of(Reader.Html(Table.Replace("{0}", "40%", StringComparison.Ordinal))).Select(problem => problem.Code));
    }

    [Fact]
    public void The_order_of_rows_does_not_matter() => Gen.Shuffle(
        new[] { "First | F | 90%", "Business | J | 125%", "Premium Economy | W | 100%", "Economy | Y | 100%", "Economy | K | 25%" }).Sample(rows =>
            Assert.Equal(["cabin-order: First | F | 90% & Business | J | 125%"], Judged.Rows(rows)), iter: 30);

    [Fact]
    public void Rates_that_rise_with_the_cabin_are_never_asked_about() => (from steps in Gen.Int[2, 40].Array[4] select steps.Select(step => step * 5).ToArray()).Sample(rates =>
    {
        Array.Sort(rates);
        Assert.Empty(Judged.Rows($"First | F | {rates[3]}%", $"Business | J | {rates[2]}%", $"Premium Economy | W | {rates[1]}%", $"Economy | Y | {rates[0]}%"));
    }, iter: 50);
}
