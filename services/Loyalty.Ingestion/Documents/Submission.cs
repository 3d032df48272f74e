using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Documents;

/// <summary>Where a submission stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubmissionStatus>))]
public enum SubmissionStatus
{
    [JsonStringEnumMemberName("queued")] Queued,
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("loaded")] Loaded,
    [JsonStringEnumMemberName("awaiting-review")] AwaitingReview,
    [JsonStringEnumMemberName("unchanged")] Unchanged,
    [JsonStringEnumMemberName("quarantined")] Quarantined,
}

/// <summary>A document's bytes with a curator's hints: the same again is the same submission.</summary>
public sealed record Submission
{
    private const int LongestText = 2_000;

    public required string Id { get; init; }

    /// <summary>SHA-256 of the bytes.</summary>
    public required string DocumentId { get; init; }
    public required string FileName { get; init; }
    public required Hints Hints { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public string? Title { get; init; }

    /// <summary>The first day that the document itself names.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>When it was queued by being handed in: the first time, or again after a quarantine.</summary>
    public DateTimeOffset QueuedAt { get; init; }
    public SubmissionStatus Status { get; init; }

    /// <summary>The stage it is in, or ended in.</summary>
    public string Stage { get; init; } = Pipeline.IngestionPipeline.Receive.Name;

    /// <summary>Why it is where it is, in words a curator can act on.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether its own change set, beside those of reviews, changed the graph.</summary>
    public bool ChangedGraph { get; init; }
    public int Charts { get; init; }
    public int Rules { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    [JsonIgnore]
    public bool IsFinal => Status is not (SubmissionStatus.Queued or SubmissionStatus.Running);

    /// <summary>The id of bytes with hints.</summary>
    public static string IdOf(string documentId, Hints hints)
    {
        var text = string.Join('\n', documentId, hints.Title, hints.Url, hints.ProgramId, hints.Carrier, hints.EffectiveDate?.ToString("O"),
            hints.SourceDate?.ToString("O"), hints.Notes);
        // The ids of submissions from before there was such a hint stay.
        if (hints.Confirmed is { } confirmed) text += $"\n{confirmed}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    /// <summary>A text as lists show it: what a document says may have any length.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Shortened(string? text)
    {
        if (text is not { Length: > LongestText }) return text;
        var length = char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText;
        return text[..length] + "…";
    }

    public static string DocumentIdOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
