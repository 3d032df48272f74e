using System.Diagnostics;
using System.Text.RegularExpressions;
using Loyalty.Storage.Local;

namespace Loyalty.Storage;

/// <summary>
/// Places where a process can be told to die, so that tests can show that nothing is lost there. The environment variable LOYALTY_FAILPOINT names
/// one; the first time it is reached in a data folder the process kills itself without a farewell. A marker file remembers it, so that the
/// process that comes after goes on. docs/fail-points.md lists the points.
/// </summary>
public sealed partial class FailPoints
{
    /// <summary>The environment variable that names the point.</summary>
    public const string Variable = "LOYALTY_FAILPOINT";

    readonly string? armed;
    readonly string folder;

    FailPoints(string? armed, string folder) => (this.armed, this.folder) = (armed, folder);

    /// <summary>No point at all.</summary>
    public static FailPoints None { get; } = new(null, "");

    /// <summary>The point that the environment names, or none.</summary>
    /// <exception cref="InvalidOperationException">The variable is not the name of a point: a test that set it would show nothing.</exception>
    public static FailPoints FromEnvironment(string dataFolder)
    {
        var point = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(point)) return None;
        if (!PointName().IsMatch(point))
            throw new InvalidOperationException($"{Variable} is <stage or store>:<before|after-write|after-commit|before-ack>, not '{point}'.");
        return new FailPoints(point, Path.Combine(Path.GetFullPath(dataFolder), "failpoints"));
    }

    /// <summary>Dies here if this is the point, and nobody has died at it before.</summary>
    public void Reached(string point)
    {
        if (armed != point) return;
        Directory.CreateDirectory(folder);
        try
        {
            using var marker = new FileStream(Path.Combine(folder, point), FileMode.CreateNew);
            marker.Flush(flushToDisk: true);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, point)))
        {
            return;
        }
        Posix.FlushFolder(folder);
        using var self = Process.GetCurrentProcess();
        self.Kill();
        // The signal may be delivered to another thread: nothing of this one may happen after the point.
        Thread.Sleep(Timeout.Infinite);
    }

    [GeneratedRegex(@"^[a-z][a-z-]*:(before|after-write|after-commit|before-ack)\z")]
    private static partial Regex PointName();
}
