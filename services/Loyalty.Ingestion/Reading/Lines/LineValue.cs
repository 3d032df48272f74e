using System.Buffers;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>What the amount of a line is a measure of.</summary>
internal enum LineMeasure
{
    /// <summary>A share of the distance: 125%, or 1.25 miles per mile flown.</summary>
    Share,

    /// <summary>Per unit of a currency.</summary>
    Spend,

    /// <summary>7x, of what the words around it say.</summary>
    Times,

    /// <summary>Miles for a flight.</summary>
    Fixed,

    /// <summary>It earns nothing.</summary>
    Nothing,
}

/// <summary>The amount of a line.</summary>
/// <param name="Text">As a cell has it.</param>
/// <param name="IsBonus">It is said to be one.</param>
/// <param name="IsUnitless">It says no unit that miles or points could be told by.</param>
internal sealed partial record LineValue(LineMeasure Measure, string Text, bool IsBonus, bool IsUnitless)
{
    private static readonly Phrases Units = new("miles", "mile", "points", "point", "avios", "mileage", "distance", "flown");

    private static readonly Phrases BonusWords = new("bonus", "extra", "additional", "more");

    private static readonly Phrases PerFlightWords = new("per flight", "per segment", "per sector", "each-way", "each way", "one-way", "one way", "per one-way flight", "each flight", "a flight");

    // The words that say so.
    private static readonly SearchValues<string> Nothing = SearchValues.Create([.. CellReader.NoMiles], StringComparison.OrdinalIgnoreCase);

