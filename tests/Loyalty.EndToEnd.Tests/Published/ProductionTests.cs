using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loyalty.EndToEnd.Tests.Published;

/// <summary>The suite as it is deployed: what a curator puts into a bucket is answered, and a release comes and goes.</summary>
public sealed class ProductionTests(Production production) : IClassFixture<Production>
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    static readonly HandIn Chart = HandIn.Page("lufthansa.html", "KrisFlyer", "Lufthansa", "1 January 2025", ("K", "100%"), ("H", "50%"));

    static readonly object Question = new
    {
        itinerary = new
        {
            segments = new[]
            {
                new { marketingCarrier = "LH", origin = "FRA", destination = "SIN", fareClass = "K", departureDate = "2026-05-01" },
                new { marketingCarrier = "LH", origin = "SIN", destination = "FRA", fareClass = "Z", departureDate = "2026-05-11" },
            },
            ticketedOn = "2026-04-01",
        },
    };

    [Fact]
    public async Task What_is_deployed_answers_as_the_suite_on_this_machine_does_and_a_release_comes_and_goes()
    {
        Assert.SkipWhen(Production.Missing is not null, Production.Missing ?? "");
        await ChartsAreAnsweredAsync();
        await WhatCannotBeUsedEndsInQuarantineAsync();
        await WhatIsInDoubtWaitsForACuratorAsync();
        await EventsAreNotForTheOutsideAsync();
        await RolesAllowWhatIsCalledAsync();
        await AReleaseComesAndGoesAsync();
        await ADeletionLeavesWhatItMustAsync();
    }

    /// <summary>The state machine takes a document from the bucket through every stage, and the HTTP API answers from it.</summary>
    async Task ChartsAreAnsweredAsync()
    {
        foreach (var document in HandIn.Reference.Add(Chart))
        {
            await production.PutAsync(document);
            Assert.Equal("loaded", (await OutcomeAsync(document.FileName)).Status);
            await production.LocalCurator.HandInAsync([document]);
        }

        JsonNode? published = null, local = null;
        await Eventually.TrueAsync(async () => HasMiles(published = await AskAsync(production.Traveller)), "the published suite answers", () => $"{published}\n{production.Evidence}", Patience);
        await Eventually.TrueAsync(async () => HasMiles(local = await AskAsync(production.LocalTraveller)), "the suite on this machine answers", () => $"{local}", Patience);
        published!.AsObject().Remove("knowledgeVersion");
        local!.AsObject().Remove("knowledgeVersion");
        Assert.Equal(local.ToJsonString(), published.ToJsonString());
    }

    async Task WhatCannotBeUsedEndsInQuarantineAsync()
    {
        await production.PutAsync(new HandIn("truncated.pdf", "%PDF-1.7 and no more"));
        var outcome = await OutcomeAsync("truncated.pdf");
        Assert.Equal("quarantined", outcome.Status);
        Assert.False(string.IsNullOrWhiteSpace(outcome.Reason));
    }

    async Task WhatIsInDoubtWaitsForACuratorAsync()
    {
        await production.PutAsync(HandIn.Page("review.html", "KrisFlyer", "Carrier L1", "1 January 2026", ("Y", "100%"), ("H", "ask at the counter")));
        Assert.Equal("awaiting-review", (await OutcomeAsync("review.html")).Status);
        await Eventually.TrueAsync(async () => (await ExecutionsAsync("RUNNING")) == 1, "its execution waits", () => production.Evidence, Patience);
        foreach (var review in await production.Curator.ReviewsAsync()) Assert.Equal(HttpStatusCode.Accepted, await production.Curator.DecideAsync(review, "approve"));
        await Eventually.TrueAsync(async () => (await OutcomesAsync())["review.html"].Status == "loaded", "what was approved is loaded", () => production.Evidence, Patience);
        await Eventually.TrueAsync(async () => (await ExecutionsAsync("RUNNING")) == 0, "its execution ends", () => production.Evidence, Patience);
    }

    async Task EventsAreNotForTheOutsideAsync()
    {
        using var body = JsonContent.Create(new { job = "sweep" });
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = body };
        forged.Headers.TryAddWithoutValidation("x-amzn-request-context", "null");
        using var routed = await production.Curator.SendAsync(forged);
        Assert.Equal(HttpStatusCode.NotFound, routed.StatusCode);

        var url = (await production.AwsAsync("lambda", "get-function-url-config", "--function-name", "loyalty-staging-api-stream", "--qualifier", "live")).GetProperty("FunctionUrl").GetString()!;
        using var direct = production.Client(new Uri(url));
        using var again = new HttpRequestMessage(HttpMethod.Post, "/events") { Content = JsonContent.Create(new { job = "sweep" }) };
        again.Headers.TryAddWithoutValidation("x-amzn-request-context", "null");
        using var refused = await direct.SendAsync(again);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var open = await production.Nobody.PostAsJsonAsync("/api/earnings", Question);
        Assert.Equal(HttpStatusCode.Unauthorized, open.StatusCode);
    }

    /// <summary>The emulator allows everything: what was called is held against what the roles allow.</summary>
    async Task RolesAllowWhatIsCalledAsync()
    {
        using var permissions = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(production.Release, "permissions.json")));
        var problems = new List<string>();
        foreach (var service in (string[])["api", "ingestion"]) Assert.True(!production.Calls.Of(service).IsEmpty, $"{service} called nothing:\n{production.Calls}");
        foreach (var function in permissions.RootElement.EnumerateObject())
        {
            var name = function.Name;
            var called = production.Calls.Of(name).ToImmutableHashSet();
            var allowed = function.Value.EnumerateArray().ToLookup(
                one => one.GetProperty("action").GetString()!, one => one.TryGetProperty("beyond", out var beyond) && beyond.ValueKind == JsonValueKind.String);
            // A function that was never called has shown nothing.
            if (called.IsEmpty) continue;
            problems.AddRange(called.Where(action => !allowed.Contains(action)).Select(action => $"{name} calls {action}, which its role does not allow"));
            problems.AddRange(allowed.Where(action => !called.Contains(action.Key) && action.Any(beyond => !beyond))
                .Select(action => $"{name} is allowed {action.Key}, did not call it, and no reason says why"));
        }

        Assert.True(problems.Count == 0, $"{string.Join('\n', problems)}\nCalled:\n{production.Calls}");
    }

    async Task AReleaseComesAndGoesAsync()
    {
        Assert.DoesNotContain("UPDATE_COMPLETE", await production.DeployAsync(production.Release), StringComparison.Ordinal);

        var first = Assert.Single((await VersionsAsync(5)).Distinct());
        var next = await production.NextReleaseAsync();
        await production.DeployAsync(next, "--canary", "20");
        var shared = await VersionsAsync(100);
        Assert.Contains(first, shared);
        var second = Assert.Single(shared.Distinct(), version => version != first);
        Assert.InRange(shared.Count(version => version == second), 5, 45);

        await production.AppHostAsync("rollback", "--environment", "staging", "--service", "api", "--to", first, "--yes");
        Assert.Equal([first], (await VersionsAsync(30)).Distinct());
        Assert.Equal(await CodeOfAsync("api", first), await CodeOfAsync("api-stream", await LiveAsync("api-stream")));

        Assert.Contains($"api stays on version {first}", await production.DeployAsync(next), StringComparison.Ordinal);
        Assert.Equal([first], (await VersionsAsync(10)).Distinct());
        await production.DeployAsync(next, "--release", "api");
        Assert.Equal([second], (await VersionsAsync(10)).Distinct());
    }

    /// <summary>Stacks go, and what travellers and curators brought stays.</summary>
    async Task ADeletionLeavesWhatItMustAsync()
    {
        var buckets = await BucketsAsync();
        var raw = buckets.Single(name => name.Contains("-raw", StringComparison.Ordinal));
        var tables = await TablesAsync();
        Assert.NotEmpty(tables);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(production.Release, "manifest.json")));
        foreach (var stack in manifest.RootElement.GetProperty("stacks").EnumerateArray().Reverse())
        {
            var name = stack.GetProperty("stackName").GetString()!.Replace("{Environment}", "staging", StringComparison.Ordinal);
            await production.AwsAsync("cloudformation", "delete-stack", "--stack-name", name);
            await Eventually.TrueAsync(async () => !(await StacksAsync()).Contains(name), $"{name} is deleted", () => production.Evidence, Patience);
        }

        Assert.Empty((await production.AwsAsync("lambda", "list-functions")).GetProperty("Functions").EnumerateArray());
        Assert.Empty((await production.AwsAsync("stepfunctions", "list-state-machines")).GetProperty("stateMachines").EnumerateArray());
        Assert.Equal(buckets, await BucketsAsync());
        Assert.Equal(tables, await TablesAsync());
        await production.AwsAsync("s3api", "head-object", "--bucket", raw, "--key", $"incoming/{Chart.FileName}");
    }

    async Task<ImmutableArray<string>> BucketsAsync() =>
        [.. (await production.AwsAsync("s3api", "list-buckets")).GetProperty("Buckets").EnumerateArray().Select(bucket => bucket.GetProperty("Name").GetString()!).Order(StringComparer.Ordinal)];

    async Task<ImmutableArray<string>> TablesAsync() =>
        [.. (await production.AwsAsync("dynamodb", "list-tables")).GetProperty("TableNames").EnumerateArray().Select(table => table.GetString()!)];

    async Task<ImmutableArray<string>> StacksAsync() =>
        [.. (await production.AwsAsync("cloudformation", "list-stacks")).GetProperty("StackSummaries").EnumerateArray()
            .Where(stack => stack.GetProperty("StackStatus").GetString() != "DELETE_COMPLETE").Select(stack => stack.GetProperty("StackName").GetString()!)];

    async Task<string> LiveAsync(string function) =>
        (await production.AwsAsync("lambda", "get-alias", "--function-name", $"loyalty-staging-{function}", "--name", "live")).GetProperty("FunctionVersion").GetString()!;

    async Task<string> CodeOfAsync(string function, string version) =>
        (await production.AwsAsync("lambda", "get-function-configuration", "--function-name", $"loyalty-staging-{function}", "--qualifier", version)).GetProperty("CodeSha256").GetString()!;

    async Task<ImmutableArray<string>> VersionsAsync(int count)
    {
        var versions = ImmutableArray.CreateBuilder<string>(count);
        for (var n = 0; n < count; n++)
        {
            using var answer = await production.Traveller.PostAsJsonAsync("/api/earnings", Question);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}\n{production.Evidence}");
            versions.Add(answer.Headers.GetValues("x-loyalty-version").Single());
        }

        return versions.ToImmutable();
    }

    async Task<Outcome> OutcomeAsync(string fileName)
    {
        Outcome? outcome = null;
        await Eventually.TrueAsync(async () => (await OutcomesAsync()).TryGetValue(fileName, out outcome) && outcome.IsFinal, $"{fileName} has its outcome", () => production.Evidence, Patience);
        return outcome!;
    }

    async Task<IReadOnlyDictionary<string, Outcome>> OutcomesAsync() =>
        (await production.Curator.OutcomesAsync()).Values.ToDictionary(outcome => outcome.FileName, StringComparer.Ordinal);

    async Task<int> ExecutionsAsync(string status)
    {
        var machine = (await production.AwsAsync("stepfunctions", "list-state-machines")).GetProperty("stateMachines")[0].GetProperty("stateMachineArn").GetString()!;
        return (await production.AwsAsync("stepfunctions", "list-executions", "--state-machine-arn", machine, "--status-filter", status)).GetProperty("executions").GetArrayLength();
    }

    static bool HasMiles(JsonNode? answer) => answer?["options"] is JsonArray { Count: > 0 };

    static async Task<JsonNode?> AskAsync(HttpClient api)
    {
        using var answer = await api.PostAsJsonAsync("/api/earnings", Question);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : JsonValue.Create($"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
