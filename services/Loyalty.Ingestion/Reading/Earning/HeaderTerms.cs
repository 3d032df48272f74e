using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the headers of key columns say for the whole table: "Classes for flights with Delta", "Fare class (codeshares only)".</summary>
internal static class HeaderTerms
{
    private static readonly Phrases Narrowing = new("only", "except", "excluding", "not");

    /// <param name="yearOf">The day after which a date without a year is meant.</param>
    public static Terms Of(TableShape shape, Terms terms, INameIndex names, DateOnly? yearOf)
    {
        foreach (var column in shape.Columns)
        {
            if (column.Kind is not (ColumnKind.Classes or ColumnKind.Cabin or ColumnKind.FareBrand or ColumnKind.Label) || column.Header.Length < 8) continue;
            var folded = Phrase.Fold(column.Header);
            if (Narrowing.In(folded)) terms = terms with { Withheld = terms.Withheld ?? $"'{column.Header}' leaves something out" };
            // "Booking class (effective 1 August 2019)": the day of the whole table.
            if (DatePhrases.ReadValidity(folded, yearOf, out var undated) is { } validity) terms = terms with { Validity = terms.Validity ?? validity };
            if (undated is not null) terms = terms with { Problem = terms.Problem ?? undated };
            var named = CarrierWords.InText(column.Header, folded, NamesFound.In(column.Header, names), terms.ProgramId, names);
            if (!named.Codes.IsEmpty && named.Codes.All(names.IsAirline)) terms = terms with { Carriers = named.Codes };
        }

        return terms;
    }
}
