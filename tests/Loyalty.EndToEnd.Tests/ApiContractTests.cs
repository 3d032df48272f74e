namespace Loyalty.EndToEnd.Tests;

/// <summary>Schemathesis asks each service what its own description allows and what it does not.</summary>
public class ApiContractTests(AppHostFixture fixture) : IClassFixture<AppHostFixture>
{
    static readonly string? Schemathesis = Environment.GetEnvironmentVariable("LOYALTY_TOOLS") is { Length: > 0 } tools ? Path.Combine(tools, "schemathesis") : null;
    static readonly string[] Effort = Environment.GetEnvironmentVariable("LOYALTY_FULL") == "1"
        ? ["--max-examples", "100"]
        : ["--max-examples", "5", "--max-time", "15", "--generation-deterministic"];

    [Theory]
    // The check of schemathesis_hooks.py stands in for this one: it forgives a well-formed code that names nothing known, and nothing else.
    [InlineData("api", "--exclude-checks", "positive_data_acceptance")]
    [InlineData("ingestion")]
    [InlineData("maintenance")]
    public async Task A_service_does_what_its_description_says_and_refuses_the_rest(string service, params string[] relaxed)
    {
        Assert.SkipWhen(Schemathesis is null, "LOYALTY_TOOLS does not name the folder that schemathesis is in");
        // So that lists are not empty, and something waits to be decided.
        await fixture.Host.Ingestion.HandInAsync(HandIn.Reference);
        await fixture.Host.Ingestion.HandInAsync(HandIn.Many(4));
        var description = new Uri(fixture.Host.ClientOf(service).BaseAddress!, "openapi/v1.json");
        var (exitCode, output, error) = await Processes.RunAsync(Schemathesis!, ["run", description.AbsoluteUri, "--no-color", .. Effort, .. relaxed],
            ("SCHEMATHESIS_HOOKS", "schemathesis_hooks"), ("PYTHONPATH", AppContext.BaseDirectory), ("PYTHONDONTWRITEBYTECODE", "1"));
        Assert.True(exitCode == 0, output + error);
    }
}
