using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Landing;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Storage;
using Loyalty.Storage.Local;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Loyalty.Ingestion.Tests.Landing;

/// <summary>A landing folder that is watched, on a clock that the test sets by hand: scans go on, but nothing stays the same for a second by itself.</summary>
sealed class WatchedFolder : IAsyncDisposable
{
    readonly TemporaryFolder data = new();
    readonly HandSetClock clock = new();
    readonly SqliteWorkQueue queue;
    readonly LandingFolder landing;
    int sentinels;

    WatchedFolder()
    {
        var documents = new FolderDocumentStore(Path.Combine(data.Path, "documents"), clock, FailPoints.None);
        queue = new SqliteWorkQueue(Path.Combine(data.Path, "queue.db"), time: clock);
        Catalog = new SubmissionCatalog(documents, new Deployment(IsPublished: false), clock);
        var options = new LandingOptions { Folder = Directory.CreateDirectory(Path.Combine(data.Path, "landing")).FullName, ScanEvery = TimeSpan.FromMilliseconds(50) };
        landing = new LandingFolder(new Intake(documents, new QueueDispatch(queue), Catalog, FailPoints.None, clock), Options.Create(options), clock, NullLogger<LandingFolder>.Instance);
    }

    public SubmissionCatalog Catalog { get; }
    public string Folder => Path.Combine(data.Path, "landing");
    public string Taken => Path.Combine(Folder, "taken");

    public static async Task<WatchedFolder> StartAsync()
    {
        var folder = new WatchedFolder();
        await folder.landing.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Directory.Exists(folder.Taken), "the folder is watched");
        await folder.ScannedAsync();
        return folder;
    }

    /// <summary>What was submitted, but for this fixture's own files; the oldest first.</summary>
    public IReadOnlyList<Submission> Submissions => [.. Catalog.All().Where(submission => !submission.FileName.StartsWith("sentinel", StringComparison.Ordinal)).Reverse()];

    public string PathOf(string name) => Path.Combine(Folder, name);

    public bool IsThere(string name) => File.Exists(PathOf(name));

    /// <summary>Writes a file in place, as a copy does.</summary>
    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Renames a file in, as a browser does: it is whole at once.</summary>
    public void RenameIn(string name, string text)
    {
        Write("." + name, text);
        File.Move(PathOf("." + name), PathOf(name));
    }

    /// <summary>Ends when the folder was scanned, with all that was in it before.</summary>
    public async Task ScannedAsync()
    {
        // A file renamed in is taken by the scan that sees it, after all that is sorted before it.
        var name = $"sentinel-{++sentinels}.txt";
        RenameIn(name, name);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(Taken, name)), "the folder is scanned");
    }

    /// <summary>Scanned, some time later scanned again.</summary>
    public async Task PassAsync(double seconds)
    {
        await ScannedAsync();
        clock.Advance(TimeSpan.FromSeconds(seconds));
        await ScannedAsync();
    }

    /// <summary>Lets time go on, whether anybody scans or not.</summary>
    public void Pass(double seconds) => clock.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        await landing.StopAsync(CancellationToken.None);
        landing.Dispose();
        queue.Dispose();
        data.Dispose();
    }

    /// <summary>Time stands still until it is told to go on; timers run as ever.</summary>
    sealed class HandSetClock : TimeProvider
    {
        DateTimeOffset now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);
        readonly Lock setting = new();

        public override DateTimeOffset GetUtcNow()
        {
            lock (setting) return now;
        }

        public void Advance(TimeSpan time)
        {
            lock (setting) now += time;
        }
    }
}
