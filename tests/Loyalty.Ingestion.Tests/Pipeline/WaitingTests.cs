using Loyalty.Ingestion.Pipeline;

namespace Loyalty.Ingestion.Tests.Pipeline;

/// <summary>When a document that waits for those before it is tried again.</summary>
public class WaitingTests
{
    [Theory]
    [InlineData(0, 5, 250)]
    [InlineData(4, 100, 1_000)]
    [InlineData(60, 100, 10_000)]
    [InlineData(3_600, 1_000, 10_000)]
    // However long many have waited, the next in line goes soon.
    [InlineData(60, 1, 250)]
    [InlineData(60, 3, 600)]
    public void Next_in_line_is_tried_soon_and_the_others_seldom(int waited, int ahead, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), PipelineWorker.DelayOf(TimeSpan.FromSeconds(waited), ahead));
}
