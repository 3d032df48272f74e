using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Reading;
using Microsoft.Extensions.Options;

namespace Loyalty.Ingestion.Landing;

/// <summary>
/// The landing folder: a file is taken when it was renamed in or has stayed the same for a second, and moved beside it once its submission is
/// durable. Links, dot files and subfolders are refused.
/// </summary>
public sealed partial class LandingFolder(Intake intake, IOptions<LandingOptions> options, TimeProvider time, ILogger<LandingFolder> logger) : BackgroundService
{
    private readonly Dictionary<string, (long Length, DateTime Written, DateTimeOffset Since)> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _renamedIn = new(StringComparer.Ordinal);

    private string Folder => options.Value.Folder;

    private string Taken => Path.Combine(Folder, "taken");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(Folder);
        using var watcher = new FileSystemWatcher(Folder);
        using var stirred = new SemaphoreSlim(0);
        watcher.Created += (_, _) => stirred.Release();
        watcher.Renamed += (_, change) =>
        {
            _renamedIn[change.FullPath] = true;
            stirred.Release();
        };
        watcher.EnableRaisingEvents = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ScanAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                ScanFailed(failure);
            }

            // Watching makes it quick; scanning makes it sure: events get lost, and folders may be on a network.
            await stirred.WaitAsync(options.Value.ScanEvery, stoppingToken);
            await Task.Delay(TimeSpan.FromMilliseconds(200), time, stoppingToken);
        }
    }

    private async Task ScanAsync(CancellationToken cancellationToken)
    {
        // Somebody may have tidied them away.
        Directory.CreateDirectory(Taken);
        var present = Directory.EnumerateFileSystemEntries(Folder).Select(path => new FileInfo(path)).Where(IsTakeable)
            .ToDictionary(file => file.FullName, StringComparer.Ordinal);
        var whole = present.Values.Where(IsWhole).Select(file => file.FullName).ToHashSet(StringComparer.Ordinal);
        foreach (var file in present.Values.Where(file => whole.Contains(file.FullName)).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var sidecar = file.FullName + Sidecar.Suffix;
            // What is still being written beside a document says something about it: both wait.
            if (!File.Exists(file.FullName) || (present.ContainsKey(sidecar) && !whole.Contains(sidecar))) continue;
            try
            {
                if (file.Name.EndsWith(Sidecar.Suffix, StringComparison.Ordinal)) await TakeSidecarAsync(file, cancellationToken);
                else await TakeAsync(file, present.GetValueOrDefault(sidecar), cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // One file that cannot be taken holds no other up; it is looked at again later.
                FileFailed(file.Name, options.Value.RetryAfter.TotalSeconds, failure);
                _renamedIn.TryRemove(file.FullName, out _);
                _seen[file.FullName] = (file.Length, file.LastWriteTimeUtc, time.GetUtcNow() + options.Value.RetryAfter);
            }
        }

        foreach (var gone in _seen.Keys.Where(path => !present.ContainsKey(path)).ToList()) _seen.Remove(gone);
        // One that came in after this scan listed the folder is not gone.
        foreach (var gone in _renamedIn.Keys.Where(path => !present.ContainsKey(path) && !File.Exists(path))) _renamedIn.TryRemove(gone, out _);
    }

    private static bool IsTakeable(FileInfo file) =>
        !file.Name.StartsWith('.') && file.Exists && file.LinkTarget is null && (file.Attributes & FileAttributes.ReparsePoint) == 0;

    private bool IsWhole(FileInfo file)
    {
        var now = time.GetUtcNow();
        if (!_seen.TryGetValue(file.FullName, out var seen) || (seen.Length, seen.Written) != (file.Length, file.LastWriteTimeUtc))
            seen = _seen[file.FullName] = (file.Length, file.LastWriteTimeUtc, now);
        return _renamedIn.ContainsKey(file.FullName) || now - seen.Since >= options.Value.StableFor;
    }

    private async Task TakeAsync(FileInfo file, FileInfo? sidecar, CancellationToken cancellationToken)
    {
        var hints = sidecar is null ? null : await ReadSidecarAsync(sidecar, cancellationToken);
        await SubmitAsync(file, hints ?? new Hints(), cancellationToken);
        Move(file.FullName);
        if (hints is not null) Move(sidecar!.FullName);
    }

    /// <summary>
    /// A sidecar that comes later is a new submission of the document that was taken; one that comes first waits for it. Where a document of that
    /// name was taken before, which of the two it is shows only with time: what it says of a new document must not be taken for the old one's.
    /// </summary>
    private async Task TakeSidecarAsync(FileInfo sidecar, CancellationToken cancellationToken)
    {
        var name = sidecar.Name[..^Sidecar.Suffix.Length];
        var document = new FileInfo(Path.Combine(Taken, name));
        if (File.Exists(Path.Combine(Folder, name)) || !document.Exists || time.GetUtcNow() - _seen[sidecar.FullName].Since < options.Value.SidecarWaits) return;
        if (await ReadSidecarAsync(sidecar, cancellationToken) is not { } hints) return;
        await SubmitAsync(document, hints, cancellationToken);
        Move(sidecar.FullName);
    }

    private async Task SubmitAsync(FileInfo file, Hints hints, CancellationToken cancellationToken)
    {
        if (file.Length > Intake.MaxBytes)
        {
            await using var stream = file.OpenRead();
            var id = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            await intake.RefuseAsync(HintReading.FileName(file.Name), id, hints,
                $"{Intake.TooLarge(file.Length)} Split it, or save only the part with the charts.", cancellationToken);
            return;
        }

        // What holds nothing is not opened: it may be a pipe, and whoever opens one waits until somebody writes into it.
        var bytes = file.Length == 0 ? [] : await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var name = HintReading.FileName(file.Name);
        TookIn(name, (await intake.TakeAsync(name, bytes, hints, cancellationToken)).Id);
    }

    private async Task<Hints?> ReadSidecarAsync(FileInfo sidecar, CancellationToken cancellationToken)
    {
        try
        {
            if (sidecar.Length == 0) throw new JsonException("it is empty");
            await using var stream = sidecar.OpenRead();
            return (await Sidecar.ReadAsync(stream, sidecar.Length, cancellationToken)).Hints;
        }
        catch (JsonException failure)
        {
            // The document itself must not be held up by it: it goes in without hints, and a mended sidecar makes a new submission.
            SidecarUnreadable(sidecar.Name, failure.Message);
            File.Move(sidecar.FullName, Path.Combine(Taken, sidecar.Name + ".unreadable"), overwrite: true);
            return null;
        }
    }

    private void Move(string path)
    {
        File.Move(path, Path.Combine(Taken, Path.GetFileName(path)), overwrite: true);
        _seen.Remove(path);
        _renamedIn.TryRemove(path, out _);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Took {File} from the landing folder as {Submission}")]
    private partial void TookIn(string file, string submission);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sidecar {File} was not understood: {Problem}")]
    private partial void SidecarUnreadable(string file, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} could not be taken; trying again in {Seconds} s")]
    private partial void FileFailed(string file, double seconds, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The landing folder could not be scanned; trying again")]
    private partial void ScanFailed(Exception failure);
}

/// <summary>Where the landing folder is, and how often it is scanned.</summary>
public sealed class LandingOptions
{
    public string Folder { get; set; } = "";

    public TimeSpan ScanEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a file must stay the same before it is taken for whole.</summary>
    public TimeSpan StableFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a sidecar without a document beside it waits for one before it is taken for a later one, of the document that was taken.</summary>
    public TimeSpan SidecarWaits { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a file that could not be taken is left alone.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(30);
}
