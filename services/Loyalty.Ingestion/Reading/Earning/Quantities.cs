using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A number of a cell with the words around it, up to its neighbours.</summary>
internal readonly record struct Quantity(decimal Value, bool IsPercent, bool IsAmbiguous, int Index, string Before, string After);

/// <summary>The numbers of a folded text that belong to no date.</summary>
internal static class Quantities
{
    public static List<Quantity> In(string folded, List<FoundDate> dates)
    {
        List<(decimal Value, bool Percent, bool Ambiguous, int Start, int End)> raw = [];
        for (var at = 0; at < folded.Length; at++)
        {
            if (!char.IsAsciiDigit(folded[at])) continue;
            if (dates.FindIndex(d => at >= d.Index && at < d.Index + d.Length) is >= 0 and var inside)
            {
                at = dates[inside].Index + dates[inside].Length - 1;
                continue;
            }

            var start = at;
            if (!Numbers.TryRead(folded, ref at, out var value, out var ambiguous)) continue;
            var end = at;
            while (end < folded.Length && folded[end] == ' ') end++;
            var percent = end < folded.Length && (folded[end] == '%' || folded.AsSpan(end).StartsWith("percent"));
            if (percent) at = folded[end] == '%' ? end + 1 : end + 7;
            raw.Add((value, percent, ambiguous && !percent, start, at));
            at--;
        }

        List<Quantity> quantities = new(raw.Count);
        for (var i = 0; i < raw.Count; i++)
        {
            var (value, percent, ambiguous, start, end) = raw[i];
            var before = folded[(i == 0 ? 0 : raw[i - 1].End)..start];
            var after = folded[end..(i + 1 < raw.Count ? raw[i + 1].Start : folded.Length)];
            quantities.Add(new Quantity(value, percent, ambiguous, start, before.Trim(), after.Trim()));
        }

        return quantities;
    }
}

/// <summary>What the words around a number make of it.</summary>
internal static class QuantityWords
{
    private static readonly Phrases FareWords = new("fare", "price", "spend", "spent");

    private static readonly Phrases MileFlown = new("mile flown", "mile travelled", "mile of distance", "flown mile");

    private static readonly Phrases Distance = new("distance", "miles", "mileage", "flown");

    private static readonly Phrases DistanceWords = new("flown", "distance", "travelled", "actual");

    private static readonly Phrases BaseMiles = new(
        "base award miles", "base miles", "base mileage", "flight miles", "miles of the flight", "basic miles");

    private static readonly Phrases TotalMiles = new("total award miles", "total miles", "all miles earned");

    private static readonly Phrases EarnedMiles = new("award miles", "miles earned", "redeemable miles", "earned miles", "award mileage");

    public static CellValue Value(Quantity quantity)
    {
        var (value, before, after) = (quantity.Value, quantity.Before, quantity.After);
        if (quantity.IsPercent)
        {
            if (value == 0) return new CellValue(ValueKind.NotEligible);
            if (Of(after) is { } of) return new CellValue(ValueKind.OfAmounts, value / 100) { Of = of };
            return FareWords.In(after)
                ? new CellValue(ValueKind.PerCurrency, value / 100) { Currency = CurrencyWords.Find(after) }
                : new CellValue(ValueKind.Percent, value / 100);
        }

        if (before.EndsWith('÷') || before.EndsWith('/') || before.EndsWith("divided by", StringComparison.Ordinal))
            return new CellValue(ValueKind.OfAmounts, 1) { Of = Of(before) ?? "redeemable", Divisor = value == 0 ? 1 : value };
        if (IsPer(after, out var unit))
        {
            if (CurrencyWords.Find(unit) is { } code) return new CellValue(ValueKind.PerCurrency, value) { Currency = code };
            if (MileFlown.In(unit)) return new CellValue(ValueKind.PerMile, value);
            if (Phrase.HasAny(unit, "mile", "miles") && !Phrase.HasAny(unit, "flight", "segment", "sector"))
                return new CellValue(ValueKind.OfAmounts, value) { Of = "redeemable/base" };
        }

        var multiplies = after.StartsWith('×') || after.StartsWith("x ", StringComparison.Ordinal) || after == "x" || after.StartsWith("xdistance", StringComparison.Ordinal)
            || after.StartsWith("times", StringComparison.Ordinal) || before.EndsWith('×') || before == "x" || before.EndsWith(" x", StringComparison.Ordinal);
        if (multiplies)
        {
            if (Phrase.HasAny(after, "fare", "price", "spend")) return new CellValue(ValueKind.PerCurrency, value);
            if (Distance.In(after) || Distance.In(before))
                return new CellValue(ValueKind.PerMile, value);
            return new CellValue(ValueKind.Factor, value);
        }

        var isCounted = Phrase.HasAny(after, "miles", "points", "avios");
        return new CellValue(ValueKind.Number, value) { IsAmbiguous = quantity.IsAmbiguous && !isCounted, IsCounted = isCounted };
    }

    /// <summary>Formulas without a number: "award miles", "miles of the flight".</summary>
    public static CellValue? BareFormula(string folded) =>
        folded is "award miles" or "redeemable miles" or "base miles" or "miles of the flight" or "flight miles" or "miles earned"
            ? new CellValue(ValueKind.OfAmounts, 1) { Of = "redeemable/base" } : null;

    /// <summary>Which amount a share is of; null when it is of distance or of nothing named.</summary>
    public static string? Of(string words)
    {
        if (DistanceWords.In(words)) return null;
        if (BaseMiles.In(words)) return "redeemable/base";
        if (TotalMiles.In(words)) return "redeemable";
        return EarnedMiles.In(words) ? "redeemable/base" : null;
    }

    private static bool IsPer(string after, out string unit)
    {
        var at = Phrase.IndexOf(after, "per");
        if (at < 0) at = Phrase.IndexOf(after, "for each");
        if (at < 0) at = Phrase.IndexOf(after, "for every");
        if (at < 0) at = after.IndexOf('/', StringComparison.Ordinal);
        unit = at < 0 ? "" : after[at..];
        return at >= 0;
    }
}
