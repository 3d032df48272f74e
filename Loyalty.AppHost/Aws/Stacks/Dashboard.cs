using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>One page for an operator: traffic, then the functions, then the pipeline, then the stores.</summary>
static class Dashboard
{
    const int Half = 12, Height = 6;

    public static void AddTo(Template template, AwsPlan plan)
    {
        var functions = plan.Functions.Select(function => "loyalty-${Environment}-" + function.Name).ToArray();
        object[] OfFunctions(string metric) => [.. functions.Select(name => new[] { "AWS/Lambda", metric, "FunctionName", name })];
        string[][] OfApi(params string[] metrics) => [.. metrics.Select(metric => new[] { "AWS/ApiGateway", metric, "ApiId", "${Api}" })];
        string[][] OfPipeline(params string[] metrics) => [.. metrics.Select(metric =>
            new[] { "AWS/States", metric, "StateMachineArn", "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:" + PipelineStack.StateMachineName })];
        var charts = new (string Title, string Statistic, object[] Metrics)[]
        {
            ("Requests", "Sum", OfApi("Count", "4xx", "5xx")),
            ("Time to answer (ms)", "p99", OfApi("Latency", "IntegrationLatency")),
            ("Calls", "Sum", OfFunctions("Invocations")),
            ("Errors", "Sum", OfFunctions("Errors")),
            ("Duration (ms)", "p99", OfFunctions("Duration")),
            ("Environments", "Maximum", OfFunctions("ConcurrentExecutions")),
            ("Pipeline", "Sum", OfPipeline("ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed")),
            ("Dead", "Maximum", [.. plan.Queues.Select(queue => new[] { "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", "loyalty-${Environment}_dead-" + queue })]),
        };
        var widgets = charts.Select((chart, index) => new
        {
            type = "metric",
            x = index % 2 * Half,
            y = index / 2 * Height,
            width = Half,
            height = Height,
            properties = new { title = chart.Title, stat = chart.Statistic, region = "${AWS::Region}", view = "timeSeries", period = 300, metrics = chart.Metrics },
        });
        template.Add("Board", "AWS::CloudWatch::Dashboard", new
        {
            DashboardName = Sub("loyalty-${Environment}"),
            DashboardBody = Sub(TemplateText.Short(new { widgets }), new Map { ["Api"] = Import(ServicesStack.ApiId) }),
        });
    }
}
