using System.Text.Json;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Reading;

public class StarterLibraryTests
{
    [Fact]
    public async Task The_starter_library_reads_whole()
    {
        var root = Path.Combine(Repository(), "knowledge");
        List<ExtractedFacts> known = [];
        var names = NameIndex.From(known);
        List<string> problems = [];
        List<EarningChart> loaded = [];
        foreach (var folder in new[] { "reference", "charts", "transfers" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder)).Where(f => !f.EndsWith(".source.json", StringComparison.Ordinal)).OrderBy(Order).ThenBy(f => f, StringComparer.Ordinal))
            {
                var name = Path.GetFileName(file);
                var text = await new DocumentReader().ReadAsync(name, await File.ReadAllBytesAsync(file), CancellationToken.None);
                var hints = HintsOf(file);
                var facts = new ChartReader().Read(text, hints, names, name, CancellationToken.None);
                problems.AddRange(facts.UnreadRows().Select(u => $"{name}: {u}"));
                known.Add(facts);
                if (folder == "reference") names = NameIndex.From(known);
                var context = new ValidationContext(names) { Hints = hints, DocumentId = name, HandedIn = LibraryMade, Charts = [.. loaded] };
                problems.AddRange(FactValidator.Validate(facts, context).Select(p => $"{name}: {p.Reason}"));
                // What a sidecar confirms and no check asks any more would hide the next thing that it does ask.
                var asked = FactValidator.Validate(facts, context with { Hints = hints with { Confirmed = null } }).Select(p => p.Code).Distinct();
                problems.AddRange((hints.Confirmed?.Split(", ") ?? []).Except(asked).Select(code => $"{name} confirms {code}, which no check asks"));
                loaded.AddRange(facts.Charts.Select(c => new EarningChart { Id = name, DocumentId = name, Key = c.Key, Validity = c.Validity, Rules = c.Rules }));
            }
        }

        Assert.Empty(problems);
        var charts = known.SelectMany(f => f.Charts).ToList();
        // Two documents that bring the same chart for the same first day would replace each other.
        Assert.Equal(charts.Count, charts.Select(c => (c.Key, c.Validity.From, c.Validity.By)).Distinct().Count());
        foreach (var program in new[] { "UA_MileagePlus", "LH_MilesAndMore", "SQ_KrisFlyer", "NH_MileageClub", "AF_FlyingBlue", "BA_Club" })
            Assert.Contains(charts, c => c.Key.ProgramId == program);
        Assert.True(charts.Where(c => c.Key.Carrier.Length == 2 && names.Program(c.Key.ProgramId)?.Airline != c.Key.Carrier).Select(c => (c.Key.ProgramId, c.Key.Carrier)).Distinct().Count() >= 20);
        Assert.NotEmpty(known.SelectMany(f => f.Transfers));
    }

    // The order in which the pipeline's first run takes them: names first.
    private static int Order(string file) => Path.GetFileName(file) switch { "alliances.csv" => 0, "airlines.csv" => 1, "programs.csv" => 2, _ => 3 };

    private static readonly DateOnly LibraryMade = new(2026, 11, 23);

    private static Hints HintsOf(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file + ".source.json"));
        string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        DateOnly? Day(string name) => Text(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null;
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
