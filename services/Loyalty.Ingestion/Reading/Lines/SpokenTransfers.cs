using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Transfers in sentences: "Points transfer to Flying Blue and Avios at 1:1", "To Skywards 1,000 points become 800 miles", "5 World of Hyatt points =
/// 2 Velocity Points". What is sent is named at its number, or is the page's own, where that is a bank's or a hotel's.
/// </summary>
internal static partial class SpokenTransfers
{
    private static readonly Phrases TransferWords = new(
        "transfer", "transfers", "transferred", "transferring", "convert", "converts", "converted", "converting", "conversion", "conversions", "exchange", "exchanged", "become", "becomes", "ratio", "turn into", "turns into");

    // What makes a ratio one for a time, for some, or of another day.
    private static readonly Phrases Conditions = new(
        "until", "bonus", "promotion", "promo", "offer", "only", "ends", "was", "were", "previously", "formerly", "used to", "instead", "later", "soon", "suspended", "if", "except", "example", "e.g", "for instance", "would", "could", "from now", "no longer", "unlike", "than", "compared",
        "not", "card", "cards", "cardmembers", "cardholders", "nights", "night", "flight", "flights", "purchase", "buy");

    // What all sentences of transfers have one of, if not one of the signs.
    private static readonly System.Buffers.SearchValues<string> Beginnings = System.Buffers.SearchValues.Create(["transfer", "conver", "exchang", "become", "ratio", "turn"], StringComparison.OrdinalIgnoreCase);

    private static readonly Phrases Counted = new("point", "points", "mile", "miles", "avios");

    private sealed record Given(string From, string To, int Start, int End, string? Sends, string? Receives, bool IsRatio);

    /// <summary>The table of transfers in some lines; null when they tell of none. The lines stay notes.</summary>
    public static Table? Read(List<string> lines, LineContext context)
    {
        List<ImmutableArray<Cell>>? rows = null;
        HashSet<(string, string)> seen = [];
        foreach (var line in lines)
        {
            if (TransferEquations.Read(line, context) is { } equation)
            {
                if (!context.SpeaksOf(TransferWords, lines) || Conditions.In(Phrase.Fold(line))) continue;
                if (!seen.Add((equation.From, equation.To))) return null;
                Add(equation);
                continue;
            }

            if (line.Length is < 20 or > 1500 || !line.AsSpan().ContainsAnyInRange('0', '9') || (line.AsSpan().IndexOfAny('=', '→') < 0 && !line.AsSpan().ContainsAny(Beginnings)) || context.Names.ProgramsIn(line).IsEmpty) continue;
            foreach (var sentence in Phrase.Sentences(line))
            {
                foreach (var found in In(sentence, context))
                {
                    // Two ratios of one pair hold for different things.
                    if (!seen.Add((found.From, found.To))) return null;
                    Add(found);
                }
            }
        }

        return rows is null ? null : new Table(null, [.. rows]);

        void Add((string From, string To, string Ratio) found)
        {
            rows ??= [[new Cell("From program", true, 0), new Cell("To program", true, 1), new Cell("Ratio", true, 2)]];
            var origin = rows.Count * 1000;
            rows.Add([new Cell(found.From, false, origin), new Cell(found.To, false, origin + 1), new Cell(found.Ratio, false, origin + 2)]);
        }
    }

