using System.Collections.Frozen;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>The tier that a heading, or a line that stands like one, is about: "2. Gold members:", "Kestrel Elite - Gold", "Hạng Vàng (Gold)".</summary>
internal static class TierNames
{
    private static readonly FrozenSet<string> OfAll = FrozenSet.ToFrozenSet(["member", "members", "membership", "memberships", "status", "tier", "tiers", "level", "levels"], StringComparer.Ordinal);

    // What says nothing beside a metal alone.
    private static readonly FrozenSet<string> OfMetals = FrozenSet.ToFrozenSet(["class", "category", "card", "cards", "club", "medallion"], StringComparer.Ordinal);

    private static readonly string[] Ends = [.. OfAll, .. OfMetals];

    private static readonly Phrases Members = new("member", "members", "membership", "memberships", "tier", "tiers", "status", "level", "levels", "class", "category", "card", "cards", "club", "medallion", "elite");

    // What a program's own word stands for and is none of its tiers.
    private static readonly Phrases NoTiers = new(
        "corporate", "company", "business", "family", "youth", "junior", "kids", "child", "children", "student", "credit", "debit", "bank", "free", "new", "your", "our", "account", "program", "programme", "terms", "about", "join", "partner", "partners",
        "benefits", "all", "general", "basic", "the", "how", "what", "lounge", "news", "offer", "offers", "miles", "points", "change", "changes", "year", "for", "of", "to", "and", "or", "in");

    private static readonly Phrases Qualifying = new("qualification", "qualifications", "qualify", "qualifying", "criteria", "requirements", "requirement", "eligibility", "how to reach", "how to become", "how to get");

    private static readonly string[] QualifyingElsewhere = ["資格", "资格", "条件", "條件", "자격", "조건", "tiêu chí", "điều kiện", "критери", "услови"];

    private static readonly string[] Clubs = [" club", "俱樂部", "俱乐部", "クラブ", "클럽", " membership", " members", " member", " status", " tier", " level", " card"];

    private const int Longest = 60;
    private const int MostWords = 5;

    /// <summary>The tier that a text is about, by a name that is usual or known; null where it is about none, or about several.</summary>
    /// <param name="isSure">Whether the text says that the name is a level's.</param>
    public static string? In(string text, LoyaltyProgram program, out bool isSure)
    {
        isSure = false;
        var bare = Bare(text);
        if (bare.Length is < 2 or > Longest || bare.AsSpan().ContainsAny(".;?!") || bare.AsSpan().ContainsAnyInRange('0', '9')) return null;
        var folded = Phrase.Fold(bare);
        if (!UsualTiers.In(folded) && (program.Tiers.IsEmpty || TierWords.Read(folded, program) is not { IsBase: false })) return null;
        isSure = Members.In(folded) || (bare.Length > program.Name.Length && bare.StartsWith(program.Name, StringComparison.OrdinalIgnoreCase)) || (!program.Tiers.IsEmpty && TierWords.Read(folded, program) is { Tiers.Length: 1 });
        return Of(WithoutProgram(bare, program), program);
    }

    /// <summary>The same for a line that is no heading, and little else than a name.</summary>
    public static string? OfLine(string line, LoyaltyProgram program, out bool isSure)
    {
        isSure = false;
        if (line.Length > Longest || line.Count(' ') > MostWords || In(line, program, out isSure) is not { } name) return null;
        var rest = WithoutMembers(WithoutProgram(Bare(line), program));
        return rest.Equals(name, StringComparison.OrdinalIgnoreCase) || rest.EndsWith($"({name})", StringComparison.Ordinal) || rest.EndsWith($"- {name}", StringComparison.Ordinal) ? name : null;
    }

    /// <summary>"Morning Calm Club" over "Morning Calm Club Qualification": whatever it is called, one qualifies for it.</summary>
    public static string? QualifiedFor(string heading, string below, LoyaltyProgram program)
    {
        if (heading.Length is < 3 or > Longest || below.Length <= heading.Length || !below.StartsWith(heading, StringComparison.OrdinalIgnoreCase) || !IsQualifying(below)) return null;
        var name = heading.Trim();
        foreach (var club in Clubs)
        {
            if (name.Length > club.Length && name.EndsWith(club, StringComparison.OrdinalIgnoreCase)) name = name[..^club.Length].TrimEnd();
        }

        return IsNameOfOwn(name, program) ? name : null;
    }

