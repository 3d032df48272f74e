using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading.Validation;

public class ClassGroupsTests
{
    private const string Twice = "<tr><td>Premium Economy</td><td>W, U</td><td>115%</td></tr><tr><td>Economy</td><td>W, V, K</td><td>80%</td></tr>";

    [Fact]
    public void A_letter_in_two_cabins_with_two_rates_is_asked_about_with_both_rows()
    {
        var problem = Assert.Single(Judged.Of(Reader.Rows(Twice)));
        Assert.Equal(CheckCodes.ClassInTwoGroups, problem.Code);
        Assert.Equal([new DoubtfulCell("Premium Economy | W, U | 115%", "115%"), new DoubtfulCell("Economy | W, V, K | 80%", "80%")], problem.Cells);
        Assert.StartsWith("class W stands in two groups, premium economy (", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_in_two_cabins_with_one_rate_is_not_asked_about() =>
        Assert.Empty(Judged.Rows("Premium Economy | W, U | 100%", "Economy | W, V, K | 100%"));

    [Fact]
    public void Letters_that_each_stand_once_are_not_asked_about() =>
        Assert.Empty(Judged.Rows("Premium Economy | W, U | 115%", "Economy | V, K | 80%"));

    [Fact]
    public void A_letter_in_two_groups_of_one_cabin_is_a_contradiction_that_nobody_can_confirm()
    {
        var facts = Reader.Rows("<tr><td>Economy</td><td>Y, B</td><td>100%</td></tr><tr><td>Economy</td><td>B, M</td><td>50%</td></tr>");
        Assert.Equal(["contradiction: Economy | Y, B | 100% & Economy | B, M | 50%"], Judged.Short(Judged.Of(facts, new Hints(Confirmed: "class-in-two-groups"))));
    }

    [Fact]
    public void One_that_is_confirmed_is_loaded_with_the_cabin_deciding() =>
        Assert.Empty(Judged.Of(Reader.Rows(Twice), new Hints(Confirmed: "class-in-two-groups")));
}
