using System.Runtime.InteropServices;

namespace Loyalty.Benchmarks;

/// <summary>The processor time that this thread uses, in nanoseconds, and the memory it takes: only Linux tells the time so finely.</summary>
internal struct ThreadClock
{
    private const int ThreadProcessorTime = 3;

    private long _nanoseconds = Now();
    private long _bytes = GC.GetAllocatedBytesForCurrentThread();

    public ThreadClock()
    {
    }

    /// <summary>What was used since the last lap.</summary>
    public (double Nanoseconds, long Bytes) Lap()
    {
        var (nanoseconds, bytes) = (Now() - _nanoseconds, GC.GetAllocatedBytesForCurrentThread() - _bytes);
        (_nanoseconds, _bytes) = (Now(), GC.GetAllocatedBytesForCurrentThread());
        return (nanoseconds, bytes);
    }

    private static long Now() => GetTime(ThreadProcessorTime, out var time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : throw new PlatformNotSupportedException();

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds, Nanoseconds;
    }
}
