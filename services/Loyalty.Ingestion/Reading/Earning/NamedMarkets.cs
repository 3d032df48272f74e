using System.Collections.Immutable;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Sheets;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Markets that a chart names and nobody has drawn: "Europe II", "Spain - Africa I", "Short haul". They become regions of the program by their own
/// names, without countries: no flight is in them until a sheet of regions says which, and the chart asks.
/// </summary>
internal static class NamedMarkets
{
    // A list of cities may be a row's.
    private const int Longest = 160;

    // A longer heading tells of more than a place.
    private const int LongestHeading = 60;

    private static readonly Phrases Narrowing = new(
        "except", "excepting", "excluding", "excludes", "excl", "other than", "outside", "outside of", "not", "non", "without", "but", "only", "eligible", "operated", "marketed", "codeshare", "award", "awards");

    private static readonly string[] Sides = ["\n", "↔", "⇄", "⇆", "<->", "<>", " - ", " – ", " — ", " to/from "];

    private static readonly char[] Marks = ['*', '†', '‡', '§', ':', ' ', '.', ','];

    /// <summary>The market; null where the words leave something out or can be no place's name.</summary>
    /// <param name="printed">The document's own words.</param>
    /// <param name="said">The same in English.</param>
    public static Market? Of(string printed, string said, TableContext context, bool isApart = false)
    {
        var folded = Phrase.Fold(said);
        if (context.Terms.ProgramId is not { } programId || folded.Length < 3 || folded.Length > (isApart ? LongestHeading : Longest) || Narrowing.In(folded) || folded.Contains('%', StringComparison.Ordinal) || !char.IsLetter(folded[0])) return null;
        if (folded.EndsWith('.') || BandWords.Read(folded) is not null || DatePhrases.Find(folded).Count > 0) return null;
        var sides = SidesOf(printed);
        var market = sides is [var from, .., var to] ? new Market(MarketKind.Regions, Region(from), Region(to)) : new Market(MarketKind.Regions, Region(sides[0]));
        if (sides is ["", ..] or [.., ""]) return null;
        context.Drafts.Undrawn(market, printed.ReplaceLineEndings(" "), isApart);
        return market;

        string Region(string name)
        {
            var id = RegionSheet.Id(programId, name);
            ImmutableArray<string> members = RegionSheet.Member(name, context.Names) is { } place ? [place] : [];
            context.Regions.TryAdd(id, new Region(id, programId, name, members));
            return id;
        }
    }

    /// <summary>One name, or two with an arrow, a dash or a line's end between them; what an arrow is called may stand in a line of its own.</summary>
    private static string[] SidesOf(string printed)
    {
        foreach (var between in Sides)
        {
            var parts = printed.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 2 || (parts.Length == 3 && between == "\n")) return [parts[0].Trim(Marks), parts[^1].Trim(Marks)];
        }

        return [printed.ReplaceLineEndings(" ").Trim(Marks)];
    }
}
