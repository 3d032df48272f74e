using Microsoft.AspNetCore.Mvc.Testing;

namespace Loyalty.Api.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task A_data_folder_that_cannot_be_used_stops_the_start_and_is_named()
    {
        var file = Path.GetTempFileName();
        await using var factory = new WebApplicationFactory<Program>();
        await using var service = factory.WithWebHostBuilder(builder => builder.UseSetting("Loyalty:Data", file));
        var failure = Assert.Throws<InvalidOperationException>(service.CreateClient);
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Contains("Loyalty:Data", failure.Message, StringComparison.Ordinal);
        File.Delete(file);
    }
}
