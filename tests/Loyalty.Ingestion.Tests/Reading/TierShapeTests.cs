using System.Globalization;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Tiers and what they add, in tables, lists and sentences of many arrangements and languages.</summary>
public class TierShapeTests
{
    private static readonly Hints OfAna = new(null, null, "NH_Club", "NH");

    private static readonly Hints OfUnited = new(null, null, "UA_Plus", "UA");

    [Theory]
    [InlineData("<table><tr><td></td><td>Upgrade criteria</td><td>To keep it</td></tr><tr><td>Silver</td><td>15,000 miles</td><td>60,000</td></tr><tr><td>Gold</td><td>40,000 miles</td><td>50,000</td></tr></table>")]
    [InlineData("<table><tr><th rowspan=2></th><th colspan=2>Tier Qualification</th><th colspan=2>Tier Maintenance</th></tr><tr><th>Tier Miles</th><th>Segments</th><th>Miles</th><th>Segments</th></tr><tr><td>Silver</td><td>15,000</td><td>14</td><td>12,000</td><td>12</td></tr><tr><td>Gold</td><td>40,000</td><td>35</td><td>60,000</td><td>50</td></tr></table>")]
    [InlineData("<table><tr><th>Benefits on board</th><th>Our Club Silver</th><th>Our Club Gold</th></tr><tr><td>Lounge</td><td>-</td><td>yes</td></tr><tr><td>Attaining your level</td><td>25,000 miles or 20 segments</td><td>50,000 miles or 40 segments</td></tr></table>")]
    [InlineData("<table><tr><th>Club</th><th>Segments</th></tr><tr><td>Silber</td><td>20</td></tr><tr><td>Gold</td><td>40</td></tr></table>")]
    public void Tables_of_tiers_are_known_by_their_names_and_by_what_grows(string table) => Assert.Equal(2, Reader.Html($"<h1>Levels</h1>{table}", OfAna).Tiers.Length);

    [Theory]
    [InlineData("<table><tr><th></th><th>Qualify and Retain</th></tr><tr><td>Blue</td><td>Automatic when you register</td></tr><tr><td>Silver</td><td>Achieve 25,000 Tier Miles</td></tr><tr><td>Gold</td><td>Achieve 50,000 Tier Miles</td></tr></table>", 2)]
    [InlineData("<table><tr><th></th><th>Retain</th></tr><tr><td>Blue</td><td>Automatic when you register</td></tr><tr><td>Silver</td><td>Achieve 25,000 Tier Miles</td></tr><tr><td>Gold</td><td>Achieve 50,000 Tier Miles</td></tr></table>", 0)]
    [InlineData("<h2>Stay Silver</h2><p>All it takes is 500 Tier points.</p><h2>Move up to Gold</h2><p>You reach Gold when you earn 1,100 Tier points.</p>", 1)]
    public void What_reaches_a_tier_may_keep_it_and_what_keeps_it_alone_makes_none(string body, int tiers) => Assert.Equal(tiers, Reader.Html($"<h1>Levels</h1>{body}", OfAna).Tiers.Length);

    [Fact]
    public void What_takes_none_of_what_the_others_take_is_what_everyone_is() =>
        Assert.Equal(["Silver", "Gold", "Diamond"], Reader.Html(
            "<h1>Levels</h1><table><tr><th>Membership tier</th><th>Club miles</th><th>Club sectors</th></tr><tr><td>Diamond</td><td>120,000</td><td>80</td></tr><tr><td>Gold</td><td>60,000</td><td>40</td></tr>"
            + "<tr><td>Silver</td><td>30,000</td><td>20</td></tr><tr><td>Green</td><td>N/A</td><td>4 (renewal only)</td></tr></table>", OfAna).Tiers.Select(tier => tier.Tier.Name));

