using System.Text;
using Loyalty.Ingestion.Documents;

namespace Loyalty.Ingestion.Tests.Landing;

public class LandingFolderTests
{
    [Fact]
    public async Task A_file_renamed_in_is_taken_at_once_and_moved_beside()
    {
        await using var folder = await WatchedFolder.StartAsync();
        folder.RenameIn("chart.html", "a chart");
        await folder.ScannedAsync();
        var submission = Assert.Single(folder.Submissions);
        Assert.Equal(("chart.html", Submission.DocumentIdOf("a chart"u8)), (submission.FileName, submission.DocumentId));
        Assert.False(folder.IsThere("chart.html"));
        Assert.Equal("a chart", await File.ReadAllTextAsync(Path.Combine(folder.Taken, "chart.html")));
    }

    [Fact]
    public async Task A_file_that_grows_is_not_taken_until_it_has_stayed_the_same_for_a_second()
    {
        await using var folder = await WatchedFolder.StartAsync();
        var whole = new StringBuilder();
        for (var part = 0; part < 4; part++)
        {
            await File.AppendAllTextAsync(folder.PathOf("chart.html"), $"part {part}");
            whole.Append("part ").Append(part);
            await folder.PassAsync(0.6);
            Assert.Empty(folder.Submissions);
        }

        await folder.PassAsync(1.1);
        Assert.Equal(Submission.DocumentIdOf(Encoding.UTF8.GetBytes(whole.ToString())), Assert.Single(folder.Submissions).DocumentId);
    }

