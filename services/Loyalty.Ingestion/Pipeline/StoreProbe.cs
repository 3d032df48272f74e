using Loyalty.Knowledge.Graph;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>Asks the stores until they answer. A document is not tried again, and no delivery of it is used up, while they do not. Thread-safe.</summary>
public sealed class StoreProbe(IKnowledgeGraph graph, IDocumentStore documents, IWorkQueue queue, TimeProvider time)
{
    /// <summary>One for each process: others may probe the same store.</summary>
    private static readonly string Key = $"probes/{Guid.NewGuid():n}";

    private static readonly byte[] Some = new byte[64 * 1024];

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250), Longest = TimeSpan.FromSeconds(5);

    /// <summary>Returns once all of them answer, after a pause that grows.</summary>
    /// <param name="waited">How often the caller has waited for the same work.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task AnswerAsync(int waited, CancellationToken cancellationToken)
    {
        for (; ; waited++)
        {
            var pause = First * (1 << Math.Min(waited, 10));
            if (pause > Longest) pause = Longest;
            // With jitter: all workers began to wait at the same moment.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);
            try
            {
                await graph.GetVersionAsync(cancellationToken);
                // A full disk, or one that may not be written, still answers whoever asks.
                await documents.WriteBytesAsync(Key, Some, cancellationToken);
                await documents.DeleteAsync(Key, cancellationToken);
                await queue.DepthAsync(Documents.Intake.Queue, cancellationToken);
                return;
            }
            catch (Exception failure) when (Outage.Is(failure))
            {
                // Not yet.
            }
        }
    }
}
