using System.Globalization;
using System.Text;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>Precision and recall: right of what was loaded without review, and loaded of what is labelled. Null where there is nothing of it.</summary>
internal sealed record Share(int Labelled, int Right, int Wrong, int Covered, int InReview, int WrongInReview)
{
    public decimal? Precision => Right + Wrong == 0 ? null : Math.Round((decimal)Right / (Right + Wrong), 4, MidpointRounding.ToZero);

    public decimal? Recall => Labelled == 0 ? null : Math.Round((decimal)Covered / Labelled, 4, MidpointRounding.ToZero);

    /// <summary>The recall if what waits for a curator, read rightly, counts as read: of a page that is ambiguous, all of a chart waits.</summary>
    public decimal? RecallWithReview => Labelled == 0 ? null : Math.Round((decimal)(Covered + InReview) / Labelled, 4, MidpointRounding.ToZero);

    /// <summary>Of all that was read, loaded or waiting, what is right.</summary>
    public decimal? PrecisionWithReview =>
        Right + Wrong + InReview + WrongInReview == 0 ? null : Math.Round((decimal)(Right + InReview) / (Right + Wrong + InReview + WrongInReview), 4, MidpointRounding.ToZero);

    public static Share Of(IEnumerable<PageScore> pages, Func<ChartFact, bool> counts)
    {
        var all = pages.ToList();
        int Count(Func<PageScore, IEnumerable<ChartFact>> of) => all.Sum(page => of(page).Count(counts));
        return new Share(Count(p => p.Labels), Count(p => p.Right), Count(p => p.Wrong), Count(p => p.Covered), Count(p => p.InReview), Count(p => p.WrongInReview));
    }
}

/// <summary>The scores of a part of the corpus, as people read them.</summary>
internal sealed class CorpusReport(string part, IReadOnlyList<PageScore> pages)
{
    public IReadOnlyDictionary<string, Share> Kinds { get; } = FactKind.Read.ToDictionary(kind => kind, kind => Share.Of(pages, fact => fact.Subject.Kind == kind));

    public IReadOnlyDictionary<string, Share> Formats { get; } = pages.Select(page => page.Format).Distinct().Order(StringComparer.Ordinal)
        .ToDictionary(format => format, format => Share.Of(pages.Where(page => page.Format == format), IsRead));

    public Share All { get; } = Share.Of(pages, IsRead);

    public string Tables()
    {
        var text = new StringBuilder();
        Heading(text, "by kind");
        foreach (var (kind, share) in Kinds) Row(text, kind, share);
        Row(text, "**all that the reader reads**", All);
        foreach (var kind in FactKind.NotReadYet) Row(text, $"{kind} (not read yet)", Share.Of(pages, fact => fact.Subject.Kind == kind));
        Heading(text, "by format, of the kinds that are read");
        foreach (var (format, share) in Formats) Row(text, format, share);
        Heading(text, "by what the right reading is, of the kinds that are read");
        Row(text, "pages that say all they mean: to load", Share.Of(pages.Where(page => !page.IsAmbiguous), IsRead));
        Row(text, "pages that leave something open: to ask", Share.Of(pages.Where(page => page.IsAmbiguous), IsRead));
        Heading(text, "by page, of the kinds that are read");
        foreach (var page in pages) Row(text, $"{page.Page.Name} ({page.Format}, {page.Outcome}{Ambiguous(page)})", Share.Of([page], IsRead));
        return text.ToString();
    }

    public string Wrong()
    {
        var text = new StringBuilder("\n## Loaded without review, and wrong\n");
        foreach (var page in pages.Where(page => page.Wrong.Count > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{page.Page.Name}\n");
            foreach (var fact in page.Wrong) text.Append(CultureInfo.InvariantCulture, $"- {fact}{(fact.Text is null ? "" : $" — row: {fact.Text.ReplaceLineEndings(" ")}")}\n");
        }

        return text.ToString();
    }

    public string Missed()
    {
        var text = new StringBuilder("\n## Labelled, and not loaded\n");
        foreach (var page in pages)
        {
            var missed = page.Labels.Except(page.Covered).Where(IsRead).ToList();
            if (missed.Count == 0 && !page.Asked.Any() && page.WrongInReview.Count == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"\n{page.Page.Name}: {page.Page.Refusal ?? page.Outcome}\n");
            foreach (var fact in missed) text.Append(CultureInfo.InvariantCulture, $"- {fact}{(page.InReview.Contains(fact) ? " (in review)" : "")}\n");
            foreach (var fact in page.WrongInReview) text.Append(CultureInfo.InvariantCulture, $"  ! {fact}\n");
            foreach (var row in page.Asked) text.Append("  ? ").Append($"{row.Reason}: {row.Text} ({row.Row})".ReplaceLineEndings(" ")).Append('\n');
        }

        return text.ToString();
    }

    private static string Ambiguous(PageScore page) =>
        page.IsAmbiguous ? page.Asked.Any() || page.Page.Refusal is not null ? ", ambiguous: asked" : ", ambiguous: not asked" : "";

    private void Heading(StringBuilder text, string title) =>
        text.Append(CultureInfo.InvariantCulture, $"\n## {part}, {title}\n| | labelled | loaded | right | wrong | precision | recall | in review | wrong there | precision with review | recall with review |\n|---|---|---|---|---|---|---|---|---|---|---|\n");

    private static void Row(StringBuilder text, string name, Share s) => text.Append(
        CultureInfo.InvariantCulture, $"| {name} | {s.Labelled} | {s.Right + s.Wrong} | {s.Right} | {s.Wrong} | {Percent(s.Precision)} | {Percent(s.Recall)} | {s.InReview} | {s.WrongInReview} | {Percent(s.PrecisionWithReview)} | {Percent(s.RecallWithReview)} |\n");

    private static string Percent(decimal? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0}%") : "–";

    private static bool IsRead(ChartFact fact) => FactKind.Read.Contains(fact.Subject.Kind);
}
