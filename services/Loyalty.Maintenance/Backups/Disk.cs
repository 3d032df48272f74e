namespace Loyalty.Maintenance.Backups;

/// <summary>Whether there is room. A copy that fills the disk takes it from the live stores beside it.</summary>
static class Disk
{
    const int NoSpaceLeft = 28, NoSpaceLeftOnWindows = unchecked((int)0x80070070);

    static int Full => OperatingSystem.IsWindows() ? NoSpaceLeftOnWindows : NoSpaceLeft;

    /// <exception cref="IOException">There is not: <see cref="IsFull"/>.</exception>
    public static void RequireRoom(string folder, long bytes)
    {
        // Elsewhere the root would be that of another disk.
        var free = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        if (free < bytes) throw new IOException($"It takes {Megabytes(bytes)} MB, and the disk has {Megabytes(free)} MB left.", Full);
    }

    public static bool IsFull(IOException failure) => failure.HResult == Full;

    static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
