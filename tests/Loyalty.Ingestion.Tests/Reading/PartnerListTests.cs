using System.Globalization;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Transfer lists and tiers of forms that are neither a ratio's column nor a tier's line.</summary>
public class PartnerListTests
{
    private static readonly Loyalty.Ingestion.Reading.Hints OfBank = new(ProgramId: "BANK_Points");

    private static string[] Transfers(Loyalty.Ingestion.Reading.ExtractedFacts facts) =>
        [.. facts.Transfers.Select(route => string.Create(CultureInfo.InvariantCulture, $"{route.FromProgram} {route.ToProgram} {route.Sent:0.##} {route.Received:0.##}")).Order(StringComparer.Ordinal)];

    [Fact]
    public void Amounts_stand_beside_names_and_the_header_says_what_is_sent()
    {
        var facts = Reader.Html(
            "<h1>Bank Points</h1><h3>Airline transfers</h3><table><tr><td>Airline</td><td>Currency</td><td>Equivalent Bank Points</td></tr><tr><td>United Airlines</td><td>1,000 MilePlus® Miles</td><td>1,000</td></tr>"
            + "<tr><td>All Nippon Airways</td><td>800 ANA Mileage Club Miles</td><td>1,000</td></tr><tr><td>Zephyr Wings</td><td>20 Zephyrs</td><td>1,000</td></tr></table>", OfBank);
        Assert.Equal(["BANK_Points NH_Club 1000 800", "BANK_Points UA_Plus 1000 1000"], Transfers(facts));
        Assert.Contains(facts.Unread, row => row.Row.Contains("Zephyr", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_sent_may_be_named_in_the_rows() =>
        Assert.Equal(
            ["BANK_Points NH_Club 1000 800", "BANK_Points UA_Plus 1000 500"],
            Transfers(Reader.Html("<h1>Bank Points: transfer your points</h1><table><tr><th>You give</th><th>You get</th></tr><tr><td>1,000 Bank Points</td><td>500 MilePlus miles</td></tr><tr><td>1,000 Bank Points</td><td>800 ANA Mileage Club miles</td></tr></table>", OfBank)));

    [Fact]
    public void A_ratio_may_stand_under_the_name() =>
        Assert.Equal(
            ["BANK_Points A3_Bonus 2 1", "BANK_Points NH_Club 1 1", "BANK_Points UA_Plus 1 1"],
            Transfers(Reader.Html("<h1>Bank Points</h1><h2>Transfer partners</h2><div>MilePlus</div><p>1:1 88% value retained</p><div>ANA Mileage Club</div><p>1:1</p><div>Miles+Bonus</div><p>2:1</p><div>Cash</div><p>1:1</p>", OfBank)));

    [Theory]
    [InlineData("<h3>MilePlus</h3><p>1,000 points = 1,000 miles</p><h3>ANA Mileage Club</h3><p>1,000 points = 1,000 miles</p><h3>Miles+Bonus</h3><p>1,000 points = 500 miles</p>")]
    [InlineData("<h3>MilePlus</h3><p>Transfer ratio 1000:1000</p><a>Transfer</a><h3>ANA Mileage Club</h3><p>Transfer ratio 1000:1000</p><h3>Miles+Bonus</h3><p>Transfer ratio 1000:500</p>")]
    public void Partners_may_be_headings(string cards) =>
        Assert.Equal(["BANK_Points A3_Bonus 1000 500", "BANK_Points NH_Club 1000 1000", "BANK_Points UA_Plus 1000 1000"], Transfers(Reader.Html($"<h1>Bank Points: transfer to a partner</h1>{cards}", OfBank)));

    [Theory]
    [InlineData("<h2>Programs with a 1000:500 transfer ratio</h2>")]
    [InlineData("<h2>Airlines</h2><p>1,000 points become 500 miles with these transfer partners:</p>")]
    [InlineData("<h2>Transfer partners</h2><p>At a ratio of 1000:500 to:</p>")]
    public void One_ratio_may_hold_for_a_list_of_names(string head) =>
        Assert.Equal(
            ["BANK_Points A3_Bonus 1000 500", "BANK_Points NH_Club 1000 500", "BANK_Points UA_Plus 1000 500"],
            Transfers(Reader.Html($"<h1>Bank Points</h1>{head}<ul><li>MilePlus®</li><li>ANA Mileage Club</li><li>Miles+Bonus</li></ul>", OfBank)));

    [Fact]
    public void A_condition_beside_a_ratio_is_not_read_over() =>
        Assert.DoesNotContain(
            "BANK_Points A3_Bonus 2 1",
            Transfers(Reader.Html("<h1>Bank Points</h1><h2>Transfer partners</h2><div>MilePlus</div><p>1:1</p><div>ANA Mileage Club</div><p>1:1</p><div>United Airlines</div><p>1:1</p><div>Miles+Bonus</div><p>2:1 until 31 May</p>", OfBank)));

    [Fact]
    public void What_is_sent_may_stand_above_the_list() =>
        Assert.Equal(
            ["BANK_Points A3_Bonus 1 1", "BANK_Points NH_Club 1 2", "BANK_Points UA_Plus 1 1"],
            Transfers(Reader.Markdown("# Bank Points\n\nTransfers to airlines. 1 Bank point gets you:\n\n- 1 MilePlus mile (Star Alliance)\n- 2 ANA Mileage Club miles\n- 1 Miles+Bonus mile (no alliance)\n- 1 Zephyr mile (ends 27 October)\n", OfBank)));

    [Theory]
    [InlineData("Silver takes 300 Tier Points instead of 400, Gold 800 Tier Points instead of 1000, to earn or keep.")]
    [InlineData("The tiers: Silver with 100 XP, from Silver to Gold with 180 XP.")]
    public void Tiers_in_a_sentence_are_read_where_each_takes_more(string sentence)
    {
        var tiers = Reader.Markdown($"# MilePlus status tiers\n\n{sentence}\n").Tiers.Select(tier => tier.Tier.Name);
        Assert.Equal(["Premier Silver", "Premier Gold"], tiers);
    }

    [Theory]
    [InlineData("On this flight a Silver member earns 500 status miles, a Gold member 1,000 status miles.")]
    [InlineData("Gold takes 300 Tier Points, Silver 800 Tier Points.")]
    [InlineData("Silver members get 300 award miles, Gold members 800 award miles.")]
    public void Amounts_that_members_earn_are_no_tiers(string sentence) => Assert.Empty(Reader.Markdown($"# MilePlus status tiers\n\n{sentence}\n").Tiers);

    [Fact]
    public void Tiers_may_be_headings() =>
        Assert.Equal(
            ["Silver", "Gold", "Diamond"],
            Reader.Html("<h1>ANA Mileage Club</h1><h2>Upgrade</h2><h3>Card Green</h3><p>Everyone.</p><h3>Card Silver</h3><p>Within 12 months:</p><ul><li>30,000 miles and 4 flights</li><li>26 flights</li></ul><h3>Card Gold</h3><ul><li>50,000 miles or more</li></ul>"
                + "<h3>Card Diamond</h3><ul><li>120,000 miles</li></ul><h2>Renewal</h2><h3>Card Silver</h3><p>40,000 miles</p><h3>Card Gold</h3><p>80,000 miles</p>", new(ProgramId: "NH_Club")).Tiers.Select(tier => tier.Tier.Name));

    [Fact]
    public void What_it_takes_to_keep_a_tier_may_follow_what_it_takes_to_reach_it() =>
        Assert.Equal(
            ["Wings Silver Elite", "Wings Gold Elite"],
            Reader.Html("<h1>ANA Mileage Club</h1><h2>Tiers</h2><p>Wings Silver Elite: 25,000 status miles or 20 sectors in one calendar year. To keep it: 20,000 status miles.</p><ul><li>25% tier bonus</li></ul><p>Wings Gold Elite: 50,000 status miles or 40 sectors.</p>", new(ProgramId: "NH_Club"))
                .Tiers.Select(tier => tier.Tier.Name));

    [Theory]
    [InlineData("<h3>MilePlus</h3><p>1,000 points = 800 miles</p><h3>ANA Mileage Club</h3><p>1,000 points = 800 miles</p><h3>Miles+Bonus</h3><p>1,000 points = 800 award miles</p>")]
    [InlineData("<p>MilePlus<br>5 points = 4 miles<br>minimum transfer: 500 points</p><p>ANA Mileage Club<br>5 points = 4 miles</p><p>Miles+Bonus<br>5 points → 4 miles</p>")]
    [InlineData("<p>1,000 points become 800 miles with these programs:</p><ul><li>MilePlus</li><li>ANA Mileage Club</li><li>Miles+Bonus</li></ul>")]
    public void Partners_stand_on_tiles_over_their_ratio_and_under_one_that_all_share(string list)
    {
        var routes = Reader.Html($"<h1>Transfer your points to a partner</h1>{list}", OfBank).Transfers;
        Assert.Equal(3, routes.Length);
        Assert.All(routes, route => Assert.Equal(0.8m, route.Received / route.Sent));
    }

    [Theory]
    [InlineData("<h3>MilePlus</h3><p>1,000 points = 800 miles, only until May</p><h3>ANA Mileage Club</h3><p>from 1,000 points</p><h3>Miles+Bonus</h3><p>soon</p>")]
    [InlineData("<p>1,000 points become 800 miles for new cards with these programs:</p><ul><li>MilePlus</li><li>ANA Mileage Club</li><li>Miles+Bonus</li></ul>")]
    public void What_is_conditional_is_no_ratio(string list) => Assert.Empty(Reader.Html($"<h1>Transfer your points to a partner</h1>{list}", OfBank).Transfers);

    [Theory]
    [InlineData("<p>Points transfer to MilePlus and ANA Mileage Club at 1:1.</p>", "BANK_Points NH_Club 1 1|BANK_Points UA_Plus 1 1")]
    [InlineData("<p>To MilePlus 1,000 points become 800 miles, and to ANA Mileage Club 1,000 points become 500 miles.</p>", "BANK_Points NH_Club 1000 500|BANK_Points UA_Plus 1000 800")]
    [InlineData("<p>5 Bank Points points = 2 MilePlus miles.</p>", "BANK_Points UA_Plus 5 2")]
    public void Transfers_stand_in_sentences(string body, string routes) => Assert.Equal(routes.Split('|'), Transfers(Reader.Html($"<h1>Bank Points: transfer your points</h1>{body}", OfBank)));

    [Theory]
    [InlineData("<p>MilePlus miles transfer to ANA Mileage Club at 1:1.</p>")]
    [InlineData("<p>Until May, points transfer to MilePlus at 1:2.</p>")]
    [InlineData("<p>Unlike MilePlus, Zephyr Club takes points at 1:1.</p>")]
    [InlineData("<p>5,000 points for $50 buy a flight with MilePlus.</p>")]
    [InlineData("<p>Points transfer to MilePlus at 1:1, and from June points transfer to MilePlus at 2:1.</p>")]
    public void Sentences_of_others_points_and_other_days_are_no_transfers(string body) => Assert.Empty(Reader.Html($"<h1>Bank Points: transfer your points</h1>{body}", OfBank).Transfers);

    [Theory]
    [InlineData("<p>3 Bank Point = 2 MilePlus miles</p>", "BANK_Points UA_Plus 3 2")]
    [InlineData("<p>Transfer scale: 13.5 Bank Points = 1 MilePlus Mile</p>", "BANK_Points UA_Plus 13.5 1")]
    [InlineData("<p>1,000 MilePlus miles = 500 ANA Mileage Club miles</p>", "UA_Plus NH_Club 1000 500")]
    public void An_equation_is_a_transfer_where_one_side_is_the_program(string body, string routes) =>
        Assert.Equal(routes.Split('|'), Transfers(Reader.Html($"<h1>MilePlus: convert points</h1>{body}", new(null, null, "UA_Plus", "UA"))));

    [Theory]
    [InlineData("<p>2,000 MilePlus miles = EUR 40</p>")]
    [InlineData("<p>Until May: 3 Bank Points = 2 MilePlus miles</p>")]
    public void An_equation_of_something_else_is_none(string body) => Assert.Empty(Reader.Html($"<h1>MilePlus: convert points</h1>{body}", new(null, null, "UA_Plus", "UA")).Transfers);

    [Fact]
    public void An_equation_with_a_side_that_nobody_knows_says_so()
    {
        var facts = Reader.Html("<h1>MilePlus: convert points</h1><p>10 Zephyr points = 2 MilePlus miles</p>", new(null, null, "UA_Plus", "UA"));
        Assert.Empty(facts.Transfers);
        Assert.Contains(facts.Unread, row => row is { Text: "Zephyr points", Reason: "no program of this name is known" });
    }
}
