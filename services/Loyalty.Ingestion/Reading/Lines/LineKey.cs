using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>For whom the amount of a line is.</summary>
/// <param name="Text">As a cell has it.</param>
internal sealed partial record LineKey(ColumnKind Kind, string Text)
{
    private static readonly FrozenSet<string> OfTiers = FrozenSet.ToFrozenSet(
        ["member", "members", "membership", "elite", "elites", "status", "tier", "level", "holders", "with", "and", "or", "as", "a", "the", "&", "/", ",", "for", "all"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfCounts = FrozenSet.ToFrozenSet(
        ["miles", "mile", "points", "point", "avios", "bonus", "rate", "card", "cards", "total", "award", "earn", "earned", "earning", "mileage", "per", "base", "percent", "percentage", "accrual", "dollar", "euro", "star", "plus", "premier", "fare", "spend"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfBands = FrozenSet.ToFrozenSet(
        ["miles", "mile", "mi", "km", "kilometres", "flights", "flight", "of", "under", "over", "less", "more", "than", "up", "to", "between", "and", "from", "above", "below", "at", "least", "or", "for", "distance", "distances", "fewer", "beyond"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfMarkets = FrozenSet.ToFrozenSet(
        [
            "domestic", "international", "within", "intra", "inside", "europe", "european", "continental", "intercontinental", "flights", "flight", "routes", "route", "sectors", "all", "other",
            "on", "for", "in", "the", "and", "a", "country", "worldwide", "cross-border",
        ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Everyone = FrozenSet.ToFrozenSet(
        ["member", "members", "you", "everyone", "all members", "base members", "general members", "basic members", "regular members", "each member", "every member", "members without status"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfCabins = FrozenSet.ToFrozenSet(
        ["class", "cabin", "in", "for", "the", "economy", "premium", "business", "first", "eco", "coach", "fares", "tickets"], StringComparer.Ordinal);

    // What a card earns at shops is no fare.
    private static readonly Phrases NoFares = new(
        "card", "cards", "dining", "restaurants", "restaurant", "groceries", "grocery", "supermarkets", "hotel", "hotels", "gas", "fuel", "purchases", "purchase", "everything", "else",
        "shopping", "streaming", "transit", "rental", "rentals", "rides", "travel", "stays", "drugstores", "retail", "partners", "partner", "cruises", "spend", "bookings", "elsewhere", "utilities",
        "total", "example", "sum", "price", "fee", "tax", "taxes");

    private static readonly System.Buffers.SearchValues<char> OfSentences = System.Buffers.SearchValues.Create(".,;:!?%$€£");

    [ThreadStatic]
    private static Remembered<bool>? _isTier;

    private static readonly string[] Before = ["for ", "on ", "in ", "classes ", "class ", "with "];

    /// <summary>Reads who is meant; null where a word is not understood.</summary>
    /// <param name="text">The words.</param>
    /// <param name="program">The program whose tiers are known.</param>
    /// <param name="names">Names of airports.</param>
    /// <param name="brands">Whether words without a meaning of their own are the names of fares here.</param>
    public static LineKey? Read(string text, LoyaltyProgram? program, INameIndex names, bool brands)
    {
        var bare = Marks().Replace(text, "").Trim(' ', '.', ',', ';', ':', '"', '\'', '“', '”', '‘', '’');
        if (bare.Length is 0 or > 80) return null;
        var folded = Phrase.Fold(bare);
        if (IsLowest(folded, program)) return new LineKey(ColumnKind.Tier, "members");
        if (IsTier(folded, program)) return new LineKey(ColumnKind.Tier, Capitalised(WithoutMembers(bare)));
        if (ListsClasses(bare)) return new LineKey(ColumnKind.Classes, bare);
        var plain = WithoutPreposition(folded);
        if (CabinWords.IsLabel(plain) && CabinWords.Single(plain) is not null && Only(plain, OfCabins)) return new LineKey(ColumnKind.Cabin, bare);
        if (IsBand(folded)) return new LineKey(ColumnKind.Band, bare);
        if (IsMarket(folded, bare, names)) return new LineKey(ColumnKind.Market, bare);
        if (brands && BooksFare(bare)) (bare, folded) = (bare[5..], folded[5..]);
        // "On all Flex tickets": a name that says of itself that it is a fare's.
        var isFare = brands && Fares().IsMatch(folded);
        if (isFare && folded.StartsWith("all ", StringComparison.Ordinal)) (bare, folded) = (bare[4..], folded[4..]);
        if (!brands || !IsName(bare, folded)) return null;
        var place = isFare && bare.EndsWith(')') && bare.IndexOf('(', StringComparison.Ordinal) is > 2 and var open && PlaceWords.NamesPlace(folded[open..]) ? bare[(open + 1)..^1] : null;
        return new LineKey(ColumnKind.FareBrand, Brand(place is null ? bare : bare[..bare.IndexOf('(', StringComparison.Ordinal)].TrimEnd())) { IsFare = isFare, Place = place };
    }

    /// <summary>The flights that a fare's name has in brackets behind it.</summary>
    public string? Place { get; private init; }

    /// <summary>Whether the words call it a fare or a ticket.</summary>
    public bool IsFare { get; private init; }

    /// <summary>A tier of the program with the words that go with it, and nothing else; or members as they are.</summary>
    public static bool IsTier(string folded, LoyaltyProgram? program) => Remembered<bool>.Of(ref _isTier, folded, program, NamesTier);

    /// <summary>Whether a key is no tier's name, but a word for everyone.</summary>
    public static bool MeansEveryone(string text) => Everyone.Contains(Phrase.Fold(text));

    private static bool NamesTier(string folded, LoyaltyProgram? program)
    {
        if (Everyone.Contains(folded)) return true;
        if (program is null || program.Tiers.IsEmpty) return program is not null && OnlyTiers(folded) && !Only(folded, OfTiers);
        if (TierWords.Read(folded, program) is not { IsBase: false }) return false;
        var rest = TierWords.InWordsOf(program, folded);
        foreach (var (full, own, _) in ProgramWords.Of(program).Tiers)
        {
            if (Phrase.Has(rest, full)) rest = rest.Replace(full, " ", StringComparison.Ordinal);
            else if (own.Length > 0 && Phrase.Has(rest, own)) rest = rest.Replace(own, " ", StringComparison.Ordinal);
        }

        // "AAdvantage Gold": the program's own name says nothing more.
        foreach (var word in Phrase.Fold(program.Name).Split(' ').Where(word => word.Length > 3)) rest = rest.Replace(word, " ", StringComparison.Ordinal);
        return Only(rest, OfTiers);
    }

    /// <summary>"Book Nicer and you'll earn 6 points": what is booked is a fare.</summary>
    public static bool BooksFare(string line) => line.StartsWith("Book ", StringComparison.Ordinal) && line.Length > 6 && char.IsUpper(line[5]);

    /// <summary>Whether a header has a tier's name with what is counted, and no word of another name: "Falcon Gold" may be a cabin.</summary>
    public static bool NamesTierAlone(string folded, LoyaltyProgram? program)
    {
        if (program is null) return true;
        foreach (var (full, own, _) in ProgramWords.Of(program).Tiers)
        {
            if (Phrase.Has(folded, full)) folded = folded.Replace(full, " ", StringComparison.Ordinal);
            else if (own.Length > 0 && Phrase.Has(folded, own)) folded = folded.Replace(own, " ", StringComparison.Ordinal);
        }

        var words = folded.Split([' ', ',', '(', ')', '/', '-', '–', '+', '*', ':', '.', '%', '\'', '&'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length != 1 || !char.IsLetter(words[0][0]) || OfTiers.Contains(words[0]) || OfCounts.Contains(words[0]);
    }

    /// <summary>The level that is called as the program is everyone's: "SkyMiles members".</summary>
    private static bool IsLowest(string folded, LoyaltyProgram? program) =>
        program is not null && WithoutMembers(folded) is { Length: > 3 } name && Phrase.Fold(program.Name).Split(' ') is var words && (name == string.Join(' ', words) || name == words[0])
        && !Array.Exists(["club", "miles", "free", "royal"], common => common == name);

    /// <summary>Whether a line begins with the name of a tier, which in capitals looks like a list of classes.</summary>
    public static bool BeginsWithTier(string line)
    {
        var end = 0;
        while (end < line.Length && char.IsAsciiLetterUpper(line[end])) end++;
        return end > 3 && UsualTiers.IsName(line[..end].ToLowerInvariant());
    }

    /// <summary>How long a name of usual words for tiers is that stands at a place of a lower-case text; 0 for none: "black signature".</summary>
    public static int UsualTierAt(string lower, int at)
    {
        var end = at;
        foreach (var counted in (ReadOnlySpan<string>)["level ", "tier "])
        {
            if (at + counted.Length < lower.Length && lower.AsSpan(at).StartsWith(counted) && lower[at + counted.Length] is >= '1' and <= '9'
                && (at + counted.Length + 1 == lower.Length || !char.IsLetterOrDigit(lower[at + counted.Length + 1]))) return counted.Length + 1;
        }

        for (var start = at; ; start = end + 1)
        {
            var next = start + UsualTiers.SeveralAt(lower, start);
            if (next == start)
            {
                while (next < lower.Length && char.IsLetter(lower[next])) next++;
                if (!UsualTiers.IsName(lower.AsSpan(start, next - start))) return end - at;
            }

            end = next;
            if (end >= lower.Length || lower[end] != ' ') return end - at;
        }
    }

    /// <summary>"Economy Light": a cabin with a word for its fare.</summary>
    public static bool IsFareOfCabin(string text) => Phrase.Fold(text) is var folded && CabinWords.IsLabel(folded) && CabinWords.Single(folded) is not null;

    /// <summary>Letters one by one, with the name of a cabin; a word in capitals is a word.</summary>
    public static bool ListsClasses(string text)
    {
        if (text is "a" or "i" || Glued().IsMatch(text)) return false;
        return ClassList.Read(text) is { IsRead: true, All: false } list && !Phrase.HasAny(list.Label, "no", "tier", "award");
    }

    private static bool IsBand(string folded) => BandWords.Read(folded) is not null && Only(Digits().Replace(folded, " "), OfBands);

    private static bool IsMarket(string folded, string text, INameIndex names)
    {
        if (text is { Length: 7 } && text[3] is '-' or '–' && names.IsAirport(text[..3]) && names.IsAirport(text[4..])) return true;
        if (MarketWords.Read(folded) is null) return false;
        foreach (var word in folded.Split([' ', ',', '(', ')', '/', '&'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!OfMarkets.Contains(word) && Countries.CodeOf(word) is null && Countries.ContinentOf(word) is null) return false;
        }

        return true;
    }

    /// <summary>A name of a few words: no sentence, no shop.</summary>
    private static bool IsName(string text, string folded) =>
        text.Length <= 40 && char.IsLetter(text[0]) && char.IsUpper(text[0]) && text.Count(' ') <= 4 && !text.AsSpan().ContainsAnyInRange('0', '9')
        && !text.AsSpan().ContainsAny(OfSentences) && !NoFares.In(folded) && CellReader.Value(text).Kind == ValueKind.Unread;

    private static string Brand(string text) => Capitalised(text.Contains('/', StringComparison.Ordinal) ? string.Join('/', text.Split('/').Select(part => BrandWords.WithoutFares(part.Trim()))) : BrandWords.WithoutFares(text));

    private static string WithoutPreposition(string folded)
    {
        foreach (var word in Before)
        {
            if (folded.StartsWith(word, StringComparison.Ordinal)) return folded[word.Length..];
        }

        return folded;
    }

    /// <summary>GOLD is a name, and not the classes G, O, L and D.</summary>
    public static string Capitalised(string text) =>
        text.Length > 1 && !text.AsSpan().ContainsAnyInRange('a', 'z') ? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant()) : text;

    /// <summary>"Gold elite members" are Gold.</summary>
    private static string WithoutMembers(string text)
    {
        foreach (var members in (ReadOnlySpan<string>)[" members", " member", " elites", " elite", " status", " tier"])
        {
            if (text.EndsWith(members, StringComparison.OrdinalIgnoreCase)) text = text[..^members.Length];
        }

        return text;
    }

    private static bool OnlyTiers(string folded)
    {
        foreach (var word in folded.Split([' ', ',', '(', ')', '/', '-', '–', '+'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!OfTiers.Contains(word) && !UsualTiers.IsName(word)) return false;
        }

        return true;
    }

    private static bool Only(string folded, params ReadOnlySpan<FrozenSet<string>> sets)
    {
        foreach (var word in folded.Split([' ', ',', '(', ')', '/', '-', '–', '+', '<', '>', '≥', '≤'], StringSplitOptions.RemoveEmptyEntries))
        {
            var known = false;
            foreach (var words in sets) known |= words.Contains(word);
            if (!known) return false;
        }

        return true;
    }

    [GeneratedRegex(@"(?<![A-Za-z])(?!RBD)[A-Z]{2,}(?![A-Za-z])")]
    private static partial Regex Glued();

    [GeneratedRegex(@" (?:fares?|tickets?)(?![a-z])")]
    private static partial Regex Fares();

    [GeneratedRegex(@"[®™℠]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\d[\d,.]*")]
    private static partial Regex Digits();
}