    [Fact]
    public async Task Links_dot_files_and_subfolders_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        await using var folder = await WatchedFolder.StartAsync();
        File.CreateSymbolicLink(folder.PathOf("link.html"), "/etc/hostname");
        File.CreateSymbolicLink(folder.PathOf("loop.html"), "loop.html");
        folder.Write(".hidden.html", "hidden");
        Directory.CreateDirectory(folder.PathOf("below"));
        folder.Write("below/chart.html", "a chart");
        await folder.PassAsync(10);
        await folder.PassAsync(10);
        Assert.Empty(folder.Submissions);
        Assert.Equal(["hidden", "a chart"], [await File.ReadAllTextAsync(folder.PathOf(".hidden.html")), await File.ReadAllTextAsync(folder.PathOf("below/chart.html"))]);
    }

    [Fact]
    public async Task A_sidecar_that_is_a_link_is_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        await using var folder = await WatchedFolder.StartAsync();
        folder.Write(".elsewhere", """{ "title": "Elsewhere" }""");
        File.CreateSymbolicLink(folder.PathOf("chart.html.source.json"), folder.PathOf(".elsewhere"));
        folder.RenameIn("chart.html", "a chart");
        await folder.PassAsync(10);
        Assert.Null(Assert.Single(folder.Submissions).Title);
    }

    [Fact]
    public async Task A_sidecar_beside_a_file_gives_its_hints()
    {
        await using var folder = await WatchedFolder.StartAsync();
        folder.Write("chart.html.source.json", """{ "title": "A chart", "effectiveDate": "2026-01-01", "lookedUpOn": "a curator's own note", "confirmed": ["unit", "date"] }""");
        folder.Write("chart.html", "a chart");
        await folder.PassAsync(2);
        await folder.ScannedAsync();
        var submission = Assert.Single(folder.Submissions);
        Assert.Equal(("A chart", new DateOnly(2026, 1, 1)), (submission.Hints.Title, submission.Hints.EffectiveDate));
        Assert.Equal("date, unit", submission.Hints.Confirmed);
        Assert.False(folder.IsThere("chart.html.source.json"));
    }

    [Fact]
    public async Task A_file_waits_for_a_sidecar_that_is_still_being_written()
    {
        await using var folder = await WatchedFolder.StartAsync();
        folder.Write("chart.html.source.json", """{ "title": "A ch""");
        folder.RenameIn("chart.html", "a chart");
        await folder.PassAsync(0.6);
        Assert.Empty(folder.Submissions);
        folder.Write("chart.html.source.json", """{ "title": "A chart" }""");
        await folder.PassAsync(0.6);
        await folder.PassAsync(0.6);
        Assert.Equal("A chart", Assert.Single(folder.Submissions).Title);
    }

    [Fact]
    public async Task A_sidecar_that_comes_later_is_a_new_submission_of_the_same_document()
    {
        await using var folder = await WatchedFolder.StartAsync();
        folder.RenameIn("chart.html", "a chart");
        await folder.ScannedAsync();
        folder.RenameIn("chart.html.source.json", """{ "title": "A chart" }""");
        await folder.PassAsync(11);
        Assert.Equal(2, folder.Submissions.Count);
        Assert.Single(folder.Submissions.Select(submission => submission.DocumentId).Distinct());
        Assert.Single(folder.Submissions, submission => submission.Title == "A chart");
        Assert.False(folder.IsThere("chart.html.source.json"));
    }

    [Fact]
    public async Task A_sidecar_that_comes_first_waits_for_its_document()
    {
        await using var folder = await WatchedFolder.StartAsync();
        folder.RenameIn("chart.html.source.json", """{ "title": "A chart" }""");
        await folder.PassAsync(10);
        Assert.Empty(folder.Submissions);
        Assert.True(folder.IsThere("chart.html.source.json"));
        folder.RenameIn("chart.html", "a chart");
        await folder.ScannedAsync();
        Assert.Equal("A chart", Assert.Single(folder.Submissions).Title);
        Assert.False(folder.IsThere("chart.html.source.json"));
    }

    [Fact]
    public async Task A_sidecar_that_comes_first_is_of_the_document_that_follows_and_not_of_an_older_one_of_that_name()
    {
        await using var folder = await WatchedFolder.StartAsync();
        folder.RenameIn("chart.html", "a chart");
        await folder.ScannedAsync();
        folder.RenameIn("chart.html.source.json", """{ "title": "Next year" }""");
        await folder.PassAsync(5);
        folder.RenameIn("chart.html", "a newer chart");
        await folder.ScannedAsync();
        await folder.PassAsync(60);
        Assert.Equal([(null, Submission.DocumentIdOf("a chart"u8)), ("Next year", Submission.DocumentIdOf("a newer chart"u8))],
            folder.Submissions.Select(submission => (submission.Hints.Title, submission.DocumentId)).Order());
    }

    [Fact]
    public async Task The_same_name_twice_is_two_documents_and_the_same_bytes_twice_are_one()
    {
        await using var folder = await WatchedFolder.StartAsync();
        foreach (var text in new[] { "a chart", "a newer chart", "a newer chart" })
        {
            folder.RenameIn("chart.html", text);
            await folder.ScannedAsync();
            Assert.False(folder.IsThere("chart.html"));
        }

        Assert.Equal(2, folder.Submissions.Count);
        Assert.Equal("a newer chart", await File.ReadAllTextAsync(Path.Combine(folder.Taken, "chart.html")));
    }

    [Theory]
    [InlineData("{ this is no JSON")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{ "title": 5 }""")]
    [InlineData("""{ "effectiveDate": "soon" }""")]
    [InlineData("""{ "url": "javascript:alert(1)" }""")]
    public async Task A_sidecar_that_cannot_be_read_is_set_aside_and_a_mended_one_is_a_new_submission(string sidecar)
    {
        await using var folder = await WatchedFolder.StartAsync();
        folder.Write(".chart.html.source.json", sidecar);
        File.Move(folder.PathOf(".chart.html.source.json"), folder.PathOf("chart.html.source.json"));
        folder.RenameIn("chart.html", "a chart");
        await folder.ScannedAsync();
        Assert.Null(Assert.Single(folder.Submissions).Title);
        Assert.True(File.Exists(Path.Combine(folder.Taken, "chart.html.source.json.unreadable")));
        Assert.False(folder.IsThere("chart.html.source.json"));

        folder.RenameIn("chart.html.source.json", """{ "title": "A chart" }""");
        await folder.PassAsync(11);
        Assert.Single(folder.Submissions, submission => submission.Title == "A chart");
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_holds_no_other_up()
    {
        await using var folder = await WatchedFolder.StartAsync();
        Directory.CreateDirectory(Path.Combine(folder.Taken, "a.html"));
        folder.RenameIn("a.html", "cannot be moved");
        folder.RenameIn("b.html", "a chart");
        await folder.ScannedAsync();
        Assert.Contains(folder.Submissions, submission => submission.FileName == "b.html");
        Assert.True(folder.IsThere("a.html"));
    }

    [Fact]
    public async Task A_pipe_holds_nothing_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes are no files there");
        await using var folder = await WatchedFolder.StartAsync();
        using (var make = System.Diagnostics.Process.Start("mkfifo", [folder.PathOf("a.html"), folder.PathOf("b.html.source.json")]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        folder.RenameIn("b.html", "a chart");
        await folder.PassAsync(2);
        await folder.ScannedAsync();
        Assert.Contains(folder.Submissions, submission => submission.DocumentId == Submission.DocumentIdOf("a chart"u8));
        Assert.Contains(folder.Submissions, submission => submission.DocumentId == Submission.DocumentIdOf(""u8));
    }

    [Theory]
    [InlineData("landing")]
    [InlineData("taken")]
    public async Task A_folder_that_was_deleted_is_made_again(string name)
    {
        await using var folder = await WatchedFolder.StartAsync();
        Directory.Delete(name == "taken" ? folder.Taken : folder.Folder, recursive: true);
        await Eventually.TrueAsync(() => Directory.Exists(folder.Taken), "the folder is there again");
        folder.Write("chart.html", "a chart");
        // Nobody watches a folder that was made again: it is scanned.
        await Eventually.TrueAsync(() =>
        {
            folder.Pass(2);
            return folder.Submissions.Count == 1 && !folder.IsThere("chart.html");
        }, "the file is taken");
    }
}
