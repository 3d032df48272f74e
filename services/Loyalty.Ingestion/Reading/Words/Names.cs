using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Carriers as a heading, a sentence or a cell names them.</summary>
/// <param name="Codes">IATA codes, <c>alliance:</c> and an id, or <c>*</c>; empty when none is named.</param>
/// <param name="Role">Selling or flying, when the words say which.</param>
internal readonly record struct NamedCarriers(ImmutableArray<string> Codes, FlightRole? Role);

/// <summary>The airlines and programs that a text names, and where.</summary>
internal readonly record struct NamesFound(
    ImmutableArray<(string Iata, int Index, int Length)> Airlines, ImmutableArray<(string ProgramId, int Index, int Length)> Programs)
{
    public static NamesFound In(string text, INameIndex names) => new(names.AirlinesIn(text), names.ProgramsIn(text));

    /// <summary>The text without the names, whose words mean nothing else there.</summary>
    public string Without(string text)
    {
        if (Airlines.IsEmpty && Programs.IsEmpty) return text;
        var letters = text.ToCharArray();
        foreach (var (_, index, length) in Airlines) letters.AsSpan(index, length + International(text.AsSpan(index + length))).Fill(' ');
        foreach (var (_, index, length) in Programs) letters.AsSpan(index, length).Fill(' ');
        return new string(letters);
    }

    /// <summary>Flights that somebody flies whom nobody knows: "operated by Air Somewhere".</summary>
    public string? UnknownOperator(string text, string folded)
    {
        const string operated = "operated by ";
        if (text.Length != folded.Length || folded.IndexOf(operated, StringComparison.Ordinal) is not (>= 0 and var at)) return null;
        var start = at + operated.Length;
        if (start >= text.Length || !char.IsUpper(text[start]) || Airlines.Any(airline => airline.Index >= start && airline.Index <= start + 4) || Programs.Any(program => program.Index >= start && program.Index <= start + 4)) return null;
        var end = text.IndexOfAny([',', '(', '.', ':'], start);
        return text[start..(end < 0 ? text.Length : end)].Trim();
    }

    /// <summary>How much of what follows a name belongs to it: "Thai Airways International" is one, "Lufthansa international flights" are not.</summary>
    private static int International(ReadOnlySpan<char> after)
    {
        const string word = " international";
        if (!after.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (after.Length > word.Length && char.IsLetter(after[word.Length]))) return 0;
        var next = after[word.Length..].TrimStart();
        foreach (var flown in (ReadOnlySpan<string>)["flight", "route", "sector", "segment", "service", "travel", "and", "or", "/", "&"])
        {
            if (next.StartsWith(flown, StringComparison.OrdinalIgnoreCase)) return 0;
        }

        return word.Length;
    }
}

/// <summary>Finds carriers in words by the names that the graph knows; a code in brackets is a carrier even if nobody knows it.</summary>
internal static partial class CarrierWords
{
    private static readonly char[] InBrackets = [',', '/', ' '];

    private static readonly string[] OwnFlights = ["on ", "with ", "flights of ", "operated by ", "flown by ", "marketed by ", "flights with ", "sold by "];

    private static readonly Phrases EveryOther = new(
        "all other partners", "all other partner", "other partners", "all other airlines", "other airlines", "every other", "all partners",
        "all airline partners", "other partner airlines", "any airline", "all airlines", "all other carriers", "other carriers", "all partner airlines");

    private static readonly Phrases OwnFlightsWords = new("our flights", "our own flights", "own flights");

    private static readonly System.Buffers.SearchValues<string> OfRoles = System.Buffers.SearchValues.Create(["operat", "flown", "flies", "market", "flight number"], StringComparison.Ordinal);

    private static readonly Phrases OperatingWords = new("operated by", "operating airline", "operating carrier", "flown by", "operated flights");

    private static readonly Phrases MarketingWords = new(
        "marketed by", "marketing airline", "marketing carrier", "flight number", "flight numbers", "marketed flights");

    private static readonly Phrases SellingAndFlyingWords = new(
        "marketed and operated", "operated and marketed", "sold and operated", "operated and sold", "sold and flown", "marketed and flown", "markets and operates", "operates and markets", "sells and operates", "sells and flies");

