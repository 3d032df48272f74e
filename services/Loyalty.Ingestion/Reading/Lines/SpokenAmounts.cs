using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>What a sentence gives to whom, on whose flights.</summary>
/// <param name="Cabin">The cabin that the classes are of, where the sentence or the one before it names it.</param>
/// <param name="Carriers">Codes; null where the sentence names no airline.</param>
internal sealed record SpokenRow(ChartLine Line, string? Cabin, SpokenCarriers? Carriers);

/// <summary>
/// Sentences that give amounts to several, one after the other: "25% for Silver and 50% for Gold", "Silver members earn a 50% bonus, Gold members
/// 75%", "5, 7 and 8 miles per dollar for members, Silver and Gold respectively". Amounts and those who get them must follow each other
/// without a gap, and every word between the first and the last must be known; those around them must narrow nothing.
/// </summary>
internal sealed partial class SpokenAmounts(LoyaltyProgram? program, INameIndex names)
{
    private readonly record struct Group(ColumnKind? Key, List<string> Items, int Start, int End);

    private static readonly Phrases Bonus = new("bonus", "bonuses", "extra", "additional", "more", "additionally", "on top", "plus");

    private static readonly Phrases BonusOfFlights = new(
        "tier bonus", "status bonus", "elite bonus", "bonus miles", "bonus points", "bonus avios", "mileage bonus", "miles bonus", "bonus award miles", "miles", "mileage", "points", "avios", "fares", "flights", "flight", "fare");

    private static readonly Phrases Respectively = new("respectively", "in that order");

    // Of all amounts in sentences, shares and what a unit of currency brings are read.
    private static readonly System.Buffers.SearchValues<string> Rates = System.Buffers.SearchValues.Create(
        ["%", "percent", "per cent", "per ", "every", "each", "/", "dollar", "euro", "pound", "$", "€", "£", "USD", "EUR", "GBP"], StringComparison.OrdinalIgnoreCase);

    private string? _cabin;

    /// <summary>Whether "you" may be anybody: under the name of a tier it is who has it.</summary>
    public Func<bool> IsToEveryone { get; init; } = static () => false;

    /// <summary>The rows of a sentence, a cabin of the sentences before it holding on; null where it is none, or a word of it is not understood.</summary>
    public List<SpokenRow>? Read(string sentence)
    {
        if (sentence.Length is < 12 or > 600 || !sentence.AsSpan().ContainsAnyInRange('0', '9') || !sentence.AsSpan().ContainsAny(Rates)) return null;
        sentence = PerSeveral.Say(sentence, program?.Airline is { } home ? names.CountryOf(home) : null);
        var carriers = SpokenCarriers.In(sentence, names, program?.Airline, out var text);
        if (carriers is { IsUnclear: true }) return null;
        // "If you are Silver, you earn": as Silver.
        if (text.Contains(" you", StringComparison.OrdinalIgnoreCase)) text = IfYouAre().Replace(text, "");
        if (text.Contains("imposed", StringComparison.OrdinalIgnoreCase)) text = PartsOfFare().Replace(text, "");
        text = ForEvery().Replace(WithoutStatus().Replace(Totals().Replace(text, " "), "members"), "per ");
        var perUnit = "";
        text = UnitBrings().Replace(text, unit =>
        {
            perUnit = " per " + unit.Groups["unit"].Value;
            return "earns ";
        });
        text = LeadingUnit().Replace(text, unit =>
        {
            perUnit = " per " + unit.Groups["unit"].Value;
            return "";
        });
        var tokens = SpokenToken.Of(text, program);
        // "You earn 1 mile for every $2": everyone does, where nobody else is named.
        if (text.Contains("you", StringComparison.OrdinalIgnoreCase) && !tokens.Exists(token => token.Kind == ColumnKind.Tier) && YouEarn().IsMatch(text) && IsToEveryone()) tokens = SpokenToken.Of(text = YouEarn().Replace(text, "${before}members ", 1), program);
        var first = tokens.FindIndex(token => token.IsKeyOrAmount);
        if (first < 0) return null;
        var last = tokens.FindLastIndex(token => token.IsKeyOrAmount);
        // "Club Plus" adds nothing.
        var folded = Phrase.Fold(WithoutTiers(text, tokens));
        if (SpokenWords.Narrows(Around(text, tokens[first].Start, tokens[last].End))) return null;
        var ofClasses = tokens.Exists(token => token.Kind == ColumnKind.Classes);
        if (!ofClasses && tokens.Exists(token => token.Kind is not (null or ColumnKind.Tier))) return null;
        var paired = Pairs(text, tokens, first, last, ofClasses, Respectively.In(folded));
        if (paired is null || paired.TrueForAll(pair => pair.Amount.StartsWith('?'))) return null;
        List<SpokenRow> rows = [];
        foreach (var (key, amount, cabin) in paired)
        {
            if (Row(key, amount + perUnit, ofClasses, folded, isAlone: paired.Count == 1) is not { } line) return null;
            rows.Add(new SpokenRow(line, cabin, carriers));
        }

        // One tier twice is something else than what it earns.
        return rows.Count == 0 || (!ofClasses && rows.DistinctBy(row => row.Line.Key.Text).Count() < rows.Count) ? null : rows;
    }

