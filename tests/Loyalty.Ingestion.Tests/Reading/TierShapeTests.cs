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
    public void Other_percentages_of_tiers_are_no_bonuses(string body) => Assert.Empty(Reader.Html($"<h1>MilePlus on United Airlines</h1>{body}", OfUnited).Short());

    [Theory]
    [InlineData("guld", "gold")]
    [InlineData("tarjeta plata", "tarjeta silver")]
    [InlineData("白金卡会员", "platinum")]
    public void One_metal_in_two_languages_is_one_tier(string printed, string english) => Assert.Equal(english, Loyalty.Ingestion.Reading.Words.UsualTiers.Say(printed.ToLower(CultureInfo.InvariantCulture)));
}
