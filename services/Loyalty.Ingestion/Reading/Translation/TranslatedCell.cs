using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>A cell in English, with what the document prints there.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Header">Whether the markup says it is a header.</param>
/// <param name="Origin">The place of the cell whose text this is.</param>
/// <param name="Original">The document's own words.</param>
/// <param name="Unknown">The first word that no glossary has; null when all are known.</param>
internal sealed record TranslatedCell(string Text, bool Header, int Origin, string Original, string? Unknown) : Cell(Text, Header, Origin);

internal static class PrintedCells
{
    /// <summary>What the document prints in a cell: what facts quote.</summary>
    public static string Printed(this Cell cell) => cell switch { TranslatedCell translated => translated.Original, PlacedCell placed => placed.Whole.Printed(), _ => cell.Text };
}
