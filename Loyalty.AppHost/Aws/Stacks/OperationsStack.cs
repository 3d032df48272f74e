using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>What an operator looks at and is woken by, backups, and a budget. Logs are with what writes them: they must be there before it.</summary>
static class OperationsStack
{
    const int FiveMinutes = 300;

    public static Template Template(AwsPlan plan)
    {
        var template = new Template("operations", "Loyalty: alarms, a dashboard, backups and a budget");
        var topic = AddTopic(template);
        foreach (var function in plan.Functions) WatchFunction(template, function, topic.Ref);
        WatchApi(template, topic.Ref);
        foreach (var queue in DeadQueues(plan)) WatchDead(template, queue, topic.Ref);
        foreach (var queue in plan.Queues) WatchAge(template, queue, topic.Ref);
        WatchTable(template, topic.Ref);
        WatchGraph(template, topic.Ref);
        if (plan.Pipeline is not null) WatchPipeline(template, topic.Ref);
        WatchSignals(template, plan, topic.Ref);
        Backups.AddTo(template, topic.Ref);
        AddBudget(template, topic);
        Dashboard.AddTo(template, plan);
        template.Export("AlarmTopic", topic.Ref, "Subscribe here to be told");
        return template;
    }

    /// <summary>Everything that ends where nobody works on it.</summary>
    static IEnumerable<string> DeadQueues(AwsPlan plan) =>
    [
        .. plan.Queues,
        .. plan.Functions.Any(function => !function.Schedules.IsEmpty) ? (string[])["schedules"] : [],
        .. plan.Pipeline is null ? [] : (string[])["incoming"],
    ];

    static Resource AddTopic(Template template)
    {
        var topic = template.Add("Alarms", "AWS::SNS::Topic", new { TopicName = Sub("loyalty-${Environment}-alarms"), KmsMasterKeyId = Import(DataStack.Key) });
        template.Add("AlarmsPolicy", "AWS::SNS::TopicPolicy", new
        {
            Topics = new object[] { topic.Ref },
            PolicyDocument = Policy.Of([.. new[] { "cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com", "backup.amazonaws.com" }
                .Select(service => Policy.AllowService(service, "sns:Publish", topic.Ref, Policy.FromThisAccount))]),
        });
        template.Add(new Resource("AlarmMailSubscription", "AWS::SNS::Subscription", new { TopicArn = topic.Ref, Protocol = "email", Endpoint = Ref(Parameters.AlarmMail) })
        {
            Condition = Conditions.HasAlarmMail,
        });
        return topic;
    }

    static void WatchFunction(Template template, AwsFunction function, Intrinsic topic)
    {
        Map Of() => new() { ["FunctionName"] = Sub("loyalty-${Environment}-" + function.Name) };
        void Watch(string id, string what, string metric, string statistic, int periods, double limit) =>
            template.Add(Alarm.Of($"{function.Id}{id}", $"{function.Name} {what}", "AWS/Lambda", metric, Of(), statistic, FiveMinutes, periods, limit, tell: topic));

        Watch("Errors", "fails", "Errors", "Sum", 1, 5);
        Watch("Throttles", "is throttled: the account's concurrency is used up", "Throttles", "Sum", 1, 1);
        Watch("Slow", "is close to its time-out", "Duration", "p99", 3, function.TimeOutSeconds * 800);
        Watch("Busy", "runs in half of the environments that an account has by default", "ConcurrentExecutions", "Maximum", 3, 500);
    }

    static void WatchApi(Template template, Intrinsic topic)
    {
        Map Of() => new() { ["ApiId"] = Import(ServicesStack.ApiId) };
        template.Add(Alarm.Of("HttpErrors", "Callers get 5xx", "AWS/ApiGateway", "5xx", Of(), "Sum", FiveMinutes, 1, 5, tell: topic));
        template.Add(Alarm.Of("HttpSlow", "One in a hundred requests waits more than 5 s", "AWS/ApiGateway", "Latency", Of(), "p99", FiveMinutes, 3, 5_000, tell: topic));
        template.Add(Alarm.Of("HttpRefused", "Many requests are refused: tokens, roles, limits or an attack", "AWS/ApiGateway", "4xx", Of(), "Sum", FiveMinutes, 3, 1_000, tell: topic));
    }

    static void WatchDead(Template template, string queue, Intrinsic topic) =>
        template.Add(Alarm.Of($"{Identifier.Of(queue)}Dead", $"Work was given up: see the queue of the dead of {queue}", "AWS/SQS", "ApproximateNumberOfMessagesVisible",
            new Map { ["QueueName"] = Sub("loyalty-${Environment}_dead-" + queue) }, "Maximum", FiveMinutes, 1, 1, tell: topic));

    static void WatchAge(Template template, string queue, Intrinsic topic) =>
        template.Add(Alarm.Of($"{Identifier.Of(queue)}Waits", $"Work on the queue {queue} waits for more than an hour", "AWS/SQS", "ApproximateAgeOfOldestMessage",
            new Map { ["QueueName"] = Sub("loyalty-${Environment}-" + queue) }, "Maximum", FiveMinutes, 1, 3_600, tell: topic));

