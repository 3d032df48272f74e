using System.Text.Json;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>What the reader has reached on a part it may be tuned on, and what it is known to get wrong there.</summary>
internal sealed record Baseline(
    Dictionary<string, Reached> Kinds, Dictionary<string, Reached> Formats, Dictionary<string, KnownWrong> KnownWrong)
{
    public static Baseline Read(string part) =>
        PathOf(part) is var path && File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllText(path), LabelsJson.Default.Baseline)! : new Baseline([], [], []);

    private static string PathOf(string part) =>
        Path.Combine(CorpusPage.Repository, "tests", "Loyalty.Ingestion.Tests", "Corpus", part == "tuning" ? "baseline.json" : $"baseline-{part}.json");

    /// <summary>The baseline that the scores of now would be; reasons are written by people.</summary>
    public string Moved(CorpusReport report, IEnumerable<PageScore> pages) => JsonSerializer.Serialize(new Baseline(
        report.Kinds.ToDictionary(kind => kind.Key, kind => new Reached(kind.Value.Precision, kind.Value.Recall)),
        report.Formats.ToDictionary(format => format.Key, format => new Reached(format.Value.Precision, format.Value.Recall)),
        pages.Where(page => page.Wrong.Count > 0).ToDictionary(
            page => page.Page.Name, page => new KnownWrong(KnownWrong.GetValueOrDefault(page.Page.Name)?.Reason ?? "", [.. page.Wrong.Select(fact => fact.ToString())]))),
        LabelsJson.Default.Baseline);
}

internal sealed record Reached(decimal? Precision, decimal? Recall);

/// <summary>Facts of a page that are loaded without review and wrong, and why.</summary>
internal sealed record KnownWrong(string Reason, string[] Facts);
