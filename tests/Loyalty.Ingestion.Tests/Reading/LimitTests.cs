using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>What stands beside a chart, or anywhere on its page, and may limit it: read where that is sure, and asked about where it is not.</summary>
public class LimitTests
{
    private const string Table = "<table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, B</td><td>100%</td></tr></table>";

    private static ExtractedFacts Around(string before, string after) => Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1>{before}{Table}{after}");

    private static string[] Asked(string before, string after) => [.. Around(before, after).Charts.Single().Unread.Select(row => row.Text)];

    [Theory]
    [InlineData("Members of MilePlus may accrue miles on Lufthansa operated flights until August 31st , 2024.", null, "2024-08-31")]
    [InlineData("Until 31 August 2024 you can earn miles on flights with Lufthansa.", null, "2024-08-31")]
    [InlineData("Miles can be earned on Lufthansa flights from 1 May 2023.", "2023-05-01", null)]
    [InlineData("LH leaves the alliance on 1 September 2024. Members earn miles on Lufthansa flights until 31 August 2024. Claims are accepted until 30 November 2024.", null, "2024-08-31")]
    public void A_sentence_behind_the_table_says_from_when_or_until_when_members_earn(string sentence, string? from, string? until)
    {
        var chart = Around("", $"<p>{sentence}</p>").Charts.Single();
        Assert.Equal((from, until), (chart.Validity.From?.ToString("yyyy-MM-dd"), chart.Validity.Until?.ToString("yyyy-MM-dd")));
        Assert.Empty(chart.Unread);
    }

    [Theory]
    [InlineData("These are the accrual rates of the Japan-South Korea routes.", true)]
    [InlineData("日本-韓国線のマイル積算率です。", true)]
    public void A_line_above_the_table_says_of_which_flights_it_is(string line, bool isAsked) => Assert.Equal(isAsked, Asked($"<p>{line}</p>", "").Length > 0);

    [Fact]
    public void Lines_above_tables_say_from_when_and_on_which_flights_the_table_below_holds()
    {
        const string Shown = "(including this date), counted by the boarding date, members receive on LH domestic flights the credit rate shown below:";
        var charts = Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1><p>As of 28 Oct, 2018 {Shown}</p>{Table}<p>As of 1 Feb, 2018 {Shown}</p>{Table.Replace("100%", "50%", StringComparison.Ordinal)}").Charts;
        Assert.Equal([("2018-10-28", null), ("2018-02-01", "2018-10-27")], charts.Select(chart => (chart.Validity.From?.ToString("yyyy-MM-dd"), chart.Validity.Until?.ToString("yyyy-MM-dd"))));
        Assert.All(charts, chart => Assert.Equal(Core.Geography.MarketKind.Domestic, chart.Rules[0].Selector.Market.Kind));
        Assert.All(charts, chart => Assert.Empty(chart.Unread));
    }

    [Theory]
    [InlineData("As of 28 October 2018 members earn miles at these rates.", true)]
    [InlineData("The table has the rates as of 28 October 2018.", false)]
    public void As_of_a_day_is_asked_about_where_members_earn_from_then(string sentence, bool isAsked) => Assert.Equal(isAsked, Asked($"<p>{sentence} Nothing else is new.</p>", "").Length > 0);

    [Theory]
    [InlineData("Through the end of this year, a flight that is credited to MilePlus earns miles by this table:", true)]
    [InlineData("Miles are credited until the end of the year in which they expire.", false)]
    [InlineData("Flights operated by Lufthansa earn points on these routes:", true)]
    [InlineData("Our routes: a map of them is here.", false)]
    public void The_end_of_a_year_that_is_not_named_and_routes_that_follow_are_asked_about(string sentence, bool isAsked) => Assert.Equal(isAsked, Asked($"<p>{sentence}</p>", "").Length > 0);

