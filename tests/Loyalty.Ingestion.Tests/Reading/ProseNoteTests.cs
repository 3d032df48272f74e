namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Sentences beside a chart: classes that earn nothing, minimums.</summary>
public class ProseNoteTests
{
    private static string[] Beside(string sentence) => Reader.Html(
        $"<h1>MilePlus: award miles on Lufthansa (LH)</h1><p>{sentence}</p><table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, B</td><td>100%</td></tr></table>").Short();

    [Theory]
    [InlineData("Classes X, N and O do not accrue miles.")]
    [InlineData("Booking classes X, N and O are not eligible for mileage accrual.")]
    [InlineData("Miles cannot be earned in booking classes X, N and O.")]
    [InlineData("No miles are credited for travel in classes X, N and O.")]
    [InlineData("Tickets booked in X, N or O class do not earn miles.")]
    [InlineData("Please note that fares booked in classes X/N/O are not eligible for accrual.")]
    [InlineData("The following booking classes are not eligible to earn miles: X, N, O.")]
    [InlineData("Miles follow the distance flown. Flights in booking classes X, N, O earn no points.")]
    [InlineData("RBDs X, N and O are excluded.")]
    [InlineData("Fares booked in X, N and O aren't eligible.")]
    [InlineData("Sorry, no points on X, N and O.")]
    [InlineData("You do not collect award miles in booking classes X, N and O.")]
    [InlineData("Fares booked in X, N and O do not qualify for miles on any route.")]
    [InlineData("Classes X, N and O do not earn miles, before or after 1 July 2022.")]
    [InlineData("Booking classes X, N and O do not earn miles or PQP.")]
    public void Classes_that_earn_nothing_stand_in_a_sentence(string sentence) => Assert.Equal(["LH BY 100%", "LH NOX nothing"], Beside(sentence));

    [Theory]
    [InlineData("Award tickets in classes X, N and O do not earn miles.")]
    [InlineData("Classes X, N and O do not earn miles on domestic flights.")]
    [InlineData("Classes X, N and O do not earn miles unless the ticket is full fare.")]
    [InlineData("Classes X, N and O are not eligible for the status bonus.")]
    [InlineData("Classes X, N and O were not eligible before 2020.")]
    [InlineData("Group fares in classes X, N and O do not earn miles.")]
    [InlineData("Classes X, N and O do not earn PQP.")]
    [InlineData("Infants and children in X, N and O don't earn miles.")]
    public void What_narrows_it_excludes_no_class(string sentence) => Assert.Equal(["LH BY 100%"], Beside(sentence));

    [Theory]
    [InlineData("Flights that don't earn miles", "Booking codes X, N and O")]
    [InlineData("Not eligible for accrual", "Classes X, N, O")]
    public void Classes_that_earn_nothing_stand_under_a_heading(string heading, string item) => Assert.Equal(["LH BY 100%", "LH NOX nothing"], Reader.Html(
        $"<h1>MilePlus: award miles on Lufthansa (LH)</h1><h2>Rates</h2><table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, B</td><td>100%</td></tr></table><h2>{heading}</h2><ul><li>{item}</li><li>Charter flights</li></ul>").Short());

    [Theory]
    [InlineData("A minimum of 500 miles is credited per flight.")]
    [InlineData("Flights under 500 miles are credited with 500 miles.")]
    [InlineData("You earn at least 500 miles on each flight.")]
    [InlineData("The minimum accrual is 500 miles per flight segment.")]
    [InlineData("For flights shorter than 500 miles, members earn 500 miles.")]
    [InlineData("If the distance is less than 500 miles, 500 miles will be credited.")]
    [InlineData("Sectors of less than 500 miles count as 500 miles, multiplied by the percentage of the class.")]
    [InlineData("Each flight earns a minimum of 500 miles, even where the distance is shorter.")]
    [InlineData("500 miles are the minimum for every flight.")]
    [InlineData("Minimum miles: 500 per flight.")]
    [InlineData("Members receive no fewer than 500 miles per flight.")]
    [InlineData("Routes shorter than 500 miles are calculated as 500 miles.")]
    public void A_minimum_stands_in_a_sentence(string sentence) => Assert.Equal(["LH BY 100% min 500"], Beside(sentence));

    [Theory]
    [InlineData("Premier Silver members receive at least 500 miles per flight.")]
    [InlineData("A minimum of 500 miles is credited per flight in Business Class.")]
    [InlineData("A minimum of 500 miles is credited on domestic flights.")]
    public void A_minimum_for_some_is_named_and_not_everyones(string sentence)
    {
        var facts = Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1><p>{sentence}</p><table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, B</td><td>100%</td></tr></table>");
        Assert.Equal(["LH BY 100%"], facts.Short());
        Assert.NotEmpty(facts.Charts.Single().Unread);
    }

    [Theory]
    [InlineData("Transfers take a minimum of 500 miles.")]
    [InlineData("Awards begin at a minimum of 500 miles.")]
    [InlineData("To keep miles alive fly at least 500 miles a year.")]
    [InlineData("A minimum of 500 miles can be bought.")]
    [InlineData("Upgrades need at least 500 points per flight.")]
    public void Other_minimums_are_none(string sentence) => Assert.Equal(["LH BY 100%"], Beside(sentence));
}
