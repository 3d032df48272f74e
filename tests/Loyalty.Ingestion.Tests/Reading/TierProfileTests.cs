using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Pages, and parts of pages, that are about one tier.</summary>
public class TierProfileTests
{
    private static readonly Hints OfAna = new(null, null, "NH_Club", "NH");

    private static readonly Hints OfUnited = new(null, null, "UA_Plus", "UA");

    [Theory]
    [InlineData("<h2>Gold Membership</h2><h3>Qualification</h3><ul><li>Earn 50,000 tier miles, or</li><li>fly 40 qualifying flights</li></ul><h3>Keeping it</h3><p>Earn 40,000 miles.</p>")]
    [InlineData("<h2>ANA Mileage Club Gold members</h2><p>Reach any of these:</p><ul><li>Earn 50,000 Tier/Flight Miles</li></ul>")]
    [InlineData("<h2>Levels</h2><ol><li>A member qualifies for Gold membership with 50,000 qualifying points within 12 months.</li><li>Gold members get 1,000 extra points.</li></ol>")]
    [InlineData("<h2>Hạng Vàng (Gold):</h2><p>Có ít nhất 50.000 điểm trong 12 tháng.</p>")]
    [InlineData("<p><b>Club cards</b></p><p>ANA Mileage Club - Gold</p><p>Card issued upon 50,000 miles accumulated within 36 months.</p>")]
    public void One_tier_with_what_it_takes_is_a_tier(string body)
    {
        var tier = Assert.Single(Reader.Html($"<h1>About it</h1>{body}", OfAna).Tiers).Tier;
        Assert.Equal(("Gold", 2), (tier.Name, tier.Rank));
    }

    [Theory]
    [InlineData("<h2>Evening Breeze Club</h2><h3>Evening Breeze Club Qualification</h3><ul><li>50,000 miles or more, or</li><li>40 qualifying flights</li></ul>", "Evening Breeze")]
    [InlineData("<h2>ANA Mileage Club Summit membership</h2><ul><li>Earn 50,000 tier miles</li></ul>", "Summit")]
    [InlineData("<h2>Hạng Bạch Kim</h2><ul><li>Có đủ 50.000 điểm</li></ul>", "Bạch Kim")]
    public void What_one_qualifies_for_is_a_tier_whatever_it_is_called(string body, string name) => Assert.Equal([name], Reader.Html($"<h1>About it</h1>{body}", OfAna).Tiers.Select(tier => tier.Tier.Name));

    [Theory]
    [InlineData("<h2>Gold Membership</h2><h3>Benefits</h3><ul><li>Earn 5,000 miles with our hotels</li></ul>")]
    [InlineData("<h2>Gold Membership</h2><p>To keep Gold you fly 40,000 miles a year.</p>")]
    [InlineData("<h2>Gold Membership</h2><ul><li>10,000 bonus miles on your birthday</li><li>Awards from 15,000 miles</li></ul>")]
    [InlineData("<h2>Gold Credit Card</h2><p>Earn 40,000 miles in the first year. Apply now.</p>")]
    [InlineData("<h2>ANA Mileage Club family membership</h2><p>Share 40,000 miles.</p>")]
    [InlineData("<h2>Gold status match</h2><p>Fly 20,000 miles within 90 days.</p>")]
    [InlineData("<h2>SWISS Gold members</h2><p>Collect 40,000 points.</p>")]
    [InlineData("<h2>Platinum</h2><ul><li>Gold card for your spouse</li><li>10,000 miles on your anniversary</li></ul>")]
    [InlineData("<h2>Award zones</h2><h3>Silver zone</h3><p>15,000 miles</p><h3>Gold zone</h3><p>25,000 miles</p>")]
    [InlineData("<h2>Silver status</h2><p>With 40,000 miles you move on to Gold.</p>")]
    [InlineData("<h2>Gold</h2><p>Lá milhas não faltam: adiantamos até 10.000 milhas.</p>")]
    public void What_a_tier_brings_keeps_or_leads_to_makes_none(string body) => Assert.Empty(Reader.Html($"<h1>About it</h1>{body}", OfAna).Tiers);

    [Theory]
    [InlineData("")]
    [InlineData("<h3>How to qualify</h3>")]
    public void The_alliance_s_level_stands_among_the_benefits(string below)
    {
        var facts = Reader.Html($"<h1>Levels</h1><h2>Silver status</h2>{below}<p>Takes 25,000 miles.</p><h2>Gold status</h2>{below}<p>Takes 50,000 miles.</p><h3>Benefits</h3><ul><li>Lounges</li><li>Star Alliance Gold card</li></ul>", OfAna);
        Assert.Equal([("Silver", null), ("Gold", "Star Alliance Gold")], facts.Tiers.Select(tier => (tier.Tier.Name, tier.Tier.AllianceStatus)));
    }

    [Fact]
    public void A_known_tier_keeps_its_rank() =>
        Assert.Equal(("Premier Gold", 2), Assert.Single(Reader.Html("<h1>About it</h1><h2>Premier Gold status</h2><p>Takes 8,000 PQP. A tier above Silver.</p>", OfUnited).Tiers).Tier is var tier ? (tier.Name, tier.Rank) : default);

