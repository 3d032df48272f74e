using System.Collections.Immutable;
using System.Text.Json;
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Aws.CloudFormation;
using Loyalty.AppHost.Aws.Stacks;

namespace Loyalty.AppHost.Tests.Aws;

public class TemplateTests
{
    static readonly string[] Stores = ["AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Neptune::DBCluster", "AWS::KMS::Key", "AWS::Backup::BackupVault"];
    static readonly ImmutableArray<Template> Templates = Make();

    [Fact]
    public void The_stacks_stand_in_the_order_in_which_they_are_deployed() =>
        Assert.Equal(["bootstrap", "network", "data", "services", "pipeline", "edge", "operations"], Templates.Select(template => template.Name));

    [Fact]
    public void A_stack_needs_only_what_those_before_it_export()
    {
        var known = new HashSet<string>();
        foreach (var template in Templates)
        {
            Assert.All(template.Imports, import => Assert.Contains(import, known.Select(Fn.ExportName)));
            known.UnionWith(template.Exports);
        }
    }

    [Fact]
    public void Equal_plans_make_equal_bytes() =>
        Assert.Equal(Templates.Select(template => template.Text), Make().Select(template => template.Text));

    [Fact]
    public void Lines_end_the_same_everywhere_and_no_path_of_this_machine_is_in_them() => Assert.All(Templates, template =>
    {
        Assert.DoesNotContain('\r', template.Text);
        Assert.DoesNotContain(AppContext.BaseDirectory, template.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_reference_is_to_something_that_is_there() => Assert.All(Templates, template =>
    {
        using var body = JsonDocument.Parse(template.Text);
        var known = template.Resources.Select(resource => resource.Id).Concat(template.Parameters.Select(parameter => parameter.Name)).ToHashSet();
        foreach (var (name, value) in Objects(body.RootElement))
        {
            if (name == "Ref" && value.GetString() is { } target && !target.StartsWith("AWS::", StringComparison.Ordinal)) Assert.Contains(target, known);
            if (name == "Fn::GetAtt") Assert.Contains(value[0].GetString()!, known);
            if (name == "Fn::If") Assert.Contains(value[0].GetString()!, template.Conditions.Select(condition => condition.Name));
        }
    });

    [Fact]
    public void What_holds_data_outlives_its_stack_and_its_replacement() =>
        Assert.All(Resources().Where(resource => Stores.Contains(resource.Type)), resource => Assert.True(resource.Kept, resource.Id));

    [Fact]
    public void Every_bucket_keeps_versions_encrypts_and_is_private() => Assert.All(Of("AWS::S3::Bucket"), bucket =>
    {
        Assert.Equal("Enabled", bucket.GetProperty("VersioningConfiguration").GetProperty("Status").GetString());
        Assert.True(bucket.TryGetProperty("BucketEncryption", out _));
        Assert.All(bucket.GetProperty("PublicAccessBlockConfiguration").EnumerateObject(), property => Assert.True(property.Value.GetBoolean()));
    });

    [Fact]
    public void The_table_and_the_graph_can_be_had_back_and_are_not_deleted_by_mistake()
    {
        var table = Assert.Single(Of("AWS::DynamoDB::Table"));
        Assert.True(table.GetProperty("PointInTimeRecoverySpecification").GetProperty("PointInTimeRecoveryEnabled").GetBoolean());
        Assert.True(table.GetProperty("DeletionProtectionEnabled").GetBoolean());
        Assert.True(table.GetProperty("SSESpecification").GetProperty("SSEEnabled").GetBoolean());
        var graph = Assert.Single(Of("AWS::Neptune::DBCluster"));
        Assert.True(graph.GetProperty("DeletionProtection").GetBoolean());
        Assert.True(graph.GetProperty("StorageEncrypted").GetBoolean());
        Assert.True(graph.GetProperty("IamAuthEnabled").GetBoolean());
        Assert.True(graph.GetProperty("BackupRetentionPeriod").GetInt32() >= 7);
        Assert.Equal(2, Of("AWS::Neptune::DBInstance").Count());
    }

    [Fact]
    public void Every_queue_and_topic_is_encrypted_and_a_work_queue_has_one_for_the_dead()
    {
        Assert.All(Of("AWS::SQS::Queue").Concat(Of("AWS::SNS::Topic")), queue => Assert.True(queue.TryGetProperty("KmsMasterKeyId", out _)));
        Assert.All(Topology.Services.SelectMany(service => service.Queues), name =>
        {
            var queue = Assert.Single(Of("AWS::SQS::Queue"), queue => TextOf(queue.GetProperty("QueueName")) == $"loyalty-${{Environment}}-{name}");
            Assert.True(queue.TryGetProperty("RedrivePolicy", out _));
        });
    }

    [Fact]
    public void No_role_has_a_wildcard_action_on_a_wildcard_resource() => Assert.All(Of("AWS::IAM::Role"), role =>
    {
        foreach (var (name, value) in Objects(role))
        {
            if (name != "Action" || value.ValueKind != JsonValueKind.Array) continue;
            Assert.All(value.EnumerateArray(), action => Assert.DoesNotContain('*', action.GetString()!));
        }
    });

    [Fact]
    public void Roles_take_managed_policies_from_the_services_that_need_them_only() => Assert.All(Of("AWS::IAM::Role"), role =>
    {
        if (role.TryGetProperty("ManagedPolicyArns", out var policies))
            Assert.All(policies.EnumerateArray(), policy => Assert.Matches("AWSBackupServiceRolePolicy|AWSCodeDeployRoleForLambdaLimited", TextOf(policy)));
    });

    [Fact]
    public void Only_services_paths_are_routed_and_only_for_callers_with_a_token()
    {
        var expected = Topology.Services.SelectMany(service => service.Paths).SelectMany(path => new[] { $"ANY {path}", $"ANY {path}/{{proxy+}}" });
        var routes = Of("AWS::ApiGatewayV2::Route").ToArray();
        Assert.Equal(expected.Order(StringComparer.Ordinal), routes.Select(route => route.GetProperty("RouteKey").GetString()).Order(StringComparer.Ordinal));
        Assert.All(routes, route => Assert.Equal("JWT", route.GetProperty("AuthorizationType").GetString()));
    }

    [Fact]
    public void Another_package_is_another_version_and_the_same_one_is_the_same()
    {
        static string VersionOf(string hash) => Make(hash).Single(template => template.Name == "services").Resources
            .Single(resource => resource.Type == "AWS::Lambda::Version" && resource.Id.StartsWith("ApiVersion", StringComparison.Ordinal)).Id;

        Assert.Equal(VersionOf(new string('a', 64)), VersionOf(new string('a', 64)));
        Assert.NotEqual(VersionOf(new string('a', 64)), VersionOf(new string('b', 64)));
    }

    [Fact]
    public void Versions_stay_when_the_next_one_comes() =>
        Assert.All(Resources().Where(resource => resource.Type is "AWS::Lambda::Version" or "AWS::StepFunctions::StateMachineVersion"), version => Assert.True(version.Kept));

    [Fact]
    public void A_secret_is_shown_nowhere() =>
        Assert.All(Templates, template => Assert.DoesNotContain(template.Parameters, parameter => parameter.Name.Contains("Secret", StringComparison.Ordinal) && !parameter.Secret));

    [Fact]
    public void Every_exemption_says_why() =>
        Assert.All(Resources().SelectMany(resource => resource.Exempt), exemption => Assert.True(exemption.Reason.Length > 20, exemption.Check));

    [Fact]
    public void Every_alarm_tells_somebody_or_takes_a_release_back() => Assert.All(Templates.Where(template => template.Name != "services")
        .SelectMany(template => template.Resources).Where(resource => resource.Type == "AWS::CloudWatch::Alarm"), alarm =>
    {
        using var body = JsonDocument.Parse(TemplateText.Of(alarm.Properties));
        Assert.NotEqual(0, body.RootElement.GetProperty("AlarmActions").GetArrayLength());
    });

    static ImmutableArray<Template> Make(string? hash = null) =>
        AllStacks.Of(AwsPlan.For(Topology.Services, Stages.Some), function => new PackageKey($"packages/{function.Service}.zip", hash ?? new string('0', 64)));

    static IEnumerable<Resource> Resources() => Templates.SelectMany(template => template.Resources);

    static IEnumerable<JsonElement> Of(string type) => Resources().Where(resource => resource.Type == type)
        .Select(resource => JsonDocument.Parse(TemplateText.Of(resource.Properties)).RootElement);

    static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().First().Value.ToString() : value.ToString();

    /// <summary>Every property of every object, at whatever depth.</summary>
    static IEnumerable<(string Name, JsonElement Value)> Objects(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Objects(property.Value).Prepend((property.Name, property.Value))),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