    /// <summary>A cabin holds from the sentence that names it to the end of the paragraph.</summary>
    public void EndParagraph() => _cabin = null;

    private static string WithoutTiers(string text, List<SpokenToken> tokens)
    {
        if (!text.Contains("plus", StringComparison.OrdinalIgnoreCase)) return text;
        foreach (var token in tokens)
        {
            if (token.Kind == ColumnKind.Tier) text = $"{text[..token.Start]}{new string(' ', token.End - token.Start)}{text[token.End..]}";
        }

        return text;
    }

    private static string Around(string text, int first, int last) => text[..first] + " … " + text[last..];

    private ChartLine? Row(string key, string amount, bool ofClasses, string sentence, bool isAlone)
    {
        var currency = program is null ? "" : ProgramWords.Of(program).CellWords;
        if (amount.StartsWith('?')) return ofClasses ? new ChartLine(new LineKey(ColumnKind.Classes, key), new LineValue(LineMeasure.Share, amount, false, true)) : null;
        if (LineValue.Read(More().Replace(amount, ""), currency) is not { } value) return null;
        value = value with { IsBonus = value.IsBonus || More().IsMatch(amount) };
        if (ofClasses) return value.Measure is LineMeasure.Share && !Bonus.In(sentence) ? new ChartLine(new LineKey(ColumnKind.Classes, key), value) : null;
        var isBase = SpokenWords.IsEveryone(key);
        if (value.Measure == LineMeasure.Share)
        {
            // A bonus of what counts for a tier is no bonus of miles.
            var metric = MetricWords.Named(sentence, sentence, program) is { } named && !Phrase.Has(sentence, $"{Phrase.Fold(named)} bonus") ? named : null;
            if (metric is not null && IsOnTopOf(sentence, metric)) return null;
            if (isBase || !Bonus.In(sentence) || (metric is null && !BonusOfFlights.In(sentence))) return null;
            value = value with { IsBonus = true, Text = metric is null ? value.Text : $"{value.Text} {metric}" };
        }
        else if (value.Measure != LineMeasure.Spend)
        {
            return null;
        }
        else if (!value.IsBonus && Bonus.In(sentence))
        {
            // Of several amounts, nobody can tell which are what a tier adds.
            if (!isAlone || isBase) return null;
            value = value with { IsBonus = true };
        }

        return new ChartLine(new LineKey(ColumnKind.Tier, key), value);
    }

    /// <summary>"50% of bonus miles on top of the tier miles": a share of the metric, which may count something else.</summary>
    private static bool IsOnTopOf(string sentence, string metric) =>
        (sentence.IndexOf("on top of", StringComparison.Ordinal), sentence.IndexOf("in addition to", StringComparison.Ordinal)) is var (first, second) && Math.Max(first, second) is >= 0 and var at && Phrase.IndexOf(sentence, Phrase.Fold(metric), at) > at;