    // What all those have one of that are said otherwise before they are read, if not the sign of a product.
    private static readonly SearchValues<string> Rewritten = SearchValues.Create(["or", "rupee", "each", "every", "reward", "redeemable"], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Verbs =
    [
        "you'll earn ", "you will earn ", "you earn ", "will earn ", "earning ", "earns ", "earn ", "receives ", "receive ", "gets ", "get ", "collects ", "collect ",
        "accrues ", "accrue ", "are credited with ", "is credited with ", "brings ", "bring ", "gain ", "gains ", "at ",
    ];

    /// <summary>Whether it is an amount for each flight.</summary>
    public bool IsPerFlight => PerFlightWords.In(Phrase.Fold(Text));

    /// <summary>What it says that it counts; null where it does not.</summary>
    public string? Metric(LoyaltyProgram? program) => Text.Length == 0 ? null : MetricWords.Named(Text, Phrase.Fold(Text), program);

    /// <summary>Reads an amount; null where a word is not understood, or nothing says that it counts anything.</summary>
    /// <param name="text">The words.</param>
    /// <param name="currency">The program's currency and other words that are known, folded.</param>
    public static LineValue? Read(string text, string currency)
    {
        var bare = WithoutAsides(text).Trim(' ', '.', ',', ';', ':');
        if (bare.Length is 0 or > 80) return null;
        bare = WithoutVerb(bare);
        if (!MayBeAmount(bare)) return null;
        if (bare.Contains('/', StringComparison.Ordinal)) bare = Slash().Replace(bare, " per ");
        var known = bare;
        if (bare.AsSpan().IndexOfAny('x', 'X', '×') >= 0 || bare.AsSpan().ContainsAny(Rewritten))
        {
            bare = OrIfMore().Replace(bare, " (min. $1)");
            if (Times().Match(bare) is { Success: true } times) return new LineValue(LineMeasure.Times, times.Groups["n"].Value, BonusWords.In(Phrase.Fold(bare)), false);
            known = Rupees().Replace(EachWay().Replace(bare, "per one-way flight"), "INR");
            known = ForEvery().Replace(known, "per ");
            // Points to spend, where there are others.
            known = RewardPoints().Replace(known, "award $1");
        }

        var reading = CellReader.Read(known, currency);
        if (reading.Problem is not null || reading.Old is not null || reading.Bonus is not null || reading.From is not null || reading.Until is not null) return null;
        var folded = Phrase.Fold(known);
        LineMeasure? measure = reading.Value.Kind switch
        {
            ValueKind.Percent or ValueKind.PerMile => LineMeasure.Share,
            ValueKind.PerCurrency => LineMeasure.Spend,
            ValueKind.Number when reading.Value.Of is null => LineMeasure.Fixed,
            ValueKind.NotEligible => LineMeasure.Nothing,
            _ => null,
        };
        // "Select: 14 points" is half a name and an amount.
        if (measure is not { } counted || (counted != LineMeasure.Nothing && !char.IsAsciiDigit(known[0]))) return null;
        var counts = Units.In(folded) || (currency.Length > 0 && CountsIn(folded, currency));
        return new LineValue(counted, known, BonusWords.In(folded), !counts);
    }

    /// <summary>"(about $1.20)", "(down from 6 points)": what explains an amount and changes nothing.</summary>
    public static string WithoutAsides(string text) => text.Contains('(', StringComparison.Ordinal) ? Aside().Replace(text, "") : text;

    /// <summary>Unless it says that nothing is earned, an amount begins with its number: in a sentence, few of the ends of lines that are tried do.</summary>
    private static bool MayBeAmount(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is 'x' or 'X' or '×' || SaysNothing(text) || BeginsWithZero(text));

    /// <summary>Whether an amount may begin in a text anywhere, and not only with its number or a verb before that.</summary>
    public static bool MayBeginAnywhere(string text) => text.Contains('(', StringComparison.Ordinal) || SaysNothing(text) || BeginsWithZero(text);

    /// <summary>Whether a text may begin with an amount that may not begin anywhere.</summary>
    public static bool MayBegin(ReadOnlySpan<char> text) => text.TrimStart(" .,;:") is [var first, ..] rest && (char.IsAsciiDigit(first) || first is 'x' or 'X' or '×' || VerbOf(rest).Length > 0);

    /// <summary>Whether some words of a text say that nothing is earned.</summary>
    public static bool SaysNothing(string text) => text.AsSpan().ContainsAny(Nothing);

    /// <summary>Whether some number begins with zero; those that end with it are amounts, years and days.</summary>
    private static bool BeginsWithZero(string text)
    {
        for (var at = text.IndexOf('0', StringComparison.Ordinal); at >= 0; at = text.IndexOf('0', at + 1))
        {
            if (at == 0 || !(char.IsAsciiDigit(text[at - 1]) || (text[at - 1] is ',' or '.' && at > 1 && char.IsAsciiDigit(text[at - 2])))) return true;
        }

        return false;
    }

    private static bool CountsIn(string folded, string currency)
    {
        foreach (var word in currency.Split(' '))
        {
            if (word.Length > 2 && Phrase.Has(folded, word)) return true;
        }

        return false;
    }

    private static string WithoutVerb(string text) => VerbOf(text) is { Length: > 0 } verb ? text[verb.Length..].TrimStart() : text;

    private static string VerbOf(ReadOnlySpan<char> text)
    {
        foreach (var verb in Verbs)
        {
            if ((text[0] | ' ') == verb[0] && text.StartsWith(verb, StringComparison.OrdinalIgnoreCase)) return verb;
        }

        return "";
    }

    [GeneratedRegex(@"\s*\((?:about|approx\.?|approximately|around|roughly|ca\.|down from|up from|unchanged|no change|formerly|was|from|incl(?:uding|\.)?|\+?\d{1,3}\s?%\s+(?:bonus|more|extra))\b[^()]*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(?:[x×]\s?(?<n>\d{1,2}(?:\.\d{1,2})?)|(?<n>\d{1,2}(?:\.\d{1,2})?)\s?[x×])(?:\s(?:bonus\s)?(?:points|miles|avios))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Times();

    [GeneratedRegex(@",?\s+or\s+(\d[\d,.]*)(?:\s+[A-Za-z]+)?\s+(?:if|where)\s+(?:that|this|it)\s+is\s+(?:more|greater|higher)$", RegexOptions.IgnoreCase)]
    private static partial Regex OrIfMore();

    [GeneratedRegex(@"\b(?:for\s+)?every\s+(?=[£€$¥A-Z\d])")]
    private static partial Regex ForEvery();

    [GeneratedRegex(@"\b(?:Indian\s+)?rupees?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rupees();

    [GeneratedRegex(@"\b(?:reward|redeemable)s?\s+(points?|miles?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex RewardPoints();

    [GeneratedRegex(@"(?<=\p{L})\s*/\s*(?=(?:1\s)?(?:[$€£₹]|[A-Z]{3}\b|euro|dollar))")]
    private static partial Regex Slash();

    [GeneratedRegex(@"\beach[- ]way\b", RegexOptions.IgnoreCase)]
    private static partial Regex EachWay();
}
