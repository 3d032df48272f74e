using System.Buffers;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Tiers and what they take in sentences, the amount behind the tier or before it: "Silver takes 300 Tier Points, Gold 800", "Earn 15 Tier points and
/// you're Silver". A sentence must have as many amounts as tiers, one after the other; sentences with one each count together.
/// </summary>
internal static partial class SpokenTiers
{
    // What members earn and what an example counts is no threshold.
    private static readonly Phrases Others = new(
        "earns", "bonus", "per", "each", "every", "example", "extra", "award", "awards", "if", "could", "would", "booking", "holidays", "lose", "expire", "gift", "half",
        "voucher", "transfer", "redeem", "buy", "discount", "lounge", "card holders", "donate", "offer");

    private static readonly Phrases Status = new(
        "tier", "tiers", "status", "level", "levels", "elite", "qualify", "qualifying", "qualification", "reach", "upgraded", "upgrade", "become", "becomes", "membership", "member", "takes", "requires", "needs", "need", "needed", "required", "achieve", "and you're", "and it's", "medallion");

    // In most languages what counts for a tier begins like one of these.
    private static readonly string[] Counted = ["mile", "meile", "meilen", "mill", "milh", "migl", "punkt", "point", "punt", "pont", "poäng", "poeng", "piste", "segment", "sector", "flight", "flüg", "vuelo", "voo", "voli", "vols", "credit", "xp", "uxp", "pqp", "eqm", "mqm", "qpoint", "sectors", "баллов", "мил", "сегмент", "полет", "рейс", "stigum", "tastig", "dặm", "mérföld", "điểm", "chuyến", "chặng", "คะแนน", "ไมล์", "เที่ยวบิน", "积分", "積分", "里程", "哩程", "里数", "里數", "航段", "航班", "マイル", "ポイント", "搭乗", "마일", "포인트", "탑승", "ميل", "أميال", "نقط", "puan", "balı", "ballar", "uçuş", "trecho", "tramo", "trayecto", "vlucht", "lentoa"];

    private static readonly SearchValues<string> CountedPlainly = SearchValues.Create([.. Counted.Where(stem => System.Text.Ascii.IsValid(stem))], StringComparison.Ordinal);

    private static readonly SearchValues<string> CountedInAnyCase = SearchValues.Create(["mil", .. Counted.Where(stem => System.Text.Ascii.IsValid(stem))], StringComparison.OrdinalIgnoreCase);

    // With signs that plain words have not.
    private static readonly SearchValues<string> CountedElsewhere = SearchValues.Create([.. Counted.Where(stem => !System.Text.Ascii.IsValid(stem))], StringComparison.Ordinal);

    // What stands between a number and what it counts, and makes it something else.
    private static readonly FrozenSet<string> Else = FrozenSet.ToFrozenSet(["bonus", "award", "reward", "extra", "free", "km", "kg", "hours", "minutes", "days", "weeks", "months", "years", "members", "partner", "partners", "and", "or", "to", "of", "for", "in", "on"], StringComparer.Ordinal);

    /// <summary>The tiers of some lines, lowest first; null where they are not certain.</summary>
    public static List<(string Name, string Takes)>? Read(List<string> lines, LoyaltyProgram? program)
    {
        if (program is null) return null;
        List<(string Name, decimal Amount, string Takes)> all = [];
        List<(string, string)>? several = null;
        string? last = null;
        foreach (var (line, sentence) in lines.Where(line => line.Length < 3000).SelectMany(Phrase.Sentences, (line, sentence) => (line, sentence)))
        {
            if (sentence.Length is < 12 or > 600 || !sentence.AsSpan().ContainsAnyInRange('0', '9') || IsOfOthers(Phrase.Fold(sentence)) || In(sentence, program) is not { } tiers) continue;
            // "To qualify for Silver you need 20,000 miles; for Gold, 40,000 miles": what follows in the line goes on.
            if (tiers.Count == 1 && !ReferenceEquals(line, last) && !Status.In(Phrase.Fold(sentence))) continue;
            last = line;
            if (several is null && tiers.Count > 1) several = InOrder([.. tiers], program);
            foreach (var tier in tiers)
            {
                if (!all.Exists(known => known.Name == tier.Name)) all.Add(tier);
            }
        }

        // A sentence may go on with what the one before began: "Silver requires 40,000 miles. Gold requires 80,000, and Platinum 160,000".
        var together = all.Count > 1 ? InOrder(all, program) : null;
        if (program.Tiers.IsEmpty && LeavesOutLower(together ?? several, lines)) return null;
        if (several is null || (together is not null && TierOrder.Agrees(together.ConvertAll(tier => Phrase.Fold(tier.Item1)), program))) return together;
        return several;
    }