    private static readonly Phrases FlownByAnyoneWords = new(
        "regardless of the operating airline", "regardless of the operating carrier", "regardless of which airline", "irrespective of the operating airline", "irrespective of the operating carrier", "irrespective of which airline",
        "including codeshare flights", "including codeshares", "including code-share flights", "including code share flights", "whichever airline", "operated by any airline", "operated by any carrier");

    /// <summary>The carriers that a title, heading or sentence is about.</summary>
    public static NamedCarriers InText(string text, string folded, NamesFound found, string? programId, INameIndex names)
    {
        var role = Role(folded);
        if (IsEveryOther(folded)) return new NamedCarriers([ChartKey.AnyCarrier], role);
        var programs = found.Programs;
        var own = programId is null ? null : names.Program(programId)?.Airline;
        List<string> codes = [];
        var ownNamed = false;
        foreach (var (iata, index, length) in found.Airlines)
        {
            if (Covers(programs, index)) continue;
            if (iata == own && !IsIntroduced(text, index))
            {
                // "Qantas Points" are the program's, whose flights ever bring them.
                if (IsOfProgram(text.AsSpan(index + length))) continue;
                ownNamed |= BracketCode(text, index + length) is not null || Phrase.Has(folded, "flights") || programs.IsEmpty;
                continue;
            }

            if (!codes.Contains(iata)) codes.Add(iata);
        }

        AddBracketed(text, own, codes, names, ref ownNamed);
        if (codes.Count == 0 && (ownNamed || OwnFlightsWords.In(folded)) && own is not null) codes.Add(own);
        if (codes.Count == 0 && names.MayNameAlliance(folded) && Alliance(text, names) is { } alliance) codes.Add(AllianceWords.Carrier(alliance));
        return new NamedCarriers([.. codes], role);
    }

    /// <summary>The carriers of a cell that is meant to hold nothing else; null when a word is not understood.</summary>
    public static ImmutableArray<string>? InCell(string text, INameIndex names)
    {
        var folded = Phrase.Fold(text);
        if (folded.Length == 0) return null;
        if (folded is "*" or "all" or "any" || IsEveryOther(folded)) return [ChartKey.AnyCarrier];
        if (names.AirlineByName(text) is { } exact) return [exact];
        if (names.AllianceByName(text) is { } alliance) return [AllianceWords.Carrier(alliance)];
        // "Singapore Air" in a column of airlines.
        if (folded.EndsWith(" air", StringComparison.Ordinal) && (names.AirlineByName(text.TrimEnd() + "lines") ?? names.AirlineByName(text.TrimEnd() + "ways")) is { } shortened) return [shortened];
        List<string> codes = [];
        foreach (var part in text.Split([',', ';', '/', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsCode(part)) codes.Add(part);
            else if (names.AirlineByName(part) is { } named) codes.Add(named);
            else
            {
                var found = names.AirlinesIn(part);
                foreach (var (iata, _, _) in found) codes.Add(iata);
                var before = codes.Count;
                var ignored = false;
                AddBracketed(part, null, codes, names, ref ignored);
                if (found.IsEmpty && codes.Count == before) return null;
            }
        }

        return codes.Count == 0 ? null : [.. codes.Distinct()];
    }

    /// <summary>Selling, flying, or both, as the words say; null when they do not.</summary>
    public static FlightRole? Role(string folded)
    {
        // What all those words have one of: most headings and sentences have none.
        if (!folded.AsSpan().ContainsAny(OfRoles)) return null;
        if (SellingAndFlyingWords.In(folded)) return FlightRole.MarketingAndOperating;
        // "Regardless of the operating airline": whoever flies them, the one that sells them is meant.
        if (FlownByAnyoneWords.In(folded)) return MarketingWords.In(folded) ? FlightRole.Marketing : null;
        // "Flights with the code of X, operated by X".
        if (OperatingWords.In(FlownByNobody(folded))) return CodeBefore().IsMatch(folded) ? FlightRole.MarketingAndOperating : FlightRole.Operating;
        if (MarketingWords.In(folded))
            return FlightRole.Marketing;
        return null;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\bwith (?:the )?(?:\w{2} )?code\b[^.]{0,60}\boperated by\b")]
    private static partial System.Text.RegularExpressions.Regex CodeBefore();

    /// <summary>"The distance flown by the percentage", "flights flown by the member": the words do not say which airline flies.</summary>
    private static string FlownByNobody(string folded)
    {
        var at = folded.IndexOf("flown by ", StringComparison.Ordinal);
        if (at < 0) return folded;
        var after = folded.AsSpan(at + 9);
        var before = folded.AsSpan(0, at).TrimEnd();
        var isOther = before.EndsWith("distance") || before.EndsWith("miles") || before.EndsWith("mileage") || before.EndsWith("kilometres");
        return isOther || after.StartsWith("the member") || after.StartsWith("members") || after.StartsWith("a member") || after.StartsWith("the passenger") || after.StartsWith("you") || after.StartsWith("the percentage") ? folded.Remove(at, 9) : folded;
    }

    /// <summary>Whether the words mean every carrier that is not named elsewhere.</summary>
    public static bool IsEveryOther(string folded) => EveryOther.In(folded);

    /// <summary>Two letters or a letter and a digit, in capitals.</summary>
    public static bool IsCode(string text) =>
        text.Length == 2 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[1])
        && !char.IsAsciiLetterLower(text[0]) && !char.IsAsciiLetterLower(text[1]) && (char.IsAsciiLetter(text[0]) || char.IsAsciiLetter(text[1]));

    /// <summary>Codes of a list such as <c>LH, LX, OS</c>; empty when anything else stands in it.</summary>
    public static ImmutableArray<string> CodeList(string text)
    {
        var parts = text.Replace(" and ", ",", StringComparison.Ordinal).Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var part in parts)
        {
            if (!IsCode(part)) return [];
        }

        return [.. parts];
    }

