using System.Security.Cryptography;
using System.Text;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Api.Tests;

/// <summary>A little knowledge, invented but for its airports: five programs, of which three have a chart for Lufthansa.</summary>
static class Library
{
    public const string United = "UA_MileagePlus", Lufthansa = "LH_MilesAndMore", Nippon = "NH_MileageClub", Singapore = "SQ_KrisFlyer",
        Express = "AMEX_MembershipRewards";

    public static readonly DateOnly First = new(2026, 1, 1);

    public static SourceDocument Document(string title) => new(
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(title))), title, "https://example.org/" + title.Replace(' ', '-'),
        First, new DateOnly(2025, 12, 15));

    public static void Reference(ChangeSetBuilder add)
    {
        add.Add(new Airport("FRA", "Frankfurt Airport", "Frankfurt am Main", "DE", "EU", 50.033333, 8.570556));
        add.Add(new Airport("SIN", "Singapore Changi Airport", null, "SG", "AS", 1.35019, 103.994003));
        add.Add(new Airport("HND", "Tokyo Haneda", "Tokyo", "JP", "AS", 35.552299, 139.779999));
        add.AddAlliance("StarAlliance", "Star Alliance");
        foreach (var (iata, name) in new[] { ("LH", "Lufthansa"), ("UA", "United"), ("NH", "ANA"), ("SQ", "Singapore Airlines") })
            add.Add(new Airline(iata, name, null, "StarAlliance"));
        add.Add(new Airline("EK", "Emirates", "AE", null));
        add.Add(Program(United, "United MileagePlus", "Premier Silver", "Premier Gold") with { Metrics = [new Metric("PQP")] });
        add.Add(Program(Lufthansa, "Miles & More", "Frequent Traveller", "Senator"));
        add.Add(Program(Nippon, "ANA Mileage Club"));
        add.Add(Program(Singapore, "KrisFlyer") with { Currency = "KrisFlyer miles" });
        add.Add(new LoyaltyProgram { Id = Express, Name = "Membership Rewards", Kind = ProgramKind.Bank, Currency = "points" });
        add.Add(new ExchangeRate("EUR", "USD", First, 1.25m, null));
    }

    public static void Charts(ChangeSetBuilder add)
    {
        add.Add(UnitedChart(First, ("K", Distance(0.5m)), ("Y", Distance(1)), ("Q", Distance(0.25m))));
        add.Add(Chart(United, "PQP", ChartPart.Flight, First, [("base", RuleSelector.Everything,
            new EarningFormula { Basis = EarningBasis.Amounts, Rate = 1, Divisor = 6, Of = ["redeemable/base"] })]));
        add.Add(Chart(United, EarningRule.Redeemable, ChartPart.Status, First, [("elite bonus", new RuleSelector { Tiers = ["Premier Gold"] },
            new EarningFormula { Basis = EarningBasis.EliteBonus, Rate = 0.6m })]));
        add.Add(Chart(Lufthansa, EarningRule.Redeemable, ChartPart.Flight, First,
        [
            ("base", RuleSelector.Everything, new EarningFormula { Basis = EarningBasis.Spend, Rate = 4, Currency = "EUR" }),
            ("flight bonus", new RuleSelector { FlightFrom = 700, FlightTo = 799 }, new EarningFormula { Basis = EarningBasis.Fixed, Rate = 100 }),
        ]));
        add.Add(Chart(Nippon, EarningRule.Redeemable, ChartPart.Flight, First,
        [
            ("base", new RuleSelector { FareClasses = FareClasses.Of("K") }, EarningFormula.NotEligible),
            ("base", new RuleSelector { Cabin = Cabin.Business }, Distance(1.25m)),
            ("base", new RuleSelector { FareClasses = FareClasses.Of("Q"), Ticketing = ["UA"] }, Distance(0.7m)),
        ]));
        add.Add(Chart(Singapore, EarningRule.Redeemable, ChartPart.Flight, First,
            [("base", new RuleSelector { FareClasses = FareClasses.Of("Y"), Operating = ["SQ"] }, Distance(1))]));
    }

    public static EarningChart UnitedChart(DateOnly from, params (string Classes, EarningFormula Formula)[] rows) =>
        Chart(United, EarningRule.Redeemable, ChartPart.Flight, from,
            [.. rows.Select(row => ("base", new RuleSelector { FareClasses = FareClasses.Of(row.Classes) }, row.Formula))]);

    public static EarningFormula Distance(decimal rate) => new() { Basis = EarningBasis.Distance, Rate = rate };

    static LoyaltyProgram Program(string id, string name, params string[] tiers) => new()
    {
        Id = id,
        Name = name,
        Airline = id[..2],
        Tiers = [.. tiers.Select((tier, rank) => new EliteTier(tier, rank + 1))],
    };

    static EarningChart Chart(
        string program, string metric, ChartPart part, DateOnly from,
        (string Component, RuleSelector Selector, EarningFormula Formula)[] rules)
    {
        var key = new ChartKey(program, "LH", metric, part, FlightRole.Marketing, "", Market.Any.ToString());
        var validity = new Validity(from);
        var id = EarningIds.Chart(key, validity);
        return new EarningChart
        {
            Id = id,
            Key = key,
            Validity = validity,
            DocumentId = "",
            Rules = [.. rules.Select(rule => EarningIds.Rule(id, metric, rule.Component, rule.Selector, rule.Formula))],
        };
    }
}
