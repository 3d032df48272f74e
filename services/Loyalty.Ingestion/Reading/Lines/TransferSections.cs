using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Sheets;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>Partners that are headings, as on tiles, with the ratio of each under it: "1,000 points = 800 miles".</summary>
internal static class TransferSections
{
    private const int Enough = 3;

    private static readonly Phrases TransferWords = new("transfer", "transfers", "transferring", "convert", "conversion", "exchange", "partner", "partners");

    /// <summary>Gives sections whose headings are partners a table of them.</summary>
    public static void Read(Section section, INameIndex names)
    {
        if (section.Children.Count >= Enough && SpeaksOfTransfers(section) && Partners(section, names) is { Count: >= Enough } partners)
            section.Pieces.Add(new Piece(TransferLines.ToTable(partners), Terms.None));
        foreach (var child in section.Children) Read(child, names);
    }

    private static bool SpeaksOfTransfers(Section section)
    {
        for (var above = section; above is not null; above = above.Parent)
        {
            if (TransferWords.In(Phrase.Fold(above.Heading))) return true;
        }

        return false;
    }

    private static List<(string Name, string Ratio)> Partners(Section section, INameIndex names)
    {
        List<(string, string)> partners = [];
        var known = 0;
        foreach (var child in section.Children)
        {
            if (child.Heading.Length > 60 || child.Notes.Select(PartnerLists.RatioOf).FirstOrDefault(ratio => ratio is not null) is not { } ratio) continue;
            partners.Add((child.Heading, ratio));
            known += PartnerNames.Find(child.Heading, names) is null ? 0 : 1;
        }

        return known >= Enough ? partners : [];
    }
}
