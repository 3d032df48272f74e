using System.Diagnostics;

namespace Loyalty.EndToEnd.Tests;

/// <summary>Waits for what takes an unknown time, by looking again until a generous deadline.</summary>
static class Eventually
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90), Interval = TimeSpan.FromMilliseconds(50);

    public static Task TrueAsync(Func<bool> condition, string what, Func<string>? evidence = null, TimeSpan? within = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, evidence, within);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, Func<string>? evidence = null, TimeSpan? within = null)
    {
        var deadline = within ?? Deadline;
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > deadline) Assert.Fail($"Not within {deadline.TotalSeconds:0} s: {what}\n{evidence?.Invoke()}");
            await Task.Delay(Interval);
        }
    }
}
