using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>What a page prints where its lines and headings were said in English: of regions by their names.</summary>
internal static class PrintedLines
{
    public static string Of(string text, DocumentText english, DocumentText printed)
    {
        if (ReferenceEquals(english, printed)) return text;
        for (var i = 0; i < english.Blocks.Length; i++)
        {
            if ((english.Blocks[i].Line(), printed.Blocks[i].Line()) is not ({ } said, { } print) || !said.Contains(text, StringComparison.Ordinal)) continue;
            var (lines, inPrint) = (said.Split('\n'), print.Split('\n'));
            if (lines.Length == inPrint.Length && Array.IndexOf(lines, text) is >= 0 and var line) return inPrint[line];
        }

        return text;
    }
}
