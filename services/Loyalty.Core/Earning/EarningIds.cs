using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Loyalty.Core.Earning;

/// <summary>
/// Deterministic ids: the same facts get the same ids wherever and whenever they are read. Pure, thread-safe.
/// </summary>
public static class EarningIds
{
    /// <summary>A chart of a key from a first day on.</summary>
    /// <param name="key">The chart's key.</param>
    /// <param name="validity">Its valid time.</param>
    public static string Chart(ChartKey key, Validity validity) =>
        Hash($"{key}|{validity.From:yyyy-MM-dd}|{validity.By}");

    /// <summary>Makes a rule with its id and key, its selector made canonical.</summary>
    /// <param name="chartId">The chart that owns it.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="component">The component.</param>
    /// <param name="selector">For whom.</param>
    /// <param name="formula">How much.</param>
    /// <param name="validity">Its own valid time.</param>
    /// <param name="text">The words it was read from.</param>
    public static EarningRule Rule(
        string chartId, string metric, string component, RuleSelector selector, EarningFormula formula,
        Validity validity = default, string? text = null)
    {
        selector = selector.Canonical();
        formula = formula with
        {
            Rate = Canonical(formula.Rate),
            Divisor = Canonical(formula.Divisor),
            Minimum = Canonical(formula.Minimum),
            Cap = Canonical(formula.Cap),
            TicketCap = Canonical(formula.TicketCap),
        };
        var key = Hash($"{chartId}|{metric}|{component}|{Text(selector)}");
        return new EarningRule
        {
            Id = Hash($"{key}|{validity.From:yyyy-MM-dd}|{validity.Until:yyyy-MM-dd}|{validity.By}|{Text(formula)}"),
            Key = key,
            Metric = metric,
            Component = component,
            Selector = selector,
            Formula = formula,
            Validity = validity,
            Text = text,
        };
    }

    /// <summary>The first 128 bits of the SHA-256 of a text, in lower-case hexadecimal.</summary>
    /// <param name="text">Any text.</param>
    public static string Hash(string text)
    {
        // Every rule of every chart is hashed twice: on the stack, unless it is long.
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= 2048 ? stackalloc byte[most] : new byte[most];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    private static string Text(RuleSelector s) => string.Create(CultureInfo.InvariantCulture,
        $"{List(s.Marketing)}|{List(s.Operating)}|{s.Alliance}|{List(s.Ticketing)}|{List(s.NotTicketing)}|{s.FareClasses}|{s.Cabin}|{s.FareBrand}|{s.FareBasis}|{s.Market}|{s.FlightFrom}|{s.FlightTo}|{List(s.Tiers)}|{s.Card}|{List(s.Residence)}|{s.EarningMode}|{List(s.TicketTypes)}|{s.TicketCondition}");

    private static string Text(EarningFormula f) => string.Create(CultureInfo.InvariantCulture,
        $"{f.Basis}|{f.Rate}|{f.Divisor}|{f.Minimum}|{f.Cap}|{f.TicketCap}|{f.Currency}|{Bands(f.Bands)}|{List(f.Of)}");

    private static string List(ImmutableArray<string> items) => items.Length switch { 0 => "", 1 => items[0], _ => string.Join(',', items) };

    private static string Bands(ImmutableArray<DistanceBand> bands) => bands.IsEmpty ? "" : string.Join(',', bands.Select(band =>
        string.Create(CultureInfo.InvariantCulture, $"{Canonical(band.UpTo)}:{Canonical(band.Amount)}")));

    /// <summary>The same number without trailing zeros, so that 1.50 and 1.5 are the same text.</summary>
    private static decimal Canonical(decimal value) => value.Scale == 0 ? value : value / 1.0000000000000000000000000000m;

    private static decimal? Canonical(decimal? value) => value is { } number ? Canonical(number) : null;
}
