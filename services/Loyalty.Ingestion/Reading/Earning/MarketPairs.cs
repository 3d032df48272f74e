using System.Text.RegularExpressions;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Sheets;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Markets between two places, such as "Japan - Asia or Oceania" or "FRA-SIN". Regions that a label draws this way become facts; the
/// countries of one side are left out of the continents of the other, for a flight within them is no flight between the two.
/// </summary>
internal static partial class MarketPairs
{
    // "Flights between Japan and Asia", "From Italy to Europe (and vv.)": words that lead to the two places, or say that both ways count.
    private static readonly string[] Before = ["flights", "flight", "travel", "all", "between", "from", "points", "miles", "avios"];

    private static readonly string[] Behind = ["(and vv.)", "(and vv)", "(vv.)", "(v.v.)", "(and vice versa)", "(vice versa)", "and vice versa", "vice versa", "v.v.", "flights", "routes"];

    private static readonly char[] BetweenPlaces = [',', '/'];

    private static readonly string[] Dividers = [" - ", " – ", " — ", " to/from ", " and from ", " to "];

    // What stands between two places, or leads to the second: most texts have nothing of the kind.
    private static bool MayPair(string text) =>
        text.AsSpan().ContainsAny('-', '–', '—')
        || (text.Contains(' ', StringComparison.Ordinal) && (text.Contains(" to", StringComparison.OrdinalIgnoreCase) || text.Contains(" and ", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The market; null when a side is no place that is known.</summary>
    public static Market? Read(string text, TableContext context)
    {
        if (!MayPair(text)) return null;
        if (Within().Match(text) is { Success: true } within && within.Groups["a"].Value == within.Groups["b"].Value) return WithinAndTo(within.Groups["a"].Value, within.Groups["c"].Value, context);
        text = Bare(text, out var isBetween);
        if (isBetween) text = text.Replace(" and ", " - ", StringComparison.OrdinalIgnoreCase);
        var sides = Sides(text);
        if (sides is [var whole] && whole.Length == 7 && whole[3] == '-') sides = [whole[..3], whole[4..]];
        if (sides is not [var from, var to]) return null;
        if (context.Names.IsAirport(from) && context.Names.IsAirport(to)) return new Market(MarketKind.Route, from, to);
        if (context.Terms.ProgramId is not { } programId) return null;
        var a = Places(from, context.Names);
        var b = Places(to, context.Names);
        if (a is null || b is null) return null;
        Exclude(a, b);
        Exclude(b, a);
        return new Market(MarketKind.Regions, Region(programId, from, a, context), Region(programId, to, b, context));
    }

    private static List<string> Sides(string text)
    {
        List<string> sides = [];
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (DividerAt(text, at) is not (> 0 and var length)) continue;
            Add(text.AsSpan(start, at - start));
            start = at + length;
            at = start - 1;
        }

        Add(text.AsSpan(start));
        return sides;

        void Add(ReadOnlySpan<char> side)
        {
            if (side.Trim() is { IsEmpty: false } place) sides.Add(place.ToString());
        }
    }

    /// <summary>How long what parts two places is that stands here; 0 where nothing does.</summary>
    private static int DividerAt(string text, int at)
    {
        if (text[at] is '–' or '—') return 1;
        if (text[at] != ' ' || at + 1 == text.Length || text[at + 1] is not ('-' or '–' or '—' or 't' or 'a')) return 0;
        foreach (var divider in Dividers)
        {
            if (text.AsSpan(at).StartsWith(divider)) return divider.Length;
        }

        return 0;
    }

    private static string Region(string programId, string name, List<string> members, TableContext context)
    {
        var id = RegionSheet.Id(programId, name);
        if (!context.Regions.ContainsKey(id)) context.Regions.Add(id, new Region(id, programId, name, [.. members.Distinct().Order(StringComparer.Ordinal)]));
        return id;
    }

    /// <summary>"Within Canada, and between Canada and the U.S.": from the one to both.</summary>
    private static Market? WithinAndTo(string home, string other, TableContext context)
    {
        if (context.Terms.ProgramId is not { } programId || Places(home, context.Names) is not { } a || Places(WithoutArticle(other), context.Names) is not { } b) return null;
        return new Market(MarketKind.Regions, Region(programId, home, a, context), Region(programId, $"{home} and {other}", [.. a, .. b], context));
    }

    private static string WithoutArticle(string place) => place.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? place[4..] : place;

    /// <summary>The market of a heading such as "Korea-Japan Routes"; null when it is no pair of places.</summary>
    public static Market? OfHeading(string text, TableContext context)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && Phrase.Fold(words[^1]) is "routes" or "route" or "flights" or "sectors") text = string.Join(' ', words[..^1]);
        return text.Count(letter => letter is '-' or '–') == 1 ? Read(text.Replace("-", " - ", StringComparison.Ordinal), context) : Read(text, context);
    }

    private static string Bare(string text, out bool isBetween)
    {
        isBetween = false;
        for (var again = true; again;)
        {
            again = false;
            foreach (var word in Before)
            {
                if (text.Length <= word.Length + 1 || text[word.Length] != ' ' || !text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
                isBetween |= word == "between";
                text = text[(word.Length + 1)..].TrimStart();
                again = true;
            }

            foreach (var word in Behind)
            {
                if (text.Length <= word.Length + 1 || text[^(word.Length + 1)] != ' ' || !text.EndsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
                text = text[..^(word.Length + 1)].TrimEnd();
                again = true;
            }
        }

        return text;
    }

    private static List<string>? Places(string side, INameIndex names)
    {
        List<string> places = [];
        foreach (var part in side.Split(BetweenPlaces, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Most lists have commas alone.
            var isSeveral = part.Contains(" or ", StringComparison.Ordinal) || part.Contains(" and ", StringComparison.Ordinal);
            foreach (var name in isSeveral ? part.Split([" or ", " and "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [part])
            {
                if (RegionSheet.Member(name, names) is not { } place) return null;
                places.Add(place);
            }
        }

        return places.Count == 0 ? null : places;
    }

    private static void Exclude(List<string> places, List<string> others)
    {
        for (var i = places.Count - 1; i >= 0; i--)
        {
            if (!places[i].StartsWith("continent:", StringComparison.Ordinal)) continue;
            var countries = Countries.On(places[i]["continent:".Length..]).ToList();
            if (!others.Exists(countries.Contains)) continue;
            places.RemoveAt(i);
            places.AddRange(countries.Where(country => !others.Contains(country)));
        }
    }

    [GeneratedRegex(@"^(?:all )?(?:flights? |travel |routes )?within (?:the )?(?<a>[\p{L} ]{3,30}?),? (?:and|or) (?:flights? )?between (?:the )?(?<b>[\p{L} ]{3,30}?) and (?<c>[\p{L}. ]{2,30})$", RegexOptions.IgnoreCase)]
    private static partial Regex Within();
}
