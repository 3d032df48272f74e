using System.Xml.Linq;
using Loyalty.AppHost.Aspire;
using Loyalty.AppHost.Local;
using Loyalty.Tests;

namespace Loyalty.AppHost.Tests.Aspire;

/// <summary>The very stack that Aspire provisions, on servers like those that it provisions it on.</summary>
public class DataStackTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    static readonly AspireStack Stack = AspirePlan.For(Topology.Services, new AspireOptions(), LocalLayout.Find()).Data;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("localstack", "_localstack/health")]
    [InlineData("aws-emulator", "health")]
    public async Task It_is_made_and_says_where_everything_is_without_a_network_or_a_cluster(string tool, string health)
    {
        if (ToolServer.Missing(tool) is { } reason) Assert.Skip(reason);
        await using var server = await ToolServer.StartAsync(tool, () => new HttpRequestMessage(HttpMethod.Get, health), Token);
        using var aws = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(1) };

        // As Aspire does it: by a change set.
        await AskAsync(aws, "CreateChangeSet",
        [
            ("StackName", Stack.StackName), ("ChangeSetName", "aspire"), ("ChangeSetType", "CREATE"), ("TemplateBody", Stack.Text),
            ("Capabilities.member.1", "CAPABILITY_IAM"), ("Capabilities.member.2", "CAPABILITY_NAMED_IAM"),
            .. Stack.Parameters.SelectMany((parameter, n) => new[]
            {
                ($"Parameters.member.{n + 1}.ParameterKey", parameter.Key),
                ($"Parameters.member.{n + 1}.ParameterValue", parameter.Value),
            }),
        ]);
        await UntilAsync(aws, "DescribeChangeSet", "CREATE_COMPLETE", ("StackName", Stack.StackName), ("ChangeSetName", "aspire"));
        await AskAsync(aws, "ExecuteChangeSet", [("StackName", Stack.StackName), ("ChangeSetName", "aspire")]);
        var made = await UntilAsync(aws, "DescribeStacks", "CREATE_COMPLETE", ("StackName", Stack.StackName));

        var outputs = made.Descendants("Outputs").Elements("member").ToDictionary(output => output.Element("OutputKey")!.Value, output => output.Element("OutputValue")!.Value);
        Assert.All(AspirePlan.For(Topology.Services, new AspireOptions(), LocalLayout.Find()).Projects.SelectMany(project => project.Outputs.Values), output => Assert.NotEmpty(outputs[output]));
        Assert.Equal(Stack.Parameters["GremlinEndpoint"], outputs["GraphEndpoint"]);

        var resources = (await AskAsync(aws, "DescribeStackResources", [("StackName", Stack.StackName)]))
            .Descendants("member").Select(resource => (Type: resource.Element("ResourceType")!.Value, Id: resource.Element("PhysicalResourceId")?.Value)).ToList();
        Assert.DoesNotContain(resources, resource => resource.Type.Contains("Neptune", StringComparison.Ordinal) || resource.Type.Contains("EC2", StringComparison.Ordinal));
        Assert.Contains(outputs["RawBucket"], resources.Where(resource => resource.Type == "AWS::S3::Bucket").Select(resource => resource.Id));
        foreach (var queue in Topology.Services.SelectMany(service => service.Queues))
            Assert.Contains(resources, resource => resource.Type == "AWS::SQS::Queue" && resource.Id!.EndsWith($"loyalty-aspire-{queue}", StringComparison.Ordinal));
    }

    static async Task<XElement> UntilAsync(HttpClient aws, string action, string status, params (string, string)[] fields)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await AskAsync(aws, action, fields);
            var now = answer.Descendants().First(element => element.Name.LocalName is "Status" or "StackStatus").Value;
            if (now == status) return answer;
            if (now.Contains("FAILED", StringComparison.Ordinal) || now.Contains("ROLLBACK", StringComparison.Ordinal))
                Assert.Fail($"{now}: {await AskAsync(aws, "DescribeStackEvents", [("StackName", Stack.StackName)])}");
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Patience, $"{action} stays {now}");
            await Task.Delay(200, Token);
        }
    }

    /// <summary>Both servers look at a signature for the service that is called, and at nothing else in it.</summary>
    static async Task<XElement> AskAsync(HttpClient aws, string action, IEnumerable<(string Name, string Value)> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(new("Action", action)).Append(new("Version", "2010-05-15"))),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/{AspirePlan.Region}/cloudformation/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await aws.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.IsSuccessStatusCode, text);
        var answer = XElement.Parse(text);
        foreach (var element in answer.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        }
        return answer;
    }
}