    static void WatchTable(Template template, Intrinsic topic)
    {
        foreach (var metric in (string[])["ReadThrottleEvents", "WriteThrottleEvents"])
            template.Add(Alarm.Of($"Table{metric}", $"Profiles: {metric}", "AWS/DynamoDB", metric, new Map { ["TableName"] = Import(DataStack.Table) }, "Sum", FiveMinutes, 1, 1, tell: topic));
        // DynamoDB counts its own errors by operation.
        foreach (var operation in (string[])["GetItem", "PutItem", "UpdateItem", "DeleteItem"])
            template.Add(Alarm.Of($"Table{operation}Errors", $"Profiles: DynamoDB fails on {operation}", "AWS/DynamoDB", "SystemErrors",
                new Map { ["TableName"] = Import(DataStack.Table), ["Operation"] = operation }, "Sum", FiveMinutes, 1, 1, tell: topic));
    }

    static void WatchGraph(Template template, Intrinsic topic)
    {
        void Watch(string id, string what, string metric, string statistic, int periods, double limit, string comparison = "GreaterThanOrEqualToThreshold") =>
            template.Add(Alarm.Of($"Graph{id}", what, "AWS/Neptune", metric, new Map { ["DBClusterIdentifier"] = Import(DataStack.GraphCluster) }, statistic, FiveMinutes, periods, limit, comparison, topic)
                with
            { Condition = Conditions.OwnGraph });

        Watch("Busy", "The graph's processors are busy", "CPUUtilization", "Average", 3, 85);
        Watch("Memory", "The graph has little memory left", "FreeableMemory", "Minimum", 3, 300_000_000, "LessThanThreshold");
        Watch("Behind", "The graph's replica is more than a second behind", "ClusterReplicaLagMaximum", "Maximum", 3, 1_000);
        Watch("Waiting", "Requests queue before the graph", "MainRequestQueuePendingRequests", "Maximum", 3, 100);
        Watch("Errors", "The graph answers with errors of its own", "TotalServerErrorsPerSec", "Average", 3, 0.1);
    }

    static void WatchPipeline(Template template, Intrinsic topic)
    {
        var machine = Sub("arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:" + PipelineStack.StateMachineName);
        foreach (var (metric, what) in new[] { ("ExecutionsFailed", "fails"), ("ExecutionsTimedOut", "ran out of time"), ("ExecutionsAborted", "was aborted"), ("ExecutionThrottled", "is throttled") })
            template.Add(Alarm.Of($"Pipeline{metric}", $"An execution of the pipeline {what}", "AWS/States", metric, new Map { ["StateMachineArn"] = machine }, "Sum", FiveMinutes, 1, 1, tell: topic));
        template.Add(Alarm.Of("PipelineNotStarted", "Documents that came did not start the pipeline", "AWS/Events", "FailedInvocations",
            new Map { ["RuleName"] = Sub(PipelineStack.RuleName) }, "Sum", FiveMinutes, 1, 1, tell: topic));
    }

    /// <summary>The services' own measures, where a collector brings them to CloudWatch under this name space.</summary>
    static void WatchSignals(Template template, AwsPlan plan, Intrinsic topic)
    {
        void Watch(string id, string what, string metric, Map dimensions, string statistic, double limit) =>
            template.Add(Alarm.Of(id, what, "Loyalty", metric, dimensions, statistic, FiveMinutes, 3, limit, "GreaterThanThreshold", topic) with { Condition = Conditions.HasTelemetry });

        Watch("Quarantined", "Many documents end in quarantine", "loyalty.ingestion.documents", new Map { ["outcome"] = "quarantined" }, "Sum", 10);
        Watch("StageSlow", "A stage of the pipeline is slow", "loyalty.ingestion.stage", [], "Maximum", plan.Pipeline?.Stages.Max(stage => stage.TimeOutSeconds) ?? 60);
        Watch("EarningsSlow", "A calculation takes more than a second", "loyalty.earnings.duration", [], "Maximum", 1);
        Watch("SnapshotOld", "Answers come from knowledge of more than a day ago though it was asked for", "loyalty.snapshot.age", [], "Minimum", 86_400);
    }

    static void AddBudget(Template template, Resource topic) => template.Add("Budget", "AWS::Budgets::Budget", new
    {
        Budget = new
        {
            BudgetName = Sub("loyalty-${Environment}"),
            BudgetType = "COST",
            TimeUnit = "MONTHLY",
            BudgetLimit = new { Amount = Ref(Parameters.MonthlyBudget), Unit = "USD" },
        },
        NotificationsWithSubscribers = new[] { ("ACTUAL", 80), ("FORECASTED", 100) }.Select(told => new
        {
            Notification = new { NotificationType = told.Item1, ComparisonOperator = "GREATER_THAN", Threshold = told.Item2, ThresholdType = "PERCENTAGE" },
            Subscribers = new object[] { new { SubscriptionType = "SNS", Address = topic.Ref } },
        }),
    });
}
