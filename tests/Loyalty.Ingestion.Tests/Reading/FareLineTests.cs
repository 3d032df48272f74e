using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Lines that give shares to fares by name, or letters behind rates. All rates are illustrative.</summary>
public class FareLineTests
{
    [Fact]
    public void Shares_beside_fares_by_name_are_read_and_asked_about()
    {
        var facts = Lines("Tango fares (within Canada) – 25% of miles flown", "Flex fares – 100% of miles flown", "Latitude Fares/Comfort Fares – 125% of miles flown");
        Assert.Equal(["LH Comfort 125%", "LH Flex 100%", "LH Latitude 125%", "LH domestic:CA Tango 25%"], facts.Short());
        Assert.Contains(facts.UnreadRows(), row => row.Reason.Contains("names of fares", StringComparison.Ordinal));
    }

    [Fact]
    public void A_share_may_stand_before_its_fare() =>
        Assert.Equal(["LH Flex 100%", "LH Tango 50%"], Lines("50% miles on all Tango fares", "100% miles on Flex tickets").Short());

    [Theory]
    [InlineData("1% points on all Tango fares", "5% points on Flex tickets")]
    [InlineData("Tango – 25% of miles flown", "Flex – 100% of miles flown")]
    public void Shares_of_a_price_and_names_that_may_be_of_anything_are_not_read(params string[] lines) => Assert.Empty(Lines(lines).Short());

    [Fact]
    public void Rates_before_their_letters_are_a_row_for_each_list() =>
        Assert.Equal(["LH BWY 100%", "LH CJ 125%", "LH FP 150%", "LH Z 100%"], Lines(
            "First class fares 150% (eligible booking classes P, F)", "Business class fares 125% (booking classes J, C), 100% (booking class Z)", "Economy class fares 100% (classes W, Y, B)").Short());

    [Theory]
    [InlineData("Bonus in first class 150% (booking classes P, F)", "Bonus in business class 125% (booking classes J, C)")]
    [InlineData("Business class 125% (booking classes J, C from 1 May)", "First class 150% (on long flights P, F)")]
    public void Rates_before_letters_that_say_more_are_not_read(params string[] lines) => Assert.DoesNotContain(Lines(lines).Short(), rule => rule.Contains("125%", StringComparison.Ordinal) || rule.Contains("150%", StringComparison.Ordinal));

    [Theory]
    [InlineData("On our flights, you earn 1 mile for every $2 spent on the base fare.", "UA 0.5/USD")]
    [InlineData("You earn 5 miles for every $1 spent on flights.", "UA 5/USD")]
    [InlineData("Members earn 3 miles per $2 spent on the fare and carrier imposed fees of flights.", "UA 1.5/USD")]
    [InlineData("Members earn 15 miles for every 1,000 THB spent on flights.", "UA 0.02/THB")]
    public void One_rate_for_everyone_per_several_units_is_read_and_asked_about(string sentence, string expected)
    {
        var facts = Reader.Html($"<h1>Earn miles</h1><p>{sentence}</p>", new Hints { ProgramId = "UA_Plus", Carrier = "UA" });
        Assert.Equal([expected], facts.Short());
        Assert.Contains(facts.UnreadRows(), row => row.Reason.Contains("one rate for everyone", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Members earn 1 mile per $3 spent on flights.")]
    [InlineData("Members earn 1 mile for every R1.60 spent on flights.")]
    [InlineData("Book Saver and you'll earn 1 mile for every $2 you spend on flights.")]
    [InlineData("Members earn 1 mile per $2 spent at hotels.")]
    public void Rates_per_several_units_of_which_anything_is_open_are_not_read(string sentence) =>
        Assert.Empty(Reader.Html($"<h1>Earn miles</h1><p>{sentence}</p>", new Hints { ProgramId = "UA_Plus", Carrier = "UA" }).Short());

    private static ExtractedFacts Lines(params string[] lines) =>
        Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><p>Fares earn award miles as follows:</p><ul>{string.Concat(lines.Select(line => $"<li>{line}</li>"))}</ul>");
}
