using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>A labelled page, read as the pipeline reads it: the stages from its text to what is loaded and what waits for a curator.</summary>
internal sealed record CorpusPage(string Name, PageLabels Labels, ValidatedFacts? Read, ExtractedFacts? Extracted, string? Refusal)
{
    public static async Task<List<CorpusPage>> AllOf(string part, CancellationToken ct)
    {
        var root = Path.Combine(Repository, "tests", "Loyalty.Ingestion.Tests", "Corpus", part);
        if (!Directory.Exists(root)) throw new InvalidOperationException($"The corpus has no part '{part}'.");
        var names = await KnownNames(ct);
        List<CorpusPage> pages = [];
        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)) pages.Add(await Of(folder, names, ct));
        return pages;
    }

    public static string Repository { get; } = FindRepository();

    /// <summary>The names that the starter library's reference facts bring: the graph has them before the first chart is read.</summary>
    public static async Task<NameIndex> KnownNames(CancellationToken ct)
    {
        List<ExtractedFacts> known = [];
        foreach (var name in new[] { "alliances.csv", "airlines.csv", "programs.csv", "airports.csv", "tiers.csv" })
        {
            var bytes = File.ReadAllBytes(Path.Combine(Repository, "knowledge", "reference", name));
            var text = await new DocumentReader().ReadAsync(name, bytes, ct);
            known.Add(new ChartReader().Read(text, new Hints(), NameIndex.From(known), name, ct));
        }

        return NameIndex.From(known);
    }

    private static async Task<CorpusPage> Of(string folder, NameIndex names, CancellationToken ct)
    {
        var name = Path.GetFileName(folder);
        var labels = PageLabels.Read(Path.Combine(folder, "labels.json"));
        var file = Directory.EnumerateFiles(folder, "page.*").Single();
        ExtractedFacts? extracted = null;
        try
        {
            var text = await new DocumentReader().ReadAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file, ct), ct);
            var hints = new Hints(labels.Hints.Title, labels.Hints.Url, labels.Hints.ProgramId, labels.Hints.Carrier, labels.Hints.EffectiveDate);
            extracted = new ChartReader().Read(text, hints, names, name, ct);
            return new CorpusPage(name, labels, FactReading.Part(extracted, name, new ValidationContext(names) { Hints = hints }), extracted, null);
        }
        catch (Exception refused) when (refused is UnreadableDocumentException or QuarantineException)
        {
            return new CorpusPage(name, labels, null, extracted, refused.Message);
        }
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Loyalty.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