    private static bool IsOfOthers(string folded) => Others.In(folded) || KeepingWords.In(folded);

    /// <summary>Gold is not the lowest of a page that speaks of Silver.</summary>
    private static bool LeavesOutLower(List<(string Name, string Takes)>? tiers, List<string> lines)
    {
        if (tiers is null || tiers.Exists(tier => UsualTiers.Say(Phrase.Fold(tier.Name)).Contains("silver", StringComparison.Ordinal)) || !tiers.Exists(tier => UsualTiers.Say(Phrase.Fold(tier.Name)) is "gold" or "platinum")) return false;
        return lines.Exists(line => Phrase.Has(UsualTiers.Say(Phrase.Fold(line)), "silver"));
    }

    /// <summary>Whether a folded word, in whichever language, is what counts for a tier.</summary>
    public static bool Counts(string word) => word is "mil" or "mili" || word.AsSpan().ContainsAny(CountedPlainly) || (!System.Text.Ascii.IsValid(word) && word.AsSpan().ContainsAny(CountedElsewhere));

    /// <summary>Whether a text may have a word that <see cref="Takes"/> takes for what is counted.</summary>
    public static bool MayCount(ReadOnlySpan<char> text) => text.Contains('Q') || !System.Text.Ascii.IsValid(text) || text.ContainsAny(CountedInAnyCase);

    /// <summary>MQDs, SQM, PQF: letters with a Q for what qualifies.</summary>
    private static bool IsOfQualifying(string word) =>
        word.Length is 3 or 4 && word.Contains('Q', StringComparison.Ordinal) && char.IsAsciiLetterUpper(word[0]) && char.IsAsciiLetterUpper(word[1]) && char.IsAsciiLetterUpper(word[2]) && (word.Length == 3 || word[3] == 's');

    /// <summary>What a sentence under a tier's heading says that the tier takes.</summary>
    public static string? Takes(string text) => Amounts(text) is [var first, ..] ? first.Text : null;

    /// <summary>The largest amount of what counts for a tier in a sentence: of two ways to it, "30 flights or 25,000 miles", the one in miles.</summary>
    public static (decimal Value, string Text)? Largest(string sentence)
    {
        (decimal Value, string Text)? largest = null;
        foreach (var (value, text, _, _) in Amounts(sentence))
        {
            if (largest is not { } known || value > known.Value) largest = (value, text);
        }

        return largest;
    }

    private static List<(string Name, decimal Amount, string Takes)>? In(string sentence, LoyaltyProgram program)
    {
        var named = SpokenToken.Of(sentence, program).FindAll(token => token.Kind == ColumnKind.Tier && !SpokenWords.IsEveryone(token.Text));
        if (named.Count == 0) return null;
        var amounts = Amounts(Instead().Replace(sentence, match => new string(' ', match.Length)));
        if (amounts.Count == 0) return null;
        return Pairs(named, amounts, isBefore: amounts[0].Start < named[0].Start) ?? Pairs(named, amounts.FindAll(amount => amount.Start > named[0].Start), isBefore: false);
    }

    /// <summary>Each tier with the amount behind it, or before it; null where an amount has no tier.</summary>
    private static List<(string Name, decimal Amount, string Takes)>? Pairs(List<SpokenToken> named, List<(decimal Value, string Text, int Start, int End)> amounts, bool isBefore)
    {
        List<(string, decimal, string)> tiers = [];
        for (var i = 0; i < amounts.Count; i++)
        {
            var (amount, text, start, end) = amounts[i];
            var at = isBefore ? named.FindIndex(token => token.Start >= end) : named.FindLastIndex(token => token.End <= start);
            if (at < 0) return null;
            // Two amounts of one tier are two ways to it.
            var next = i + 1 < amounts.Count ? amounts[i + 1].Start : int.MaxValue;
            if (isBefore && named[at].Start > next) continue;
            // "8,000 points from Classic to Gold": of two tiers behind one amount nobody can tell which takes it.
            if (isBefore && at + 1 < named.Count && named[at + 1].Start < next && named[at + 1].Text != named[at].Text) return null;
            if (tiers.Exists(tier => tier.Item1 == named[at].Text)) continue;
            tiers.Add((named[at].Text, amount, text));
        }

        return tiers.Count == 0 ? null : tiers;
    }

