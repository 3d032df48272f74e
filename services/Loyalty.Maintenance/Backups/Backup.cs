using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Loyalty.Maintenance.Backups;

/// <summary>Where a backup stands: its state file and what the operator sees of it.</summary>
sealed record Backup(
    string Id,
    BackupStatus Status,
    double Progress,
    string? Reason,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    long Bytes = 0,
    int Files = 0,
    int Attempts = 0,
    string? ManifestSha256 = null)
{
    [JsonIgnore]
    public bool IsOver => Status is BackupStatus.Succeeded or BackupStatus.Failed;
}

[JsonConverter(typeof(JsonStringEnumConverter<BackupStatus>))]
enum BackupStatus
{
    [JsonStringEnumMemberName("queued")] Queued,
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("succeeded")] Succeeded,
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>What a backup holds: every file, what kinds of things are in it, and what lay in the data folder and is not.</summary>
sealed record BackupManifest(
    string Id, DateTimeOffset TakenAt, ImmutableArray<string> Included, ImmutableArray<string> LeftOut, ImmutableArray<BackupFile> Files);

/// <summary>One file, its path relative to the backup and with slashes.</summary>
sealed record BackupFile(string Path, long Length, string Sha256);

/// <summary>The body of the queue's message.</summary>
sealed record BackupJob(string Backup);

sealed record BackupAccepted(string Id);

sealed record BackupList(ImmutableArray<Backup> Items, int Total);

sealed record CheckResult(bool Ok, ImmutableArray<string> Problems);

sealed record RestoreRequest
{
    /// <summary>The name of the new folder beside the live data.</summary>
    [RegularExpression(BackupFolders.NamePattern)]
    public required string Target { get; init; }
}

sealed record RestoreResult(string Target, int Files, long Bytes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Backup))]
[JsonSerializable(typeof(BackupManifest))]
[JsonSerializable(typeof(BackupJob))]
[JsonSerializable(typeof(BackupAccepted))]
[JsonSerializable(typeof(BackupList))]
[JsonSerializable(typeof(CheckResult))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(RestoreResult))]
sealed partial class BackupJson : JsonSerializerContext;
