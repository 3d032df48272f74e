using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>A function's role: its permissions, said in AWS's words.</summary>
static class FunctionRole
{
    public static Resource Of(AwsFunction function, Resource log) => new($"{function.Id}Role", "AWS::IAM::Role", new
    {
        AssumeRolePolicyDocument = Policy.AssumedBy("lambda.amazonaws.com"),
        Policies = new object[] { new { PolicyName = "service", PolicyDocument = Policy.Of([.. Statements(function, log)]) } },
    });

    static IEnumerable<object> Statements(AwsFunction function, Resource log) =>
        from permission in function.Permissions
        group permission.Action by permission.Target into allowed
        let statement = Policy.Allow(allowed.Distinct(), [.. Resources(allowed.Key, function, log)])
        select allowed.Key is Target.Graph or Target.Network ? If(Conditions.OwnGraph, statement, NoValue) : statement;

    static object[] Resources(Target target, AwsFunction function, Resource log) => target switch
    {
        Target.RawBucket => Bucket(BucketStore.Raw),
        Target.RawObjects => Objects(BucketStore.Raw),
        Target.StageBucket => Bucket(BucketStore.Stages),
        Target.StageObjects => Objects(BucketStore.Stages),
        Target.FactBucket => Bucket(BucketStore.Facts),
        Target.FactObjects => Objects(BucketStore.Facts),
        Target.LoadBucket => Bucket(BucketStore.Load),
        Target.BackupBucket => Bucket(BucketStore.Backups),
        Target.Table => [Named("dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Name}", DataStack.Table)],
        Target.Queues => [.. function.Queues.SelectMany(queue => new object[]
        {
            Sub("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:loyalty-${Environment}-" + queue),
            Sub("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:loyalty-${Environment}_dead-" + queue),
        })],
        Target.Graph => [Import(DataStack.GraphResource)],
        Target.DataKey => [Import(DataStack.Key)],
        Target.Pipeline => [Sub("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:" + PipelineStack.StateMachineName)],
        Target.LogGroup => [log.Arn],
        Target.Network => ["*"],
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    static object[] Bucket(BucketStore store) => [Named("s3:::${Name}", store.Export)];

    static object[] Objects(BucketStore store) => [Named("s3:::${Name}/*", store.Export)];

    static Intrinsic Named(string arn, string export) => Sub("arn:${AWS::Partition}:" + arn, new Map { ["Name"] = Import(export) });
}
