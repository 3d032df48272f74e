using System.Diagnostics;

namespace Loyalty.Ingestion.Tests;

/// <summary>Waits for what takes an unknown time, by looking again until a generous deadline.</summary>
static class Eventually
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static Task<T> NotNullAsync<T>(Func<T?> look, string what) where T : class => NotNullAsync(() => Task.FromResult(look()), what);

    public static async Task<T> NotNullAsync<T>(Func<Task<T?>> look, string what) where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } found) return found;
            if (clock.Elapsed > Deadline) Assert.Fail($"Not within {Deadline.TotalSeconds:0} s: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => NotNullAsync(() => condition() ? "yes" : null, what);
}
