using System.Globalization;
using System.Text;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>A document in, rules out. The world has few programs, four airlines and one alliance.</summary>
internal static class Reader
{
    public static NameIndex Names { get; } = new(
        [
            new Airline("LH", "Lufthansa", "DE", "star"), new Airline("LX", "SWISS", "CH", "star"), new Airline("OS", "Austrian Airlines", "AT", "star"),
            new Airline("UA", "United Airlines", "US", "star"), new Airline("NH", "ANA (All Nippon Airways)", "JP", "star"), new Airline("TR", "Scoot", "SG", null),
        ],
        [new AllianceFact("star", "Star Alliance")],
        [
            new LoyaltyProgram
            {
                Id = "UA_Plus", Name = "MilePlus", Airline = "UA", Currency = "award miles", Metrics = [new Metric("PQP"), new Metric("Tier Points"), new Metric("XP")],
                Tiers = [new EliteTier("Premier Silver", 1), new EliteTier("Premier Gold", 2)],
            },
            new LoyaltyProgram { Id = "NH_Club", Name = "ANA Mileage Club", Airline = "NH" },
            new LoyaltyProgram { Id = "A3_Bonus", Name = "Miles+Bonus", Currency = "award miles" },
            new LoyaltyProgram { Id = "OS_Kilometres", Name = "Kilometre Club", Currency = "kilometres", DistanceUnit = DistanceUnit.Kilometres },
            new LoyaltyProgram { Id = "BANK_Points", Name = "Bank Points", Kind = ProgramKind.Bank },
        ],
        ["FRA", "SIN", "HND", "OKA"]);

    public static ExtractedFacts Html(string body, Hints? hints = null) => Read("page.html", $"<html><head><title></title></head><body>{body}</body></html>", hints);

    public static ExtractedFacts Text(string text, Hints? hints = null) => Read("page.txt", text, hints);

    public static ExtractedFacts Markdown(string text, Hints? hints = null) => Read("page.md", text, hints);

    public static ExtractedFacts Csv(string text, Hints? hints = null) => Read("page.csv", text, hints);

    /// <summary>A chart of classes on Lufthansa, whose rows are the test's.</summary>
    public static ExtractedFacts Rows(string rows, Hints? hints = null) =>
        Html($"<h1>MilePlus: award miles on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Booking class</th><th>Miles (% of distance)</th></tr>{rows}</table>", hints);

    public static ExtractedFacts Read(string name, string text, Hints? hints)
    {
        var document = new DocumentReader().ReadAsync(name, Encoding.UTF8.GetBytes(text), CancellationToken.None).GetAwaiter().GetResult();
        return new ChartReader().Read(document, hints ?? new Hints(), Names, "document", CancellationToken.None);
    }

    /// <summary>The rules of all charts in short: "LH YBM 100%".</summary>
    public static string[] Short(this ExtractedFacts facts) => [.. facts.Charts.SelectMany(c => c.Rules.Select(r => Short(c.Key, r))).Order(StringComparer.Ordinal)];

    private static string Short(ChartKey key, EarningRule rule)
    {
        var s = rule.Selector;
        string?[] parts =
        [
            key.Carrier, key.Metric == EarningRule.Redeemable ? null : key.Metric, key.Part == ChartPart.Status ? "status" : null,
            rule.Component == EarningRule.BaseComponent ? null : $"({rule.Component})", s.FareClasses.IsEmpty ? null : s.FareClasses.ToString(), s.Cabin?.ToString(),
            s.Market.Kind == Core.Geography.MarketKind.Any ? null : s.Market.ToString(), s.Tiers.IsEmpty ? null : string.Join('+', s.Tiers), s.Card, s.FareBrand,
            s.FareBasis, Formula(rule.Formula), rule.Validity.From is { } from ? $"from {from:yyyy-MM-dd}" : null, rule.Validity.Until is { } until ? $"until {until:yyyy-MM-dd}" : null,
        ];
        return string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p)));
    }

    private static string Formula(EarningFormula f)
    {
        var text = f.Basis switch
        {
            EarningBasis.NotEligible => "nothing",
            EarningBasis.Distance => string.Create(CultureInfo.InvariantCulture, $"{f.Rate * 100:0.##}%"),
            EarningBasis.Spend => string.Create(CultureInfo.InvariantCulture, $"{f.Rate:0.##}/{f.Currency}"),
            EarningBasis.Fixed => string.Create(CultureInfo.InvariantCulture, $"={f.Rate:0.##}") + (f.Of.IsEmpty ? "" : $" where {string.Join('+', f.Of)}"),
            EarningBasis.Multiplier => string.Create(CultureInfo.InvariantCulture, $"x{f.Rate:0.##} of {string.Join('+', f.Of)}"),
            EarningBasis.Amounts => string.Create(CultureInfo.InvariantCulture, $"{f.Rate:0.##} of {string.Join('+', f.Of)}{(f.Divisor == 1 ? "" : $" / {f.Divisor:0.##}")}"),
            EarningBasis.EliteBonus => string.Create(CultureInfo.InvariantCulture, $"+{f.Rate * 100:0.##}%"),
            _ => string.Join(' ', f.Bands.Select(b => string.Create(CultureInfo.InvariantCulture, $"<={b.UpTo?.ToString("0", CultureInfo.InvariantCulture) ?? "any"}:{b.Amount:0.##}"))),
        };
        if (f.Minimum is { } minimum) text += string.Create(CultureInfo.InvariantCulture, $" min {minimum:0}");
        if (f.Cap is { } cap) text += string.Create(CultureInfo.InvariantCulture, $" cap {cap:0}");
        if (f.TicketCap is { } ticket) text += string.Create(CultureInfo.InvariantCulture, $" ticket cap {ticket:0}");
        return text;
    }

    public static UnreadRow[] UnreadRows(this ExtractedFacts facts) => [.. facts.Charts.SelectMany(c => c.Unread), .. facts.Unread];
}
