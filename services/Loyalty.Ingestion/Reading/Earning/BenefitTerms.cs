using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What tiers add holds on all flights, whichever section of the page it stands in the end of; and from when, another part may say.</summary>
internal static class BenefitTerms
{
    private static readonly Phrases Only = new("only", "restricted to", "limited to");

    private static readonly Phrases OfFlights = new("flight", "flights", "operated", "operated by", "airlines");

    private static readonly Phrases Since = new("from", "effective", "valid", "as of", "since", "starting", "on or after", "until");

    // "From January 1 to December 31 of each year" bounds what is counted, and no chart.
    private static readonly Phrases EveryYear = new("of each year", "of every year", "each year", "every year", "calendar year", "of the year", "of any year");

    /// <summary>The terms of a table of what flights earn, where some of it is what tiers add.</summary>
    public static Terms Of(Terms terms, TableShape shape, Section section, LoyaltyProgram? program, INameIndex names)
    {
        if (!shape.Columns.Any(column => column.Part == ChartPart.Status)) return terms;
        if (section.Own is { Market: null, Unplaced: null }) terms = terms with { Market = null, Unplaced = null };
        // A day that another part of the page names may be the first of what tiers add, too.
        if (terms.Validity is null && HasDay(Root(section))) terms = terms with { Problem = terms.Problem ?? "another part of the page names a day: whether what tiers add holds from it is not said" };
        // Benefits that some flights alone bring.
        if (section.NotesInReach().FirstOrDefault(Restricts) is { } only)
            terms = terms with { Market = MarketsOfStatus.In(only, Phrase.Fold(only), names) ?? terms.Market, Problem = terms.Problem ?? $"'{only}' leaves out some flights" };
        // That the page tells of the alliance does not make the alliance's flights earn it.
        if (terms.Carriers is [var alliance] && AllianceWords.IsCarrier(alliance)) terms = terms with { Carriers = program?.Airline is { } airline ? [airline] : [] };
        return terms;
    }

    private static Section Root(Section section) => section.Parent is { } parent ? Root(parent) : section;

    private static bool HasDay(Section section) =>
        section.Own.Validity?.From is not null || section.Pieces.Exists(piece => piece.Lead is { Validity.From: not null } or { Problem: not null }) || section.Notes.Exists(NamesDay)
        || section.Children.Exists(HasDay);

    private static bool Restricts(string note)
    {
        if (note.Length > 300) return false;
        foreach (var sentence in Phrase.Sentences(note))
        {
            var folded = Phrase.Fold(sentence);
            // What else counts only on some flights is no benefit of a tier.
            if (Only.In(folded) && OfFlights.In(folded) && MetricWords.Named(sentence, folded, null) is null) return true;
        }

        return false;
    }

    private static bool NamesDay(string note) =>
        note.Length < 300 && Phrase.Fold(note) is var folded && Since.In(folded) && !EveryYear.In(folded) && DatePhrases.Find(folded).Exists(date => !date.IsMonth)
        && Phrase.Sentences(folded).Any(sentence => DatePhrases.Find(sentence).Count > 0 && !LimitWords.IsOfOthers(sentence));
}
