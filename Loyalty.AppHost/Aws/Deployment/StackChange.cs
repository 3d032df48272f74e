using System.Collections.Immutable;
using System.Text.Json;

namespace Loyalty.AppHost.Aws.Deployment;

enum ChangeKind
{
    Added,
    Changed,
    /// <summary>It may be replaced: CloudFormation knows when it does it.</summary>
    MayBeReplaced,
    Replaced,
    Removed,
    /// <summary>It speaks of something that changes: what becomes of it is seen when that is known.</summary>
    Follows,
}

/// <summary>What a change set does to one resource.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">Its type, such as <c>AWS::S3::Bucket</c>.</param>
/// <param name="Details">The properties that change.</param>
sealed record StackChange(ChangeKind Kind, string LogicalId, string Type, ImmutableArray<string> Details)
{
    // What is lost with them cannot be deployed again.
    static readonly ImmutableArray<string> DataStores =
        ["AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Neptune::DBCluster", "AWS::Neptune::DBInstance", "AWS::SQS::Queue", "AWS::KMS::Key", "AWS::Backup::BackupVault"];

    /// <summary>Whether data may be lost by it.</summary>
    public bool EndangersData => Kind is (ChangeKind.Replaced or ChangeKind.MayBeReplaced or ChangeKind.Removed) && DataStores.Contains(Type);

    /// <summary>The changes of a change set as <c>describe-change-set</c> tells them, the dangerous first, then in the order of names.</summary>
    public static ImmutableArray<StackChange> Read(IEnumerable<JsonElement> changes) =>
    [
        .. changes.Where(change => change.TryGetProperty("ResourceChange", out _)).Select(change => Of(change.GetProperty("ResourceChange")))
            .OrderByDescending(change => change.EndangersData).ThenBy(change => change.Kind).ThenBy(change => change.LogicalId, StringComparer.Ordinal),
    ];

    static StackChange Of(JsonElement change) => new(
        (Text(change, "Action"), Text(change, "Replacement")) switch
        {
            ("Add" or "Import", _) => ChangeKind.Added,
            ("Remove", _) => ChangeKind.Removed,
            (_, "True") => ChangeKind.Replaced,
            _ when OnlyFollows(change) && !DataStores.Contains(Text(change, "ResourceType")!) => ChangeKind.Follows,
            (_, "Conditional") => ChangeKind.MayBeReplaced,
            _ => ChangeKind.Changed,
        },
        Text(change, "LogicalResourceId") ?? "?", Text(change, "ResourceType") ?? "?",
        change.TryGetProperty("Details", out var details)
            ? [.. details.EnumerateArray().Select(Detail).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : []);

    static bool OnlyFollows(JsonElement change) =>
        change.TryGetProperty("Details", out var details) && details.GetArrayLength() > 0 && details.EnumerateArray().All(detail => Text(detail, "Evaluation") == "Dynamic");

    static string? Detail(JsonElement detail)
    {
        if (!detail.TryGetProperty("Target", out var target)) return null;
        var name = Text(target, "Name") ?? Text(target, "Attribute");
        return Text(target, "RequiresRecreation") is "Always" or "Conditionally" ? $"{name} (replaces)" : name;
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
