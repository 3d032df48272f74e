namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Charts in running sentences: several amounts, one after the other, and those who get them.</summary>
public class SpokenChartTests
{
    private const string OnLufthansa = "# MilePlus: earn award miles on Lufthansa (LH)\n\n";

    private const string OnUnited = "# MilePlus: earn award miles on our own flights with United Airlines (UA)\n\n";

    [Theory]
    [InlineData("Elite members get a bonus on all fares: 25% for Premier Silver and 50% for Premier Gold.")]
    [InlineData("Premier Silver members receive a 25% bonus on the miles flown, Premier Gold members 50%.")]
    [InlineData("Premier Silver members earn a 25% mileage bonus and Premier Gold members a 50% mileage bonus.")]
    [InlineData("As a Premier Silver member you earn 25% more miles, as a Premier Gold member 50% more miles.")]
    [InlineData("Bonus miles of 25% (Premier Silver) and 50% (Premier Gold) are credited on every flight.")]
    [InlineData("Premier Silver and Premier Gold members earn 25% and 50% bonus miles respectively.")]
    [InlineData("The status bonus on flights is 25% for Silver members and 50% for Gold members.")]
    [InlineData("Premier Silver: 25% bonus miles on all flights. Premier Gold: 50% bonus miles on all flights.")]
    public void What_tiers_add_stands_in_a_sentence(string sentence) =>
        Assert.Equal(["UA status (elite bonus) Premier Gold +50%", "UA status (elite bonus) Premier Silver +25%"], Reader.Markdown($"{OnUnited}{sentence}\n").Short());

    [Theory]
    [InlineData("Premier Silver and Premier Gold members get a tier bonus of 25%.")]
    [InlineData("Both Premier Silver and Premier Gold members are credited with 25% bonus miles.")]
    public void One_amount_may_be_for_several_tiers(string sentence) =>
        Assert.Equal(["LH status (elite bonus) Premier Gold +25%", "LH status (elite bonus) Premier Silver +25%"], Reader.Markdown($"{OnLufthansa}{sentence}\n").Short());

    [Theory]
    [InlineData("Members earn 5 miles per dollar, Premier Silver members 7 miles per dollar and Premier Gold members 8 miles per dollar on every flight.")]
    [InlineData("On every flight general members earn 5, Premier Silver members 7 and Premier Gold members 8 award miles per US dollar.")]
    [InlineData("Every dollar spent earns 5 miles for general members, 7 for Premier Silver and 8 for Premier Gold.")]
    [InlineData("1 USD will bring 5, 7 and 8 miles to the General, Premier Silver and Premier Gold members respectively.")]
    [InlineData("Members earn 5 miles for every dollar spent on flights, Premier Silver members 7 and Premier Gold members 8.")]
    [InlineData("Flights earn 5, 7 and 8 award miles per dollar for general members, Premier Silver and Premier Gold respectively.")]
    public void Miles_by_fare_differ_by_tier(string sentence) => Assert.Equal(["UA 5/USD", "UA Premier Gold 8/USD", "UA Premier Silver 7/USD"], Reader.Markdown($"{OnUnited}{sentence}\n").Short());

    [Fact]
    public void Then_is_the_day_of_which_the_sentence_before_speaks()
    {
        var facts = Reader.Markdown(OnUnited + "Miles follow the distance flown, from January 1, 2015 what flights cost. Then 1 USD will bring 5 and 8 miles to the General and Premier Gold members respectively.\n");
        Assert.Equal(["UA 5/USD", "UA Premier Gold 8/USD"], facts.Short());
        Assert.Equal(new DateOnly(2015, 1, 1), facts.Charts.Single().Validity.From);
    }

    [Fact]
    public void What_a_tier_adds_is_told_from_the_whole() =>
        Assert.Equal(
            ["UA 5/USD", "UA status (elite bonus) Premier Gold 3/USD", "UA status (elite bonus) Premier Silver 2/USD"],
            Reader.Markdown(OnUnited + "Flights earn miles. Members earn 5 miles per dollar spent. Premier Silver: 2 more miles per dollar (for a total of 7); Premier Gold: 3 more miles per dollar (for a total of 8).\n").Short());

