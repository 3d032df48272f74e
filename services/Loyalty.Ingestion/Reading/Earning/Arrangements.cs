using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Charts that are arranged in another way than a row for each key: the same chart with such rows, and what the arrangement says for it.</summary>
internal sealed class Arrangements(TermsReader reader, INameIndex names, string? programId, DateOnly? yearOf)
{
    /// <summary>The chart; the table as it stands where its arrangement is none of those that are known.</summary>
    /// <param name="table">The table of the piece, without the notes inside it.</param>
    public (Table Table, Terms Terms) Of(Table table, Terms terms, Piece piece, Section section, LoyaltyProgram? program)
    {
        (table, terms) = Parted(table, terms, program);
        if (piece.Table is TableOfFlights) return (piece.Table, terms);
        if ((Transposed.Of(table, program) ?? RatesOverLetters.Of(table) ?? RatesBesideLetters.Of(table) ?? Across(table, program)) is { } turned) return (turned, terms);
        if (FareFeatures.Of(table, program) is { } fares)
            return (fares, fares.Caption is { Length: > 0 } above && piece.Table.Caption is null ? Above(table.Rows[0][0], above).Under(terms) with { ProgramId = terms.ProgramId } : terms);
        if (ClassesOverRoutes.Of(table, names) is { } byRoute)
            return (byRoute, terms with { Carriers = [], Problem = terms.Problem ?? "classes stand over routes, and numbers under both: they are read as what a flight earns" });
        if (AmountGrids.Of(table, piece, section, program) is { } grid && TableShape.Read(table, terms, program, names, yearOf) is null)
            return (grid, terms with { CountsFlights = true, IsPerFlight = true, Problem = terms.Problem ?? AmountGrids.Doubt });
        return (table, terms);
    }

    private static Table? Across(Table table, LoyaltyProgram? program) =>
        RowsWithoutLabels.Of(table) is { } labelled ? ClassesAcross.Of(labelled, program) ?? labelled : ClassesAcross.Of(table, program);

    /// <summary>Columns that hold two things each, one for each of them.</summary>
    private (Table Table, Terms Terms) Parted(Table table, Terms terms, LoyaltyProgram? program)
    {
        if (PairedColumns.Of(table, program, out var paired) is { } parted)
        {
            table = parted;
            if (paired is not null) terms = terms with { Problem = terms.Problem ?? $"'{paired}' heads two amounts a cell: they are read in its order" };
        }

        if (LettersBehindNames.Of(table, out var header) is { } apart)
        {
            table = apart;
            if (header is not null) terms = TicketWords.OfHeader(header, names) is { } stock && terms.TicketType is not null ? terms with { Stock = stock }
                : terms with { Problem = terms.Problem ?? $"'{header}' may say for which fares the classes are" };
        }

        if (ClassesByAirline.Of(table, names, out var more) is { } byAirline)
        {
            var (key, said) = (table.Rows[0][0], Phrase.Fold(table.Rows[0][0].Text));
            // "Japan - Europe" over the names of cabins: for which flights the table is.
            if (MarketWords.Read(said) is not null || PlaceWords.NamesPlace(said)) terms = Above(key, key.Text).Under(terms) with { ProgramId = terms.ProgramId };
            if (more is not null) terms = terms with { Problem = terms.Problem ?? $"'{more}' says more than whose classes they are" };
            table = byAirline;
        }

        return (table, terms);
    }

    /// <summary>What heads a table of fares says for them; a place in it says for which flights they are.</summary>
    private Terms Above(Cell cell, string text)
    {
        var said = reader.Heading(text, programId);
        var place = cell.Printed() is var printed && printed.EndsWith(')') && printed.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? printed[(open + 1)..^1] : null;
        // "Economy class (from the Philippines to Japan)", where a glossary has not all of it: by its own name.
        if (cell is TranslatedCell { Unknown: not null } && place is not null && PlaceWords.NamesPlace(Phrase.Fold(text))) return said with { Market = null, Unplaced = place };
        if (cell is TranslatedCell { Unknown: { } unknown }) return said with { Problem = said.Problem ?? $"'{unknown}' above the table was not understood" };
        return said.Market is null && PlaceWords.NamesPlace(Phrase.Fold(text)) ? said with { Unplaced = text } : said;
    }
}
