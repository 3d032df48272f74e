using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Lines that are no chart become notes of their section: what each says for the tables under it, and what for those above it.</summary>
/// <param name="isForeign">Whether the page was put into English.</param>
internal sealed class SectionNotes(TermsReader reader, HintedTerms hinted, INameIndex names, string? programId, bool isForeign)
{
    private static readonly Phrases NoteWords = new("note", "notes", "condition", "conditions", "remarks", "remark", "footnotes", "footnote", "terms", "important", "good to know", "please note");

    private static readonly Phrases FlightWords = new("flight", "flights");

    private static readonly Phrases EarnWords = new("earn", "earns", "earned", "accrue", "accrued", "accrual", "collect", "credited", "accumulate", "accumulated", "mileage", "miles", "points");

    private static readonly Phrases OfTickets = new("ticket", "tickets", "issued", "not", "except", "excluding", "codeshare", "codeshares", "code-share", "code share", "connecting", "award flights", "redeem", "between", "transfer");

    public void Add(List<string> lines, Section current)
    {
        var section = Noted(current);
        // "Booking classes that earn nothing" over the letters: of all that stands beside that heading.
        var excluding = current is { Parent: not null, Pieces.Count: 0 } && ExcludedClasses.IsHeading(current.Heading) ? current.Heading.TrimEnd(':', ' ') : null;
        var program = programId is null ? null : names.Program(programId);
        foreach (var line in lines)
        {
            if (section.Parent is { } whole && ExcludedClasses.HoldsBeside(line, program)) whole.Notes.Add(line);
            if (excluding is not null) current.Parent!.Notes.Add($"{excluding}: {line}");
            var leads = !section.HoldsTables;
            var terms = reader.Note(line, programId, leads, leads && section.NamesCarriers ? section.All.Carriers : []);
            if (leads && hinted.Carriers is [var only] && IsOfFlights(line) && hinted.Together(line, only) is { IsEmpty: false } together) terms = terms with { Carriers = together };
            if (leads && terms is { Validity: not null, Stock: null } && !IsOfThese(line, section)) terms = terms with { Problem = terms.Problem ?? $"'{line}' may bound the flights of another airline" };
            if (leads && Breadcrumbs.Market(line) is { } market) terms = terms with { Market = market };
            if (!leads && StrayRates.In(line))
            {
                section.Doubt($"'{line}' gives classes another rate for a time, or on some flights");
                terms = Terms.None with { Validity = StrayRates.Since(line) };
            }

            // What stands behind the tables and bounds them is as good as what stands before.
            if (!leads && terms.Validity is null && ValidityNote.In(line, isForeign) is { } valid && IsOfThese(line, section) && !MarkedRows.Have(line, section)) section.BoundBehind(valid);
            if (!leads && SoldAndFlownSentence.Behind(line, section.All.Carriers, names) is { } sold) section.SoldOrFlown(sold);
            if (terms is { Minimum: { } least, Problem: null } && section is { Parent: { } around, HoldsTables: false } && Phrase.Has(Phrase.Fold(section.Heading), "minimum"))
                around.Add(line, Terms.None with { Minimum = least });
            if (ReferenceEquals(terms, Terms.None))
            {
                section.Notes.Add(line);
                continue;
            }

            if (hinted.HasDay && section.Level <= 1 && terms.Validity is { } said)
            {
                terms = terms with { Validity = hinted.Valid(said) };
                if (section.Own.Validity is { } own && own.By != said.By) section.Replace(terms.Validity);
            }

            section.Add(line, terms);
        }
    }

    /// <summary>Notes gathered under a heading of their own are notes of all that stands beside that heading.</summary>
    private static Section Noted(Section current) => current is { Parent: { } parent, Pieces.Count: 0 } && parent.HoldsTables && current.Heading.Length <= 40 && NoteWords.In(Phrase.Fold(current.Heading)) ? parent : current;

    /// <summary>A sentence on whose flights bring miles, and nothing on tickets or on what is left out.</summary>
    private static bool IsOfFlights(string line) =>
        line.Length <= 300 && line.Contains("flight", StringComparison.OrdinalIgnoreCase) && Phrase.Fold(line) is var folded && FlightWords.In(folded) && EarnWords.In(folded) && !OfTickets.In(folded);

    /// <summary>Whether a note names no other airline than those whose flights its section is about, and the program's own.</summary>
    private bool IsOfThese(string line, Section section)
    {
        if (section.All.Carriers is not { IsEmpty: false } carriers || carriers[0].Length != 2) return true;
        foreach (var (iata, _, _) in names.AirlinesIn(line))
        {
            if (!carriers.Contains(iata) && (programId is null || names.Program(programId)?.Airline != iata)) return false;
        }

        return true;
    }
}