    [Fact]
    public void A_known_tier_has_its_name_where_a_page_is_shorter() =>
        Assert.Equal(["Premier Silver"], Reader.Markdown("# MilePlus status tiers\n\nTo reach a tier takes 25,000 status miles for Silver\n").Tiers.Select(tier => tier.Tier.Name));

    [Fact]
    public void Where_tiers_are_known_another_alone_has_no_rank() => Assert.Empty(Reader.Html("<h1>About it</h1><h2>Diamond status</h2><p>Takes 80,000 tier points.</p>", OfUnited).Tiers);

    [Theory]
    [InlineData("<h2>Premier Gold status</h2><h3>Benefits</h3><ul><li>Priority boarding</li><li>50% bonus miles on every flight</li><li>10% discount at hotels</li></ul>")]
    [InlineData("<h2>Premier Gold status</h2><ul><li>50% bonus miles when you fly with United Airlines</li></ul>")]
    [InlineData("<h2>Premier Gold</h2><p>Lounges for you and a guest. Earn 50% bonus award miles on United Airlines flights. Extra bags.</p>")]
    public void What_one_tier_adds_stands_under_its_name(string body) => Assert.Equal(["UA status (elite bonus) Premier Gold +50%"], Reader.Html($"<h1>MilePlus: flights</h1>{body}", OfUnited).Short());

    [Theory]
    [InlineData("<h2>Premier Gold status</h2><p>You earn 8 miles for every dollar spent on flights.</p>")]
    [InlineData("<h2>Premier Gold status</h2><ul><li>Per USD on flights, earn 8 award miles.</li></ul>")]
    public void What_one_tier_earns_by_spending_stands_under_its_name(string body) => Assert.Contains("UA Premier Gold 8/USD", Reader.Html($"<h1>MilePlus: United Airlines flights</h1>{body}", OfUnited).Short());

    [Theory]
    [InlineData("<h2>Premier Gold status</h2><ul><li>50% bonus miles at partner hotels</li></ul>")]
    [InlineData("<h2>Premier Gold status</h2><ul><li>50% bonus miles on flights to Asia</li></ul>")]
    [InlineData("<h2>Premier Gold status</h2><ul><li>50% bonus miles when you fly to Asia</li></ul>")]
    [InlineData("<h2>Premier Gold status</h2><ul><li>50% bonus miles when you fly in business class</li></ul>")]
    [InlineData("<h2>Premier Gold status</h2><ul><li>50% bonus miles with our Visa</li></ul>")]
    [InlineData("<h2>Premier Gold status</h2><ul><li>50% bonus miles on flights</li><li>100% bonus miles on flights</li></ul>")]
    public void What_else_stands_there_adds_nothing(string body) => Assert.Empty(Reader.Html($"<h1>MilePlus: United Airlines flights</h1>{body}", OfUnited).Short());

    [Fact]
    public void Whoever_is_of_a_tier_earns_its_bonus() =>
        Assert.Equal(
            ["UA status (elite bonus) Premier Gold +75%", "UA status (elite bonus) Premier Silver +50%"],
            Reader.Html("<h1>MilePlus: United Airlines flights</h1><p>If you are Silver, you earn 50% more miles; if you are Gold, you earn 75% more miles. The year runs from January 1 to December 31 of each year.</p>", OfUnited).Short());

    [Fact]
    public void One_rate_for_everyone_in_a_sentence_is_asked_about()
    {
        var chart = Assert.Single(Reader.Html("<h1>MilePlus</h1><p>Members earn 5 miles per dollar spent on flights with United Airlines.</p>", OfUnited).Charts);
        Assert.Equal(5, Assert.Single(chart.Rules).Formula.Rate);
        Assert.Contains(chart.Unread, row => row.Reason.StartsWith("one rate for everyone", StringComparison.Ordinal));
    }

    [Fact]
    public void Tiers_side_by_side_may_begin_with_a_million()
    {
        var facts = Reader.Html("<table><tr><th>會員級別</th><th>百萬英里</th><th>白金卡</th><th>鈦卡</th></tr><tr><td>星空聯盟級別</td><td>金卡 (Gold)</td><td>金卡 (Gold)</td><td></td></tr><tr><td>會員資格</td><td>累積 100 萬合格里程</td><td>累積合格里程 50,000哩</td><td>累積合格里程 15,000哩</td></tr></table>", OfAna);
        Assert.Equal([("鈦卡", null), ("白金卡", "Star Alliance Gold"), ("百萬英里", "Star Alliance Gold")], facts.Tiers.Select(tier => (tier.Tier.Name, tier.Tier.AllianceStatus)));
    }

    [Fact]
    public void Tiers_side_by_side_need_no_label_before_them()
    {
        var facts = Reader.Html("<h1>How to qualify</h1><table><tr><th>SILVER<br><img alt=\"Silver\"></th><th>GOLD<br><img alt=\"Gold icon\"></th><th>PLATINUM</th></tr><tr><td>25,000 miles</td><td>50,000 miles</td><td>75,000 miles</td></tr></table>", OfAna);
        Assert.Equal([("SILVER", 1), ("GOLD", 2), ("PLATINUM", 3)], facts.Tiers.Select(tier => (tier.Tier.Name, tier.Tier.Rank)));
    }
}
