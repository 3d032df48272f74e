namespace Loyalty.Storage.Aws;

/// <summary>The proof of a delivery: to the ledger, and to SQS.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Key">The message in the ledger.</param>
/// <param name="Handle">What SQS calls a receipt handle.</param>
sealed record SqsReceipt(string Id, string Key, string Handle)
{
    public override string ToString() => $"{Id} {Key} {Handle}";

    /// <summary>Reads one; null for what is none, such as the dead have.</summary>
    public static SqsReceipt? Parse(string text) => text.Split(' ', 3) is [var id, var key, var handle] ? new SqsReceipt(id, key, handle) : null;
}
