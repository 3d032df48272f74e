using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Loyalty.AppHost.Aspire;

namespace Loyalty.AppHost.Tests.Aspire.Composition;

/// <summary>The suite on Aspire with its containers, started and asked. It needs Docker.</summary>
public class AspireRunTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_Frankfurt_to_Singapore_earns()
    {
        if (!await DockerRunsAsync()) Assert.Skip("docker info says that no Docker runs here.");
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<AspirePlan>(["--KeepContainers=false"], Token);
        await using var application = await builder.BuildAsync(Token).WaitAsync(Patience, Token);
        await application.StartAsync(Token).WaitAsync(Patience, Token);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("maintenance", Token).WaitAsync(Patience, Token);
        using var api = application.CreateHttpClient("api", "http");
        // The library is handed in while this asks: at first not even the airports are known.
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await api.PostAsJsonAsync("/api/earnings", Flight, Token);
            var text = await answer.Content.ReadAsStringAsync(Token);
            if (answer.IsSuccessStatusCode && Option(text, "LH_MilesAndMore") is { } found)
            {
                Assert.True(found.GetProperty("redeemable").GetProperty("amount").GetDecimal() > 0);
                return;
            }
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"The starter library did not arrive: {text}");
            await Task.Delay(500, Token);
        }
    }

    static JsonElement? Option(string answer, string program) => JsonSerializer.Deserialize<JsonElement>(answer).GetProperty("options").EnumerateArray()
        .Where(option => option.GetProperty("programId").GetString() == program).Select(option => (JsonElement?)option).FirstOrDefault();

    static readonly object Flight = new
    {
        itinerary = new
        {
            segments = new object[] { new { marketingCarrier = "LH", flightNumber = "LH778", origin = "FRA", destination = "SIN", fareClass = "K", departureDate = "2026-12-01" } },
            ticketPrice = new { baseFare = 500, carrierSurcharges = 150, currency = "EUR" },
        },
    };

    static async Task<bool> DockerRunsAsync()
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", "info") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await Task.WhenAll(docker.StandardOutput.ReadToEndAsync(Token), docker.StandardError.ReadToEndAsync(Token), docker.WaitForExitAsync(Token));
            return docker.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
