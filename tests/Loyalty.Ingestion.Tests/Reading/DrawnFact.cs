using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>A rule of the library in words that a person can look up.</summary>
/// <param name="Document">The document's path below <c>knowledge/</c>.</param>
/// <param name="Fact">What it is about: never what it says, so that a correction does not draw other facts.</param>
/// <param name="Says">How much is earned.</param>
sealed record DrawnFact(string Document, string Fact, string Says)
{
    private const string Seed = "2026-11-24";

    /// <summary>
    /// The facts whose words have the smallest hashes: whatever is added to the library, a fact stays drawn until thirty with smaller ones are there.
    /// </summary>
    public static IReadOnlyList<DrawnFact> Draw(IEnumerable<DrawnFact> all, int count) =>
        [.. all.Select(fact => (Lot: Lot(fact), fact)).OrderBy(pair => pair.Lot, StringComparer.Ordinal).Take(count).Select(pair => pair.fact)];

    public static IEnumerable<DrawnFact> Of(string document, DraftChart chart) =>
        chart.Rules.Select(rule => new DrawnFact(document, About(chart, rule), Amount(rule.Formula)));

    private static string Lot(DrawnFact fact) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed}|{fact.Document}|{fact.Fact}")));

    private static string About(DraftChart chart, EarningRule rule)
    {
        var (key, s) = (chart.Key, rule.Selector);
        var market = s.Market == Market.Any ? key.Market : s.Market.ToString();
        var role = key.Role switch { FlightRole.Marketing => "sold", FlightRole.Operating => "flown", _ => "sold and flown" };
        string?[] parts =
        [
            $"{key.ProgramId}: {rule.Metric}, {rule.Component}{(key.Part == ChartPart.Status ? " of status" : "")}",
            key.Carrier == ChartKey.AnyCarrier ? $"{role} by any carrier" : $"{role} by {key.Carrier}",
            s.FareClasses.IsEmpty ? null : $"class {s.FareClasses}", s.Cabin?.ToString(), s.FareBrand, s.FareBasis,
            market == "any" ? null : market.Replace(key.ProgramId + ":", "", StringComparison.Ordinal),
            Set("sold by", s.Marketing, key.Carrier), Set("flown by", s.Operating, key.Carrier), s.Alliance,
            Set("issued by", s.Ticketing), Set("not issued by", s.NotTicketing),
            s.FlightFrom is { } from ? $"flights {from} to {s.FlightTo}" : null, Set("tier", s.Tiers), s.Card, Set("of", s.Residence), s.EarningMode,
            Set("tickets", s.TicketTypes), s.TicketCondition == TicketCondition.None ? null : s.TicketCondition.ToString(),
            key.Conditions.Length == 0 || key.Conditions == $"tickets not issued by {string.Join('/', s.NotTicketing)}" ? null : key.Conditions,
            Days(chart.Validity), Days(rule.Validity),
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }

    private static string? Set(string what, IReadOnlyList<string> names, string? known = null) =>
        names.Count == 0 || (names.Count == 1 && names[0] == known) ? null : $"{what} {string.Join('/', names)}";

    private static string? Days(Validity days) => (days.From, days.Until) switch
    {
        (null, null) => null,
        ({ } from, null) => $"from {from:yyyy-MM-dd}",
        (null, { } until) => $"until {until:yyyy-MM-dd}",
        var (from, until) => $"from {from:yyyy-MM-dd} until {until:yyyy-MM-dd}",
    };

    private static string Amount(EarningFormula f)
    {
        var rate = f.Divisor == 1 ? $"{f.Rate:0.####}" : $"{f.Rate:0.####}/{f.Divisor:0.####}";
        var amount = f.Basis switch
        {
            EarningBasis.NotEligible => "not eligible",
            EarningBasis.Distance => $"{f.Rate / f.Divisor * 100:0.##}% of the distance",
            EarningBasis.Spend => $"{rate} per {f.Currency ?? "unit of the fare"}",
            EarningBasis.Band => string.Join(", ", f.Bands.Select(band => band.UpTo is { } end ? $"to {end:0}: {band.Amount:0.##}" : $"beyond: {band.Amount:0.##}")),
            EarningBasis.Fixed => $"{rate} per segment",
            EarningBasis.Amounts => $"{rate} of {string.Join(" + ", f.Of)}",
            EarningBasis.EliteBonus => $"{f.Rate / f.Divisor * 100:0.##}% more",
            _ => $"times {rate}",
        };
        if (f.Minimum is { } least) amount += $", at least {least:0.##}";
        if (f.Cap is { } most) amount += $", at most {most:0.##}";
        if (f.TicketCap is { } ticket) amount += $", at most {ticket:0.##} a ticket";
        if (f.Basis is EarningBasis.Fixed or EarningBasis.Band && !f.Of.IsEmpty) amount += $", where {string.Join(" or ", f.Of)} is earned";
        return amount;
    }
}

/// <summary>A drawn fact as it was looked up again by hand.</summary>
/// <param name="Document">The document's path below <c>knowledge/</c>.</param>
/// <param name="Fact">What it is about.</param>
/// <param name="Says">How much is earned, by the library and by what was seen.</param>
/// <param name="Url">The source's address.</param>
/// <param name="SourceDate">The day that the source carries; null where it carries none.</param>
/// <param name="Cell">The source's words.</param>
/// <param name="CheckedOn">When it was looked up again.</param>
/// <param name="CheckedBy">What was seen then.</param>
/// <param name="Seen">Where, and what is uncertain.</param>
sealed record CheckedFact(
    string Document, string Fact, string Says, string? Url, string? SourceDate, string? Cell, string? CheckedOn, string? CheckedBy, string? Seen)
{
    public static readonly IReadOnlyList<string> Ways = ["the source again", "another public page", "the sidecar's cell only"];

    public static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