    /// <summary>Who gets what, in the order of the sentence; null where it is not certain.</summary>
    private List<(string Key, string Amount, string? Cabin)>? Pairs(string text, List<SpokenToken> tokens, int first, int last, bool ofClasses, bool respectively)
    {
        List<(string, string, string?)> pairs = [];
        List<Group> open = [];
        var cabin = _cabin;
        var unknown = false;
        for (var i = 0; i <= last; i++)
        {
            var token = tokens[i];
            if (i < first && token.Kind != ColumnKind.Cabin) continue;
            // An aside belongs to what stands before it.
            if (IsAside(text, token) && open.Count == 0 && pairs.Count > 0 && !token.IsKeyOrAmount)
            {
                if (token.Kind is null && !token.IsUnknown) continue;
                if (!ofClasses) return null;
                pairs[^1] = pairs[^1] with { Item2 = pairs[^1].Item2.StartsWith('?') ? pairs[^1].Item2 : "? " + pairs[^1].Item2 + " " + text[text.LastIndexOf('(', token.Start)..(text.IndexOf(')', token.End) + 1)] };
                continue;
            }

            if (token.Kind == ColumnKind.Cabin)
            {
                // A cabin is of what follows it: what stands before must be paired.
                if (open.Count > 0 && !IsSummary(open)) return null;
                open.Clear();
                cabin = token.Text;
                continue;
            }

            if (!token.IsKeyOrAmount)
            {
                unknown |= token.IsUnknown;
                if (token.IsUnknown && !ofClasses) return null;
                continue;
            }

            if (open.Count > 0 && open[^1].Key == token.Kind && SpokenWords.JoinsOnly(tokens, open[^1].End, token.Start)) open[^1] = open[^1] with { Items = [.. open[^1].Items, token.Text], End = token.End };
            else open.Add(new Group(token.Kind, [token.Text], token.Start, token.End));
            if (open.Count < 2 || (i < last && Continues(tokens, i, last))) continue;
            if (open.Count > 2 || open[0].Key == open[1].Key) return null;
            var (keys, amounts) = open[0].Key is null ? (open[1], open[0]) : (open[0], open[1]);
            if (unknown || (amounts.Items.Count > 1 && !(respectively && amounts.Items.Count == keys.Items.Count)))
            {
                if (!ofClasses) return null;
                pairs.Add((string.Join(", ", keys.Items), "? " + text[Math.Min(open[0].Start, open[1].Start)..Math.Max(open[0].End, open[1].End)], cabin));
            }
            else if (amounts.Items.Count > 1)
            {
                for (var each = 0; each < keys.Items.Count; each++) pairs.Add((keys.Items[each], WithUnit(amounts.Items, each), cabin));
            }
            else if (ofClasses)
            {
                pairs.Add((string.Join(", ", keys.Items), amounts.Items[0], cabin));
            }
            else
            {
                foreach (var key in keys.Items) pairs.Add((key, amounts.Items[0], cabin));
            }

            open.Clear();
            unknown = false;
        }

        if (open.Count > 0 && !IsSummary(open)) return null;
        _cabin = cabin;
        // "7 miles per dollar for Silver and 8 for Gold": the first or the last says what all count.
        var unit = pairs is [] ? "" : IsBare(pairs[^1].Item2) || pairs[0].Item2.Contains(" per ", StringComparison.OrdinalIgnoreCase) ? pairs[0].Item2 : pairs[^1].Item2;
        return [.. pairs.Select(pair => pair with { Item2 = WithUnit([pair.Item2, unit], 0) })];

        // "100, 80 or 50 percent": rates of a cabin, whose classes follow in a sentence of their own.
        bool IsSummary(List<Group> left) => ofClasses && left is [{ Key: null, Items.Count: > 1 }];
    }

    private static bool IsAside(string text, SpokenToken token) =>
        text.LastIndexOf('(', token.Start) is >= 0 and var open && text.IndexOf(')', open) is var close && close >= token.End;

