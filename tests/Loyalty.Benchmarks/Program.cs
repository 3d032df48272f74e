using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Loyalty.Benchmarks;

if (args is ["answers"])
{
    await AnswersBenchmark.RunAsync();
    return;
}

if (args is ["reading"])
{
    await ReadingBenchmark.RunAsync();
    return;
}

if (args is ["http", var api])
{
    await HttpBenchmark.RunAsync(new Uri(api));
    return;
}

if (args is ["pipeline", var ingestion, .. var count])
{
    await PipelineBenchmark.RunAsync(new Uri(ingestion), count is [var documents] ? int.Parse(documents, CultureInfo.InvariantCulture) : 200);
    return;
}

if (args is ["traversal", var answering, var holding, .. var inSeries])
{
    await TraversalBenchmark.RunAsync(new Uri(answering), new Uri(holding), inSeries is [var answers] ? int.Parse(answers, CultureInfo.InvariantCulture) : 10);
    return;
}

if (args is ["cold-start", var program])
{
    await ColdStartBenchmark.RunAsync(program);
    return;
}

if (args is ["function-start", var release, var emulator, var graph])
{
    using var starts = new FunctionStartBenchmark(release, new Uri(emulator), new Uri(graph));
    await starts.RunAsync();
    return;
}

if (args is ["gremlin", var server])
{
    await GremlinBenchmark.RunAsync(new Uri(server));
    return;
}

// In this process: the figures are ratios of what runs side by side here, and a build per benchmark would only add noise.
var config = DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8))
    .WithOptions(ConfigOptions.JoinSummary);
BenchmarkSwitcher.FromAssembly(typeof(CalculationBenchmark).Assembly).Run(args, config);
