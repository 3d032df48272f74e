using System.Collections.Immutable;

namespace Loyalty.AppHost.Aws;

/// <summary>What an action is allowed on.</summary>
enum Target
{
    RawBucket, RawObjects, StageBucket, StageObjects, FactBucket, FactObjects, LoadBucket, BackupBucket,
    Table, Queues, Graph, DataKey, Pipeline, LogGroup, Network,
}

/// <summary>One action that a service may call.</summary>
/// <param name="Reason">What the service needs it for.</param>
/// <param name="Beyond">Why a run of the whole suite on an emulator does not show the call; null where it does.</param>
sealed record Permission(string Action, Target Target, string Reason, string? Beyond = null);

/// <summary>The least that each service can do its work with: its role allows this and nothing else.</summary>
static class ServicePermissions
{
    const string NotByTheService = "Called by AWS in the service's name, not by the service.";
    const string Rarely = "Only where something failed or is large.";
    static readonly Target[] Buckets = [Target.RawBucket, Target.StageBucket, Target.FactBucket, Target.LoadBucket, Target.BackupBucket];

    public static ImmutableArray<Permission> Of(Service service) =>
    [
        .. service.Stores.SelectMany(store => OfStore(service, store)),
        .. service.RunsPipeline ? PipelineSteps : [],
        .. Everywhere,
    ];

    static ImmutableArray<Permission> OfStore(Service service, Store store) => store switch
    {
        Store.Documents => [.. Start, .. Reading(Target.FactBucket, Target.FactObjects, "snapshot files"), .. DocumentWork(service)],
        Store.Graph => service.RunsPipeline ? [.. GraphReading, .. GraphWriting] : GraphReading,
        Store.Queue => QueueWork,
        Store.Profiles => [.. ProfileWork],
        _ => throw new ArgumentOutOfRangeException(nameof(store)),
    };

    static IEnumerable<Permission> Start =>
        Buckets.Select(bucket => new Permission("s3:GetBucketVersioning", bucket, "A bucket that keeps no versions is refused before it is used."));

    static IEnumerable<Permission> DocumentWork(Service service) => service.RunsPipeline
        ? [
            .. Writing(Target.FactObjects, "submissions, reviews, change sets, snapshot files"),
            .. Reading(Target.RawBucket, Target.RawObjects, "documents as they came"),
            .. Writing(Target.RawObjects, "documents that are handed in, and what starts their work"),
            .. Reading(Target.StageBucket, Target.StageObjects, "what the stage before left"),
            .. Writing(Target.StageObjects, "what a stage leaves"),
        ]
        : [];

    static IEnumerable<Permission> Reading(Target bucket, Target objects, string what) =>
    [
        new("s3:ListBucket", bucket, $"Lists {what}; and what is absent answers 404, not 403."),
        new("s3:GetObject", objects, $"Reads {what}."),
        new("s3:GetObjectVersion", objects, $"A reader that lost its connection goes on in the version of {what} that it opened.", Rarely),
    ];

    static IEnumerable<Permission> Writing(Target objects, string what) =>
    [
        new("s3:PutObject", objects, $"Writes {what}."),
        new("s3:DeleteObject", objects, $"Removes {what} when work starts again or a newer one is kept; versions stay.", Rarely),
        new("s3:AbortMultipartUpload", objects, $"Takes back parts of {what} when a large one is not completed.", Rarely),
    ];

    static ImmutableArray<Permission> GraphReading { get; } =
    [
        new("neptune-db:ReadDataViaQuery", Target.Graph, "Reads the graph.", "The emulator's graph is a Gremlin Server, which no AWS action guards."),
        new("neptune-db:GetEngineStatus", Target.Graph, "Tells whether the graph answers.", "As above."),
    ];

    static ImmutableArray<Permission> GraphWriting { get; } =
    [
        new("neptune-db:WriteDataViaQuery", Target.Graph, "Applies change sets.", "As above."),
        new("neptune-db:DeleteDataViaQuery", Target.Graph, "Replaces values of a property, which Gremlin does by dropping the old one.", "As above."),
    ];

    static ImmutableArray<Permission> QueueWork { get; } =
    [
        new("sqs:GetQueueUrl", Target.Queues, "Finds the queue by its name.", "Published, documents go to the state machine; the queue is for what later jobs hand in."),
        new("sqs:GetQueueAttributes", Target.Queues, "How much there is to do.", "As above."),
        new("sqs:SendMessage", Target.Queues, "Hands work in.", "As above."),
        new("sqs:ReceiveMessage", Target.Queues, "Takes work, and lists the dead.", "As above."),
        new("sqs:DeleteMessage", Target.Queues, "Completes work.", "As above."),
        new("sqs:ChangeMessageVisibility", Target.Queues, "Holds work for longer, or gives it back.", "As above."),
        .. TableWork("the ledger of messages", "As above."),
    ];

    static IEnumerable<Permission> ProfileWork => TableWork("profiles", "No route keeps profiles yet.");

    static IEnumerable<Permission> TableWork(string what, string? beyond) =>
    [
        new("dynamodb:DescribeTable", Target.Table, "A missing table is named at the start.", beyond),
        new("dynamodb:GetItem", Target.Table, $"Reads {what}.", beyond),
        new("dynamodb:PutItem", Target.Table, $"Writes {what}.", beyond),
        new("dynamodb:UpdateItem", Target.Table, $"Changes {what}.", beyond),
        new("dynamodb:DeleteItem", Target.Table, $"Removes {what}.", beyond),
        new("kms:Encrypt", Target.DataKey, "DynamoDB asks it of whoever writes into a table with a key of one's own.", NotByTheService),
        new("kms:DescribeKey", Target.DataKey, "As above.", NotByTheService),
    ];

    static ImmutableArray<Permission> PipelineSteps { get; } =
        [new("states:SendTaskSuccess", Target.Pipeline, "Lets an execution go on when a document's last review is decided.")];

    static ImmutableArray<Permission> Everywhere { get; } =
    [
        new("kms:Decrypt", Target.DataKey, "Reads what the stores encrypted.", NotByTheService),
        new("kms:GenerateDataKey", Target.DataKey, "Writes what the stores encrypt.", NotByTheService),
        new("logs:CreateLogStream", Target.LogGroup, "An environment's log.", NotByTheService),
        new("logs:PutLogEvents", Target.LogGroup, "An environment's log.", NotByTheService),
        new("ec2:CreateNetworkInterface", Target.Network, "A function's place in the network.", NotByTheService),
        new("ec2:DescribeNetworkInterfaces", Target.Network, "As above.", NotByTheService),
        new("ec2:DeleteNetworkInterface", Target.Network, "As above.", NotByTheService),
    ];
}
