namespace Loyalty.Ingestion.Tests;

/// <summary>A folder of a test's own, gone when the test is over.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("loyalty").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
