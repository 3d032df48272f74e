using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>All that holds what nobody can make again, and the key that it is encrypted with.</summary>
static class DataStack
{
    public const string Key = "DataKey", Table = "Table", GraphEndpoint = "GraphEndpoint", GraphResource = "GraphResource", GraphCluster = "GraphCluster";

    /// <summary>Redelivery of a message: how often, before it is dead.</summary>
    const int Deliveries = 5;

    /// <summary>How long SQS keeps messages: 14 days, the most that it can.</summary>
    const int KeptSeconds = 1_209_600;

    public static Template Template(IEnumerable<string> queues)
    {
        var template = new Template("data", "Loyalty: documents, queues, profiles, the graph and the key of all of them");
        var key = AddKey(template);
        var logs = AddLogBucket(template);
        foreach (var store in BucketStore.All)
        {
            var bucket = AddBucket(template, store, key, logs);
            template.Export(store.Export, bucket.Ref, store.Holds);
        }
        foreach (var queue in queues) AddQueue(template, queue, key);
        var table = AddTable(template, key);
        template.Export(Key, key.Arn, "The key of all data");
        template.Export(Table, table.Ref, "The profile table");
        GraphResources.AddTo(template, key);
        return template;
    }

    static Resource AddKey(Template template)
    {
        static object ForService(string service, object? condition = null) =>
            Policy.AllowService(service, new[] { "kms:Decrypt", "kms:GenerateDataKey*" }, "*", condition ?? Policy.FromThisAccount);

        var key = template.Add(new Resource("Key", "AWS::KMS::Key", new
        {
            Description = Sub("Loyalty ${Environment}: data, logs and messages"),
            EnableKeyRotation = true,
            KeyPolicy = Policy.Of(
                new { Effect = "Allow", Principal = new { AWS = Sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root") }, Action = "kms:*", Resource = "*" },
                // Of what stands in the account: alarms to an encrypted topic, events to an encrypted queue, and the like.
                ForService("cloudwatch.amazonaws.com"),
                ForService("events.amazonaws.com"),
                ForService("scheduler.amazonaws.com"),
                ForService("budgets.amazonaws.com"),
                ForService("backup.amazonaws.com"),
                new
                {
                    Effect = "Allow",
                    Principal = new { Service = Sub("logs.${AWS::Region}.amazonaws.com") },
                    Action = new[] { "kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*" },
                    Resource = "*",
                    Condition = new { ArnLike = new Map { ["kms:EncryptionContext:aws:logs:arn"] = Sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*") } },
                }),
        })
        { Kept = true });
        template.Add("KeyAlias", "AWS::KMS::Alias", new { AliasName = Sub("alias/loyalty-${Environment}"), TargetKeyId = key.Ref });
        return key;
    }

    static Resource AddLogBucket(Template template)
    {
        var logs = template.Add(new Resource("AccessLogs", "AWS::S3::Bucket", new
        {
            BucketEncryption = Buckets.Encryption(),
            PublicAccessBlockConfiguration = Buckets.Private,
            OwnershipControls = Buckets.Owned,
            VersioningConfiguration = new { Status = "Enabled" },
            LifecycleConfiguration = new
            {
                Rules = new object[]
                {
                    new { Id = "forget", Status = "Enabled", ExpirationInDays = 400, NoncurrentVersionExpiration = new { NoncurrentDays = 1 } },
                },
            },
        })
        {
            Kept = true,
            Exempt = [new("CKV_AWS_18", "It is where access is logged: a log of its own would grow by itself.")],
        });
        template.Add("AccessLogsPolicy", "AWS::S3::BucketPolicy", new
        {
            Bucket = logs.Ref,
            PolicyDocument = Policy.Of(
                Policy.OnlyEncryptedTransport(logs),
                Policy.AllowService("logging.s3.amazonaws.com", "s3:PutObject", Sub("${AccessLogs.Arn}/*"), Policy.FromThisAccount)),
        });
        return logs;
    }

    static Resource AddBucket(Template template, BucketStore store, Resource key, Resource logs)
    {
        var bucket = template.Add(new Resource(store.Export, "AWS::S3::Bucket", new
        {
            BucketEncryption = Buckets.Encryption(key),
            PublicAccessBlockConfiguration = Buckets.Private,
            OwnershipControls = Buckets.Owned,
            VersioningConfiguration = new { Status = "Enabled" },
            LoggingConfiguration = new { DestinationBucketName = logs.Ref, LogFilePrefix = $"{store.Name}/" },
            NotificationConfiguration = store.Notifies ? new { EventBridgeConfiguration = new { EventBridgeEnabled = true } } : null,
            LifecycleConfiguration = new
            {
                Rules = new object[]
                {
                    new
                    {
                        Id = "life-cycle",
                        Status = "Enabled",
                        AbortIncompleteMultipartUpload = new { DaysAfterInitiation = 2 },
                        NoncurrentVersionExpiration = new { NoncurrentDays = store.OldVersionDays },
                        ExpirationInDays = store.Days,
                        Transitions = store.ColdAfterDays is { } days ? new object[] { new { StorageClass = store.ColdClass, TransitionInDays = days } } : null,
                    },
                },
            },
        })
        { Kept = true });
        template.Add($"{store.Export}Policy", "AWS::S3::BucketPolicy", new { Bucket = bucket.Ref, PolicyDocument = Policy.Of(Policy.OnlyEncryptedTransport(bucket)) });
        return bucket;
    }

    static void AddQueue(Template template, string name, Resource key)
    {
        var id = Identifier.Of(name);
        var dead = template.Add($"{id}DeadQueue", "AWS::SQS::Queue", new
        {
            QueueName = Sub("loyalty-${Environment}_dead-" + name),
            KmsMasterKeyId = key.Arn,
            MessageRetentionPeriod = KeptSeconds,
        });
        template.Add($"{id}Queue", "AWS::SQS::Queue", new
        {
            QueueName = Sub("loyalty-${Environment}-" + name),
            KmsMasterKeyId = key.Arn,
            MessageRetentionPeriod = KeptSeconds,
            RedrivePolicy = new { deadLetterTargetArn = dead.Arn, maxReceiveCount = Deliveries },
        });
    }

    static Resource AddTable(Template template, Resource key) => template.Add(new Resource("Profiles", "AWS::DynamoDB::Table", new
    {
        BillingMode = "PAY_PER_REQUEST",
        AttributeDefinitions = new object[] { new { AttributeName = "pk", AttributeType = "S" }, new { AttributeName = "sk", AttributeType = "S" } },
        KeySchema = new object[] { new { AttributeName = "pk", KeyType = "HASH" }, new { AttributeName = "sk", KeyType = "RANGE" } },
        TimeToLiveSpecification = new { AttributeName = "expiresAt", Enabled = true },
        PointInTimeRecoverySpecification = new { PointInTimeRecoveryEnabled = true },
        SSESpecification = new { SSEEnabled = true, SSEType = "KMS", KMSMasterKeyId = key.Arn },
        DeletionProtectionEnabled = true,
    })
    { Kept = true });
}

/// <param name="Name">As the services' configuration calls it.</param>
/// <param name="OldVersionDays">How long a version that was replaced or deleted can be had back.</param>
/// <param name="Days">After which an object goes; null: never.</param>
sealed record BucketStore(string Name, string Holds, int OldVersionDays, int? Days = null, int? ColdAfterDays = null, string? ColdClass = null, bool Notifies = false)
{
    public string Export => $"{Name}Bucket";

    public static BucketStore Raw { get; } = new("Raw", "Documents as they came", 365, ColdAfterDays: 90, ColdClass: "STANDARD_IA", Notifies: true);
    public static BucketStore Stages { get; } = new("Stages", "What the pipeline's stages left", 30, ColdAfterDays: 60, ColdClass: "STANDARD_IA");
    public static BucketStore Facts { get; } = new("Facts", "Submissions, reviews, change sets, snapshot files", 90);
    public static BucketStore Load { get; } = new("Load", "Files for Neptune's bulk loader", 7, Days: 30);
    public static BucketStore Backups { get; } = new("Backups", "Backups of the suite's own making", 90, ColdAfterDays: 30, ColdClass: "GLACIER_IR");

    public static IReadOnlyList<BucketStore> All { get; } = [Raw, Stages, Facts, Load, Backups];
}