    [Theory]
    [InlineData("Premier Silver members earn a 25% bonus on hotel stays, Premier Gold members 50%.")]
    [InlineData("Until 31 March 2027 Premier Silver members earn a 25% mileage bonus, Premier Gold members 50%.")]
    [InlineData("Premier Silver members earn a 25% mileage bonus on domestic flights, Premier Gold members 50%.")]
    [InlineData("Premier Silver members earn a 25% mileage bonus only if they fly often, Premier Gold members 50%.")]
    [InlineData("Premier Silver members earn up to 25% bonus miles, Premier Gold members 50%.")]
    [InlineData("Premier Silver members save 25% of the fee for bonus bags, Premier Gold members 50%.")]
    [InlineData("Premier Silver members had a 25% mileage bonus, Premier Gold members 50%.")]
    [InlineData("Premier Silver members earn 25% or 50% bonus miles.")]
    [InlineData("The bonus rose by 25% for Premier Silver members and by 50% in Frankfurt for Premier Gold members.")]
    [InlineData("Premier Silver members earn 125% of the miles flown, Premier Gold members 150%.")]
    [InlineData("Members earn a 25% mileage bonus on flights.")]
    public void What_narrows_or_means_something_else_gives_no_rule(string sentence) => Assert.Empty(Reader.Markdown($"{OnUnited}{sentence}\n").Short());

    [Theory]
    [InlineData("In First Class, booking classes F and A, the accrual is 250%. In Business Class, booking classes C, D and J, it is 200%.")]
    [InlineData("First Class earns 250% for F and A. Business Class earns 200% for the classes C, D and J.")]
    [InlineData("Miles are credited at 250% for classes F and A and at 200% for classes C, D and J.")]
    [InlineData("Classes F and A earn 250%, classes C, D and J 200% of the miles flown.")]
    public void Classes_and_their_rates_stand_in_sentences(string sentence) =>
        Assert.Equal(["LH AF 250%", "LH CDJ 200%"], Reader.Markdown($"{OnLufthansa}{sentence}\n").Short());

    [Fact]
    public void Rates_and_classes_match_in_their_order() =>
        Assert.Equal(
            ["LH A 130%", "LH BMY 100%", "LH C 125%", "LH F 150%", "LH J 130%", "LH KV 50%"],
            Reader.Markdown(OnLufthansa + "First class earns 150 or 130 percent of the miles flown (F and A class, respectively), business class 130 or 125 percent (J, C, respectively), economy 100, 50 percent or nothing. "
                + "Economy at 100 percent is Y, B or M class; K or V class earns 50 percent.\n").Short());

