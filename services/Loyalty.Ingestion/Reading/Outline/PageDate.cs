using System.Text.RegularExpressions;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// The day a post was published, by its byline: a line above all charts that is a date, and at most who wrote it. A page that says when it was
/// updated says nothing of the day its sentences were written.
/// </summary>
internal static partial class PageDate
{
    private const int Byline = 60;
    private const int Head = 25;

    private static readonly Phrases Publishing = new("posted", "posted on", "published", "published on", "by", "on", "written by", "date");

    private static readonly Phrases Updating = new("updated", "update", "last updated", "revised", "valid", "effective", "from", "until");

    public static DateOnly? Of(DocumentText document)
    {
        DateOnly? found = null;
        for (var at = 0; at < Math.Min(document.Blocks.Length, Head); at++)
        {
            var block = document.Blocks[at];
            if (block is Table) return found;
            if (block is Heading || block.Line() is not { } text) continue;
            foreach (var range in text.AsSpan().Split('\n'))
            {
                var line = text.AsSpan(range);
                if (line.Length is < 8 or > Byline || !line.ContainsAnyInRange('0', '9') || Of(Phrase.Fold(line.ToString())) is not { } day) continue;
                if (found is not null && found != day) return null;
                found = day;
            }
        }

        return found;
    }

    private static DateOnly? Of(string folded)
    {
        if (Updating.In(folded) || DatePhrases.Find(folded) is not [{ Problem: null, IsMonth: false } day]) return null;
        var before = folded[..day.Index].Trim(' ', ',', ':', '|', '·', '-', '–');
        var after = TimeOfDay().Replace(folded[(day.Index + day.Length)..], "").Trim(' ', ',', ':', '|', '·', '-', '–');
        return (before.Length == 0 || Publishing.In(before) || IsWeekday(before)) && (after.Length == 0 || Publishing.In(after[..Math.Min(after.Length, 3)]) || after.Contains("comment", StringComparison.Ordinal))
            ? day.Date : null;
    }

    [GeneratedRegex(@"^\W*(?:(?:at|às|as|um|a las|à)\s+)?\d{1,2}(?:[:.h]\d{2})?\s?(?:h|am|pm|a\.m\.|p\.m\.|uhr)?\.?$")]
    private static partial Regex TimeOfDay();

    private static bool IsWeekday(string text) => text is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday";
}
