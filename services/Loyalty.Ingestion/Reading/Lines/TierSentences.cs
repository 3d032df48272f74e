using System.Buffers;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>What the sentences under a tier's name say of it: what the tier takes, what it brings, or of which tier it speaks instead.</summary>
internal sealed partial class TierSentences(LoyaltyProgram program, INameIndex names, SpokenAlliances alliances)
{
    private static readonly Phrases OfTiers = new("tier bonus", "status bonus", "elite bonus", "elite mileage bonus");

    private static readonly Phrases Banks = new("visa", "mastercard", "amex", "american express", "bank", "banks", "online", "app", "store", "stores", "shop", "taxi", "insurance", "enrol", "enroll", "join", "joining", "register", "registration");

    /// <summary>What stands before the unit that an amount is earned for, if not a stroke.</summary>
    public static readonly SearchValues<string> PerUnit = SearchValues.Create(["per ", "every", "each"], StringComparison.OrdinalIgnoreCase);

    /// <summary>"50% bonus miles", "Earn 8 miles per euro spent": what a flight brings to the tier whose line it is.</summary>
    public void Earn(string sentence, TierProfile profile)
    {
        if (sentence.Length > 160 || NamesOther(sentence, profile)) return;
        if (sentence.AsSpan().ContainsAny('%', '％'))
        {
            if (TierTiles.Share(alliances.Without(sentence), program, names) is not { } share || Banks.In(Phrase.Fold(sentence))) return;
            profile.Share.Amount = share;
            profile.IsSure |= OfTiers.In(Phrase.Fold(sentence));
            profile.Share.Line = sentence;
        }
        else if ((sentence.Contains('/', StringComparison.Ordinal) || sentence.AsSpan().ContainsAny(PerUnit)) && new SpokenAmounts(program, names).Read($"{profile.Name} members: {sentence}") is [{ Line: { Key.Kind: ColumnKind.Tier, Value: { Measure: LineMeasure.Spend, IsBonus: false } spend } } row] && IsOfOwnFlights(row.Carriers))
        {
            profile.Spend.Amount = spend.Text;
            profile.Spend.Line = sentence;
        }
    }

    private bool IsOfOwnFlights(SpokenCarriers? carriers) => carriers is null || (carriers.Codes is [var only] && only == program.Airline);

    /// <summary>"A member qualifies for Premier membership with 12,500 qualifying points": the one tier that a sentence names.</summary>
    public string? Reached(string sentence)
    {
        string? only = null;
        foreach (var token in SpokenToken.Of(sentence, program))
        {
            if (token.Kind != ColumnKind.Tier || SpokenWords.IsEveryone(token.Text)) continue;
            if (only is not null && only != token.Text) return null;
            only = token.Text;
        }

        return only;
    }

    /// <summary>"With 40,000 miles Silver becomes Gold", under Silver: another tier's way.</summary>
    public bool NamesOther(string sentence, TierProfile profile)
    {
        sentence = alliances.Without(sentence);
        for (var at = 0; at < sentence.Length; at++)
        {
            if ((at > 0 && char.IsLetter(sentence[at - 1]) && sentence[at] < 0x2E80) || !(char.IsUpper(sentence[at]) || sentence[at] >= 0x250)) continue;
            var length = UsualTiers.MetalAt(sentence, at);
            if (length > 0 && !Phrase.Has(profile.InEnglish, UsualTiers.Say(Phrase.Fold(sentence.Substring(at, length))))) return true;
        }

        return false;
    }

    public static (decimal Value, string Text)? Takes(string sentence)
    {
        // "If you lack miles, we lend you up to 10,000" is a benefit.
        if (UpTo().IsMatch(sentence)) return null;
        if (SpokenTiers.Largest(sentence) is { } largest) return largest;
        // Where the words have no spaces, what is counted may stand before the number.
        return !System.Text.Ascii.IsValid(sentence) && CountedBefore().Match(sentence) is { Success: true } match ? (TierLines.NumberIn(match.Groups["n"].Value), match.Groups["n"].Value) : null;
    }

    [GeneratedRegex(@"\b(?:until|até|bis zu|jusqu['’]à|fino a|upp till|op til|opptil|jopa|aż do|до|tối đa) \d{1,3}[.,  ]\d{3}|(?:最多|最大|最高)\s?\d{1,3},?\d{3}|\d{3}’?(?:e|a|ye|ya) kadar", RegexOptions.IgnoreCase)]
    private static partial Regex UpTo();

    [GeneratedRegex(@"(?:里程|哩程|里数|里數|积分|積分|航段|マイル|ポイント|搭乗回数|마일|포인트)[^\d]{0,10}?(?<n>\d{1,3}(?:[,.]\d{3})+|\d{4,6})")]
    private static partial Regex CountedBefore();
}
