using Loyalty.Core.Earning;

namespace Loyalty.Core.Transfers;

/// <summary>That points of one program can be made points of another. Immutable, thread-safe.</summary>
/// <param name="Id">Hash of the pair, the first day and the terms.</param>
/// <param name="FromProgram">Where points leave.</param>
/// <param name="ToProgram">Where they arrive.</param>
/// <param name="Sent">The left side of the ratio: this many points leave ...</param>
/// <param name="Received">... and this many arrive.</param>
/// <param name="Minimum">The least that can be sent; null when the source names none.</param>
/// <param name="Increment">The step above it; null when the source names none.</param>
/// <param name="BonusRate">A promotion on what arrives: 0.25 for 25%; 0 for none.</param>
/// <param name="Time">How long it takes, in the source's words; null when it says nothing.</param>
/// <param name="Validity">Valid time.</param>
/// <param name="DocumentId">The document it was read from.</param>
public sealed record TransferRoute(
    string Id, string FromProgram, string ToProgram, decimal Sent, decimal Received, decimal? Minimum, decimal? Increment,
    decimal BonusRate, string? Time, Validity Validity, string DocumentId);
