using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Sheets;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>Transfer partners that are headings, with the ratio of each under it: "Choice Privileges" over "1,000 points = 2,000 points".</summary>
internal static partial class PartnerSections
{
    private const int Enough = 3;

    private static readonly Phrases Conditions = new("until", "bonus", "promotion", "only", "was", "previously", "from", "if", "except", "per", "worth");

    /// <summary>Gives the section of the headings a table of its partners.</summary>
    public static void Read(Section section, INameIndex names)
    {
        if (section.Children.Count >= Enough && Partners(section, names) is { } partners) section.Pieces.Add(new Piece(TransferLines.ToTable(partners), Terms.None));
        foreach (var child in section.Children) Read(child, names);
    }

    private static List<(string Name, string Ratio)>? Partners(Section section, INameIndex names)
    {
        List<(string Name, string Ratio)> partners = [];
        foreach (var child in section.Children)
        {
            foreach (var note in child.Notes)
            {
                if (Ratio().Match(note) is not { Success: true } match || Conditions.In(Phrase.Fold(note))) continue;
                partners.Add((child.Heading, $"{match.Groups["from"].Value} : {match.Groups["to"].Value}"));
                break;
            }
        }

        return partners.Count(partner => PartnerNames.Find(partner.Name, names) is not null) >= Enough && TransferAmounts.SpeakOfTransfers("", section) ? partners : null;
    }

    [GeneratedRegex(@"^(?:transfer ratio:?\s*|ratio:?\s*)?(?<from>\d[\d,]*)(?:\s+[\p{L}®™ ]{2,40}?)?\s*(?:=|:|→|becomes?|equals?|to)\s*(?<to>\d[\d,]*(?:\.\d+)?)(?:\s+[\p{L}®™&' ]{2,40})?$", RegexOptions.IgnoreCase)]
    private static partial Regex Ratio();
}
