using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>A piece of a sentence: an amount, somebody who gets one, a cabin, or a word.</summary>
/// <param name="Kind">What those are who get an amount; a cabin; null for amounts and words.</param>
internal readonly partial record struct SpokenToken(ColumnKind? Kind, bool IsAmount, bool IsUnknown, string Text, int Start, int End)
{
    private static readonly string[] Cabins =
        ["premium economy class", "premium economy", "economy class", "business class", "first class", "economy", "business", "first"];

    private static readonly string[] Members = [" members", " member", " elites", " elite", " status", " tier", " level", " cardholders", " card holders", " medallions"];

    public bool IsKeyOrAmount => IsAmount || Kind is not (null or ColumnKind.Cabin);

    /// <summary>The pieces of a sentence, in order.</summary>
    public static List<SpokenToken> Of(string text, LoyaltyProgram? program)
    {
        List<SpokenToken> tokens = [];
        var lower = text.ToLowerInvariant();
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var token = Amount(text, at) ?? Letters(text, at, tokens) ?? Tier(text, lower, at, program) ?? Cabin(lower, text, at) ?? Word(lower, at, program);
            tokens.Add(token);
            at = token.End;
        }

        return tokens;
    }

    private static SpokenToken? Amount(string text, int at)
    {
        if (!char.IsAsciiDigit(text[at]) || AmountWords().Match(text, at) is not { Success: true } match || match.Index != at) return null;
        return new SpokenToken(null, true, false, Of(match.Value), at, at + match.Length);

        // Of a share it is known what it is a share of.
        static string Of(string amount) => amount.IndexOf('%', StringComparison.Ordinal) is > 0 and var sign ? amount[..(sign + 1)] : Percent().Replace(amount, "%").TrimEnd();
    }

    /// <summary>Letters one by one: in a list, or beside the word class.</summary>
    private static SpokenToken? Letters(string text, int at, List<SpokenToken> before)
    {
        if (LetterList().Match(text, at) is not { Success: true } match || match.Index != at) return null;
        // An article or a pronoun, unless a list or the word class says what it is.
        var isListed = match.Groups["more"].Captures.Count > 0 || before is [.., { Kind: ColumnKind.Classes }] or [.., { Kind: ColumnKind.Classes }, { Text: "and" or "or" }]
            or [.., { Text: "class" or "classes" }] || Phrase.IsAt(text, $"{text[at]} class", at);
        if (text[at] is 'A' or 'I' && !isListed) return null;
        // "O cliente Prata", of which the glossaries have the noun.
        if (at + 1 < text.Length && text.AsSpan(at + 1).TrimStart().StartsWith("member", StringComparison.OrdinalIgnoreCase)) return null;
        return new SpokenToken(ColumnKind.Classes, false, false, text[at..(at + 1)], at, at + 1);
    }

    private static SpokenToken? Tier(string text, string lower, int at, LoyaltyProgram? program)
    {
        if (SpokenWords.Everyone(lower, at) is > 0 and var everyone && !LeadsToTier(text, lower, at + everyone, program)) return new SpokenToken(ColumnKind.Tier, false, false, "members", at, at + everyone);
        if (program is null || !char.IsUpper(text[at])) return null;
        var length = program.Tiers.IsEmpty ? LineKey.UsualTierAt(lower, at) : KnownTier(lower, at, program);
        if (length == 0) return null;
        var end = at + length;
        var name = text[at..end];
        foreach (var members in Members)
        {
            if (end + members.Length <= text.Length && text[end] is ' ' or '-' && lower.AsSpan(end + 1).StartsWith(members.AsSpan(1)) && (end + members.Length == text.Length || !char.IsLetter(text[end + members.Length])))
            {
                end += members.Length;
                break;
            }
        }

        // "Guldmedlem" is a member, Guld the tier.
        if (program.Tiers.IsEmpty && !name.Contains(' ', StringComparison.Ordinal)) name = UsualTiers.WithoutMembers(name);
        return new SpokenToken(ColumnKind.Tier, false, false, LineKey.Capitalised(name), at, end);
    }

    /// <summary>"Members of the Silver tier", "los socios Silver": those of the tier are meant, and not everyone.</summary>
    private static bool LeadsToTier(string text, string lower, int at, LoyaltyProgram? program)
    {
        if (program is null || at >= text.Length || text[at] != ' ') return false;
        at++;
        foreach (var word in (ReadOnlySpan<string>)[" ", "of ", "with ", "in ", "at ", "holding ", "who have ", "the ", "our ", "a ", "tier ", "level ", "status "])
        {
            if (lower.AsSpan(at).StartsWith(word)) at += word.Length;
        }

        return at < text.Length && char.IsUpper(text[at]) && (program.Tiers.IsEmpty ? LineKey.UsualTierAt(lower, at) : KnownTier(lower, at, program)) > 0;
    }

    private static int KnownTier(string lower, int at, LoyaltyProgram program)
    {
        foreach (var (full, own, _) in ProgramWords.Of(program).Tiers)
        {
            if (Phrase.IsAt(lower, full, at)) return full.Length;
            if (own.Length > 0 && Phrase.IsAt(lower, own, at)) return own.Length;
        }

        return 0;
    }

    private static SpokenToken? Cabin(string lower, string text, int at)
    {
        foreach (var cabin in Cabins)
        {
            // "First" may begin a sentence and be no cabin.
            if (Phrase.IsAt(lower, cabin, at) && (cabin.EndsWith("class", StringComparison.Ordinal) || (cabin != "first" && char.IsUpper(text[at])) || cabin == "economy"))
                return new SpokenToken(ColumnKind.Cabin, false, false, text[at..(at + cabin.Length)], at, at + cabin.Length);
        }

        return null;
    }

    private static SpokenToken Word(string lower, int at, LoyaltyProgram? program)
    {
        var end = at;
        while (end < lower.Length && (char.IsLetterOrDigit(lower[end]) || lower[end] is '\'' or '-')) end++;
        var word = lower[at..end];
        return new SpokenToken(null, false, !SpokenWords.IsKnown(word) && !(program is not null && IsOwn(word, program)), word, at, end);
    }

    /// <summary>A word of the program's name, or of what it counts.</summary>
    private static bool IsOwn(string word, LoyaltyProgram program)
    {
        var own = ProgramWords.Of(program);
        if (Phrase.Has(own.Currency, word) || (word.Length > 3 && Phrase.Has(own.CellWords, word))) return true;
        return word.Length > 3 && program.Name.Contains(word, StringComparison.OrdinalIgnoreCase) && Phrase.Has(Phrase.Fold(program.Name), word);
    }

    [GeneratedRegex(
        @"\d+(?:,\d{3})*(?:\.\d+)?(?:\s?%|\s?per\s?cent\b|\s?percent\b)?(?:\s?(?:/|\b(?:award|reward|base|bonus|extra|additional|more|actual|redeemable|miles?|mileage|points?|avios|per|each|every|eligible|spent|US|U\.S\.|dollars?|euros?|pounds?|USD|EUR|GBP|AUD|CAD|SGD|NZD|HKD|TWD|JPY|CNY|KRW|INR|THB|TRY|RUB|PLN|CZK|HUF|RON|SEK|NOK|DKK|ISK|CHF|ZAR|MYR|IDR|VND|PHP|AED|SAR|QAR|OMR|BRL|MXN|ARS|CLP|COP|rupees?|reais|rand|flown|of|the)\b)|\s?[$€£]\s?1?\b|\s?[$€£])*",
        RegexOptions.IgnoreCase)]
    private static partial Regex AmountWords();

    [GeneratedRegex(@"\s?(?:per\s?cent|percent)\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Percent();

    [GeneratedRegex(@"(?<![A-Za-z0-9'’&])[A-Z](?![A-Za-z0-9'’-])(?:(?<more>\s*(?:,|/|&|,?\s+and|,?\s+or|\s)\s*[A-Z](?![A-Za-z0-9'’-])))*")]
    private static partial Regex LetterList();
}
