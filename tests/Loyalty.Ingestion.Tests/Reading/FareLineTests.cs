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

    private static ExtractedFacts Lines(params string[] lines) =>
        Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><p>Fares earn award miles as follows:</p><ul>{string.Concat(lines.Select(line => $"<li>{line}</li>"))}</ul>");
}
