using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What a note says is credited at least, cabin by cabin: "Minimum miles: 750/625/500 (F/C/Y)", "minimum 750 miles in business and 500 miles in economy class".</summary>
internal static partial class MinimumByCabin
{
    private const int Longest = 160;

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
        ["minimum", "min", "miles", "mile", "mileage", "points", "avios", "class", "journey", "route", "each", "will", "be", "a", "cabin", "in", "for", "and", "min.", "of", "per", "flight", "segment", "sector", "credited", "credit", "accrual", "earned", "the", "at", "least", "is", "are", "with", "note"], StringComparer.Ordinal);

    /// <summary>The amounts; null for any other text.</summary>
    public static FrozenDictionary<Cabin, decimal>? Read(string text)
    {
        if (text.Length > Longest || !text.AsSpan().ContainsAnyInRange('0', '9')) return null;
        var folded = Phrase.Fold(text);
        if (!folded.Contains("min", StringComparison.Ordinal)) return null;
        return ByLetters(text) ?? ByNames(folded);
    }

    /// <summary>The minimum of a row's cabin; premium economy is economy where it has none of its own.</summary>
    public static decimal? Of(FrozenDictionary<Cabin, decimal> amounts, Cabin? cabin) => cabin switch
    {
        null => null,
        Cabin.PremiumEconomy when !amounts.ContainsKey(Cabin.PremiumEconomy) => amounts.TryGetValue(Cabin.Economy, out var economy) ? economy : null,
        { } known => amounts.TryGetValue(known, out var amount) ? amount : null,
    };

    private static FrozenDictionary<Cabin, decimal>? ByLetters(string text)
    {
        if (Lettered().Match(text) is not { Success: true } match) return null;
        return new Dictionary<Cabin, decimal>
        {
            [Cabin.First] = Number(match.Groups["f"].Value),
            [Cabin.Business] = Number(match.Groups["c"].Value),
            [Cabin.Economy] = Number(match.Groups["y"].Value),
        }.ToFrozenDictionary();
    }

    /// <summary>As many cabins as amounts, each amount beside its cabin, and nothing else that is not known.</summary>
    private static FrozenDictionary<Cabin, decimal>? ByNames(string folded)
    {
        var quantities = Quantities.In(folded, []);
        if (quantities.Count is < 2 or > 4 || quantities.Exists(quantity => quantity.IsPercent || quantity.IsAmbiguous || quantity.Value is < 50 or > 2000)) return null;
        // "Business 750, economy 500" has the cabins before the amounts, "750 in business, 500 in economy" behind them.
        var before = CabinIn(quantities[0].Before) is not null;
        Dictionary<Cabin, decimal> amounts = [];
        foreach (var quantity in quantities)
        {
            var words = before ? quantity.Before : quantity.After;
            if (CabinIn(words) is not { } cabin || !IsKnown(quantity.Before) || !IsKnown(quantity.After) || !amounts.TryAdd(cabin, quantity.Value)) return null;
        }

        return !before || CabinIn(quantities[^1].After) is null ? amounts.ToFrozenDictionary() : null;
    }

    private static Cabin? CabinIn(string words) => CabinWords.Find(words) is [var only] ? only : null;

    private static bool IsKnown(string words)
    {
        foreach (var word in words.Split([' ', ',', ':', ';', '(', ')', '/', '.', '-', '*'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Words.Contains(word) && CabinWords.Find(word).IsEmpty && word is not ("premium" or "first" or "business" or "economy")) return false;
        }

        return true;
    }

    private static decimal Number(string digits) => decimal.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\d/])(?<f>\d{2,4})\s*/\s*(?<c>\d{2,4})\s*/\s*(?<y>\d{2,4})(?:\s*[\p{L}]+)?\s*\(\s*F\s*/\s*[CJ]\s*/\s*Y\s*\)\s*\.?$")]
    private static partial Regex Lettered();
}