    [Fact]
    public void Tiers_whose_order_nobody_can_tell_are_asked_about_and_not_ranked()
    {
        var facts = Reader.Html("<h1>Levels</h1><table><tr><th>Tier</th><th>Tier miles</th></tr><tr><td>Gold</td><td>60,000</td></tr><tr><td>Silver</td><td>30,000</td></tr><tr><td>Platinum</td><td>90,000</td></tr></table>", OfAna);
        Assert.Empty(facts.Tiers);
        Assert.Contains(facts.Unread, row => row.Reason.Contains("order", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<table><tr><th>Tier</th><th>Baggage</th></tr><tr><td>Silver</td><td>10 kg</td></tr><tr><td>Gold</td><td>20 kg</td></tr></table>")]
    [InlineData("<table><tr><th>Tier</th><th>Miles per USD</th></tr><tr><td>Silver</td><td>10</td></tr><tr><td>Gold</td><td>20</td></tr></table>")]
    [InlineData("<table><tr><th>Route</th><th>Tier miles</th></tr><tr><td>Europe</td><td>1,000</td></tr><tr><td>Asia</td><td>2,000</td></tr><tr><td>America</td><td>3,000</td></tr></table>")]
    [InlineData("<p>Silver members get 5,000 bonus miles, Gold members 10,000 bonus miles.</p>")]
    [InlineData("<p>To maintain it, Silver needs 20,000 miles and Gold 40,000 miles.</p>")]
    public void Numbers_of_other_things_make_no_tiers(string body) => Assert.Empty(Reader.Html($"<h1>Overview</h1>{body}", OfAna).Tiers);

    [Theory]
    [InlineData("<ul><li>Earn 15 tier points in a year and you're Silver.</li><li>Earn 40 tier points and it's Gold.</li></ul>")]
    [InlineData("<p>With 40,000 points earned you are upgraded to Silver, and with 80,000 points you are upgraded to Gold.</p>")]
    [InlineData("<h3>From Blue to Silver membership</h3><p>900 points valid for 1 year.</p><h3>From Silver to Gold membership</h3><p>2,500 points valid for 2 years.</p>")]
    [InlineData("<h3>Silver</h3><p>You reach Silver with 250 status credits earned.</p><h3>Gold</h3><p>For Gold it is 500 status credits.</p>")]
    [InlineData("<ul><li>Club Silver: starting at 30,000 points.</li><li>Club Gold: starting at 60,000 points.</li></ul>")]
    [InlineData("<h2>Annual qualifying spend by tier:</h2><p>Silver: $3,000<br>Gold: $5,000</p>")]
    [InlineData("<ul><li>Silver (25,000 miles)</li><li>Gold (50,000 miles)</li></ul>")]
    public void Tiers_stand_in_sentences_and_under_headings(string body) => Assert.Equal(["Silver", "Gold"], Reader.Html($"<h1>Status levels</h1>{body}", OfAna).Tiers.Select(tier => tier.Tier.Name.Replace("Club ", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("<p>Elite members also earn the following bonus on miles:</p><ul><li>Silver: 25%</li><li>Gold: 50%</li></ul>")]
    [InlineData("<h2>Bonus miles by status</h2><p>Silver +25%, Gold +50% of the base miles.</p>")]
    [InlineData("<h2>Elite mileage bonus</h2><dl><dt>Premier Silver®</dt><dd>25%</dd><dt>Premier Gold®</dt><dd>50%</dd></dl>")]
    [InlineData("<h2>Miles</h2><table><tr><th>Benefits</th><th>Premier Silver</th><th>Premier Gold</th></tr><tr><td>Lounge</td><td>No</td><td>Yes</td></tr><tr><td>Tier Bonus Miles</td><td>25%</td><td>50%</td></tr></table>")]
    public void What_tiers_add_stands_in_lists_and_among_benefits(string body) =>
        Assert.Equal(["UA status (elite bonus) Premier Gold +50%", "UA status (elite bonus) Premier Silver +25%"], Reader.Html($"<h1>MilePlus: earn miles on United Airlines flights</h1>{body}", OfUnited).Short());

    [Theory]
    [InlineData("<p>Hotel discounts for members:</p><ul><li>Silver: 25%</li><li>Gold: 50%</li></ul>")]
    [InlineData("<h2>Bonus miles when you buy miles</h2><ul><li>Silver: 25%</li><li>Gold: 50%</li></ul>")]
    [InlineData("<h2>Bonus miles by status</h2><p>Silver +25%, Gold +50% only on flights within Europe.</p>")]
    [InlineData("<h2>Miles bonus</h2><p>If you are a Silver member, 50% of tier bonus miles come on top of the Tier Miles of each flight. If you are a Gold member, 75% of tier bonus miles come on top of the Tier Miles of each flight.</p>")]
    public void Other_percentages_of_tiers_are_no_bonuses(string body) => Assert.Empty(Reader.Html($"<h1>MilePlus on United Airlines</h1>{body}", OfUnited).Short());

    [Theory]
    [InlineData("guld", "gold")]
    [InlineData("tarjeta plata", "tarjeta silver")]
    [InlineData("白金卡会员", "platinum")]
    public void One_metal_in_two_languages_is_one_tier(string printed, string english) => Assert.Equal(english, Loyalty.Ingestion.Reading.Words.UsualTiers.Say(printed.ToLower(CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("<table><tr><th>Tier</th><th>Tier miles a member takes</th></tr><tr><td>Gold</td><td>50,000</td></tr><tr><td>Silver</td><td>25,000</td></tr><tr><td>Blue</td><td>-</td></tr></table>")]
    [InlineData("<table><tr><td></td><td>Status Achievement Standard (within the following 12 months)</td></tr><tr><td>Gold Card</td><td>50,000 QQPs or 40 QQSs</td></tr><tr><td>Silver Card</td><td>30,000 QQPs or 20 QQSs</td></tr><tr><td>Club Card</td><td>/</td></tr></table>")]
    [InlineData("<table><tr><th>Benefits</th><th>Gold</th><th>Silver</th><th>Basic</th></tr><tr><td>Required tier points</td><td>80,000</td><td>30,000</td><td>-</td></tr><tr><td>Lounge</td><td>yes</td><td>-</td><td>-</td></tr></table>")]
    [InlineData("<h3>Our Silver Membership</h3><ul><li>Fly 30 segments or...</li><li>Fly 20,000 flight miles</li></ul><h3>Our Gold Membership</h3><ul><li>Fly 60 segments or...</li><li>Fly 40,000 flight miles</li></ul>")]
    [InlineData("<h3>Silver: 25,000 miles</h3><p>Lounge</p><h3>Gold: 50,000 miles</h3><p>Lounge</p>")]
    [InlineData("<h3>How do I become Silver?</h3><p>You need 20,000 miles for it.</p><h3>And Gold?</h3><p>You need 40,000 miles for it.</p>")]
    [InlineData("<p>Silver requires 20,000 miles, Gold 40,000.</p>")]
    [InlineData("<p>Blue to Silver: 25,000 tier miles</p><p>Silver to Gold: 50,000 tier miles</p>")]
    [InlineData("<ul><li>Red – your start</li><li>Silver – 20 tier points</li><li>Gold – 40 tier points</li></ul>")]
    [InlineData("<p>You need 400 Tier Points to reach Silver and 1,500 to reach Gold.</p>")]
    [InlineData("<table><tr><th>Benefit</th><th>Blue</th><th>Silver</th><th>Gold</th></tr><tr><td>Tier miles required</td><td>0</td><td>25,000</td><td>50,000</td></tr><tr><td>Baggage</td><td>-</td><td>10 kg</td><td>20 kg</td></tr></table>")]
    [InlineData("<p>It takes 50 points to be Blue, 150 points for Silver and 300 points for Gold.</p>")]
    public void Pages_begin_with_the_lowest_or_the_highest(string body) =>
        Assert.Equal(["Silver", "Gold"], Reader.Html($"<h1>Status levels</h1>{body}", OfAna).Tiers.OrderBy(tier => tier.Tier.Rank).Select(tier => tier.Tier.Name.Replace(" Card", "", StringComparison.Ordinal).Replace("Our ", "", StringComparison.Ordinal)).Where(name => name != "Blue"));

    [Theory]
    [InlineData("Welcome miles")]
    [InlineData("Birthday bonus miles")]
    public void What_members_get_once_is_brought_by_no_flight(string header) =>
        Assert.Empty(Reader.Html($"<h1>MilePlus: miles on United Airlines flights</h1><table><tr><th>Tier</th><th>{header}</th></tr><tr><td>Premier Silver</td><td>5,000</td></tr><tr><td>Premier Gold</td><td>10,000</td></tr></table>", OfUnited).Short());

    [Theory]
    [InlineData("<h2>Double miles in May</h2><h3>Silver</h3><p>50% bonus miles on every flight</p><h3>Gold</h3><p>100% bonus miles on every flight</p>")]
    [InlineData("<table><tr><th></th><th>Upgrade</th></tr><tr><td>Silver</td><td>25,000 miles</td></tr><tr><td>Gold</td><td>20,000 miles</td></tr></table>")]
    [InlineData("<table><tr><th>Tier</th><th>Miles to maintain it</th><th>Validity</th></tr><tr><td>Gold</td><td>80,000 miles</td><td>24 months</td></tr><tr><td>Silver</td><td>40,000 miles</td><td>24 months</td></tr></table>")]
    [InlineData("<h2>Gold Card</h2><ul><li>Annual fee: 100</li><li>Earn 25% more miles</li></ul><h2>Platinum Card</h2><ul><li>Earn 50% more miles</li></ul>")]
    [InlineData("<h2>Silver</h2><ul><li>25% bonus miles with our hotel partners</li></ul><h2>Gold</h2><ul><li>50% bonus miles with our hotel partners</li></ul>")]
    [InlineData("<h2>Silver</h2><ul><li>25% bonus miles in Economy</li><li>50% bonus miles in Business</li></ul><h2>Gold</h2><ul><li>50% bonus miles in Economy</li></ul>")]
    public void What_grows_the_other_way_or_is_of_something_else_is_no_tier_and_no_bonus(string body)
    {
        var read = Reader.Html($"<h1>Overview</h1>{body}", OfAna);
        Assert.Empty(read.Tiers);
        Assert.Empty(read.Short());
    }

    [Fact]
    public void What_the_alliance_calls_a_tier_stands_beside_it() =>
        Assert.Equal(
            ["Silver: Star Alliance Silver", "Gold: Star Alliance Gold", "Platinum: Star Alliance Gold"],
            Reader.Html("<h1>Tiers</h1><table><tr><th>VIP membership</th><th>Miles to qualify</th><th>Star Alliance membership</th></tr><tr><td>Platinum</td><td>100,000 qualification miles</td><td rowspan=2>Gold</td></tr>"
                + "<tr><td>Gold</td><td>60,000 qualification miles</td></tr><tr><td>Silver</td><td>40,000 qualification miles</td><td>Silver</td></tr></table>", OfAna)
                .Tiers.Select(tier => $"{tier.Tier.Name}: {tier.Tier.AllianceStatus}"));

    [Theory]
    [InlineData("<h2>Premier Silver</h2><ul><li>Priority boarding</li><li>25% bonus miles on each flight</li></ul><h2>Premier Gold</h2><ul><li>Lounge</li><li>50% bonus miles on each flight</li></ul>")]
    [InlineData("<p>Premier Silver</p><p>Requirements: 25,000 miles</p><p>Benefits: 25% bonus miles, lounge</p><p>Premier Gold</p><p>Requirements: 50,000 miles</p><p>Benefits: 50% bonus miles, lounge</p>")]
    [InlineData("<p>On flights of United Airlines, members of the Premier Silver tier earn a 25% bonus on the miles flown and members of the Premier Gold tier earn 50%.</p>")]
    [InlineData("<p>The elite bonus is 25 percent for Premier Silver members, and 50 percent for Premier Gold members.</p>")]
    [InlineData("<ul><li>Premier Silver members: bonus miles 25%</li><li>Premier Gold members: bonus miles 50%</li></ul>")]
    [InlineData("<table><tr><th>Benefits</th><th>Premier Gold</th><th>Premier Silver</th><th>Basic</th></tr><tr><td>Lounge</td><td>yes</td><td>-</td><td>-</td></tr><tr><td>Bonus miles</td><td>50%</td><td>25%</td><td>-</td></tr></table>")]
    public void What_tiers_add_stands_among_other_benefits_and_in_sentences(string body) =>
        Assert.Equal(["UA status (elite bonus) Premier Gold +50%", "UA status (elite bonus) Premier Silver +25%"], Reader.Html($"<h1>MilePlus: earn miles on United Airlines flights</h1>{body}", OfUnited).Short());

    [Theory]
    [InlineData("<p>Premier Silver members earn 25% bonus Tier Points and Premier Gold members 50% bonus Tier Points on flights.</p>")]
    [InlineData("<h2>Premier Silver</h2><p>25% bonus Tier Points</p><h2>Premier Gold</h2><p>50% bonus Tier Points</p>")]
    public void A_bonus_of_what_counts_for_tiers_is_none_of_miles(string body) =>
        Assert.Equal(
            ["UA Tier Points status (elite bonus) Premier Gold +50%", "UA Tier Points status (elite bonus) Premier Silver +25%"],
            Reader.Html($"<h1>MilePlus: earn on United Airlines flights</h1>{body}", OfUnited).Short());

    [Theory]
    [InlineData("<p>For every euro spent on United Airlines flights, Premier Silver members earn 6 miles and Premier Gold members 7 miles.</p>")]
    [InlineData("<p>On our flights you earn 6 miles per euro as Premier Silver, and 7 as Premier Gold.</p>")]
    [InlineData("<p>Premier Silver members earn 6 miles per euro on flights, and Premier Gold members 7 miles.</p>")]
    [InlineData("<p>Premier Silver</p><p>6 miles per euro spent</p><p>25,000 tier points</p><p>Premier Gold</p><p>7 miles per euro spent</p><p>50,000 tier points</p>")]
    public void What_a_unit_of_currency_brings_is_said_once_or_before(string body) =>
        Assert.Equal(["UA Premier Gold 7/EUR", "UA Premier Silver 6/EUR"], Reader.Html($"<h1>MilePlus: earn miles on United Airlines flights</h1>{body}", OfUnited).Short());

    [Fact]
    public void Levels_that_nobody_knows_are_read_and_asked_about()
    {
        var chart = Assert.Single(Reader.Html("<h1>Earn points</h1><p>How many points a flight brings depends on the club:</p><ul><li>Club Smart: 10 points per euro</li><li>Club Plus: 11 points per euro</li><li>Club Premium: 12 points per euro</li></ul>", OfAna).Charts);
        Assert.Equal(3, chart.Rules.Length);
        Assert.Contains(chart.Unread, row => row.Reason.Contains("nobody knows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("How many points a flight brings depends on the club that you are a member of:", false)]
    [InlineData("Fly with us! Points per flight vary with your membership level:", false)]
    [InlineData("As a member of our club you earn points on flights:", true)]
    [InlineData("You are a member of the club and how many points a flight brings is below. Our levels:", true)]
    public void Levels_that_nobody_knows_are_sure_where_members_are_said_to_belong_to_them(string lead, bool isAsked) =>
        Assert.Equal(isAsked, Assert.Single(Reader.Html($"<h1>Earn points</h1><p>{lead}</p><ul><li>Club Smart: 10 points per euro</li><li>Club Plus: 11 points per euro</li><li>Club Premium: 12 points per euro</li></ul>", OfAna).Charts).Unread.Length > 0);

    [Theory]
    [InlineData("How many points a flight brings depends on your fare and your level:")]
    [InlineData("Points on purchases with the card depend on your level:")]
    public void What_depends_on_more_than_the_level_is_no_list_of_levels(string lead) =>
        Assert.DoesNotContain(Reader.Html($"<h1>Earn points</h1><p>{lead}</p><ul><li>Smart: 10 points per euro</li><li>Plus: 11 points per euro</li><li>Premium: 12 points per euro</li></ul>", OfAna).Charts.SelectMany(chart => chart.Rules), rule => rule.Selector.Tiers.Contains("Smart"));

    [Fact]
    public void What_tiers_earn_on_a_page_that_names_no_airline_is_asked_about()
    {
        var chart = Assert.Single(Reader.Html("<h1>Fly and earn</h1><h2>Miles for your fare</h2><table><tr><th>Tier</th><th>Miles per EUR spent</th></tr><tr><td>Silver</td><td>6</td></tr><tr><td>Gold</td><td>7</td></tr></table><h2>Our partners</h2>", new Hints(null, null, "NH_Club")).Charts);
        Assert.Equal("NH", chart.Key.Carrier);
        Assert.NotEmpty(chart.Unread);
    }

    [Theory]
    [InlineData("<h2>Earn with partners</h2><p>Airlines and more.</p>", false)]
    [InlineData("<h2>Earn with partners</h2><p>Airlines: 5 miles per EUR.</p>", true)]
    [InlineData("<h2>Earn with partners</h2><table><tr><td>Hotels</td><td>5</td></tr></table>", true)]
    [InlineData("<h2>Earn with partners</h2><h2>Miles on these</h2>", true)]
    [InlineData("<h2>Earn with partners</h2><p>Fly with Lufthansa.</p>", true)]
    [InlineData("<h2>Earn with partners</h2><p>Fly with Air Baz.</p>", true)]
    public void What_tiers_earn_by_flying_they_earn_with_the_programs_airline_unless_partners_have_a_chart(string partners, bool isAsked)
    {
        var chart = Assert.Single(Reader.Html($"<h1>ANA Mileage Club</h1><h2>Miles for the fare of your flights</h2><table><tr><th>Tier</th><th>Miles per EUR spent</th></tr><tr><td>Silver</td><td>6</td></tr><tr><td>Gold</td><td>7</td></tr></table>{partners}", new Hints(null, null, "NH_Club")).Charts);
        Assert.Equal(("NH", isAsked), (chart.Key.Carrier, chart.Unread.Length > 0));
    }
}
