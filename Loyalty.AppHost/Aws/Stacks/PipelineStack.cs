using System.Security.Cryptography;
using System.Text;
using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>
/// The ingestion pipeline: what is put under <c>incoming/</c> in the bucket of raw documents starts an execution on the state machine's alias.
/// A definition is a version of its own, and the one before stays for the executions that began with it.
/// </summary>
static class PipelineStack
{
    /// <summary>Fixed, for the functions' role names it before it is there.</summary>
    public const string StateMachineName = "loyalty-${Environment}-ingestion";
    public const string RuleName = "loyalty-${Environment}-incoming";
    public const string Incoming = "incoming/";

    public static Template Template(AwsPlan plan, AwsPipeline pipeline)
    {
        var template = new Template("pipeline", "Loyalty: the ingestion pipeline as a state machine, started by what is put into the bucket of raw documents");
        var function = Import(ServicesStack.AliasOf(plan.Functions.Single(one => one.Name == pipeline.Function)));
        var log = template.Add("Log", "AWS::Logs::LogGroup", new
        {
            LogGroupName = Sub("/aws/vendedlogs/states/" + StateMachineName),
            RetentionInDays = Ref(Parameters.LogRetentionDays),
            KmsKeyId = Import(DataStack.Key),
        });
        var role = template.Add(Policy.Role("Role", "states.amazonaws.com", "run",
            Policy.Allow(["lambda:InvokeFunction"], function),
            // Deliveries of logs and traces are made under no name that a policy could say.
            Policy.Allow(LogDelivery, "*"),
            Policy.Allow(Tracing, "*")));
        var definition = StateMachine.Of(pipeline);
        var machine = template.Add("Ingestion", "AWS::StepFunctions::StateMachine", new
        {
            StateMachineName = Sub(StateMachineName),
            StateMachineType = "STANDARD",
            RoleArn = role.Arn,
            Definition = definition,
            DefinitionSubstitutions = new Map { [StateMachine.Function] = function },
            LoggingConfiguration = new
            {
                Level = "ERROR",
                IncludeExecutionData = false,
                Destinations = new object[] { new { CloudWatchLogsLogGroup = new { LogGroupArn = log.Arn } } },
            },
            TracingConfiguration = new { Enabled = true },
        });
        var version = template.Add(new Resource($"IngestionVersion{HashOf(definition)}", "AWS::StepFunctions::StateMachineVersion", new
        {
            StateMachineArn = machine.Ref,
            StateMachineRevisionId = machine.Att("StateMachineRevisionId"),
        })
        { Kept = true, Condition = Conditions.HasPipelineAlias });
        var alias = template.Add(new Resource("IngestionLive", "AWS::StepFunctions::StateMachineAlias", new
        {
            Name = FunctionResources.Live,
            RoutingConfiguration = new object[] { new { StateMachineVersionArn = version.Ref, Weight = 100 } },
        })
        { Condition = Conditions.HasPipelineAlias });
        AddRule(template, If(Conditions.HasPipelineAlias, alias.Ref, machine.Ref));
        template.Export("IngestionStateMachine", machine.Ref, "The state machine");
        return template;
    }

    static readonly string[] LogDelivery =
    [
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
        "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ];

    static readonly string[] Tracing = ["xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules", "xray:GetSamplingTargets"];

    static void AddRule(Template template, Intrinsic target)
    {
        var dead = template.Add("EventDeadQueue", "AWS::SQS::Queue", new
        {
            QueueName = Sub("loyalty-${Environment}_dead-incoming"),
            KmsMasterKeyId = Import(DataStack.Key),
            MessageRetentionPeriod = 1_209_600,
        });
        var role = template.Add(Policy.Role("EventRole", "events.amazonaws.com", "start",
            Policy.Allow(["states:StartExecution"],
                Sub("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:" + StateMachineName),
                Sub("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:" + StateMachineName + ":" + FunctionResources.Live))));
        var rule = template.Add("Incoming", "AWS::Events::Rule", new
        {
            Name = Sub(RuleName),
            Description = $"Documents under {Incoming}",
            EventPattern = new Map
            {
                ["source"] = new[] { "aws.s3" },
                ["detail-type"] = new[] { "Object Created" },
                ["detail"] = new
                {
                    bucket = new { name = new object[] { Import(BucketStore.Raw.Export) } },
                    @object = new { key = new object[] { new { prefix = Incoming } } },
                },
            },
            Targets = new object[]
            {
                new
                {
                    Id = "pipeline",
                    Arn = target,
                    RoleArn = role.Arn,
                    InputTransformer = new
                    {
                        InputPathsMap = new { bucket = "$.detail.bucket.name", key = "$.detail.object.key" },
                        InputTemplate = """{ "bucket": <bucket>, "key": <key> }""",
                    },
                    DeadLetterConfig = new { dead.Arn },
                    RetryPolicy = new { MaximumEventAgeInSeconds = 86_400, MaximumRetryAttempts = 185 },
                },
            },
        });
        template.Add("EventDeadQueuePolicy", "AWS::SQS::QueuePolicy", new
        {
            Queues = new object[] { dead.Ref },
            PolicyDocument = Policy.Of(Policy.AllowService("events.amazonaws.com", "sqs:SendMessage", dead.Arn,
                new { ArnEquals = new Map { ["aws:SourceArn"] = rule.Arn } })),
        });
    }

    static string HashOf(object definition) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TemplateText.Short(definition))))[..12];
}
