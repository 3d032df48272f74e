using System.Diagnostics;

namespace Loyalty.EndToEnd.Tests;

/// <summary>Waits for what takes an unknown time, by looking again until a generous deadline.</summary>
static class Eventually
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90), Interval = TimeSpan.FromMilliseconds(50);

    public static Task TrueAsync(Func<bool> condition, string what, Func<string>? evidence = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, evidence);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, Func<string>? evidence = null)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > Deadline) Assert.Fail($"Not within {Deadline.TotalSeconds:0} s: {what}\n{evidence?.Invoke()}");
            await Task.Delay(Interval);
        }
    }
}
