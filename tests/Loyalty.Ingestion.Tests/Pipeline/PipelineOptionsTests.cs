using Microsoft.Extensions.Options;

namespace Loyalty.Ingestion.Tests.Pipeline;

public sealed class PipelineOptionsTests : IDisposable
{
    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("Loyalty:Queue:Visibility", "00:00:00")]
    [InlineData("Loyalty:Queue:Lease", "-00:00:05")]
    [InlineData("Loyalty:Queue:SweepEvery", "1.00:00:00")]
    public async Task A_time_that_cannot_be_is_refused_at_start(string key, string value)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => IngestionApp.StartAsync(data.Path, (key, value)));
        Assert.Contains(key.Split(':')[^1], refusal.Message, StringComparison.Ordinal);
    }
}
