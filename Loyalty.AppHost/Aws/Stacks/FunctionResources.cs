using System.Security.Cryptography;
using System.Text;
using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>
/// A function with its log, its role, the version of this release and the alias that callers call. A version's logical id holds the hash of
/// what it is made of: another package is another version, and the one before stays where a roll-back finds it.
/// </summary>
sealed class FunctionResources
{
    public const string Live = "live";

    FunctionResources(AwsFunction function, Resource alias, Resource errors) => (Function, Alias, Errors) = (function, alias, errors);

    public AwsFunction Function { get; }
    public Resource Alias { get; }

    /// <summary>The alarm that takes a release back.</summary>
    public Resource Errors { get; }

    public static FunctionResources AddTo(Template template, AwsFunction function, PackageKey package, Rollout rollout, Intrinsic hosts, Intrinsic api)
    {
        var log = template.Add(new Resource($"{function.Id}Log", "AWS::Logs::LogGroup", new
        {
            LogGroupName = Sub("/aws/lambda/loyalty-${Environment}-" + function.Name),
            RetentionInDays = Ref(Parameters.LogRetentionDays),
            KmsKeyId = Import(DataStack.Key),
        }));
        var role = template.Add(FunctionRole.Of(function, log));
        var variables = FunctionEnvironment.Of(function, hosts, api);
        var code = new Resource($"{function.Id}Function", "AWS::Lambda::Function", new
        {
            FunctionName = Sub("loyalty-${Environment}-" + function.Name),
            Runtime = "provided.al2023",
            Architectures = new[] { "x86_64" },
            Handler = "bootstrap",
            Code = new { S3Bucket = Sub(BootstrapStack.Bucket + "-${AWS::AccountId}-${AWS::Region}"), S3Key = package.Key },
            Layers = new object[]
            {
                // Unlike its account, the layer's region is the stack's own.
                If(Conditions.OwnAdapterLayer, Ref(Parameters.LambdaAdapterLayer), Sub("arn:${AWS::Partition}:lambda:${AWS::Region}:753240598075:layer:LambdaAdapterLayerX86:25")),
                If(Conditions.HasCollectorLayer, Ref(Parameters.CollectorLayer), NoValue),
            },
            MemorySize = function.MemoryMegabytes,
            Timeout = function.TimeOutSeconds,
            Role = role.Arn,
            KmsKeyArn = Import(DataStack.Key),
            TracingConfig = new { Mode = "PassThrough" },
            LoggingConfig = new { LogFormat = "JSON", LogGroup = log.Ref },
            VpcConfig = If(Conditions.OwnGraph, new
            {
                SubnetIds = new object[] { Import($"{NetworkStack.ApplicationSubnet}1"), Import($"{NetworkStack.ApplicationSubnet}2") },
                SecurityGroupIds = new object[] { Import(NetworkStack.ServicesGroup) },
            }, NoValue),
            Environment = new { Variables = variables },
        })
        {
            Exempt =
            [
                new("CKV_AWS_115", "A limit of its own would take from the account's and throttle its callers; the HTTP API limits what comes in."),
                new("CKV_AWS_116", "What calls it without waiting (schedules, the state machine) keeps its own queue of the dead."),
            ],
        };
        var release = HashOf(package, code);
        // Lambda makes no version of a function that did not change: with the hash in it, it changes whenever its version's name does.
        variables["Loyalty__Release"] = release;
        template.Add(code);
        var version = template.Add(new Resource($"{function.Id}Version{release}", "AWS::Lambda::Version", new
        {
            FunctionName = code.Ref,
            // A version cannot be changed: another configuration replaces it by a new one, though its package is the same.
            Description = Sub($"{package.Hash[..12]} " + "${Configuration}"),
        })
        { Kept = true });

        var pinned = rollout.Pinned(function);
        var alias = template.Add(new Resource($"{function.Id}Live", "AWS::Lambda::Alias", new
        {
            Name = Live,
            FunctionName = code.Ref,
            FunctionVersion = If(pinned, Ref(rollout.LiveVersion(function)), version.Att("Version")),
            RoutingConfig = If(rollout.Canary(function), new
            {
                AdditionalVersionWeights = new object[] { new { FunctionVersion = version.Att("Version"), FunctionWeight = Ref(rollout.CanaryWeight(function)) } },
            }, NoValue),
        })
        {
            UpdatePolicy = If(rollout.Shifts(function), new
            {
                CodeDeployLambdaAliasUpdate = new { ApplicationName = rollout.Application.Ref, DeploymentGroupName = Rollout.GroupName(function) },
            }, NoValue),
        });
        var errors = template.Add(Alarm.Of($"{function.Id}Errors", $"Calls of {function.Name} fail: a release under way is taken back", "AWS/Lambda", "Errors",
            new Map { ["FunctionName"] = code.Ref, ["Resource"] = Sub($"loyalty-${{Environment}}-{function.Name}:{Live}") }, "Sum", 60, 2, 1));
        rollout.AddGroup(template, function, errors);
        return new FunctionResources(function, alias, errors);
    }

    /// <summary>Short, of the package and of all else that a version freezes.</summary>
    static string HashOf(PackageKey package, Resource function) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(package.Hash + TemplateText.Short(function.Properties))))[..12];
}

/// <param name="Key">Its place in the artefact bucket.</param>
/// <param name="Hash">SHA-256 of its bytes, in hexadecimal.</param>
sealed record PackageKey(string Key, string Hash);
