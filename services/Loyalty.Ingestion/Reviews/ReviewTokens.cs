using System.Security.Cryptography;
using System.Text;
using Loyalty.Storage;

namespace Loyalty.Ingestion.Reviews;

/// <summary>The tokens of executions that wait for the decisions of a submission. There may be several: a document can be started twice. Thread-safe.</summary>
public sealed class ReviewTokens(IDocumentStore documents, StepFunctions stepFunctions)
{
    public Task KeepAsync(string submissionId, string token, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(token);
        return documents.WriteBytesAsync(Of(submissionId) + Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16)), bytes, cancellationToken);
    }

    /// <summary>Lets all that wait for a submission go on. What waits no more is forgotten.</summary>
    public async Task AnswerAsync(string submissionId, CancellationToken cancellationToken)
    {
        await foreach (var kept in documents.ListAsync(Of(submissionId), cancellationToken))
        {
            if (await documents.ReadBytesAsync(kept.Key, cancellationToken) is not { } token) continue;
            await stepFunctions.SucceedAsync(Encoding.UTF8.GetString(token), cancellationToken);
            await documents.DeleteAsync(kept.Key, cancellationToken);
        }
    }

    private static string Of(string submissionId) => $"tokens/{submissionId}/";
}
