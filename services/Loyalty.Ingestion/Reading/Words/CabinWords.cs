using System.Collections.Frozen;
using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Cabins as charts call them. Pure.</summary>
internal static class CabinWords
{
    private static readonly (string Word, Cabin Cabin)[] Names =
    [
        ("premium economy", Cabin.PremiumEconomy), ("economy premium", Cabin.PremiumEconomy), ("premium eco", Cabin.PremiumEconomy),
        ("economy", Cabin.Economy), ("coach", Cabin.Economy), ("main cabin", Cabin.Economy), ("eco", Cabin.Economy),
        ("business", Cabin.Business), ("biz", Cabin.Business), ("upper class", Cabin.Business), ("prestige class", Cabin.Business), ("club world", Cabin.Business),
        ("club europe", Cabin.Business), ("world traveller plus", Cabin.PremiumEconomy), ("world traveller", Cabin.Economy), ("euro traveller", Cabin.Economy),
        ("first", Cabin.First), ("la première", Cabin.First), ("la premiere", Cabin.First), ("suites", Cabin.First), ("suite", Cabin.First),
    ];

    private static readonly System.Buffers.SearchValues<string> AnyName =
        System.Buffers.SearchValues.Create(["eco", "coach", "main cabin", "business", "biz", "upper class", "prestige class", "club world", "club europe", "traveller", "first", "suite", "la premi"], StringComparison.Ordinal);

    private static readonly ImmutableArray<Cabin>[] Alone = [[Cabin.Economy], [Cabin.PremiumEconomy], [Cabin.Business], [Cabin.First]];

    // What most cells say in so many words.
    private static readonly FrozenDictionary<string, ImmutableArray<Cabin>> Exact = Names
        .SelectMany(name => new[] { (name.Word, name.Cabin), (Word: name.Word + " class", name.Cabin) })
        .ToFrozenDictionary(name => name.Word, name => Alone[(int)name.Cabin], StringComparer.Ordinal);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Company = new HashSet<string>(StringComparer.Ordinal)
    {
        "class", "classes", "cabin", "cabins", "fare", "fares", "full", "discount", "discounted", "deep", "deeply", "standard", "flex",
        "flexible", "flexi", "lite", "light", "basic", "low", "lowest", "saver", "high", "normal", "special", "super", "semi", "plus",
        "promo", "restricted", "unrestricted", "and", "or", "all", "in", "type", "types", "published", "other", "premium", "the", "paid",
        "regular", "reduced", "promotional", "pex", "upper", "prestige", "travel", "service", "semiflex", "classic", "value", "select", "long", "short", "haul",
        "medium", "inclusive", "tour", "award", "miles", "only", "tier", "no", "booking", "higher", "lower", "saverplus", "fully", "carrier", "refundable", "nonrefundable", "non",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly uint[] Letters = [.. Names.Select(name => WordLetters.Of(name.Word))];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WholeNames = Names.Select(name => name.Word).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    [ThreadStatic]
    private static Remembered<ImmutableArray<Cabin>>? _found;

    /// <summary>The cabins named, in order of appearance, without repeats.</summary>
    public static ImmutableArray<Cabin> Find(string folded) => Remembered<ImmutableArray<Cabin>>.Of(ref _found, folded, FindAll);

    private static ImmutableArray<Cabin> FindAll(string folded)
    {
        if (Exact.TryGetValue(folded, out var exact)) return exact;
        if (!folded.AsSpan().ContainsAny(AnyName)) return [];
        var covered = 0UL;
        Span<int> firstAt = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
        var letters = WordLetters.Of(folded);
        for (var name = 0; name < Names.Length; name++)
        {
            if (!WordLetters.MayHold(letters, Letters[name])) continue;
            var (word, cabin) = Names[name];
            for (var at = Phrase.IndexOf(folded, word); at >= 0; at = Phrase.IndexOf(folded, word, at + 1))
            {
                if (at < 64 && (covered >> at & 1) == 1) continue;
                for (var i = at; i < at + word.Length && i < 64; i++) covered |= 1UL << i;
                firstAt[(int)cabin] = Math.Min(firstAt[(int)cabin], at);
            }
        }

        var found = ImmutableArray<Cabin>.Empty;
        for (var next = Lowest(firstAt); firstAt[next] != int.MaxValue; next = Lowest(firstAt))
        {
            found = found.IsEmpty ? Alone[next] : found.Add((Cabin)next);
            firstAt[next] = int.MaxValue;
        }

        return found;
    }

    /// <summary>At one place, the longer name has the higher cabin.</summary>
    private static int Lowest(ReadOnlySpan<int> places)
    {
        var lowest = 0;
        for (var i = 1; i < places.Length; i++)
        {
            if (places[i] <= places[lowest]) lowest = i;
        }

        return lowest;
    }

    /// <summary>The text without the places in cabins' names: Club Europe is where one sits.</summary>
    public static string WithoutPlaces(string folded) =>
        folded.Contains("euro", StringComparison.Ordinal) ? folded.Replace("club europe", "business", StringComparison.Ordinal).Replace("euro traveller", "economy", StringComparison.Ordinal) : folded;

    /// <summary>Whether a text is a cabin's name and nothing else.</summary>
    public static bool IsName(string folded) => Exact.ContainsKey(folded);

    /// <summary>The one cabin a label names; null when it names none, or several.</summary>
    public static Cabin? Single(string folded) => Find(folded) is [var only] ? only : null;

    /// <summary>Whether a word is part of how cabins and fares are called.</summary>
    public static bool IsCompany(ReadOnlySpan<char> word) => Company.Contains(word) || IsCabin(word);

    /// <summary>Whether a word alone names a cabin.</summary>
    public static bool IsCabin(ReadOnlySpan<char> word) => WholeNames.Contains(word);

    /// <summary>Whether a text is nothing but a cabin's name with its usual company.</summary>
    public static bool IsLabel(string folded)
    {
        if (Find(folded).IsEmpty) return false;
        foreach (var range in folded.AsSpan().SplitAny(" /&,()-–+·:"))
        {
            var word = folded.AsSpan(range);
            if (word.Length > 0 && !IsCompany(word)) return false;
        }

        return true;
    }
}
