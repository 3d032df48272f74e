using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>On whose stock a ticket must be, or must not be.</summary>
internal sealed record TicketStock(ImmutableArray<string> On, ImmutableArray<string> NotOn)
{
    /// <summary>The same in one canonical phrase, for a chart's key.</summary>
    public string Conditions { get; } =
        !On.IsDefaultOrEmpty ? "tickets issued by " + Listed(On) : !NotOn.IsDefaultOrEmpty ? "tickets not issued by " + Listed(NotOn) : "";

    private static string Listed(ImmutableArray<string> codes) => codes is [var only] ? only : string.Join(", ", codes.Order(StringComparer.Ordinal));
}

/// <summary>Reads "tickets issued by ..." and "tickets not issued by ...".</summary>
internal static class TicketWords
{
    private static readonly Phrases AnyoneBut = new(
        "anyone but", "anyone other than", "anyone except", "any airline but", "any airline other than", "any carrier but", "any carrier other than", "airlines other than", "carriers other than", "an airline other than");

    private static readonly FrozenSet<string> OfClasses = FrozenSet.ToFrozenSet(["exception", "unpublished", "bulk", "consolidator", "fare", "fares", "class", "classes", "booking"], StringComparer.Ordinal);

    /// <summary>"Exception fare class (Delta 006 ticketed only)": classes on tickets of one airline, and nothing else.</summary>
    public static TicketStock? OfHeader(string header, INameIndex names)
    {
        var folded = Phrase.Fold(header);
        if (folded.IndexOf('(', StringComparison.Ordinal) is not (> 0 and var open) || !folded.TrimEnd('*', ' ').EndsWith("ticketed only)", StringComparison.Ordinal)) return null;
        if (folded[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => !OfClasses.Contains(word))) return null;
        // The airline, and perhaps the number of its tickets.
        var words = header[(open + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => !char.IsAsciiDigit(word[0]) && !word.Equals("ticketed", StringComparison.OrdinalIgnoreCase));
        var name = string.Join(' ', words);
        return (names.AirlineByName(name) ?? names.AirlineByName(name + " airlines") ?? names.AirlineByName(name + " air lines") ?? names.AirlineByName(name + " airways")) is { } iata ? new TicketStock([iata], []) : null;
    }

    public static TicketStock? Read(string text, string folded, INameIndex names)
    {
        var at = Phrase.IndexOf(folded, "issued by");
        if (at < 0) at = Phrase.IndexOf(folded, "ticketed by");
        if (at < 0) return null;
        var before = folded[..at];
        var isIssued = folded.Contains("issued by", StringComparison.Ordinal);
        if (isIssued && !Phrase.HasAny(before, "ticket", "tickets", "**not**", "not")) return null;
        var original = text.IndexOf(isIssued ? "issued by" : "ticketed by", StringComparison.OrdinalIgnoreCase);
        if (original < 0) return null;
        var clause = text[original..];
        var stop = clause.IndexOfAny([';', '.', '\n']);
        if (stop > 0) clause = clause[..stop];
        List<string> codes = [];
        foreach (var (iata, _, _) in names.AirlinesIn(clause))
        {
            if (!codes.Contains(iata)) codes.Add(iata);
        }

        if (codes.Count == 0) codes.AddRange(CarrierWords.CodeList(clause[(clause.IndexOf("by", StringComparison.OrdinalIgnoreCase) + 2)..]));
        if (codes.Count == 0) return null;
        var tail = before.Length > 12 ? before[^12..] : before;
        return Phrase.HasAny(tail, "not") || AnyoneBut.In(folded[at..]) ? new TicketStock([], [.. codes]) : new TicketStock([.. codes], []);
    }
}
