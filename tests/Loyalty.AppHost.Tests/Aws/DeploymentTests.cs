using System.Text.Json;
using Loyalty.AppHost.Aws.Deployment;

namespace Loyalty.AppHost.Tests.Aws;

public class DeploymentTests
{
    [Fact]
    public void A_change_set_is_told_with_what_may_lose_data_first()
    {
        var changes = Read("""
            [
              { "ResourceChange": { "Action": "Add", "LogicalResourceId": "Topic", "ResourceType": "AWS::SNS::Topic" } },
              { "ResourceChange": { "Action": "Modify", "Replacement": "False", "LogicalResourceId": "Api", "ResourceType": "AWS::Lambda::Function",
                "Details": [ { "Evaluation": "Static", "Target": { "Attribute": "Properties", "Name": "Code", "RequiresRecreation": "Never" } } ] } },
              { "ResourceChange": { "Action": "Remove", "LogicalResourceId": "Old", "ResourceType": "AWS::SNS::Topic" } },
              { "ResourceChange": { "Action": "Modify", "Replacement": "True", "LogicalResourceId": "Table", "ResourceType": "AWS::DynamoDB::Table",
                "Details": [ { "Evaluation": "Static", "Target": { "Attribute": "Properties", "Name": "KeySchema", "RequiresRecreation": "Always" } } ] } }
            ]
            """);
        Assert.Equal(["Table", "Topic", "Api", "Old"], changes.Select(change => change.LogicalId));
        Assert.Equal([ChangeKind.Replaced, ChangeKind.Added, ChangeKind.Changed, ChangeKind.Removed], changes.Select(change => change.Kind));
        Assert.Equal([true, false, false, false], changes.Select(change => change.EndangersData));
        Assert.Equal(["KeySchema (replaces)"], changes[0].Details);
    }

    [Fact]
    public void What_only_speaks_of_something_that_changes_is_no_change_of_its_own()
    {
        var change = Assert.Single(Read("""
            [ { "ResourceChange": { "Action": "Modify", "Replacement": "Conditional", "LogicalResourceId": "Route", "ResourceType": "AWS::ApiGatewayV2::Route",
                "Details": [ { "Evaluation": "Dynamic", "Target": { "Attribute": "Properties", "Name": "Target", "RequiresRecreation": "Conditionally" } } ] } } ]
            """));
        Assert.Equal(ChangeKind.Follows, change.Kind);
    }

    [Fact]
    public void A_store_that_may_be_replaced_since_what_it_speaks_of_changes_is_told_all_the_same() =>
        Assert.True(Assert.Single(Read("""
            [ { "ResourceChange": { "Action": "Modify", "Replacement": "Conditional", "LogicalResourceId": "Bucket", "ResourceType": "AWS::S3::Bucket",
                "Details": [ { "Evaluation": "Dynamic", "Target": { "Attribute": "Properties", "Name": "BucketName", "RequiresRecreation": "Always" } } ] } } ]
            """)).EndangersData);

    [Fact]
    public void Parameters_come_from_a_file_and_from_the_command_line_which_has_the_last_word()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "Nat": true, "AlarmMail": "a@example.org" }""");
            var options = DeployOptions.Parse(["--environment", "staging", "--parameters", file, "--parameter", "AlarmMail=b@example.org", "--canary=20"])!;
            Assert.Equal(20, options.Canary);
            Assert.Equal([("AlarmMail", "b@example.org"), ("Environment", "staging"), ("Nat", "true")], options.Parameters.Select(pair => (pair.Key, pair.Value)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("which environment", "--yes")]
    [InlineData("from 1 to 99", "--environment", "staging", "--canary", "100")]
    [InlineData("NAME=TEXT", "--environment", "staging", "--parameter", "Nat")]
    [InlineData("give one of them", "--environment", "staging", "--canary", "20", "--release", "api")]
    [InlineData("2 to 16 small letters", "--environment", "Staging")]
    [InlineData("Unknown option", "--environment", "staging", "--force")]
    [InlineData("no JSON object", "--environment", "staging", "--parameters", "/nowhere.json")]
    public void What_is_wrong_with_a_command_is_said(string expected, params string[] arguments)
    {
        var wrong = Assert.Throws<HostException>(() => DeployOptions.Parse(arguments));
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
    }

    [Theory]
    [InlineData("no stack servces. There are: services", "--stack", "servces")]
    [InlineData("no service apo. There are: api, api-stream", "--release", "apo")]
    public async Task A_name_that_is_misspelt_is_told_before_anything_is_asked_of_AWS(string expected, string option, string name)
    {
        var services = new ReleaseStack(
            "services", "loyalty-{Environment}-services", "services.json", null, null, [], [], [], System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
            [new ReleaseFunction("api", "api", "V", "L", "C"), new ReleaseFunction("api-stream", "api", "V", "L", "C")]);
        var options = DeployOptions.Parse(["--environment", "staging", option, name])!;
        var wrong = await Assert.ThrowsAsync<HostException>(() =>
            new DeployCommand(new Release("", [services], []) { Id = "" }, options, DeployConsole.Asking(null), TimeProvider.System).RunAsync(TestContext.Current.CancellationToken));
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
    }

    [Fact]
    public void A_folder_without_a_release_says_how_to_make_one()
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-no-release").FullName;
        try
        {
            Assert.Contains("publish --output", Assert.Throws<HostException>(() => Release.Read(folder)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("http://127.0.0.1:8182", false)]
    public void A_stack_is_needed_when_its_parameter_says_so(string? endpoint, bool needed)
    {
        using var json = JsonDocument.Parse("""
            { "name": "network", "stackName": "loyalty-{Environment}-network", "template": "network.json", "when": "GremlinEndpoint is empty", "region": null,
              "parameters": [], "required": [], "secret": [], "functions": null }
            """);
        var folder = Directory.CreateTempSubdirectory("loyalty-release").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "network.json"), "{}");
            var stack = ReleaseStack.Read(folder, json.RootElement);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            if (endpoint is not null) values["GremlinEndpoint"] = endpoint;
            Assert.Equal(needed, stack.IsNeeded(values));
            Assert.Equal("loyalty-staging-network", stack.NameIn("staging"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static System.Collections.Immutable.ImmutableArray<StackChange> Read(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        return StackChange.Read(json.RootElement.EnumerateArray());
    }
}
