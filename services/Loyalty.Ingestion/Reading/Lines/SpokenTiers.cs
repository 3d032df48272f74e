using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>Tiers and what they take in one sentence: "Silver takes 300 Tier Points, Gold 800", "Silver with 100 XP, from Silver to Gold with 180 XP".</summary>
internal static partial class SpokenTiers
{
    // What members earn, and what an example counts, is no threshold.
    private static readonly Phrases Others = new("earns", "bonus", "per", "each", "every", "example", "extra", "award", "awards", "if", "could", "would", "booking", "holidays", "lose", "expire", "gift", "half", "on");

    /// <summary>The tiers of a sentence, lowest first; null where none has two that are known, each taking more than the one before.</summary>
    public static List<(string Name, string Takes)>? Read(List<string> lines, LoyaltyProgram? program)
    {
        if (program is null) return null;
        foreach (var sentence in lines.Where(line => line.Length < 600).SelectMany(Phrase.Sentences))
        {
            if (sentence.Length > 12 && sentence.AsSpan().ContainsAnyInRange('0', '9') && !Others.In(Phrase.Fold(sentence)) && In(sentence, program) is { } tiers) return tiers;
        }

        return null;
    }

    private static List<(string, string)>? In(string sentence, LoyaltyProgram program)
    {
        var named = SpokenToken.Of(sentence, program).FindAll(token => token.Kind == ColumnKind.Tier && !SpokenWords.IsEveryone(token.Text));
        if (named.Count < 2) return null;
        List<(string Name, decimal Amount, string Takes)> tiers = [];
        foreach (Match takes in Takes().Matches(Instead().Replace(sentence, match => new string(' ', match.Length))))
        {
            var before = named.FindLastIndex(token => token.End <= takes.Index);
            if (before < 0) return null;
            var amount = decimal.Parse(takes.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
            // Two amounts of one tier are two ways to it.
            if (tiers.Exists(tier => tier.Name == named[before].Text)) continue;
            if (tiers.Count > 0 && amount <= tiers[^1].Amount) return null;
            tiers.Add((named[before].Text, amount, takes.Value.Trim()));
        }

        return tiers.Count > 1 && AreFirst(tiers.ConvertAll(tier => tier.Name), program) ? tiers.ConvertAll(tier => (tier.Name, tier.Takes)) : null;
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

    [GeneratedRegex(@"(?<n>\d{1,3}(?:,\d{3})+|\d{2,6})\s+(?:(?:tier|status|elite|qualifying|level|premium|club)\s+(?:points|miles|credits|flights|segments|sectors)|XP|UXP|PQP|EQM|MQMs?|status credits)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Takes();

    [GeneratedRegex(@"\b(?:instead of|down from|up from|not)\s+\d[\d,]*", RegexOptions.IgnoreCase)]
    private static partial Regex Instead();
}
