using System.Text.Json;
using Loyalty.Tests;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Thirty facts of the library, drawn by lot, are those that a person has looked up a second time: <c>ThirtyFacts.json</c>.</summary>
public class ThirtyFactsTests
{
    private static readonly string Table = Path.Combine(StarterLibrary.Folder, "..", "tests", "Loyalty.Ingestion.Tests", "Reading", "ThirtyFacts.json");

    [Fact]
    public async Task Thirty_facts_drawn_by_lot_are_those_that_were_checked_by_hand()
    {
        List<DrawnFact> all = [];
        await foreach (var document in StarterLibrary.ReadAsync()) all.AddRange(document.Facts.Charts.SelectMany(chart => DrawnFact.Of(document.Path, chart)));
        var drawn = DrawnFact.Draw(all, 30);
        var known = JsonSerializer.Deserialize<List<CheckedFact>>(await File.ReadAllBytesAsync(Table), CheckedFact.Form)!
            .ToDictionary(fact => (fact.Document, fact.Fact));

        List<string> problems = [];
        List<CheckedFact> table = [];
        foreach (var fact in drawn)
        {
            using var source = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(StarterLibrary.Folder, fact.Document + ".source.json")));
            var row = new CheckedFact(fact.Document, fact.Fact, fact.Says, Text(source, "url"), Text(source, "sourceDate"), null, null, null, null);
            if (known.TryGetValue((fact.Document, fact.Fact), out var entry) && Same(entry, row) is not { Count: > 0 })
            {
                table.Add(entry);
                continue;
            }

            problems.Add(entry is null ? $"{fact.Document}: {fact.Fact}: {fact.Says}" : string.Join(" ", Same(entry, row)));
            table.Add(row);
        }

        var proposed = Path.Combine(AppContext.BaseDirectory, "ThirtyFacts.json");
        if (problems.Count > 0 || known.Count != drawn.Count) await File.WriteAllTextAsync(proposed, JsonSerializer.Serialize(table, CheckedFact.Form) + "\n");
        Assert.True(problems.Count == 0,
            $"""
            Look these up again in a source, by hand, and say in {Path.GetFileName(Table)} what you saw (cell, checkedOn, checkedBy, seen):
            {string.Join("\n", problems)}
            The table with them in their places, and without those that are no longer drawn, is {proposed}.
            """);
        Assert.True(known.Count == drawn.Count, $"{known.Count - drawn.Count} facts of the table are no longer drawn: take {proposed} for it.");
    }

    [Fact]
    public void What_is_added_to_the_library_leaves_most_drawn_facts_drawn()
    {
        static IEnumerable<DrawnFact> Facts(int count) => Enumerable.Range(0, count).Select(n => new DrawnFact("charts/a.md", $"fact {n}", ""));
        var before = DrawnFact.Draw(Facts(3_000), 30);
        Assert.Equal(before, DrawnFact.Draw(Facts(3_000).Reverse(), 30));
        var after = DrawnFact.Draw(Facts(3_300), 30);
        Assert.NotEqual(before, after);
        Assert.InRange(before.Intersect(after).Count(), 24, 29);
    }

    /// <summary>What is no longer as it was when it was looked up.</summary>
    private static List<string> Same(CheckedFact entry, CheckedFact now)
    {
        List<string> problems = [];
        if (entry.Says != now.Says) problems.Add($"{now.Document}: {now.Fact}: says {now.Says}, and was checked as {entry.Says}.");
        if (entry.Url != now.Url || entry.SourceDate != now.SourceDate) problems.Add($"{now.Document}: {now.Fact}: its source is now {now.Url} of {now.SourceDate}.");
        if (string.IsNullOrWhiteSpace(entry.Cell) || string.IsNullOrWhiteSpace(entry.Seen) || !DateOnly.TryParse(entry.CheckedOn, out _) || !CheckedFact.Ways.Contains(entry.CheckedBy))
            problems.Add($"{now.Document}: {now.Fact}: {now.Says}, not checked yet.");
        return problems;
    }

    private static string? Text(JsonDocument source, string name) => source.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}
