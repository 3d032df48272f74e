using Loyalty.AppHost.Aws.CloudFormation;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>
/// The ingestion pipeline as a state machine. Each stage is a call of the ingestion service, which keeps what a stage makes in the document
/// store: between the states travels only whose turn it is. The answer of the last call is at <c>$.answer.Payload</c>.
/// </summary>
static class StateMachine
{
    public const string Function = "Function";

    /// <summary>How long a document may wait for its curator: a little less than an execution may run.</summary>
    const int ReviewSeconds = 31_000_000;

    /// <summary>How often a stage that waits for earlier documents looks again, and how long it waits in between: half an hour in all.</summary>
    const int Looks = 900, SecondsBetween = 2;

    /// <summary>How often stores are asked again, whatever the stage says, and the longest pause: with jitter an hour and a half in all.</summary>
    const int StoreAttempts = 40, LongestPause = 300;

    const string Quarantine = "Quarantine", Failed = "Quarantine after a failure", Late = "Quarantine after waiting", End = "Done";
    static readonly string[] Refused = ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"];

    public static object Of(AwsPipeline pipeline)
    {
        var stages = pipeline.Stages;
        var states = new Map { ["Begin"] = new { Type = "Pass", Result = new { count = 0 }, ResultPath = "$.later", Next = NameOf(stages[0]) } };
        for (var index = 0; index < stages.Length; index++)
            AddStage(states, stages[index], first: index == 0, next: index + 1 < stages.Length ? NameOf(stages[index + 1]) : "Awaits review?");
        AddReview(states);
        AddQuarantine(states);
        states[End] = new { Type = "Succeed" };
        return new { Comment = "Takes a document to its outcome", StartAt = "Begin", States = states };
    }

    static void AddStage(Map states, PipelineStage stage, bool first, string next)
    {
        var (name, judged) = (NameOf(stage), $"{NameOf(stage)}?");
        states[name] = new
        {
            Type = "Task",
            Comment = $"Version {stage.Version}",
            Resource = "arn:aws:states:::lambda:invoke",
            Parameters = Call(first ? Received(stage.Name) : Of(stage.Name)),
            TimeoutSeconds = stage.TimeOutSeconds + 30,
            ResultPath = "$.answer",
            Retry = Retries(stage.Computes ? stage.Attempts : Math.Max(stage.Attempts, StoreAttempts)),
            // Before the first stage is done there is no submission that could be quarantined: the execution fails, and its alarm rings.
            Catch = first ? null : CatchAll(Failed),
            Next = judged,
        };
        states[judged] = new
        {
            Type = "Choice",
            Choices = new object[]
            {
                When("done", next),
                When("later", $"{name} waits"),
                When("quarantined", Quarantine),
                When("ignored", End),
            },
            Default = "Not understood",
        };
        states[$"{name} waits"] = new
        {
            Type = "Pass",
            Parameters = new Map { ["count.$"] = "States.MathAdd($.later.count, 1)" },
            ResultPath = "$.later",
            Next = $"{name} may wait?",
        };
        states[$"{name} may wait?"] = new
        {
            Type = "Choice",
            Choices = new object[] { new { Variable = "$.later.count", NumericGreaterThan = Looks, Next = Late } },
            Default = $"{name} again",
        };
        states[$"{name} again"] = new { Type = "Wait", Seconds = SecondsBetween, Next = name };
    }

    static void AddReview(Map states)
    {
        states["Awaits review?"] = new
        {
            Type = "Choice",
            Choices = new object[] { new { Variable = "$.answer.Payload.awaitsReview", BooleanEquals = true, Next = "Await review" } },
            Default = End,
        };
        var waiting = Of("await-review");
        waiting["token.$"] = "$$.Task.Token";
        states["Await review"] = new
        {
            Type = "Task",
            Resource = "arn:aws:states:::lambda:invoke.waitForTaskToken",
            Parameters = Call(waiting),
            TimeoutSeconds = ReviewSeconds,
            ResultPath = "$.reviewed",
            Retry = Retries(StoreAttempts),
            Catch = CatchAll(End, "States.Timeout"),
            Next = "Settle",
        };
        states["Settle"] = new
        {
            Type = "Task",
            Resource = "arn:aws:states:::lambda:invoke",
            Parameters = Call(Of("settle")),
            TimeoutSeconds = 180,
            ResultPath = "$.settled",
            Retry = Retries(StoreAttempts),
            Next = End,
        };
    }

    static void AddQuarantine(Map states)
    {
        AddQuarantine(states, Quarantine, payload => payload["reason.$"] = "$.answer.Payload.reason");
        AddQuarantine(states, Failed, payload => payload["reason.$"] = "$.failure.Cause");
        AddQuarantine(states, Late, payload => payload["reason"] = $"What it names was not known after {Looks * SecondsBetween / 60} minutes.");
        states["Not understood"] = new { Type = "Fail", Error = "NotUnderstood", Cause = "A stage answered with an outcome that the state machine does not know." };
    }

    static void AddQuarantine(Map states, string name, Action<Map> reason)
    {
        var payload = Of("quarantine");
        reason(payload);
        states[name] = new
        {
            Type = "Task",
            Resource = "arn:aws:states:::lambda:invoke",
            Parameters = Call(payload),
            TimeoutSeconds = 60,
            ResultPath = "$.quarantine",
            Retry = Retries(StoreAttempts),
            Next = End,
        };
    }

    static Map Received(string task) => new()
    {
        ["task"] = task,
        ["bucket.$"] = "$.bucket",
        ["key.$"] = "$.key",
        ["execution.$"] = "$$.Execution.Id",
    };

    static Map Of(string task) => new()
    {
        ["task"] = task,
        ["submission.$"] = "$.answer.Payload.submission",
        ["execution.$"] = "$$.Execution.Id",
        ["traceParent.$"] = "$.answer.Payload.traceParent",
    };

    static object Call(Map payload) => new { FunctionName = $"${{{Function}}}", Payload = payload };

    static object When(string outcome, string next) => new { Variable = "$.answer.Payload.outcome", StringEquals = outcome, Next = next };

    static object[] Retries(int attempts) =>
    [
        new { ErrorEquals = Refused, IntervalSeconds = 1, MaxAttempts = 8, BackoffRate = 2, MaxDelaySeconds = 60, JitterStrategy = "FULL" },
        new { ErrorEquals = new[] { "States.ALL" }, IntervalSeconds = 2, MaxAttempts = attempts, BackoffRate = 2, MaxDelaySeconds = LongestPause, JitterStrategy = "FULL" },
    ];

    static object[] CatchAll(string next, string error = "States.ALL") => [new { ErrorEquals = new[] { error }, ResultPath = "$.failure", Next = next }];

    static string NameOf(PipelineStage stage) => string.Concat(char.ToUpperInvariant(stage.Name[0]), stage.Name[1..].Replace('-', ' '));
}