    private static List<(string From, string To, string Ratio)> In(string sentence, LineContext context)
    {
        var folded = Phrase.Fold(sentence);
        if (sentence.Length > 500 || !(TransferWords.In(folded) || sentence.Contains('=', StringComparison.Ordinal)) || Conditions.In(folded)) return [];
        var programs = context.Names.ProgramsIn(sentence);
        if (programs.IsEmpty || Ratios(sentence, programs) is not { Count: > 0 } ratios) return [];
        List<(string, string, string)> found = [];
        var before = 0;
        foreach (var given in ratios)
        {
            var ratio = $"{given.From} : {given.To}";
            if (given is { Sends: { } sends, Receives: { } receives })
            {
                // No bank takes miles.
                if (sends != receives && context.Names.Program(receives)?.Kind != ProgramKind.Bank) found.Add((sends, receives, ratio));
            }
            else if (given.Sends is { } sent && context.Program is { Kind: ProgramKind.Airline } own && own.Id != sent)
            {
                found.Add((sent, own.Id, ratio));
            }
            else if (context.Program is { Kind: not ProgramKind.Airline } bank && (given.Sends is null || given.Sends == bank.Id))
            {
                List<string> targets = [];
                if (given.Receives is { } named) targets.Add(named);
                // Before the verb stands what is sent: a sentence about another bank's points says nothing of this one's.
                var verb = Sends().Match(sentence, before, given.Start - before);
                foreach (var (id, index, _) in programs)
                {
                    if (index < before || index >= given.Start || id == bank.Id) continue;
                    if ((verb.Success && index < verb.Index) || context.Names.Program(id)?.Kind == ProgramKind.Bank) return [];
                    if (given.Receives is null && !targets.Contains(id)) targets.Add(id);
                }

                foreach (var target in targets)
                {
                    if (target != bank.Id) found.Add((bank.Id, target, ratio));
                }
            }

            before = given.End;
        }

        return found;
    }

    private static List<Given> Ratios(string sentence, ImmutableArray<(string ProgramId, int Index, int Length)> programs)
    {
        List<Given> ratios = [];
        foreach (Match match in Becomes().Matches(sentence))
        {
            var (a, b) = (match.Groups["a"], match.Groups["b"]);
            var (sends, receives) = (Named(a, programs), Named(b, programs));
            if ((sends is null && a.Value.Trim() is { Length: > 0 } counted && !Counted.In(Phrase.Fold(counted))) || (receives is null && !Counted.In(Phrase.Fold(b.Value)))) continue;
            ratios.Add(new Given(match.Groups["from"].Value, match.Groups["to"].Value, match.Index, match.Index + match.Length, sends, receives, false));
        }

        foreach (Match match in Ratio().Matches(sentence))
        {
            if (!ratios.Exists(given => match.Index < given.End && match.Index + match.Length > given.Start)) ratios.Add(new Given(match.Groups["from"].Value, match.Groups["to"].Value, match.Index, match.Index + match.Length, null, null, true));
        }

        ratios.Sort((one, other) => one.Start.CompareTo(other.Start));
        return ratios;
    }

    /// <summary>The one program that stands at a number.</summary>
    private static string? Named(Group words, ImmutableArray<(string ProgramId, int Index, int Length)> programs)
    {
        foreach (var (id, index, length) in programs)
        {
            if (index < words.Index + words.Length && index + length > words.Index) return id;
        }

        return null;
    }

    [GeneratedRegex(
        @"(?<![\d.,:$€£])(?<from>\d[\d,]*)\s+(?<a>[\p{L}®™&' ]{2,45}?)\s*(?:=|→|\b(?:becomes?|equals?|turns? into|(?:can be |are |is |will be )?(?:converted|transferred|exchanged|converts?|transfers?) (?:in)?to|(?:can be |are |is )?exchanged for|gets? you|give you|gives you)\b)\s*(?<to>\d[\d,]*(?:\.\d+)?)\s+(?<b>[\p{L}®™&' ]{2,40})",
        RegexOptions.IgnoreCase)]
    private static partial Regex Becomes();

    [GeneratedRegex(@"\b(?:transfers?|transferred|converts?|converted|move|moves|go|goes|sent|exchanged?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Sends();

    [GeneratedRegex(@"(?:\b(?:at|of|is|a|an|rate|ratio)\s+|\bratio:\s*)(?<from>[1-9][\d,]*(?:\.\d+)?)\s?(?::|\bto\b)\s?(?<to>[1-9][\d,]*(?:\.\d+)?)(?![\d:%])", RegexOptions.IgnoreCase)]
    private static partial Regex Ratio();
}