    /// <summary>"Mabuhay Miles Premier Elite membership": the program's name, what the page calls the level, and what that is.</summary>
    public static string? OfProgram(string heading, LoyaltyProgram program)
    {
        if (heading.Length is < 8 or > Longest || !heading.StartsWith(program.Name, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = heading[program.Name.Length..].Trim();
        var name = WithoutMembers(rest);
        return name.Length < rest.Length && IsNameOfOwn(name, program) ? name : null;
    }

    /// <summary>Whether a heading names another program or airline, whose tiers they may be: "Hilton Honors Gold".</summary>
    public static bool NamesOthers(string heading, LoyaltyProgram program, INameIndex names)
    {
        var found = NamesFound.In(heading, names);
        foreach (var (id, _, _) in found.Programs)
        {
            if (id != program.Id) return true;
        }

        foreach (var (iata, _, _) in found.Airlines)
        {
            if (iata != program.Airline) return true;
        }

        return false;
    }

    /// <summary>Whether a heading is about how a level is reached.</summary>
    public static bool IsQualifying(string heading) => Qualifying.In(Phrase.Fold(heading)) || Array.Exists(QualifyingElsewhere, word => heading.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsNameOfOwn(string name, LoyaltyProgram program) =>
        name.Length is > 2 and <= 30 && (char.IsUpper(name[0]) || name[0] >= 0x2E80) && name.Count(' ') < 3 && !name.AsSpan().ContainsAnyInRange('0', '9') && name.IndexOfAny([',', ':', '.', '?', '!', '-', '/']) < 0
        && Phrase.Fold(name) is var folded && !NoTiers.In(folded) && !TierWords.IsBase(folded) && CabinWords.Find(folded).IsEmpty && !Phrase.Fold(program.Name).Contains(folded, StringComparison.Ordinal);

    /// <summary>Without a number before it, quotes around it and a colon behind it.</summary>
    private static string Bare(string text)
    {
        var start = 0;
        while (start < text.Length && (char.IsAsciiDigit(text[start]) || text[start] is '.' or ')' or ' ' or '•' or '·' or '*' or '“' or '"' or '-')) start++;
        return text[start..].TrimEnd(' ', ':', '：', '*', '”', '"', '.', '®', '™');
    }

    private static string WithoutProgram(string text, LoyaltyProgram program)
    {
        var at = text.IndexOf(program.Name, StringComparison.OrdinalIgnoreCase);
        if (at >= 0 && program.Name.Length < text.Length) text = text.Remove(at, program.Name.Length);
        return text.Trim(' ', '-', '–', '|', ':');
    }

    private static string? Of(string text, LoyaltyProgram program)
    {
        // "Vàng (Gold)": the same twice, of which the second is better known.
        if (text.EndsWith(')') && text.IndexOf('(', StringComparison.Ordinal) is > 0 and var open && UsualTiers.IsName(Phrase.Fold(text[(open + 1)..^1])))
            return UsualTiers.In(Phrase.Fold(text[..open])) ? text[(open + 1)..^1] : null;
        // "JMB Diamond / JGC Diamond" are one level.
        if (text.Split('/', StringSplitOptions.TrimEntries) is [var one, var other] && Of(one, program) is { } first && Of(other, program) is { } second)
            return Phrase.Fold(first) == Phrase.Fold(second) ? first : null;
        // "Elite - Gold".
        if (text.LastIndexOf(" - ", StringComparison.Ordinal) is > 0 and var dash && UsualTiers.In(Phrase.Fold(text[(dash + 3)..]))) text = text[(dash + 3)..];
        var name = TierSections.Name(text, program) ?? TierSections.Name(WithoutMembers(text), program);
        if (name is null && WithoutMembers(text) is var rest && OnlyTiers(rest)) name = rest;
        return name is null ? null : LineKey.Capitalised(WithoutMembers(name));
    }

    private static bool OnlyTiers(string name)
    {
        var folded = Phrase.Fold(name);
        if (LineKey.UsualTierAt(folded, 0) == folded.Length) return true;
        foreach (var word in folded.Split(' '))
        {
            if (word is not ("elite" or "plus") && !UsualTiers.IsName(word)) return false;
        }

        return true;
    }

    /// <summary>"Silver status", "Membership Level Gold", "Our Gold Card": what all of them are says nothing. "President Club" and "Silver Elite" are names.</summary>
    public static string WithoutMembers(string text)
    {
        if (!MaySayNothing(text)) return text;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (from, until) = (0, words.Length);
        while (until - from > 1 && SaysNothing(words, from, from + 1, until)) from++;
        while (until - from > 1 && SaysNothing(words, until - 1, from, until - 1)) until--;
        var name = until - from == words.Length ? text : string.Join(' ', words[from..until]);
        // "Gold-Status".
        return name.LastIndexOf('-') is > 1 and var dash && OfAll.Contains(Phrase.Fold(name[(dash + 1)..])) ? name[..dash] : name;
    }

    /// <summary>Whether a word at one end may be one of those; of a text in plain signs, without one that hangs on by a hyphen.</summary>
    private static bool MaySayNothing(string text)
    {
        if (text.Contains('-', StringComparison.Ordinal) || !System.Text.Ascii.IsValid(text)) return true;
        var words = text.AsSpan().Trim();
        return IsEnd(words[..(words.IndexOf(' ') is >= 0 and var first ? first : words.Length)]) || IsEnd(words[(words.LastIndexOf(' ') + 1)..]);
    }

    private static bool IsEnd(ReadOnlySpan<char> word)
    {
        foreach (var end in Ends)
        {
            if (word.Trim().Equals(end, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool SaysNothing(string[] words, int at, int from, int until)
    {
        var word = Phrase.Fold(words[at]);
        if (OfAll.Contains(word)) return true;
        return OfMetals.Contains(word) && UsualTiers.In(Phrase.Fold(string.Join(' ', words[from..until])));
    }
}
