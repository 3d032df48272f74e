using System.Globalization;
using System.Text.Json;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Text;

namespace Loyalty.Tests;

/// <summary>The documents of <c>knowledge/</c>, read one after the other as the first run reads them.</summary>
static class StarterLibrary
{
    public static string Folder { get; } = Path.Combine(Repository(), "knowledge");

    public static async IAsyncEnumerable<ReadDocument> ReadAsync()
    {
        List<ExtractedFacts> known = [];
        var names = NameIndex.From(known);
        foreach (var folder in new[] { "reference", "charts", "transfers" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, folder)).Where(f => !f.EndsWith(".source.json", StringComparison.Ordinal)).OrderBy(Order).ThenBy(f => f, StringComparer.Ordinal))
            {
                var name = Path.GetFileName(file);
                var text = await new DocumentReader().ReadAsync(name, await File.ReadAllBytesAsync(file), CancellationToken.None);
                var hints = HintsOf(file);
                var facts = new ChartReader().Read(text, hints, names, name, CancellationToken.None);
                known.Add(facts);
                if (folder == "reference") names = NameIndex.From(known);
                yield return new ReadDocument($"{folder}/{name}", hints, facts, names);
            }
        }
    }

    // The order in which the pipeline's first run takes them: names first.
    private static int Order(string file) => Path.GetFileName(file) switch { "alliances.csv" => 0, "airlines.csv" => 1, "programs.csv" => 2, _ => 3 };

    private static Hints HintsOf(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file + ".source.json"));
        string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        DateOnly? Day(string name) => Text(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        var confirmed = json.RootElement.TryGetProperty("confirmed", out var codes) ? string.Join(", ", codes.EnumerateArray().Select(code => code.GetString())) : null;
        return new Hints(Text("title"), Text("url"), Text("programId"), Text("carrier"), Day("effectiveDate"), Day("sourceDate"), Text("notes"), confirmed);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Loyalty.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

/// <param name="Path">Below the library's folder.</param>
/// <param name="Hints">What its sidecar says.</param>
/// <param name="Facts">What was read from it.</param>
/// <param name="Names">The names that were known then, its own included.</param>
sealed record ReadDocument(string Path, Hints Hints, ExtractedFacts Facts, NameIndex Names);
