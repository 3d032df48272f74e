using System.Buffers.Binary;
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
        Hash(string.Concat(key.ToString(), "|", validity.From is { } from ? from.ToString("O", CultureInfo.InvariantCulture) : "", validity.By == DateBasis.Travel ? "|Travel" : $"|{validity.By}"));

    /// <summary>
    /// Makes a rule with its id and key, its selector made canonical. Both are the first half of the chart's id and a digest: of the selectors,
    /// and of the selectors, days and payload. So whatever a document holds, its rules can only be taken for others of the same chart.
    /// </summary>
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
        formula = Canonical(formula);
        var digest = new Digest(stackalloc byte[1024]);
        digest.Add(metric);
        digest.Add(component);
        Add(ref digest, selector);
        var key = InChart(chartId, digest);
        digest.Add(validity.From?.DayNumber ?? -1);
        digest.Add(validity.Until?.DayNumber ?? -1);
        digest.Add((int)validity.By);
        Add(ref digest, formula);
        return new EarningRule
        {
            Id = InChart(chartId, digest),
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
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= 2048 ? stackalloc byte[most] : new byte[most];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(text, bytes)], hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    private static string InChart(string chartId, Digest digest)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, digest.Value);
        Span<char> id = stackalloc char[32];
        var chart = chartId.AsSpan(0, Math.Min(chartId.Length, 16));
        chart.CopyTo(id);
        Convert.TryToHexStringLower(bytes, id[chart.Length..], out var length);
        return id[..(chart.Length + length)].ToString();
    }

    private static void Add(ref Digest digest, RuleSelector s)
    {
        digest.Add(s.Marketing);
        digest.Add(s.Operating);
        digest.Add(s.Alliance);
        digest.Add(s.Ticketing);
        digest.Add(s.NotTicketing);
        digest.Add((int)s.FareClasses.Bits);
        digest.Add((int?)s.Cabin ?? -1);
        digest.Add(s.FareBrand);
        digest.Add(s.FareBasis);
        digest.Add(s.Market);
        digest.Add(s.FlightFrom ?? -1);
        digest.Add(s.FlightTo ?? -1);
        digest.Add(s.Tiers);
        digest.Add(s.Card);
        digest.Add(s.Residence);
        digest.Add(s.EarningMode);
        digest.Add(s.TicketTypes);
        digest.Add((int)s.TicketCondition);
    }

    private static void Add(ref Digest digest, EarningFormula f)
    {
        digest.Add((int)f.Basis);
        digest.Add(f.Rate);
        digest.Add(f.Divisor);
        digest.Add(f.Minimum);
        digest.Add(f.Cap);
        digest.Add(f.TicketCap);
        digest.Add(f.Currency);
        digest.Add(f.Bands.Length);
        foreach (var band in f.Bands)
        {
            digest.Add(Canonical(band.UpTo));
            digest.Add(Canonical(band.Amount));
        }

        digest.Add(f.Of);
    }

    private static EarningFormula Canonical(EarningFormula f) =>
        IsCanonical(f.Rate) && IsCanonical(f.Divisor) && IsCanonical(f.Minimum ?? 0) && IsCanonical(f.Cap ?? 0) && IsCanonical(f.TicketCap ?? 0)
            ? f
            : f with
            {
                Rate = Canonical(f.Rate),
                Divisor = Canonical(f.Divisor),
                Minimum = Canonical(f.Minimum),
                Cap = Canonical(f.Cap),
                TicketCap = Canonical(f.TicketCap),
            };

    /// <summary>The same number without trailing zeros, so that 1.50 and 1.5 have the same digest.</summary>
    private static decimal Canonical(decimal value) => IsCanonical(value) ? value : value / 1.0000000000000000000000000000m;

    private static decimal? Canonical(decimal? value) => value is { } number ? Canonical(number) : null;

    private static bool IsCanonical(decimal value)
    {
        if (value.Scale == 0) return true;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return (bits[1] | bits[2]) == 0 && (uint)bits[0] % 10 != 0;
    }
}