    private static List<(decimal Value, string Text, int Start, int End)> Amounts(string sentence)
    {
        List<(decimal, string, int, int)> amounts = [];
        foreach (Match match in Number().Matches(sentence))
        {
            var value = decimal.Parse(match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
            if (value < 10) continue;
            // What is counted may be followed by the tier: "150 Qpoints for Silver".
            var unit = match.Groups["unit"];
            for (var at = 0; at < unit.Length;)
            {
                var end = unit.Value.AsSpan(at).IndexOfAny(' ', '/') is >= 0 and var next ? at + next : unit.Length;
                var printed = unit.Value[at..end];
                var word = Phrase.Fold(printed);
                at = end + 1;
                // In capitals it is part of a name: "FLY ON Points".
                if (Else.Contains(word) && !(word == "on" && unit.Value.Contains("ON ", StringComparison.Ordinal))) break;
                if (!Counts(word) && !IsOfQualifying(printed)) continue;
                amounts.Add((value, sentence[match.Index..(unit.Index + end)], match.Index, unit.Index + end));
                break;
            }
        }

        // "20,000 miles, Gold 40,000": what the first counts, the others do.
        if (amounts.Count == 0) return amounts;
        foreach (Match match in Bare().Matches(sentence))
        {
            if (match.Index > amounts[0].Item3 && !amounts.Exists(amount => match.Index >= amount.Item3 && match.Index < amount.Item4)) amounts.Add((decimal.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture), match.Value, match.Index, match.Index + match.Length));
        }

        amounts.Sort((one, other) => one.Item3.CompareTo(other.Item3));
        return amounts;
    }

    /// <summary>Tiers of which each takes more than the one before, or each less; those that are known in their order, from the lowest.</summary>
    private static List<(string, string)>? InOrder(List<(string Name, decimal Amount, string Takes)> tiers, LoyaltyProgram program)
    {
        tiers.Sort((one, other) => one.Amount.CompareTo(other.Amount));
        for (var i = 1; i < tiers.Count; i++)
        {
            if (tiers[i].Amount == tiers[i - 1].Amount) return null;
        }

        return AreFirst(tiers.ConvertAll(tier => tier.Name), program) ? tiers.ConvertAll(tier => (tier.Name, tier.Takes)) : null;
    }

    /// <summary>Tiers rank by their order: where they are known, a sentence must begin with the lowest and leave out none.</summary>
    private static bool AreFirst(List<string> names, LoyaltyProgram program) =>
        program.Tiers.IsEmpty || (names.Count <= program.Tiers.Length
            && names.Select(name => TierWords.Read(Phrase.Fold(name), program)?.Tiers).SequenceEqual(program.Tiers.Take(names.Count).Select(tier => (System.Collections.Immutable.ImmutableArray<string>?)[tier.Name]), SameTiers.Instance));

    private sealed class SameTiers : IEqualityComparer<System.Collections.Immutable.ImmutableArray<string>?>
    {
        public static SameTiers Instance { get; } = new();

        public bool Equals(System.Collections.Immutable.ImmutableArray<string>? x, System.Collections.Immutable.ImmutableArray<string>? y) => x is { } a && y is { } b && a.SequenceEqual(b);

        public int GetHashCode(System.Collections.Immutable.ImmutableArray<string>? obj) => obj?.Length ?? 0;
    }

    [GeneratedRegex(@"(?<![\d.,-])(?<n>\d{1,3}(?:[,.  ]\d{3})+|\d{2,6})\s+(?<unit>\p{L}+(?:[ /]\p{L}+){0,2})")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\d.,$€£-])\d{1,3}(?:,\d{3})+(?=[,;.)]?\s*(?:$|and\b|or\b|for\b|[,;)]))|(?<![\d.,$€£-])(?:\d{1,3}(?:,\d{3})+|\d{2,3})(?=\s+(?:to (?:reach|become|be|get|attain|achieve)|for)\s+\p{Lu})")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(?:instead of|down from|up from|not)\s+\d[\d,]*", RegexOptions.IgnoreCase)]
    private static partial Regex Instead();
}
