using System.Text.Json;
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Aws.CloudFormation;
using Loyalty.AppHost.Aws.Stacks;

namespace Loyalty.AppHost.Tests.Aws;

public class StateMachineTests
{
    static readonly JsonElement Machine = JsonDocument.Parse(TemplateText.Of(StateMachine.Of(new AwsPipeline("ingestion", Stages.Some)))).RootElement;

    [Fact]
    public void The_stages_follow_one_another_in_the_order_of_the_pipeline()
    {
        var (state, seen) = (Machine.GetProperty("StartAt").GetString()!, new List<string>());
        while (StateOf(state) is var current && current.TryGetProperty("Next", out var next))
        {
            seen.Add(state);
            var judged = StateOf(next.GetString()!);
            state = judged.GetProperty("Type").GetString() == "Choice" ? Choice(judged, "done") : next.GetString()!;
            if (state == "Awaits review?") break;
        }
        Assert.Equal(["Begin", "Receive", "Extract text", "Load", "Finalise"], seen);
    }

    [Fact]
    public void Every_state_that_is_named_exists()
    {
        var names = Machine.GetProperty("States").EnumerateObject().Select(state => state.Name).ToHashSet();
        foreach (var next in Names(Machine)) Assert.Contains(next, names);
    }

    [Fact]
    public void A_stage_that_computes_is_tried_as_often_as_it_says_and_one_that_stores_longer()
    {
        Assert.Equal(2, Attempts("Extract text"));
        Assert.True(Attempts("Load") > 5);
    }

    [Fact]
    public void What_fails_for_good_ends_in_quarantine_with_its_reason()
    {
        Assert.Equal("Quarantine after a failure", StateOf("Load").GetProperty("Catch")[0].GetProperty("Next").GetString());
        Assert.Equal("Quarantine", Choice(StateOf("Load?"), "quarantined"));
        Assert.Equal("$.failure.Cause", Payload("Quarantine after a failure").GetProperty("reason.$").GetString());
        Assert.Equal("$.answer.Payload.reason", Payload("Quarantine").GetProperty("reason.$").GetString());
    }

    [Fact]
    public void What_must_wait_for_earlier_documents_looks_again_and_not_for_ever()
    {
        Assert.Equal("Load waits", Choice(StateOf("Load?"), "later"));
        Assert.Equal("Load", StateOf("Load again").GetProperty("Next").GetString());
        Assert.Equal("Quarantine after waiting", StateOf("Load may wait?").GetProperty("Choices")[0].GetProperty("Next").GetString());
    }

    [Fact]
    public void The_first_stage_is_told_the_object_and_the_others_the_submission()
    {
        Assert.Equal("$.key", Payload("Receive").GetProperty("key.$").GetString());
        Assert.False(Payload("Receive").TryGetProperty("submission.$", out _));
        Assert.Equal("$.answer.Payload.submission", Payload("Load").GetProperty("submission.$").GetString());
        Assert.Equal("load", Payload("Load").GetProperty("task").GetString());
    }

    [Fact]
    public void A_review_waits_for_its_token_and_what_was_approved_is_then_settled()
    {
        Assert.Equal("$$.Task.Token", Payload("Await review").GetProperty("token.$").GetString());
        Assert.EndsWith(".waitForTaskToken", StateOf("Await review").GetProperty("Resource").GetString(), StringComparison.Ordinal);
        Assert.Equal("Settle", StateOf("Await review").GetProperty("Next").GetString());
    }

    [Fact]
    public void A_description_that_lacks_something_is_refused() =>
        Assert.Throws<JsonException>(() => PipelineStage.Read("""[{ "name": "load", "version": 1 }]"""));

    static JsonElement StateOf(string name) => Machine.GetProperty("States").GetProperty(name);

    static JsonElement Payload(string name) => StateOf(name).GetProperty("Parameters").GetProperty("Payload");

    static int Attempts(string name) => StateOf(name).GetProperty("Retry")[1].GetProperty("MaxAttempts").GetInt32();

    static string Choice(JsonElement state, string outcome) => state.GetProperty("Choices").EnumerateArray()
        .Single(choice => choice.GetProperty("StringEquals").GetString() == outcome).GetProperty("Next").GetString()!;

    static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property =>
            property.Name is "Next" or "Default" or "StartAt" ? [property.Value.GetString()!] : Names(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
        _ => [],
    };
}
