using Loyalty.AppHost.Local;
using Loyalty.AppHost.Local.Seeding;

namespace Loyalty.AppHost.Tests;

public sealed class StarterLibraryTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory().FullName;
    readonly StringWriter output = new();
    readonly SocketsHttpHandler handler = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
        handler.Dispose();
    }

    [Fact]
    public void Reference_comes_first_in_ordinal_order_and_examples_sidecars_and_dot_files_not_at_all()
    {
        foreach (var name in new[]
        {
            "programs/b.html", "programs/A.pdf", "alliances/star.txt", "reference/tiers.csv", "airports.csv", "Zones.csv",
            "examples/united.json", "programs/A.pdf.source.json", ".hidden", ".git/config", "programs/examples/kept.html",
        })
            Write(name, "{}");
        Assert.Equal(
            ["Zones.csv", "airports.csv", "reference/tiers.csv", "alliances/star.txt", "programs/A.pdf", "programs/b.html", "programs/examples/kept.html"],
            StarterDocument.Find(folder).Select(document => document.Name));
    }

    [Fact]
    public async Task A_sidecar_becomes_the_form_fields_beside_the_file()
    {
        Write("chart.html", "loaded");
        Write("chart.html.source.json", """{ "title": "Chart – new", "url": "https://a.example/", "programId": "SQ_KrisFlyer", "carrier": "LH", "effectiveDate": "2026-01-01", "fetched": 3 }""");
        await using var ingestion = await FakeIngestion.StartAsync();
        await LoadAsync(ingestion);
        var document = Assert.Single(ingestion.Documents);
        Assert.Equal("chart.html", document.FileName);
        Assert.Equal("loaded", document.Text);
        Assert.Equal(
            ["carrier=LH", "effectiveDate=2026-01-01", "programId=SQ_KrisFlyer", "title=Chart – new", "url=https://a.example/"],
            document.Hints.Select(hint => $"{hint.Key}={hint.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Charts_are_submitted_once_all_reference_is_finished()
    {
        Write("airports.csv", "loaded");
        Write("reference/programs.csv", "loaded");
        Write("reference/programs.csv.source.json", """{ "title": "other" }""");
        Write("charts/a.html", "awaiting-review");
        await using var ingestion = await FakeIngestion.StartAsync();
        await LoadAsync(ingestion);
        Assert.Equal([("airports.csv", 0), ("programs.csv", 1), ("a.html", 0)], ingestion.Documents.Select(document => (document.FileName, document.Unfinished)));
    }

    [Fact]
    public async Task The_summary_counts_outcomes_and_a_second_run_finds_all_unchanged()
    {
        Write("a.csv", "loaded");
        Write("b.csv", "awaiting-review");
        Write("c.csv", "quarantined");
        Write("d.csv", "unchanged");
        await using var ingestion = await FakeIngestion.StartAsync();
        Assert.Contains("Starter library: 1 documents loaded, 1 unchanged, 1 awaiting review, 1 quarantined in ", await LoadAsync(ingestion), StringComparison.Ordinal);
        Assert.Contains("Starter library: 0 documents loaded, 2 unchanged, 1 awaiting review, 1 quarantined in ", await LoadAsync(ingestion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_document_is_named_and_the_others_are_loaded()
    {
        Write("a.csv", "refuse");
        Write("b.csv", "loaded");
        await using var ingestion = await FakeIngestion.StartAsync();
        var said = await LoadAsync(ingestion);
        Assert.Contains("a.csv was refused: 400", said, StringComparison.Ordinal);
        Assert.Contains("nothing can be read", said, StringComparison.Ordinal);
        Assert.Contains("1 documents loaded, 0 unchanged, 0 awaiting review, 0 quarantined, 1 refused", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_busy_is_asked_again()
    {
        Write("a.csv", "loaded");
        await using var ingestion = await FakeIngestion.StartAsync();
        ingestion.FailNext(2);
        Assert.Contains("1 documents loaded", await LoadAsync(ingestion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_sidecar_is_said_and_loads_nothing()
    {
        Write("a.csv", "loaded");
        Write("a.csv.source.json", "{");
        await using var ingestion = await FakeIngestion.StartAsync();
        Assert.Contains("a.csv.source.json cannot be read", await LoadAsync(ingestion), StringComparison.Ordinal);
        Assert.Empty(ingestion.Documents);
    }

    [Fact]
    public async Task A_missing_library_is_said()
    {
        await using var ingestion = await FakeIngestion.StartAsync();
        await StarterLibrary.LoadAsync(new(Path.Combine(folder, "none"), ingestion.Url), handler, LocalConsole.Plain(output), TimeProvider.System, CancellationToken.None);
        Assert.Contains("there is no folder", output.ToString(), StringComparison.Ordinal);
    }

    async Task<string> LoadAsync(FakeIngestion ingestion)
    {
        output.GetStringBuilder().Clear();
        await StarterLibrary.LoadAsync(new(folder, ingestion.Url), handler, LocalConsole.Plain(output), TimeProvider.System, CancellationToken.None);
        return output.ToString();
    }

    void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
