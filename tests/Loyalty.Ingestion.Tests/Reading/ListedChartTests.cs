namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Charts that are no tables: lines, lists, short sentences, blocks of labels.</summary>
public class ListedChartTests
{
    private const string OnLufthansa = "# MilePlus: earn award miles on Lufthansa (LH)\n\n";

    private const string OnUnited = "# MilePlus: earn award miles on our own flights with United Airlines (UA)\n\n";

    [Fact]
    public void Letters_in_brackets_say_who_is_meant_whatever_else_the_cabin_is_called() =>
        Assert.Equal(["LH AEOU 125%", "LH BY 100%", "LH CDJZ 200%", "LH HMQ 75%"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><ul><li>Business Premier (C, D, J, Z): 200% of miles flown</li><li>Premium Economy (U, E, O, A): 125%</li><li>Economy (Y, B): 100% of miles flown; (M, H, Q): 75%</li></ul>").Short());

    [Fact]
    public void Flights_with_their_classes_over_what_they_earn_are_rows() =>
        Assert.Equal(["LH AEO nothing", "LH CD 200%", "LH J 150%", "LH NRT 25%"], Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>It is a partner of MilePlus since 1 August 2008.</p><p>1 economy flight (classes A, E, O)</p><p>0% Miles flown</p><p>1 economy flight (classes N, R, T)</p><p>25% Miles flown</p>"
            + "<p>1 economy flight (class J)</p><p>150% Miles flown</p><p>1 business flight (classes C, D)</p><p>200% Miles flown</p>").Short());

    [Fact]
    public void A_code_says_whose_flights_a_page_of_an_alliance_is_about() =>
        Assert.Equal(["LH AF 200%", "LH C 125%"], Reader.Text(
            "MilePlus > Star Alliance Partners\n\nAirline Code\nLH\nClasses eligible for mileage accrual\nFirst Class\nF A 200%\nBusiness\nC 125%\n", new Loyalty.Ingestion.Reading.Hints(Title: "MilePlus: Star Alliance")).Short());

    [Theory]
    [InlineData("Business on some routes (C, D, J, Z): 200%")]
    [InlineData("Business until May (C, D, J, Z): 200%")]
    [InlineData("Bonus for Business (C, D, J, Z): 200%")]
    public void What_more_than_names_a_cabin_before_letters_in_brackets_is_not_read(string line) =>
        Assert.DoesNotContain(Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><ul><li>{line}</li><li>Premium Economy (U, E, O, A): 125%</li><li>Economy (Y, B): 100%</li></ul>").Short(), rule => rule.Contains("200%", StringComparison.Ordinal));

    [Theory]
    [InlineData("Cabin (J, D, C) – 300%", "LH CDJ 300%")]
    [InlineData("150%: F, A", "LH AF 150%")]
    [InlineData("150% - F, A", "LH AF 150%")]
    [InlineData("F, A, P: earn 150% of miles flown", "LH AFP 150%")]
    [InlineData("Classes J, C, D earn 125 %", "LH CDJ 125%")]
    [InlineData("Classes J, C and D will earn 125% of the distance flown.", "LH CDJ 125%")]
    [InlineData("Business Class: J, C, D (125%)", "LH CDJ 125%")]
    [InlineData("125% – Business (J, C, D)", "LH CDJ 125%")]
    [InlineData("125% for classes J, C, D", "LH CDJ 125%")]
    [InlineData("Earn 50% of miles flown in classes K, L", "LH KL 50%")]
    [InlineData("1.25 miles per mile flown: J, C, D", "LH CDJ 125%")]
    [InlineData("0.5 miles per mile flown: classes K, L and M, or 250 miles if that is more", "LH KLM 50% min 250")]
    [InlineData("I: 70%", "LH I 70%")]
    [InlineData("70%: I", "LH I 70%")]
    public void A_line_of_classes_and_a_rate_is_a_row_however_it_is_turned(string line, string rule)
    {
        Assert.Equal([rule], Reader.Markdown($"{OnLufthansa}- {line}\n").Short());
        Assert.Equal([rule], Reader.Html($"<h1>MilePlus: earn award miles on Lufthansa (LH)</h1><ul><li>{line}</li></ul>").Short());
    }

    [Theory]
    [InlineData("First (F, A): 150% • Business (J, C): 125%")]
    [InlineData("150%: F, A | 125%: J, C")]
    [InlineData("Classes F, A earn 150%; classes J, C earn 125%")]
    public void Several_rows_may_stand_in_one_line(string line) => Assert.Equal(["LH AF 150%", "LH CJ 125%"], Reader.Markdown($"{OnLufthansa}{line.Replace("|", "\\|", StringComparison.Ordinal)}\n").Short());

    [Fact]
    public void Fares_of_a_cabin_have_a_share_each() =>
        Assert.Equal(2, Reader.Markdown($"{OnLufthansa}Share of the miles that each fare earns:\n\n- Economy Light: 25% of miles flown\n- Economy Semi Flex: 75% of miles flown\n").Short().Length);

    [Theory]
    [InlineData("A member who flies in J from Frankfurt to Singapore earns 3,000 miles.")]
    [InlineData("I earn 125% more than last year")]
    [InlineData("A 125% increase")]
    [InlineData("Gold: 125%")]
    [InlineData("GOLD: 125%")]
    [InlineData("Silver members: 15,000 miles")]
    [InlineData("Up to 125%: J, C")]
    [InlineData("J, C: 25% extra for card holders")]
    [InlineData("Economy: 25% off")]
    [InlineData("Economy: 7,500 miles")]
    [InlineData("2024: 100%")]
    [InlineData("Satisfaction: 98%")]
    [InlineData("Dining: 3 points per dollar")]
    [InlineData("Flights in J and C brought 125% in 2019, and 100% now")]
    public void What_only_looks_like_one_gives_no_rule(string line) => Assert.Empty(Reader.Markdown($"{OnLufthansa}- {line}\n").Short());

    [Fact]
    public void A_cabin_on_a_line_of_its_own_is_the_cabin_of_the_lines_below() =>
        Assert.Equal(
            ["LH AF 150%", "LH CDJ 125%", "LH I 70%", "LH Y 100%"],
            Reader.Text("MilePlus: award miles on Lufthansa (LH)\n\nMileage rate\nFirst Class\n150%: F, A\nBusiness Class\n125%: J, C, D\n70%: I\nEconomy Class (includes Premium Economy)\n100%: Y\n").Short());

    [Fact]
    public void A_line_among_them_that_lists_classes_and_is_not_understood_is_an_unread_row()
    {
        var facts = Reader.Text("MilePlus: award miles on Lufthansa (LH)\n\n0.5 miles per mile flown: classes K, L\n0.25 miles per mile flown: classes O and G\nFull fares (Y, B and H) go on as today, with a minimum of 500.\n");
        Assert.Equal(["LH GO 25%", "LH KL 50%"], facts.Short());
        Assert.Single(facts.UnreadRows());
    }

    [Fact]
    public void The_line_above_says_from_when() =>
        Assert.Equal(
            new DateOnly(2015, 4, 28),
            Assert.Single(Reader.Text("MilePlus: award miles on Lufthansa (LH)\n\nFor new bookings made on or after 28 April 2015:\n50%: K, L\n").Charts).Validity.From);

    [Fact]
    public void A_footnote_that_gives_another_rate_under_a_condition_waits() =>
        Assert.NotEmpty(Reader.Text("MilePlus: award miles on Lufthansa (LH)\n\n70%: B, S*\n50%: Q, N\n\n* S gets 50% if booked as a tour fare.\n").UnreadRows());

    [Theory]
    [InlineData("Members: 5 miles per US$", "Silver: 7 miles per US$", "Gold: 8 miles per US$")]
    [InlineData("Members earn 5 miles per US$", "Premier Silver members earn 7 miles per US$", "Premier Gold members earn 8 miles per US$")]
    [InlineData("5 miles per dollar for members", "7 miles per dollar for Silver members", "8 miles per dollar for Gold members")]
    [InlineData("Members – 5 miles for every $1 spent", "SILVER – 7 miles for every $1 spent", "GOLD – 8 miles for every $1 spent")]
    [InlineData("Members: 500 miles per 100 USD (about 5%)", "Silver: 700 miles per 100 USD", "Gold: 800 miles per 100 USD (was 900)")]
    public void Spend_by_tier_stands_in_lines(string members, string silver, string gold) =>
        Assert.Equal(["UA 5/USD", "UA Premier Gold 8/USD", "UA Premier Silver 7/USD"], Reader.Markdown($"{OnUnited}- {members}\n- {silver}\n- {gold}\n").Short());

    [Fact]
    public void Times_are_of_the_currency_that_the_words_above_name() =>
        Assert.Equal(
            ["UA Premier Gold 8/USD", "UA Premier Silver 7/USD"],
            Reader.Markdown($"{OnUnited}Miles per dollar of the fare:\n\n- Silver 7x\n- Gold 8x\n").Short());

    [Fact]
    public void Times_of_nothing_named_are_no_rates() => Assert.Empty(Reader.Markdown($"{OnUnited}- Silver 7x\n- Gold 8x\n").Short());

    [Theory]
    [InlineData("## What your credit card earns\n\n- Silver: 3 points per dollar\n- Gold: 4 points per dollar\n")]
    [InlineData("## Example\n\n- Silver: 700 miles per 100 USD\n- Gold: 800 miles per 100 USD\n")]
    [InlineData("## Earn at shops\n\n- Groceries: 3 points per dollar\n- Dining: 4 points per dollar\n")]
    [InlineData("## Fares\n\nOur fares and your card:\n\n- Hotels: 3 points per dollar\n- Dining: 4 points per dollar\n")]
    [InlineData("## Benefits\n\n- Silver: 1 free bag per flight\n- Gold: 2 free bags per flight\n")]
    [InlineData("## Hotel discount\n\n- Silver: 25%\n- Gold: 50%\n")]
    public void Cards_shops_examples_and_benefits_are_no_rates_of_flights(string lines) => Assert.Empty(Reader.Markdown(OnUnited + lines).Short());

    [Fact]
    public void Brands_of_fares_stand_in_lines_under_words_about_fares() =>
        Assert.Equal(
            ["UA Anytime 10/USD", "UA Wanna Get Away 2/USD", "UA Wanna Get Away Plus 6/USD"],
            Reader.Text("MilePlus: award miles on our own flights with United Airlines (UA)\n\nThe new earning rates for cash fares:\n\n  * Wanna Get Away: 2 points per dollar spent (down from 6 points)\n"
                + "  * Wanna Get Away Plus: 6 points per dollar spent (down from 10 points)\n  * Anytime: 10 points per dollar spent (unchanged)\n\nFares rise.\n").Short());

    [Fact]
    public void Times_on_fares_are_brands() =>
        Assert.Equal(
            ["UA Anytime 3/USD", "UA Saver 1/USD"],
            Reader.Markdown($"{OnUnited}Earn points for each dollar spent:\n\n- 3x points on Anytime fares\n- 1x points on Saver fares\n").Short());

    [Fact]
    public void Distances_stand_in_lines() =>
        Assert.Equal(
            ["LH <=599:250 <=1500:500 <=any:1000"],
            Reader.Markdown("# MilePlus on Lufthansa (LH)\n\n## Miles you earn for each flight\n\n- Under 600 miles: 250 miles\n- 600 to 1,500 miles: 500 miles\n- Over 1,500 miles: 1,000 miles\n").Short());

    [Fact]
    public void Prices_by_distance_are_no_earnings() =>
        Assert.Empty(Reader.Markdown("# MilePlus on Lufthansa (LH)\n\n## Award flights cost\n\n- Under 600 miles: 7,500 miles\n- 600 to 1,500 miles: 12,500 miles\n").Short());

    [Fact]
    public void Amounts_by_route_stand_in_lines() =>
        Assert.Equal(
            ["LH domestic =250", "LH international =500"],
            Reader.Markdown("# MilePlus on Lufthansa (LH)\n\n## Miles you earn\n\n- Domestic flights: 250 miles per flight\n- International flights: 500 miles per flight\n").Short());

    [Fact]
    public void Labels_and_values_under_each_cabin_are_the_columns_of_a_table() =>
        Assert.Equal(
            ["LH (class bonus) AF 50%", "LH (class bonus) CJ 25%", "LH AF 100%", "LH BY 100%", "LH CJ 100%"],
            Reader.Html("<h1>MilePlus: award miles on Lufthansa (LH)</h1><div class='acc'>" + Block("First Class", "F, A", "100%", "50%", "150%") + Block("Business Class", "J, C", "100%", "25%", "125%")
                + Block("Economy", "Y, B", "100%", "0%", "100%") + "</div><div>&copy; MilePlus</div>").Short());

    [Fact]
    public void Headings_with_a_definition_list_each_are_blocks_as_well() =>
        Assert.Equal(
            ["LH AF 150%", "LH CJ 125%"],
            Reader.Html("<h1>MilePlus: award miles on Lufthansa (LH)</h1><h2>First</h2><dl><dt>Booking classes</dt><dd>F, A</dd><dt>Miles earned</dt><dd>150%</dd></dl>"
                + "<h2>Business</h2><dl><dt>Booking classes</dt><dd>J, C</dd><dt>Miles earned</dt><dd>125%</dd></dl>").Short());

    [Fact]
    public void Labels_and_values_may_take_turns_line_by_line() =>
        Assert.Equal(
            ["LH (class bonus) CJ 25%", "LH BY 100%", "LH CJ 100%"],
            Reader.Text("MilePlus: award miles on Lufthansa (LH)\n\nBusiness Class\nBooking class\nJ, C\nBase miles\n100%\nBonus miles\n25%\nEconomy Class\nBooking class\nY, B\nBase miles\n100%\nBonus miles\n0%\n").Short());

    [Fact]
    public void Rows_of_elements_that_are_built_alike_are_a_table() =>
        Assert.Equal(
            ["LH BY 100%", "LH CJ 125%"],
            Reader.Html("<h1>MilePlus: award miles on Lufthansa (LH)</h1><div class='grid'><div><div>Cabin</div><div>Booking class</div><div>Miles (% of distance)</div></div>"
                + "<div><div>Business</div><div>J, C</div><div>125%</div></div><div><div>Economy</div><div>Y, B</div><div>100%</div></div></div>").Short());

    [Fact]
    public void Tiles_of_a_tier_and_its_rate_are_lines() =>
        Assert.Equal(
            ["UA Premier Gold 8/USD", "UA Premier Silver 7/USD"],
            Reader.Html("<h1>MilePlus: earn award miles on our own flights with United Airlines (UA)</h1><h3>Miles per dollar by tier:</h3><div class='cards'><div><img alt='Tier' src='/t.svg'><h4>SILVER</h4><span>x7</span></div>"
                + "<div><img alt='Tier' src='/t.svg'><h4>GOLD</h4><span>x8</span></div></div>").Short());

    [Fact]
    public void Elements_that_are_built_alike_and_hold_prose_stay_text() =>
        Assert.Empty(Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><div><div><h3>Fly</h3><p>Fly with us and our partners.</p></div><div><h3>Shop</h3><p>Earn 3 miles per dollar in shops.</p></div></div>").Short());

    [Theory]
    [InlineData("ANA Mileage Club: 2:1, 24 hours", "MilePlus: 3:1")]
    [InlineData("ANA Mileage Club – 1,000 points = 500 miles", "MilePlus – 1,500 points = 500 miles; in 1,500-point increments")]
    [InlineData("ANA Mileage Club: 2 to 1 (instant)", "MilePlus: 3 to 1 (up to 2 days)")]
    public void Transfers_stand_in_lines(string first, string second) =>
        Assert.Equal(
            ["NH_Club 0.5", "UA_Plus 0.33"],
            Reader.Markdown($"# Bank Points: transfer partners\n\n- {first}\n- {second}\n", new Ingestion.Reading.Hints(ProgramId: "BANK_Points")).Transfers
                .Select(route => FormattableString.Invariant($"{route.ToProgram} {route.Received / route.Sent:0.##}")).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_sent_and_what_arrives_may_have_a_column_each() =>
        Assert.Equal(
            ["BANK_Points NH_Club 2000 1000", "BANK_Points UA_Plus 25000 10000"],
            Reader.Html("<h1>Bank Points: transfer partners</h1><table><tr><td colspan=3>Conversion to miles</td></tr><tr><th>Program</th><th>Points</th><th>Miles</th></tr><tr><td>ANA Mileage Club</td><td>2,000</td><td>1,000</td></tr>"
                    + "<tr><td>MilePlus</td><td>25K</td><td>10K</td></tr><tr><td>MilePlus<br>(Gold card)</td><td>20K</td><td>10K</td></tr></table>", new Ingestion.Reading.Hints(ProgramId: "BANK_Points"))
                .Transfers.Select(Named).Order(StringComparer.Ordinal));

    [Fact]
    public void The_banks_may_stand_in_the_rows_and_the_program_above_them() =>
        Assert.Equal(
            ["BANK_Points UA_Plus 25000 10000"],
            Reader.Html("<h1>Which bank?</h1><table><tr><td colspan=3>Conversion blocks for MilePlus miles</td></tr><tr><td>Currency</td><td>Points</td><td>Miles</td></tr><tr><td>Bank Points</td><td>25K</td><td>10K</td></tr>"
                + "<tr><td>Other Points</td><td>1K</td><td>1K</td></tr></table>").Transfers.Select(Named));

    [Theory]
    [InlineData("ANA Mileage Club: 2:1 until 31 May with a 30% bonus", "MilePlus: 3:1 only for Gold cards")]
    [InlineData("Final score: 2:1", "Kick-off: 3:1")]
    [InlineData("Opening: 10:30 to 12:30", "Closing: 11:30 to 13:30")]
    public void Other_pairs_are_no_transfers(string first, string second) =>
        Assert.Empty(Reader.Markdown($"# Bank Points: transfer partners\n\n- {first}\n- {second}\n", new Ingestion.Reading.Hints(ProgramId: "BANK_Points")).Transfers);

    [Theory]
    [InlineData("- Silver: 15,000 tier points (4,500 on United) or 30 flights\n- Gold: 30,000 tier points or 60 flights\n")]
    [InlineData("- Silver:\n  - 15,000 tier points within a calendar year\n- Gold:\n  - 30,000 tier points\n")]
    [InlineData("- Member: on joining\n- Silver – 25 segments\n- Gold – 50 segments\n")]
    public void Tiers_and_what_they_take_stand_in_lines(string lines) =>
        Assert.Equal(["Premier Silver 1", "Premier Gold 2"], Reader.Markdown("# MilePlus\n\n## Status tiers\n\n" + lines).Tiers.Select(tier => $"{tier.Tier.Name} {tier.Tier.Rank}"));

    [Theory]
    [InlineData("## Status benefits\n\n- Silver: 2 upgrades\n- Gold: 4 upgrades\n")]
    [InlineData("## Status renewal\n\n- Silver: 15,000 miles to renew\n- Gold: 30,000 miles to renew\n")]
    [InlineData("## Elite offers\n\n- Card of the month: 10,000 points as a welcome\n- Newsletter: 500 points\n")]
    public void Benefits_and_offers_are_no_tiers(string lines) => Assert.Empty(Reader.Markdown("# MilePlus\n\n" + lines).Tiers);

    [Fact]
    public void Tiers_side_by_side_are_known_by_the_row_that_says_what_they_take() =>
        Assert.Equal(
            ["Premier Silver", "Premier Gold"],
            Reader.Html("<h1>MilePlus: benefits</h1><table><thead><tr><th></th><th>Basic</th><th>Premier Silver</th><th>Premier Gold</th></tr></thead><tr><td>Miles validity</td><td>3 years</td><td>3 years</td><td>3 years</td></tr>"
                + "<tr><td>Status upgrade</td><td>Silver for 25,000 miles</td><td>Gold for 40,000 miles</td><td></td></tr></table>").Tiers.Select(tier => tier.Tier.Name));

    [Fact]
    public void A_table_of_benefits_alone_names_no_tiers() =>
        Assert.Empty(Reader.Html("<h1>MilePlus: benefits</h1><table><thead><tr><th>Benefits</th><th>Premier Silver</th><th>Premier Gold</th></tr></thead><tr><td>Bags</td><td>20</td><td>30</td></tr></table>").Tiers);

    private static string Named(Core.Transfers.TransferRoute route) => FormattableString.Invariant($"{route.FromProgram} {route.ToProgram} {route.Sent:0} {route.Received:0}");

    private static string Block(string cabin, string classes, string rate, string bonus, string total) =>
        $"<div class='item'><div class='head'><span>Cabin</span> <b>{cabin}</b></div><div class='body'><div class='r'><div>Class</div><div>{classes}</div></div><div class='r'><div>% of base miles earned</div><div>{rate}</div></div>"
        + $"<div class='r'><div>% class of service bonus miles</div><div>{bonus}</div></div><div class='r total'><div>Total miles earned (%)</div><div>{total}</div></div></div></div>";

    [Theory]
    [InlineData("These classes earn 50% of the miles flown:", true)]
    [InlineData("The classes below are down, from 150% to just 50% of the miles flown:", false)]
    [InlineData("From 1 May these classes earn 50% of the miles flown:", false)]
    public void Airlines_with_their_classes_under_a_sentence_have_its_rate(string sentence, bool isSure)
    {
        var facts = Reader.Markdown($"# MilePlus news\n\n{sentence}\n\n- Lufthansa: J, P\n- SWISS: Y, B\n- Austrian Airlines: A, F\n");
        Assert.Equal(["LH JP 50%", "LX BY 50%", "OS AF 50%"], facts.Short());
        Assert.Equal(isSure, facts.UnreadRows().Length == 0);
    }

    [Theory]
    [InlineData("These classes earn 50% fewer miles:")]
    [InlineData("Classes for upgrades at 50% of the miles:")]
    public void Under_other_sentences_they_have_none(string sentence) =>
        Assert.Empty(Reader.Markdown($"# MilePlus news\n\n{sentence}\n\n- Lufthansa: J, P\n- SWISS: Y, B\n- Austrian Airlines: A, F\n").Short());

    [Theory]
    [InlineData("By status you earn 25% (Premier Silver) or 50% (Premier Gold) more award miles on flights.", "LH status (elite bonus) Premier Gold +50%|LH status (elite bonus) Premier Silver +25%")]
    [InlineData("Upgrades cost 25% (Premier Silver) or 50% (Premier Gold) fewer miles.", "")]
    public void Tiers_may_stand_in_brackets_behind_what_they_add(string sentence, string rules) =>
        Assert.Equal(rules.Split('|', StringSplitOptions.RemoveEmptyEntries), Reader.Html($"<h1>MilePlus on Lufthansa (LH)</h1><p>{sentence}</p>").Short());
}
