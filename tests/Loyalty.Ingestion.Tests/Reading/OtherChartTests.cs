namespace Loyalty.Ingestion.Tests.Reading;

public class OtherChartTests
{
    [Fact]
    public void Spend_is_read_by_tier_and_the_lowest_level_is_no_tier() =>
        Assert.Equal(
            ["UA 5/USD", "UA Premier Gold 8/USD", "UA Premier Silver 7/USD"],
            Reader.Html("<h1>MilePlus on United Airlines (UA)</h1><table><tr><th>Status</th><th>Award miles per USD</th></tr><tr><td>Explorer</td><td>5</td></tr>"
                + "<tr><td>Silver</td><td>7</td></tr><tr><td>Premier Gold</td><td>8</td></tr></table>").Short());

    [Fact]
    public void Tiers_side_by_side_and_a_card_are_selectors() =>
        Assert.Equal(
            ["LH 4/EUR", "LH Premier Silver+Premier Gold 6/EUR", "UA 3/USD", "UA United card 6/USD"],
            [
                .. Reader.Html("<h1>MilePlus</h1><table><tr><th>Airline</th><th>Member</th><th>Silver, Gold</th></tr><tr><td>Lufthansa (LH)</td><td>4 per EUR</td><td>6 per EUR</td></tr></table>").Short()
                    .Select(s => s.Replace("Premier Gold+Premier Silver", "Premier Silver+Premier Gold", StringComparison.Ordinal)),
                .. Reader.Html("<h1>MilePlus on United Airlines (UA)</h1><table><tr><th rowspan=2>Status</th><th colspan=2>Award miles per USD</th></tr><tr><th>Without a United card</th><th>With a United card</th></tr>"
                    + "<tr><td>Member</td><td>3</td><td>6</td></tr></table>").Short(),
            ]);

    [Fact]
    public void A_status_bonus_is_a_chart_of_its_own_part() =>
        Assert.Equal(
            ["LH status (elite bonus) Premier Gold +50%", "LH status (elite bonus) Premier Silver +25%"],
            Reader.Markdown("# MilePlus: elite bonus on Lufthansa (LH)\n\n| Status | Bonus |\n|---|---|\n| Silver | 25% |\n| Gold | 50% |\n").Short());

    [Fact]
    public void Points_by_band_and_cabin_are_one_rule_a_cabin() =>
        Assert.Equal(
            ["LH XP Business <=1999:15 <=3500:24 <=any:36", "LH XP Business domestic =6", "LH XP Economy <=1999:5 <=3500:8 <=any:12", "LH XP Economy domestic =2"],
            Reader.Html("<h1>MilePlus: XP on Lufthansa (LH)</h1><table><tr><th>Distance band</th><th>Economy</th><th>Business</th></tr><tr><td>Domestic</td><td>2</td><td>6</td></tr>"
                + "<tr><td>Medium (under 2,000 miles)</td><td>5</td><td>15</td></tr><tr><td>Long 1 (2,000 to 3,500 miles)</td><td>8</td><td>24</td></tr>"
                + "<tr><td>Long 2 (over 3,500 miles)</td><td>12</td><td>36</td></tr></table>").Short());

    [Fact]
    public void A_metric_may_be_a_share_of_miles_with_caps_by_cabin() =>
        Assert.Equal(
            ["LH PQP 1 of redeemable/base / 5", "LH PQP Business 1 of redeemable/base / 5 cap 1500", "LH PQP Economy 1 of redeemable/base / 5 cap 750"],
            Reader.Html("<h1>MilePlus</h1><table><tr><th>Airline</th><th>PQP per flight</th><th>Cap: Business</th><th>Cap: Economy</th></tr>"
                + "<tr><td>LH</td><td>base award miles ÷ 5</td><td>1,500</td><td>750</td></tr></table>").Short());

    [Fact]
    public void An_amount_per_flight_that_earns_miles_is_given_only_there() =>
        Assert.Equal(
            ["LH PQF =1 where redeemable"],
            Reader.Html("<h1>MilePlus</h1><table><tr><th>Airline</th><th>PQF</th></tr><tr><td>LH</td><td>1 per flight that earns award miles</td></tr></table>").Short());

    [Fact]
    public void A_cap_in_a_note_holds_for_its_metric_and_cabin() =>
        Assert.Equal(
            ["LH PQP 1 of redeemable/base / 6", "LH PQP Economy 1 of redeemable/base / 6 cap 750"],
            Reader.Html("<h1>MilePlus</h1><table><tr><th>Airline</th><th>PQP</th></tr><tr><td>LH</td><td>award base miles / 6</td></tr></table><p>Max. 750 PQP per segment in economy.</p>").Short()
                .Select(s => s.Replace("1 of redeemable /", "1 of redeemable/base /", StringComparison.Ordinal)).ToArray());