    private static string? Alliance(string text, INameIndex names)
    {
        // An alliance's name is one or two words.
        var words = text.Split([' ', ':', ',', '(', ')', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (names.AllianceByName(words[i]) is { } one) return one;
            if (i + 1 < words.Length && names.AllianceByName(words[i] + " " + words[i + 1]) is { } two) return two;
        }

        return null;
    }

    private static bool Covers(ImmutableArray<(string ProgramId, int Index, int Length)> programs, int index)
    {
        foreach (var (_, start, length) in programs)
        {
            if (index >= start && index < start + length) return true;
        }

        return false;
    }

    private static bool IsOfProgram(ReadOnlySpan<char> after)
    {
        foreach (var word in (ReadOnlySpan<string>)[" point", " mile", " avios", " credit"])
        {
            if (after.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsIntroduced(string text, int index)
    {
        foreach (var word in OwnFlights)
        {
            if (index >= word.Length && text.AsSpan(index - word.Length, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string? BracketCode(string text, int after)
    {
        var at = after;
        while (at < text.Length && text[at] == ' ') at++;
        return at + 3 < text.Length && text[at] is '(' or '[' && text[at + 3] is ')' or ']' && IsCode(text.Substring(at + 1, 2))
            ? text.Substring(at + 1, 2) : null;
    }

    private static void AddBracketed(string text, string? own, List<string> codes, INameIndex names, ref bool ownNamed)
    {
        for (var at = text.AsSpan().IndexOfAny('(', '['); at >= 0 && at + 3 < text.Length; at++)
        {
            if (text[at] is not ('(' or '[')) continue;
            var end = text.AsSpan(at).IndexOfAny(')', ']') is >= 0 and var length ? at + length : -1;
            if (end < 0) return;
            var isSentence = text.AsSpan(at, end - at).Count(' ') > 5;
            foreach (var part in text[(at + 1)..end].Split(InBrackets, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // Among the words of a sentence two capitals are mostly no code: "(for the FLY ON Program of FY 2013)".
                if (!IsCode(part) || ((isSentence || part.AsSpan().ContainsAnyInRange('0', '9') || MetricWords.IsAbbreviation(part)) && !names.IsAirline(part))) continue;
                if (part == own && !codes.Contains(part)) ownNamed = true;
                else if (!codes.Contains(part)) codes.Add(part);
            }
        }
    }
}
