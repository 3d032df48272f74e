using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>On whose flights what a sentence says holds: "(flights with Lufthansa, SWISS or Air Dolomiti)", "on all other airlines".</summary>
/// <param name="Codes">The airlines; <c>*</c> for all others.</param>
/// <param name="IsEvery">It holds for those that are named elsewhere, too.</param>
/// <param name="IsOperating">For those that fly, not those that sell.</param>
/// <param name="IsUnclear">A word beside them was not understood.</param>
/// <param name="Printed">What the document says.</param>
internal sealed record SpokenCarriers(ImmutableArray<string> Codes, bool IsEvery, bool IsOperating, bool IsUnclear, string Printed)
{
    private static readonly Phrases Others = new("all other airlines", "other airlines", "all other carriers", "every other airline");

    private static readonly Phrases Every = new("all airlines", "any airline", "every airline");

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "flights", "flight", "all", "with", "on", "of", "by", "operated", "marketed", "sold", "and", "or", "as", "well", "the", "airlines", "other", "carriers", "which", "itself", "flown",
    };

    /// <summary>The airlines of a sentence and the sentence without them; null where it names none.</summary>
    /// <param name="own">The program's airline, which a sentence may name without saying whose flights it speaks of.</param>
    public static SpokenCarriers? In(string sentence, INameIndex names, string? own, out string rest)
    {
        var found = NamesFound.In(sentence, names);
        var airlines = found.Airlines.Where(airline => !found.Programs.Any(program => airline.Index >= program.Index && airline.Index < program.Index + program.Length)).ToList();
        rest = found.Without(sentence);
        var folded = Phrase.Fold(rest);
        var others = Others.In(folded);
        var every = !others && Every.In(folded);
        if (airlines.Count == 0 && !others && !every) return null;
        var start = airlines.Count > 0 ? airlines[0].Index : rest.IndexOf(every ? "air" : "other", StringComparison.OrdinalIgnoreCase);
        var open = sentence.LastIndexOf('(', Math.Max(0, start));
        var close = open < 0 ? -1 : sentence.IndexOf(')', open);
        // In brackets, or from "on" to the end of the sentence.
        if (open < 0 || close < 0) (open, close) = (Preposition(sentence, start), EndOf(sentence, airlines.Count > 0 ? airlines[^1].Index + airlines[^1].Length : -1));
        if (open < 0 && airlines.Count > 0 && airlines.TrueForAll(airline => airline.Iata == own)) return null;
        if (open < 0 || airlines.Exists(airline => airline.Index < open || airline.Index > close)) return new SpokenCarriers([], false, false, true, "");
        var clause = rest[open..close];
        var unknown = false;
        foreach (var word in Phrase.Fold(clause).Split([' ', ',', '(', ')', '.', '/'], StringSplitOptions.RemoveEmptyEntries)) unknown |= !Words.Contains(word);
        var printed = sentence[open..close].Trim(' ', '(', ')', '.');
        rest = rest[..open] + " " + rest[Math.Min(rest.Length, close + 1)..];
        ImmutableArray<string> codes = others || every ? ["*"] : [.. airlines.Select(airline => airline.Iata).Distinct()];
        return new SpokenCarriers(codes, every, CarrierWords.Role(Phrase.Fold(clause)) == Loyalty.Core.Earning.FlightRole.Operating || Phrase.Has(Phrase.Fold(clause), "operated"), unknown, printed);
    }

    /// <summary>
    /// What stands behind a comma after the last airline says nothing of airlines: "on Lufthansa, so that awards come sooner"; nor do those who earn:
    /// "en los vuelos de Lufthansa los socios Silver suman".
    /// </summary>
    private static int EndOf(string sentence, int last)
    {
        if (last < 0) return sentence.Length;
        if (sentence.IndexOf(", ", last, StringComparison.Ordinal) is > 0 and var comma && comma - last < 3) return comma;
        var at = last;
        foreach (var flights in (ReadOnlySpan<string>)[" flights", " flight"])
        {
            if (sentence.AsSpan(at).StartsWith(flights, StringComparison.OrdinalIgnoreCase)) at += flights.Length;
        }

        while (at < sentence.Length && sentence[at] == ' ') at++;
        if (at < sentence.Length && sentence[at] == ',') return at;
        foreach (var earning in (ReadOnlySpan<string>)["members ", "member ", "those ", "you ", "the elite ", "the tier ", "the status ", "the bonus "])
        {
            if (sentence.AsSpan(at).StartsWith(earning, StringComparison.OrdinalIgnoreCase)) return at;
        }

        return sentence.Length;
    }

    private static int Preposition(string sentence, int before)
    {
        var at = -1;
        foreach (var word in (ReadOnlySpan<string>)[" on ", " with ", " flown by ", " operated by "])
        {
            if (before > 0 && sentence.LastIndexOf(word, before, StringComparison.OrdinalIgnoreCase) is var found && found > at) at = found;
        }

        if (at < 0 && before is > 2 and <= 40 && (sentence.StartsWith("on ", StringComparison.OrdinalIgnoreCase) || sentence.StartsWith("with ", StringComparison.OrdinalIgnoreCase))) return 0;
        return at >= 0 && before - at <= 40 ? at : -1;
    }
}
