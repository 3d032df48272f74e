using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Documents;

/// <summary>
/// Every submission there ever was. The document store holds the records; memory holds what lists and look-ups need. Here this process alone
/// writes them; published, others do too, and memory is brought up to date before it is asked. Thread-safe.
/// </summary>
public sealed class SubmissionCatalog
{
    private const string Prefix = "submissions/";

    private readonly IDocumentStore _documents;
    private readonly bool _isShared;
    private readonly ChangedRecords<Submission> _records;
    private readonly ConcurrentDictionary<string, Submission> _submissions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _unfinished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new(StringComparer.Ordinal);

    public SubmissionCatalog(IDocumentStore documents, Deployment deployment, TimeProvider time)
    {
        (_documents, _isShared) = (documents, deployment.IsPublished);
        _records = new ChangedRecords<Submission>(documents, Prefix, IngestionJson.Default.Submission, Show, time);
    }

    /// <summary>Reads the records that are there.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => _records.ReadAsync(cancellationToken);

    /// <summary>Reads what others changed, where others write too.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => _isShared ? OpenAsync(cancellationToken) : Task.CompletedTask;

    public Submission? Find(string id) => _submissions.GetValueOrDefault(id);

    /// <summary>One of them as it is now, whoever wrote it.</summary>
    public async Task<Submission?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!_isShared) return Find(id);
        if (!DocumentKey.IsValid(KeyOf(id)) || await _documents.ReadBytesAsync(KeyOf(id), cancellationToken) is not { } bytes) return null;
        var found = JsonSerializer.Deserialize(bytes, IngestionJson.Default.Submission)!;
        Show(found);
        return found;
    }

    /// <summary>All of them, the newest first.</summary>
    public ImmutableArray<Submission> All() =>
        [.. _submissions.Values.OrderByDescending(submission => submission.SubmittedAt).ThenBy(submission => submission.Id, StringComparer.Ordinal)];

    /// <summary>Writes a record, then shows it.</summary>
    public async Task SaveAsync(Submission submission, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(submission, IngestionJson.Default.Submission);
        await _documents.WriteBytesAsync(KeyOf(submission.Id), bytes, cancellationToken);
        Show(submission);
    }

    /// <summary>Shows a progress that need not survive: a worker that resumes finds its place by the stages' outputs.</summary>
    public void Show(Submission submission)
    {
        _submissions[submission.Id] = submission;
        if (submission.IsFinal) _unfinished.TryRemove(submission.Id, out _);
        else _unfinished[submission.Id] = submission.SubmittedAt;
    }

    /// <summary>Those that were submitted before then and have no outcome yet, in no order.</summary>
    /// <param name="submittedAt">When.</param>
    /// <param name="since">What is older than this is not waited for.</param>
    public ImmutableArray<Submission> UnfinishedBefore(DateTimeOffset submittedAt, DateTimeOffset since = default)
    {
        var found = ImmutableArray.CreateBuilder<Submission>();
        foreach (var (id, at) in _unfinished)
        {
            if (at < submittedAt && at >= since && Find(id) is { } submission) found.Add(submission);
        }

        return found.ToImmutable();
    }

    /// <summary>Changes a record while nobody else does.</summary>
    public async Task<Submission> ChangeAsync(string id, Func<Submission, Task<Submission>> change, CancellationToken cancellationToken)
    {
        var mutex = _locks.GetOrAdd(id, static _ => new SemaphoreSlim(1));
        await mutex.WaitAsync(cancellationToken);
        try
        {
            var before = await FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"There is no submission '{id}'.");
            var changed = await change(before);
            if (changed != before) await SaveAsync(changed, cancellationToken);
            return changed;
        }
        finally
        {
            mutex.Release();
        }
    }

    private static string KeyOf(string id) => $"{Prefix}{id}.json";
}
