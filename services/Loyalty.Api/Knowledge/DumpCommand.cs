using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;

namespace Loyalty.Api.Knowledge;

/// <summary><c>dump-knowledge</c>: writes what the graph says as canonical JSON, read from the graph itself and no file, then ends.</summary>
static class DumpCommand
{
    public const string Name = "dump-knowledge";

    public static async Task RunAsync(IServiceProvider services)
    {
        var snapshot = await new SnapshotReader(services.GetRequiredService<IKnowledgeGraph>(), TimeProvider.System).ReadAsync(CancellationToken.None);
        await using var output = Console.OpenStandardOutput();
        await KnowledgeDump.WriteAsync(snapshot!.Facts, output, CancellationToken.None);
    }
}
