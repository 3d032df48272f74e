using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Reviews;

/// <summary>Where a review stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewStatus>))]
public enum ReviewStatus
{
    [JsonStringEnumMemberName("pending")] Pending,
    [JsonStringEnumMemberName("approved")] Approved,
    [JsonStringEnumMemberName("rejected")] Rejected,
    [JsonStringEnumMemberName("loaded")] Loaded,
}

/// <summary>A chart that waits for a curator, or waited.</summary>
public sealed record ReviewItem
{
    public required string Id { get; init; }
    public required string SubmissionId { get; init; }
    public required string DocumentId { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public ReviewStatus Status { get; init; }

    /// <summary>Whether its change set, once approved and loaded, changed the graph.</summary>
    public bool ChangedGraph { get; init; }

    /// <summary>The chart without the rows that are left out.</summary>
    public required DraftChart Chart { get; init; }
    public required ImmutableArray<ReviewReason> Reasons { get; init; }
}