    [Fact]
    public void A_rate_with_a_condition_waits()
    {
        var facts = Reader.Markdown(OnLufthansa + "In Economy Class the accrual is 125% for Y and B, 100% for H and K, and 50% or 25% (depending on the route) for U and T.\n");
        Assert.Equal(["LH BY 125%", "LH HK 100%"], facts.Short());
        Assert.Contains(facts.Charts.Single().Unread, row => row.Row.Contains("U, T", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrapped_sentence_is_one() =>
        Assert.Equal(
            ["LH BMY 125%", "LH HK 100%", "LH L 50%"],
            Reader.Text("MilePlus: earn award miles on Lufthansa (LH)\n\nIn Economy Class the accrual is a share of the miles flown: 125% for the classes\nY, B and M, 100% for H and K, and 50% for the cheapest, which are booked as\nL class.\n".Replace("the cheapest, which are booked as\n", "", StringComparison.Ordinal)).Short());

    [Fact]
    public void Who_flies_may_stand_behind_the_tiers() =>
        Assert.Equal(
            ["* 4/EUR", "* Premier Gold 5/EUR", "LH 4/EUR", "LH Premier Gold 6/EUR", "LX 4/EUR", "LX Premier Gold 6/EUR"],
            Reader.Markdown("# MilePlus: award miles by fare\n\nFlights earn:\n\n- 4 award miles per euro for members on all airlines\n- 6 award miles per euro for Premier Gold (flights with Lufthansa or SWISS)\n- 5 award miles per euro for Premier Gold (flights with Scoot and all other airlines)\n").Short());

    [Fact]
    public void Airlines_that_nobody_knows_leave_the_sentence_unread() =>
        Assert.Empty(Reader.Markdown("# MilePlus: award miles by fare\n\nFlights earn:\n\n- 6 award miles per euro for Premier Gold (flights with Lufthansa or Zephyr Wings)\n").Short());

    [Fact]
    public void Running_text_in_a_cell_of_a_layout_is_read() =>
        Assert.Equal(
            ["LH AF 250%", "LH CDJ 200%"],
            Reader.Html("<h1>MilePlus: award miles on Lufthansa (LH)</h1><table><tr><td>Home</td><td>" + string.Concat(Enumerable.Repeat("<p>The airline was founded long ago and flies to many places of the world. Its service is known.</p>", 5))
                + "<p>Classes F and A earn 250%, classes C, D and J 200% of the miles flown.</p></td></tr></table>").Short());

    [Fact]
    public void Bonuses_beside_thresholds_are_read_and_the_tiers_too()
    {
        var facts = Reader.Html("<h1>MilePlus by United Airlines (UA)</h1><h2>Tiers</h2><table><tr><th></th><th>Upgrade requirements</th><th>Tier bonus</th></tr>"
            + "<tr><td>Premier Silver</td><td>25,000 miles or 30 flights</td><td>base miles + 25%</td></tr><tr><td>Premier Gold</td><td>50,000 miles or 50 flights</td><td>base miles + 50%</td></tr></table>");
        Assert.Equal(["UA status (elite bonus) Premier Gold +50%", "UA status (elite bonus) Premier Silver +25%"], facts.Short());
        Assert.Equal(["Premier Silver", "Premier Gold"], facts.Tiers.Select(tier => tier.Tier.Name));
    }

    [Fact]
    public void Of_benefits_by_tier_those_that_count_miles_are_read() =>
        Assert.Equal(
            ["UA 5/USD", "UA Premier Gold 8/USD", "UA Premier Silver 7/USD", "UA status (elite bonus) Premier Gold +50%", "UA status (elite bonus) Premier Silver +25%"],
            Reader.Html("<h1>MilePlus by United Airlines (UA)</h1><table><tr><th>Benefit</th><th>Member</th><th>Premier Silver</th><th>Premier Gold</th></tr><tr><td>Extra bags</td><td>–</td><td>1</td><td>2</td></tr>"
                + "<tr><td>Mileage bonus</td><td>–</td><td>25%</td><td>50%</td></tr><tr><td>Miles earned per $</td><td>5 miles</td><td>7 miles</td><td>8 miles</td></tr><tr><td>Bonus on hotels</td><td>–</td><td>10%</td><td>20%</td></tr></table>").Short());

    [Theory]
    [InlineData("Class W earns 70%.", true)]
    [InlineData("For tickets bought in Japan, class W earns 70%.", false)]
    [InlineData("For residents of Japan class W earns 70%.", false)]
    [InlineData("With a corporate contract, class W earns 70%.", false)]
    [InlineData("On codeshare flights class W earns 70%.", false)]
    [InlineData("For students class W earns 70%.", false)]
    [InlineData("Class W earns 70% on weekdays.", false)]
    public void What_narrows_a_sentence_on_a_class_keeps_it_from_being_everyones(string sentence, bool isRead) => Assert.Equal(
        isRead,
        Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, B</td><td>100%</td></tr></table><p>{sentence}</p>").Short().Contains("LH W 70%"));
}
