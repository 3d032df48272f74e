using System.Text;

namespace Loyalty.Storage.Aws;

/// <summary>What SQS takes in one request.</summary>
static class SqsBatches
{
    public const int MaxEntries = 10;

    /// <summary>Below the megabyte of SQS, with room for attributes.</summary>
    const int MaxBytes = 900_000;

    /// <summary>Items in their order, in batches that are small enough.</summary>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, Func<T, string> body)
    {
        var batch = new List<T>(MaxEntries);
        var bytes = 0;
        foreach (var item in items)
        {
            var more = Encoding.UTF8.GetByteCount(body(item));
            if (batch.Count == MaxEntries || (batch.Count > 0 && bytes + more > MaxBytes))
            {
                yield return batch;
                (batch, bytes) = (new List<T>(MaxEntries), 0);
            }
            batch.Add(item);
            bytes += more;
        }
        if (batch.Count > 0) yield return batch;
    }
}
