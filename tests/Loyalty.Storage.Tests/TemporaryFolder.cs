namespace Loyalty.Storage.Tests;

sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("loyalty-storage-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
