using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Mentions;

/// <summary>A line or cell that names a day.</summary>
/// <param name="Day">The day, which can be read in no other way.</param>
/// <param name="Row">Its row or line, as the document has it.</param>
/// <param name="Text">The cell or line.</param>
public sealed record DayMention(DateOnly Day, string Row, string Text);

/// <summary>Where a document names the day that a hint names, or the one that comes of its day and month changing places. Pure.</summary>
internal static class DayMentions
{
    public static ImmutableArray<DayMention> In(DocumentText document, Hints hints)
    {
        var wanted = new HashSet<DateOnly>();
        foreach (var hint in (ReadOnlySpan<DateOnly?>)[hints.EffectiveDate, hints.SourceDate])
        {
            if (hint is not { } day || Swapped(day) is not { } swapped) continue;
            wanted.Add(day);
            wanted.Add(swapped);
        }

        if (wanted.Count == 0) return [];
        var found = ImmutableArray.CreateBuilder<DayMention>();
        foreach (var line in DocumentLines.Of(document))
        {
            foreach (var date in DatePhrases.Find(Phrase.Fold(line.Text)))
            {
                if (date is { Problem: null, IsMonth: false } && wanted.Contains(date.Date)) found.Add(new DayMention(date.Date, line.Row, line.Text));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The day whose day and month are those of another, the other way round; null where there is none, or it is the same.</summary>
    public static DateOnly? Swapped(DateOnly day) => day.Day <= 12 && day.Day != day.Month ? new DateOnly(day.Year, day.Day, day.Month) : null;
}
