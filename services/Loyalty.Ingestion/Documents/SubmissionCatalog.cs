using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Documents;

/// <summary>
/// Every submission there ever was. The document store holds the records; memory holds what lists and look-ups need. Thread-safe.
/// </summary>
public sealed class SubmissionCatalog(IDocumentStore documents)
{
    private const string Prefix = "submissions/";
    private readonly ConcurrentDictionary<string, Submission> _submissions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _unfinished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new(StringComparer.Ordinal);

    /// <summary>Reads the records that are there.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        documents.ListAsync(Prefix, cancellationToken),
        // Over a network each read waits, and there may be thousands.
        new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken },
        async (info, token) =>
        {
            if (await documents.ReadBytesAsync(info.Key, token) is { } bytes) Show(JsonSerializer.Deserialize(bytes, IngestionJson.Default.Submission)!);
        });

    public Submission? Find(string id) => _submissions.GetValueOrDefault(id);

    /// <summary>All of them, the newest first.</summary>
    public ImmutableArray<Submission> All() =>
        [.. _submissions.Values.OrderByDescending(submission => submission.SubmittedAt).ThenBy(submission => submission.Id, StringComparer.Ordinal)];

    /// <summary>Writes a record, then shows it.</summary>
    public async Task SaveAsync(Submission submission, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(submission, IngestionJson.Default.Submission);
        await documents.WriteBytesAsync($"{Prefix}{submission.Id}.json", bytes, cancellationToken);
        Show(submission);
    }

    /// <summary>Shows a progress that need not survive: a worker that resumes finds its place by the stages' outputs.</summary>
    public void Show(Submission submission)
    {
        _submissions[submission.Id] = submission;
        if (submission.IsFinal) _unfinished.TryRemove(submission.Id, out _);
        else _unfinished[submission.Id] = submission.SubmittedAt;
    }

    /// <summary>Whether any that was submitted before then has no outcome yet.</summary>
    public bool HasUnfinishedBefore(DateTimeOffset submittedAt)
    {
        foreach (var (_, at) in _unfinished)
        {
            if (at < submittedAt) return true;
        }

        return false;
    }

    /// <summary>Changes a record while nobody else does.</summary>
    public async Task<Submission> ChangeAsync(string id, Func<Submission, Task<Submission>> change, CancellationToken cancellationToken)
    {
        var mutex = _locks.GetOrAdd(id, static _ => new SemaphoreSlim(1));
        await mutex.WaitAsync(cancellationToken);
        try
        {
            var before = _submissions[id];
            var changed = await change(before);
            if (changed != before) await SaveAsync(changed, cancellationToken);
            return changed;
        }
        finally
        {
            mutex.Release();
        }
    }
}
