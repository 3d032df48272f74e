using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the headers of key columns say for the whole table: "Classes for flights with Delta", "Fare class (codeshares only)".</summary>
internal static class HeaderTerms
{
    private static readonly Phrases Narrowing = new("only", "except", "excluding", "not");

    public static Terms Of(TableShape shape, Terms terms, INameIndex names)
    {
        foreach (var column in shape.Columns)
        {
            if (column.Kind is not (ColumnKind.Classes or ColumnKind.Cabin or ColumnKind.FareBrand or ColumnKind.Label) || column.Header.Length < 8) continue;
            var folded = Phrase.Fold(column.Header);
            if (Narrowing.In(folded)) terms = terms with { Problem = terms.Problem ?? $"'{column.Header}' leaves something out" };
            var named = CarrierWords.InText(column.Header, folded, NamesFound.In(column.Header, names), terms.ProgramId, names);
            if (!named.Codes.IsEmpty && named.Codes.All(names.IsAirline)) terms = terms with { Carriers = named.Codes };
        }

        return terms;
    }
}