    [Fact]
    public void A_route_ratio_multiplies_the_base() =>
        Assert.Equal(
            ["NH Tier Points (route ratio) domestic:JP x2 of base", "NH Tier Points (route ratio) x1 of base"],
            Reader.Html("<h1>MilePlus on ANA (NH)</h1><h2>Route ratio for Tier Points</h2><table><tr><th>Route</th><th>Ratio</th></tr><tr><td>Japan domestic</td><td>×2</td></tr>"
                + "<tr><td>All other routes</td><td>×1</td></tr></table>").Short());

    [Fact]
    public void A_transfer_list_names_its_ratio_minimum_and_time()
    {
        var facts = Reader.Html("<h1>Bank Points: transfer partners</h1><table><tr><th>Program</th><th>Ratio</th><th>Minimum</th><th>Increment</th><th>Bonus</th><th>Time</th></tr>"
            + "<tr><td>MilePlus</td><td>1,000 : 1,600</td><td>1,000</td><td>500</td><td>25%</td><td>2 days</td></tr><tr><td>Nowhere</td><td>1:1</td><td></td><td></td><td></td><td></td></tr></table>");
        var route = Assert.Single(facts.Transfers);
        Assert.Equal(("BANK_Points", "UA_Plus", 1000m, 1600m, 1000m, 500m, 0.25m, "2 days"),
            (route.FromProgram, route.ToProgram, route.Sent, route.Received, route.Minimum, route.Increment, route.BonusRate, route.Time));
        Assert.Equal("Nowhere", Assert.Single(facts.Unread).Text);
    }

    [Fact]
    public void Tiers_rank_by_their_order_and_what_takes_nothing_is_no_tier() =>
        Assert.Equal(
            ["Silver 1", "Gold 2"],
            Reader.Html("<h1>MilePlus</h1><h2>Status thresholds</h2><table><tr><th>Level</th><th>Points needed</th></tr><tr><td>Blue</td><td>0</td></tr><tr><td>Silver</td><td>100</td></tr>"
                + "<tr><td>Gold</td><td>200</td></tr></table>").Tiers.Select(t => $"{t.Tier.Name} {t.Tier.Rank}").ToArray());

    [Fact]
    public void A_program_row_without_a_source_stays_unread_and_traits_are_read()
    {
        var facts = Reader.Csv("# Programs\nprogram,name,airline,rounding,minimum stage,minimum,elite bonus components,metrics,source\n"
            + "AA_X,Xtra,AA,floor,after rate,500,base; class bonus,EQM,https://example.org/x\nBB_Y,Why,BB,,,,,,\nCC_Z,Zed,CC,sideways,,,,,https://example.org/z\n");
        var program = Assert.Single(facts.Programs);
        Assert.Equal((Core.Programs.RoundingMode.Floor, Core.Programs.MinimumStage.AfterRate, 500m), (program.Rounding.Mode, program.Minimum.Stage, program.Minimum.Amount));
        Assert.Equal(["base", "class bonus"], program.EliteBonus.Components);
        Assert.Equal(2, facts.Unread.Length);
    }

    [Theory]
    [InlineData("bad id")]
    [InlineData("LH_../x")]
    [InlineData("lh_Miles")]
    [InlineData("Miles")]
    public void A_program_whose_id_is_none_stays_unread(string id)
    {
        var facts = Reader.Csv($"program,name,kind,airline,currency,source\n{id},Name,airline,LH,miles,https://example.org/p\nAMEX_Points2,Two,bank,,points,https://example.org/p\n");
        Assert.Equal("AMEX_Points2", Assert.Single(facts.Programs).Id);
        Assert.Contains("UA_MileagePlus", Assert.Single(facts.Unread).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EUR,NOK,79228162514264337593543950335")]
    [InlineData("EUR,NOK,0.0000000000001")]
    [InlineData("EUR,EUR,2")]
    public void A_rate_that_no_currency_has_stays_unread(string rate)
    {
        var facts = Reader.Csv($"date,from,to,rate\n2026-01-02,EUR,USD,1.1\n2026-01-02,{rate}\n");
        Assert.Equal("USD", Assert.Single(facts.ExchangeRates).To);
        Assert.Single(facts.Unread);
    }

    [Fact]
    public void Sectors_rates_and_regions_are_read_with_their_document()
    {
        Assert.Equal(984m, Assert.Single(Reader.Csv("# ANA Mileage Club sectors\nfrom,to,miles\nHND,OKA,984\n").Sectors).Miles);
        Assert.Equal(1.1m, Assert.Single(Reader.Csv("date,from,to,rate\n2026-01-02,EUR,USD,1.1\n").ExchangeRates).Rate);
        Assert.Equal(["AT", "DE"], Assert.Single(Reader.Csv("# ANA Mileage Club regions\nregion,countries\nAlps,Germany; Austria\n").Regions).Members);
    }
}