    /// <summary>Whether what stands next in the sentence belongs to the same list.</summary>
    private static bool Continues(List<SpokenToken> tokens, int at, int last)
    {
        for (var next = at + 1; next <= last; next++)
        {
            if (tokens[next].IsKeyOrAmount)
            {
                if (tokens[next].Kind != tokens[at].Kind || !SpokenWords.JoinsOnly(tokens, tokens[at].End, tokens[next].Start)) return false;
                return true;
            }
        }

        return false;
    }

    /// <summary>"5, 7 and 11 miles": what the last one counts, all of them do.</summary>
    private static string WithUnit(List<string> amounts, int index) =>
        IsBare(amounts[index]) || GoesOn(Figure().Replace(amounts[index], "", 1), Figure().Replace(amounts[^1], "", 1)) ? Figure().Match(amounts[index]).Value + Figure().Replace(amounts[^1], "", 1) : amounts[index];

    /// <summary>"3 points per euro … 4 points": what begins as the other does counts per euro too.</summary>
    private static bool GoesOn(string unit, string whole) => unit.Length > 1 && whole.Length > unit.Length && whole.StartsWith(unit + " per ", StringComparison.OrdinalIgnoreCase);

    private static bool IsBare(string amount) => amount.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',');

    [GeneratedRegex(@"\((?:for |to )?(?:a |an )?totals?\b[^()]*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Totals();

    [GeneratedRegex(@"\b(?:\w+ )?members? (?:without|with no) status\b", RegexOptions.IgnoreCase)]
    private static partial Regex WithoutStatus();

    [GeneratedRegex(@"\b(?:if|when|once|as soon as|where)\s+you(?:'re|’re| are| have| hold| have reached| reach)(?:\s+an?|\s+the)?\s+(?=\p{Lu})", RegexOptions.IgnoreCase)]
    private static partial Regex IfYouAre();

    [GeneratedRegex(@"\bfor\s+(?:every|each)\s+(?=[$€£]|1\s|one\s|(?:(?:US|Australian|Canadian)\s+)?(?:dollar|euro|pound|USD|EUR|GBP)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex ForEvery();

    [GeneratedRegex(@"(?:^\W*|(?<=members:\s{0,3}))per\s+(?:1\s+|one\s+)?(?<unit>USD|EUR|GBP|AUD|CAD|SGD|INR|BRL|SAR|AED|(?:US|Australian|Canadian|Singapore)\s+dollar|dollar|euro|pound)(?:\s+(?:that you spend|you spend|spent)(?:\s+on\s+(?:\p{L}+\s+)?flights)?\s*,?|\s+on\s+(?:\p{L}+\s+)?flights\s*,|\s*,|\s+(?=(?:earns?|collects?|gets?|receives?)\s))\s*", RegexOptions.IgnoreCase)]
    private static partial Regex LeadingUnit();

    [GeneratedRegex(@"\b(?:1|one|each|every)\s+(?<unit>USD|EUR|GBP|AUD|CAD|SGD|(?:US|Australian|Canadian|Singapore)\s+dollar|dollar|euro|pound)\s+(?:spent\s+)?(?:will\s+)?(?:brings?|earns?|gives?|gets?)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex UnitBrings();

    [GeneratedRegex(@"(?<before>^\W*|,\s+)you(?:['’]ll| will| can)?\s+(?=(?:earn|collect|get|receive|accumulate)\s)", RegexOptions.IgnoreCase)]
    private static partial Regex YouEarn();

    // They are part of what is paid for the flight.
    [GeneratedRegex(@"\s+(?:and|plus)\s+(?:any\s+)?(?:carrier|airline)[- ]imposed\s+(?:fees|charges|surcharges)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PartsOfFare();

    [GeneratedRegex(@"\s(?:more|extra|additional)\b", RegexOptions.IgnoreCase)]
    private static partial Regex More();

    [GeneratedRegex(@"^\d[\d,.]*")]
    private static partial Regex Figure();
}
