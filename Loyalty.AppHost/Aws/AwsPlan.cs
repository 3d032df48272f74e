using System.Collections.Immutable;
using System.Globalization;

namespace Loyalty.AppHost.Aws;

/// <summary>What is to stand on AWS, in full: the stacks are a loop over it and decide nothing about services.</summary>
/// <param name="Functions">In the topology's order.</param>
/// <param name="Queues">Work queues by name, each with another one for the dead.</param>
/// <param name="Pipeline">The stages of the ingestion pipeline.</param>
sealed record AwsPlan(ImmutableArray<AwsFunction> Functions, ImmutableArray<string> Queues, AwsPipeline? Pipeline)
{
    /// <summary>One virtual CPU: a start is computation, and twice the memory for half the time costs the same.</summary>
    const int Memory = 1769;

    /// <summary>An HTTP API waits no longer than 30 s.</summary>
    const int RequestTimeOut = 29;

    /// <summary>Between a stage's time-out and the function's: the stage is to say that it was too slow.</summary>
    const int Margin = 30;

    public static AwsPlan For(ImmutableArray<Service> services, ImmutableArray<PipelineStage> stages)
    {
        var functions = services.SelectMany(service => FunctionsOf(service, services, stages)).ToImmutableArray();
        var runner = functions.FirstOrDefault(function => function.RunsPipeline);
        return new AwsPlan(
            functions,
            QueuesOf(services),
            runner is null ? null : new AwsPipeline(runner.Name, stages));
    }

    public static ImmutableArray<string> QueuesOf(ImmutableArray<Service> services) =>
        [.. services.SelectMany(service => service.Queues).Distinct().Order(StringComparer.Ordinal)];

    static IEnumerable<AwsFunction> FunctionsOf(Service service, ImmutableArray<Service> all, ImmutableArray<PipelineStage> stages)
    {
        var longest = service.RunsPipeline ? stages.Max(stage => stage.TimeOutSeconds) + Margin : RequestTimeOut;
        var function = new AwsFunction(service.Name, service.Name, Memory, longest)
        {
            Routes = service.Paths,
            Schedules = service.Schedules,
            RunsPipeline = service.RunsPipeline,
            Stores = service.Stores,
            Queues = service.Queues,
            Needs = service.Needs,
            Permissions = ServicePermissions.Of(service),
        };
        yield return function;
        // A function answers either whole or bit by bit: what streams is a second function of the same package.
        if (service.StreamedPaths.IsEmpty) yield break;
        yield return function with
        {
            Name = AwsFunction.StreamingOf(service.Name),
            Routes = [],
            Schedules = [],
            StreamedPaths = service.StreamedPaths,
        };
    }
}

/// <param name="Name">Such as <c>api</c> or <c>api-stream</c>.</param>
/// <param name="Service">The service whose package it runs.</param>
sealed record AwsFunction(string Name, string Service, int MemoryMegabytes, int TimeOutSeconds)
{
    /// <summary>Paths of the HTTP API that lead here, each with all below it.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>Paths of its function URL; empty: it has none.</summary>
    public ImmutableArray<string> StreamedPaths { get; init; } = [];
    public ImmutableArray<Schedule> Schedules { get; init; } = [];
    public ImmutableArray<Store> Stores { get; init; } = [];
    public ImmutableArray<string> Queues { get; init; } = [];
    public ImmutableArray<string> Needs { get; init; } = [];
    public ImmutableArray<Permission> Permissions { get; init; } = [];
    public bool RunsPipeline { get; init; }

    /// <summary>Whether it answers bit by bit.</summary>
    public bool Streams => !StreamedPaths.IsEmpty;

    /// <summary>Whether it is called with what is no HTTP request.</summary>
    public bool TakesEvents => RunsPipeline || !Schedules.IsEmpty;

    /// <summary>The name of the function that streams for a service.</summary>
    public static string StreamingOf(string service) => $"{service}-stream";

    /// <summary>Its name within a template: <c>ApiStream</c>.</summary>
    public string Id => Identifier.Of(Name);
}

/// <param name="Function">The function that its stages run in.</param>
sealed record AwsPipeline(string Function, ImmutableArray<PipelineStage> Stages);

static class Identifier
{
    /// <summary>The letters and digits of a name with a capital at each beginning: <c>extract-text</c> is <c>ExtractText</c>.</summary>
    public static string Of(string name) =>
        string.Concat(name.Split('-', '/', '{', '}', '+').Where(word => word.Length > 0)
            .Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
}
