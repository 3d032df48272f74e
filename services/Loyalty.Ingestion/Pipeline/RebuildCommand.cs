using System.Diagnostics;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>
/// <c>rebuild-graph</c>: applies the change sets that are kept and that the graph does not hold, then ends. A running service does so by itself
/// when it sees that the graph lost its data.
/// </summary>
static class RebuildCommand
{
    public const string Name = "rebuild-graph";

    /// <summary>The exit code: 0, or 1 when a store failed.</summary>
    public static async Task<int> RunAsync(IServiceProvider services)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            var outcome = await services.GetRequiredService<GraphLoading>().RebuildAsync(new EverySecond(), CancellationToken.None);
            Console.WriteLine($"The graph holds what its {outcome.Applied + outcome.Held} change sets say: {outcome.Applied} were applied, {outcome.Held} were there ({clock.Elapsed.TotalSeconds:0.0} s).");
            return 0;
        }
        catch (Exception failure) when (Outage.Is(failure) || failure is InvalidDataException)
        {
            await Console.Error.WriteLineAsync($"The graph could not be rebuilt: {failure.Message}");
            return 1;
        }
    }

    private sealed class EverySecond : IProgress<int>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Report(int value)
        {
            if (_clock.Elapsed < TimeSpan.FromSeconds(1)) return;
            _clock.Restart();
            Console.WriteLine($"{value} change sets are done");
        }
    }
}