    [Theory]
    [InlineData("MilePlus partner earning rate changes", true)]
    [InlineData("MilePlus earning rate changes", false)]
    public void A_page_titled_by_partners_is_asked_whether_its_chart_is_of_the_program_s_own_flights(string title, bool isAsked)
    {
        var chart = Reader.Html($"<h1>{title}</h1><p>United Airlines flights earn miles by this table.</p>{Table}").Charts.Single();
        Assert.Equal(("UA", isAsked), (chart.Key.Carrier, chart.Unread.Any(row => row.Reason.Contains("about partners", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_column_that_does_not_say_what_it_counts_is_asked_about_once_and_leaves_its_rows()
    {
        var chart = Reader.Html("<h1>MilePlus: award miles on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Award miles</th><th>Xyzzy</th></tr><tr><td>Y, B</td><td>100%</td><td>2</td></tr><tr><td>K</td><td>50%</td><td>1</td></tr></table>").Charts.Single(chart => chart.Key.Metric == "redeemable");
        Assert.Equal(2, chart.Rules.Length);
        Assert.Single(chart.Unread, row => row.Reason.Contains("does not say what it counts", StringComparison.Ordinal));
    }

    [Fact]
    public void Headers_of_cabins_and_classes_may_stand_the_wrong_way_round() =>
        Assert.Equal(2, Reader.Html("<h1>MilePlus: award miles on Lufthansa (LH)</h1><table><tr><th>Booking Class</th><th>Cabin Class</th><th>Total Accrual %</th></tr><tr><td>Residence</td><td>P</td><td>400%</td></tr><tr><td>First</td><td>A,F</td><td>275%</td></tr></table>").Charts.Single().Rules.Length);

    [Theory]
    [InlineData("EARN AWARD MILES ON FLIGHTS WITH THE LH CODE, WHICH ARE OPERATED BY SWISS (per leg)", Core.Earning.FlightRole.Marketing, "LX")]
    [InlineData("EARN AWARD MILES ON FLIGHTS WITH THE LH CODE, WHICH ARE OPERATED BY LUFTHANSA (per leg)", Core.Earning.FlightRole.MarketingAndOperating, "LH")]
    public void Flights_that_one_airline_sells_and_another_flies_are_told_from_those_that_it_flies_itself(string line, Core.Earning.FlightRole role, string operating)
    {
        var chart = Reader.Html($"<h1>MilePlus: award miles</h1><p>{line}</p>{Table}", new Hints { Carrier = "LH" }).Charts.Single();
        Assert.Equal(("LH", role), (chart.Key.Carrier, chart.Key.Role));
        Assert.All(chart.Rules, rule => Assert.Equal([operating], rule.Selector.Operating));
        Assert.Empty(chart.Unread);
    }

    [Fact]
    public void Flights_that_another_airline_operates_are_asked_about_where_nothing_says_whose_code_they_have() =>
        Assert.Contains(Reader.Html($"<h1>MilePlus: award miles</h1><p>EARN AWARD MILES ON FLIGHTS WHICH ARE OPERATED BY SWISS (per leg)</p>{Table}", new Hints { Carrier = "LH" }).Charts.Single().Unread, row => row.Reason.Contains("for some only", StringComparison.Ordinal));

    [Fact]
    public void Tickets_that_are_not_issued_by_another_airline_say_nothing_of_who_flies() =>
        Assert.DoesNotContain(Reader.Html($"<h1>MilePlus: award miles</h1><p>Flights operated by the airline, tickets not issued by SWISS</p>{Table}", new Hints { Carrier = "LH" }).Charts.Single().Unread, row => row.Reason.Contains("for some only", StringComparison.Ordinal));

    [Theory]
    [InlineData("- Applicable to flights marketed and operated by LH", Core.Earning.FlightRole.MarketingAndOperating, false)]
    [InlineData("Only for flights operated by Lufthansa.", Core.Earning.FlightRole.Operating, false)]
    [InlineData("Applicable to flights operated by SWISS", Core.Earning.FlightRole.Marketing, true)]
    [InlineData("Miles are awarded only on Lufthansa flights marketed and operated by Lufthansa.", Core.Earning.FlightRole.MarketingAndOperating, false)]
    [InlineData("Miles are earned on flights operated by Lufthansa.", Core.Earning.FlightRole.Marketing, false)]
    [InlineData("Miles are awarded only on flights marketed and operated by SWISS.", Core.Earning.FlightRole.Marketing, true)]
    [InlineData("Codeshare flights operated by other carriers are not eligible.", Core.Earning.FlightRole.MarketingAndOperating, false)]
    [InlineData("Lufthansa codeshare flights operated by other airlines do not earn miles.", Core.Earning.FlightRole.MarketingAndOperating, false)]
    [InlineData("SWISS codeshare flights operated by other airlines do not earn miles.", Core.Earning.FlightRole.Marketing, true)]
    [InlineData("Codeshare flights operated by other airlines are not eligible within Europe.", Core.Earning.FlightRole.Marketing, true)]
    [InlineData("Codeshare flights operated by other airlines are not eligible in class X.", Core.Earning.FlightRole.Marketing, true)]
    [InlineData("Codeshare flights operated by regional partners do not earn miles.", Core.Earning.FlightRole.Marketing, true)]
    [InlineData("Applicable to flights operated by Lufthansa in summer", Core.Earning.FlightRole.Marketing, true)]
    public void A_note_behind_the_table_says_who_sells_and_flies_its_flights(string note, Core.Earning.FlightRole role, bool isAsked)
    {
        var chart = Around("", $"<p>{note}</p>").Charts.Single();
        Assert.Equal(role, chart.Key.Role);
        Assert.Equal(isAsked, chart.Unread.Length > 0);
    }

    [Fact]
    public void A_note_behind_one_table_says_nothing_of_who_flies_those_of_another_airline() =>
        Assert.Equal(
            [Core.Earning.FlightRole.Operating, Core.Earning.FlightRole.Marketing],
            Around("", $"<p>Only for flights operated by Lufthansa.</p><h2>SWISS (LX)</h2>{Table}").Charts.Select(chart => chart.Key.Role));

    [Theory]
    [InlineData("Flights operated by its subsidiaries are included.", Core.Earning.FlightRole.Marketing)]
    [InlineData("Miles are earned on flights operated by Lufthansa and on codeshare flights with a LH number.", Core.Earning.FlightRole.Marketing)]
    [InlineData("Multiply the distance flown by the percentage shown.", Core.Earning.FlightRole.Marketing)]
    [InlineData("Miles are credited for flights flown by the member.", Core.Earning.FlightRole.Marketing)]
    [InlineData("Miles are credited for flights flown by Lufthansa.", Core.Earning.FlightRole.Operating)]
    [InlineData("Miles are credited for flights operated by Lufthansa.", Core.Earning.FlightRole.Operating)]
    public void Who_flies_besides_and_what_is_multiplied_does_not_say_whose_flights_a_chart_is_for(string sentence, Core.Earning.FlightRole role) =>
        Assert.Equal((role, 0), Around($"<p>{sentence}</p>", "").Charts.Select(chart => (chart.Key.Role, chart.Unread.Length)).Single());

    [Fact]
    public void That_codeshares_of_others_earn_nothing_may_stand_before_the_table() =>
        Assert.Equal((Core.Earning.FlightRole.MarketingAndOperating, 0), Around("<p>Codeshare flights operated by other carriers do not earn miles.</p>", "").Charts.Select(chart => (chart.Key.Role, chart.Unread.Length)).Single());

    [Theory]
    [InlineData("<h2>Double miles campaign</h2>", "")]
    [InlineData("<h2>Summer promotion</h2><p>Fly more.</p>", "")]
    [InlineData("", "Promotion: triple miles")]
    [InlineData("", "Codeshare flights operated by United")]
    public void A_promotion_and_a_title_of_some_flights_over_a_table_are_asked_about(string before, string title)
    {
        var row = title.Length == 0 ? "" : $"<tr><th colspan=\"2\">{title}</th></tr>";
        Assert.NotEmpty(Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1>{before}<table>{row}<tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y, B</td><td>100%</td></tr></table>").UnreadRows());
    }

    [Fact]
    public void A_second_amount_in_brackets_is_not_taken_for_a_market() =>
        Assert.DoesNotContain(Reader.Html(
            "<h1>MilePlus: award miles on Lufthansa (LH)</h1><table><tr><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Y</td><td>100% (50% on domestic flights)</td></tr></table>").Short(), rule => rule.Contains("domestic", StringComparison.Ordinal));

    [Theory]
    [InlineData("On international flights Gold and Silver members earn 25% and 15% as bonus miles.", false)]
    [InlineData("Gold members earn 25% bonus miles, all other members earn these miles on international flights only.", true)]
    [InlineData("Members earn these miles on international flights.", true)]
    [InlineData("Registration period: you must register before you fly.", true)]
    public void What_tiers_add_on_some_flights_does_not_limit_what_everyone_earns(string sentence, bool isAsked) => Assert.Equal(isAsked, Asked("", $"<p>{sentence}</p>").Length > 0);

    [Theory]
    [InlineData("The cooperation with Lufthansa ends on 31 August 2024.")]
    [InlineData("Lufthansa will leave the alliance on September 1st, 2024.")]
    [InlineData("Members earn double miles on Lufthansa flights until 31 August 2024.")]
    [InlineData("Members earn miles on SWISS flights until 31 August 2024.")]
    [InlineData("Flights until 31 August only.")]
    [InlineData("Bookings made before 1 May 2024")]
    [InlineData("Promotional period: 1 May - 30 June 2024")]
    [InlineData("Valid in 2024")]
    [InlineData("Lufthansa has been a partner of MilePlus since 1 August 2024 and brings miles on some routes since that day.")]
    [InlineData("Points are valid until 31 August 2024 for tickets of class Y.")]
    [InlineData("The points above are valid until 31 August 2024.")]
    [InlineData("Menu valid from 1 March 2024")]
    [InlineData("Terms and conditions valid from 1 March 2024.")]
    [InlineData("Credit card holders earn these miles until 31 December 2024.")]
    [InlineData("Buy tickets until 31 December 2024 and earn miles.")]
    [InlineData("Click here for flights before 1 January 2020.")]
    [InlineData("For flights flown before October 2022, see the old chart.")]
    [InlineData("Accrual for travel 01 Jan 2024 - 31 Dec 2024 in the summer.")]
    [InlineData("Rates are valid until 03/04/2024.")]
    [InlineData("The partnership is valid until 2031.")]
    [InlineData("Мили начисляются за рейсы до 31 августа 2024 года включительно.")]
    [InlineData("Las tarifas de la tabla son válidas hasta el 31/08/2024.")]
    [InlineData("Members earn miles on flights until 31 August 2024, and claim them until 30 November 2024.")]
    public void A_day_that_no_chart_has_makes_it_wait(string sentence)
    {
        Assert.NotEmpty(Asked("", $"<p>{sentence}</p>"));
        Assert.NotEmpty(Asked("", $"<h2>Lounges</h2><p>Lounges are open to members.</p><p>{sentence}</p>"));
    }

    [Theory]
    [InlineData("Miles expire on 31 December 2024.")]
    [InlineData("Miles can be claimed for flights until 30 November 2024.")]
    [InlineData("Copyright 2010-2024 MilePlus.")]
    [InlineData("Page last updated on 3 May 2024.")]
    [InlineData("Lufthansa was founded on 6 January 1953 and flies 710 aircraft.")]
    [InlineData("March 5, 2024")]
    [InlineData("This is a snapshot of the page from 7 October 2024.")]
    [InlineData("Lufthansa has been a partner of MilePlus since 1 August 2008.")]
    [InlineData("Miles earned in 2024 are valid until 31 December 2026.")]
    [InlineData("Membership cards are valid until the end of February 2025.")]
    [InlineData("Award travel is closed from 20 December 2024 to 5 January 2025.")]
    [InlineData("Photo: a Lufthansa Airbus A350, delivered in May 2023")]
    [InlineData("Car rental: 500 miles per rental until 31 December 2024.")]
    [InlineData("Buy miles with a bonus of 50% until 31 December 2024.")]
    [InlineData("Miles of 1 January to 31 December count for the status of the following year.")]
    [InlineData("Join Date: Mar 2006 · Posts: 1,204")]
    [InlineData("Segments are counted by the calendar year (from January 1 to December 31), on all flights.")]
    [InlineData("Points are valid until 31 December 2026.")]
    [InlineData("Your status is valid from 1 March 2024 to 28 February 2025.")]
    public void Days_of_other_things_are_no_limit(string sentence) => Assert.Empty(Asked($"<p>{sentence}</p>", $"<p>{sentence}</p>"));

    [Theory]
    [InlineData("Lounge access applies from 1 May 2024.")]
    [InlineData("Award tickets on Lufthansa are available from 1 May 2024.")]
    [InlineData("Retroactive claims for flights from 1 January 2024 are accepted.")]
    [InlineData("Our privacy policy is effective 1 May 2024.")]
    [InlineData("Your status is valid from 1 March 2024 to 28 February 2025.")]
    [InlineData("Claims for flights from 1 January 2024 can be made until 30 June 2024.")]
    [InlineData("Group fares, charter flights and infants do not earn miles.")]
    public void The_first_day_of_something_else_is_not_the_charts(string sentence)
    {
        var chart = Around($"<p>{sentence}</p>", "").Charts.Single();
        Assert.Null(chart.Validity.From);
        Assert.Empty(chart.Unread);
    }

    [Theory]
    [InlineData("Status match offer valid until 31 May 2024.")]
    [InlineData("Effective 1 May 2024, Premier Gold members earn 50% more.")]
    [InlineData("For travel in premium economy from 1 May 2024.")]
    [InlineData("SWISS flights earn miles from 1 May 2024.")]
    [InlineData("The minimum of 500 miles applies from 1 May 2024.")]
    [InlineData("This agreement will terminate on 31 December 2025.")]
    [InlineData("Lufthansa is a partner of MilePlus until 1 August 2026.")]
    [InlineData("Lufthansa is no longer a partner of MilePlus since 1 August 2024.")]
    [InlineData("Double miles from January 1 to December 31, 2024, each year anew.")]
    [InlineData("Last day to earn: 31 March 2025")]
    [InlineData("Terms and conditions valid from 1 January 2024.")]
    [InlineData("The chart is no longer valid from 1 January 2025.")]
    [InlineData("Accrual is suspended from 1 March 2024.")]
    [InlineData("For tickets issued before 1 January 2025 other rates apply.")]
    [InlineData("Claims can be made until 30 June 2024, flights earn miles until 31 March 2024.")]
    public void A_day_that_may_be_of_something_else_makes_it_wait(string sentence) => Assert.NotEmpty(Around($"<p>{sentence}</p>", "").Charts.Single(chart => chart.Key.Part == Core.Earning.ChartPart.Flight).Unread);

    [Fact]
    public void What_was_before_the_chart_began_is_no_limit() =>
        Assert.Empty(Asked("<p>Valid for travel from 1 April 2023.</p>", "<p>Earlier rates: from 1 January 2014 to 30 April 2019 Y earned 50%.</p>"));

    [Theory]
    [InlineData("Members earn miles on international flights of Lufthansa (flight numbers 400 to 799) by the distance.")]
    [InlineData("You collect these miles on domestic flights.")]
    [InlineData("Domestic flights are not eligible for mileage accrual.")]
    [InlineData("Flights within Germany do not earn miles.")]
    [InlineData("Mileage accrual is available on selected routes only.")]
    [InlineData("This table is for long-haul flights.")]
    [InlineData("Excludes flights to/from Israel.")]
    [InlineData("Not on routes between Frankfurt and Israel.")]
    public void Flights_of_some_markets_that_no_chart_has_make_it_wait(string sentence) => Assert.NotEmpty(Asked("", $"<p>{sentence}</p>"));

    [Fact]
    public void A_title_of_some_flights_makes_it_wait() =>
        Assert.NotEmpty(Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1>{Table}", new Hints("Miles on international flights")).Charts.Single().Unread);

    [Theory]
    [InlineData("Miles count on domestic and international flights.")]
    [InlineData("Award tickets on international flights earn no miles.")]
    [InlineData("On international flights the lounges are open to members with 5,000 points.")]
    public void Markets_of_other_things_are_no_limit(string sentence) => Assert.Empty(Asked("", $"<p>{sentence}</p>"));

    [Fact]
    public void A_tab_above_the_table_makes_it_wait() => Assert.NotEmpty(Asked("<ul><li>Domestic</li><li>International</li></ul><p>Rates by class</p>", ""));

    [Theory]
    [InlineData("<p><a href='#'>Lufthansa domestic flights: mileage accrual rates</a></p><p><b>Lufthansa international flights: mileage accrual rates</b></p>")]
    [InlineData("<p>Domestic flights</p><p>International flights</p>")]
    public void A_line_above_the_table_says_its_market_and_a_link_above_that_one_of_another(string lines)
    {
        var facts = Around(lines, "");
        Assert.Equal(["LH BY international 100%"], facts.Short());
        Assert.Empty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("Korea - Japan")]
    [InlineData("Spain – Latin America")]
    [InlineData("Earning on routes between Madrid and Latin America")]
    [InlineData("Award miles for all Lufthansa flights between Thailand and Europe, Australia or New Zealand (both ways)")]
    [InlineData("Award miles on flights of Lufthansa to Japan and Korea in all booking classes, by the percentage of the distance flown")]
    public void A_pair_of_places_over_the_table_is_read_or_asked_about(string line)
    {
        var chart = Reader.Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1><h2>{line}</h2>{Table}").Charts.Single();
        Assert.True(chart.Unread.Length > 0 || chart.Rules.All(rule => rule.Selector.Market != Core.Geography.Market.Any));
        chart = Around($"<p>{line}</p>", "").Charts.Single();
        Assert.True(chart.Unread.Length > 0 || chart.Rules.All(rule => rule.Selector.Market != Core.Geography.Market.Any));
    }

    [Theory]
    [InlineData("Miles are earned only by members who live in Germany.")]
    [InlineData("These rates apply to corporate customers.")]
    [InlineData("Only for members who live outside Germany.")]
    [InlineData("Valid for Gold and Silver members.")]
    [InlineData("This accrual applies to revenue tickets issued by United.")]
    [InlineData("Applies to codeshare flights marketed by United only.")]
    [InlineData("Flights operated by regional partners are excluded.")]
    [InlineData("You earn miles on codeshare flights, provided that the ticket was bought online.")]
    public void A_condition_makes_it_wait(string sentence) => Assert.NotEmpty(Asked("", $"<p>{sentence}</p>"));

    [Theory]
    [InlineData("For tickets issued in Korea")]
    [InlineData("Residents of India")]
    [InlineData("Codeshare flights")]
    [InlineData("Special fares")]
    public void What_a_table_is_called_may_be_a_condition(string name)
    {
        Assert.NotEmpty(Asked($"<p>{name}</p>", ""));
        Assert.NotEmpty(Asked($"<h2>{name}</h2>", ""));
        Assert.Empty(Asked("", $"<h2>{name}</h2>"));
    }

    [Fact]
    public void What_stands_under_the_name_of_an_airline_is_of_its_charts()
    {
        var facts = Reader.Html(
            $"<h1>MilePlus: award miles with partners</h1><h2>Lufthansa (LH)</h2>{Table}<p>Not on routes between Frankfurt and Israel.</p><h2>SWISS (LX)</h2>{Table}");
        Assert.NotEmpty(facts.Charts.Single(chart => chart.Key.Carrier == "LH").Unread);
        Assert.Empty(facts.Charts.Single(chart => chart.Key.Carrier == "LX").Unread);
    }

    [Fact]
    public void A_span_of_days_has_both_its_ends()
    {
        var chart = Around("<p>Applicable for travel 01 Jan 2024 - 31 Dec 2024.</p>", "").Charts.Single();
        Assert.Equal((new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), (chart.Validity.From!.Value, chart.Validity.Until!.Value));
    }

    [Theory]
    [InlineData("Points expire unless you earn miles every 24 months.")]
    [InlineData("On Frankfurt-Doha (LH900 and LH901) only tickets that start with 220 earn.")]
    [InlineData("Only tickets in your own name can be credited to your account.")]
    public void Conditions_of_other_things_are_no_limit(string sentence) => Assert.Empty(Asked("", $"<p>{sentence}</p>"));

    [Theory]
    [InlineData("* RBD B: travel on/after Apr 1, 2020.")]
    [InlineData("Class B is eligible for flights from 1 April 2020.")]
    public void A_note_bounds_some_classes(string note)
    {
        Assert.Equal(["LH B 100% from 2020-04-01", "LH Y 100%"], Around("", $"<p>{note}</p>").Short());
        Assert.Equal(["LH B 100% from 2020-04-01", "LH Y 100%"], Around($"<p>{note}</p>", "").Short());
    }

    [Theory]
    [InlineData("Mileage accrual applies only to the member who actually flies.")]
    [InlineData("Miles for a flight can only be credited to one frequent flyer program.")]
    [InlineData("Miles are awarded only for flights actually flown.")]
    [InlineData("Miles will be credited within 30 days provided that the flight was flown.")]
    [InlineData("Miles are credited exclusively for flights that have been paid for and flown.")]
    [InlineData("Only flights that show your membership number on the boarding pass will be credited.")]
    [InlineData("You earn miles only for your own seat, even if you purchased several tickets.")]
    [InlineData("You can earn miles only on flights after you joined the program.")]
    [InlineData("Only passengers aged 2 or older can earn miles on flights.")]
    [InlineData("Miles are only valid for 36 months.")]
    [InlineData("Valid for 2 Years")]
    [InlineData("These rates apply to all members, regardless of status.")]
    [InlineData("Applicable for paid tickets only.")]
    [InlineData("Valid on all Lufthansa flights.")]
    [InlineData("Earned only on scheduled flights of Lufthansa.")]
    [InlineData("Premier Silver takes 25,000 miles or 20 international sectors.")]
    [InlineData("Earn miles on more than 100 domestic routes.")]
    [InlineData("You need 15,000 miles for a flight within Europe.")]
    public void What_every_program_asks_limits_no_chart(string sentence) => Assert.Empty(Asked($"<p>{sentence}</p><p>And so on.</p><p>Or not.</p><p>Miles.</p><p>Flights.</p>", $"<p>{sentence}</p>"));

    [Theory]
    [InlineData("Miles are credited only for flights actually flown on tickets issued in Europe.")]
    [InlineData("Only flights actually flown in business class earn miles.")]
    [InlineData("Miles are credited only for flights actually flown within Europe.")]
    [InlineData("Miles are credited only to one program and only on flights with a UA code.")]
    [InlineData("Only paid tickets in flexible fares earn miles.")]
    [InlineData("Only flights paid for with miles earn these points.")]
    [InlineData("Only one flight per member earns miles.")]
    [InlineData("Applicable to all members who hold the credit card.")]
    [InlineData("Applicable to all members living in Japan.")]
    [InlineData("Applicable to all Silver members.")]
    [InlineData("Not applicable to individual members.")]
    [InlineData("The rates apply to members of one level only.")]
    [InlineData("Only members aged 12 to 25 can earn miles on flights.")]
    [InlineData("Only SWISS flights earn miles.")]
    [InlineData("Only the first Lufthansa flight earns miles.")]
    [InlineData("Only Lufthansa flights operated by SWISS earn miles.")]
    [InlineData("Only on Lufthansa flights and only for Gold members.")]
    [InlineData("Only for tickets issued by Lufthansa.")]
    [InlineData("Miles are only valid for flights to Japan.")]
    [InlineData("Members earn these miles on international flights, on 2 sectors or more.")]
    [InlineData("You need no card to earn miles on international flights.")]
    [InlineData("Miles are credited on flights within Germany.")]
    [InlineData("The table applies to flights from Frankfurt.")]
    [InlineData("For residents of Japan only.")]
    [InlineData("For Premier Gold members only.")]
    [InlineData("Tickets must be issued by United.")]
    [InlineData("Only flights with flight numbers LH100 to LH999 earn miles.")]
    [InlineData("Rates change on 1 January 2025.")]
    [InlineData("Members earn double in January 2025.")]
    [InlineData("Members no longer earn miles on Lufthansa flights.")]
    [InlineData("Accrual is suspended.")]
    public void What_says_more_than_every_program_is_asked_about(string sentence) => Assert.NotEmpty(Asked("", $"<p>{sentence}</p>"));
}
