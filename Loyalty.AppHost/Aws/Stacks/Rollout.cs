using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>
/// How aliases move. CodeDeploy shifts them, guarded by alarms; or an operator does, by two parameters of each function: the version that the
/// alias stays on, and the share of calls that goes to this release nevertheless. They are parameters so that a roll-back is a deployment,
/// and the next deployment keeps to it.
/// </summary>
sealed class Rollout
{
    readonly Dictionary<string, Parameter> versions = [], weights = [];
    readonly Resource role;

    public Rollout(Template template)
    {
        Application = template.Add(new Resource("Releases", "AWS::CodeDeploy::Application", new { ComputePlatform = "Lambda" }) { Condition = Conditions.ByCodeDeploy });
        role = template.Add(new Resource("ReleaseRole", "AWS::IAM::Role", new
        {
            AssumeRolePolicyDocument = Policy.AssumedBy("codedeploy.amazonaws.com"),
            ManagedPolicyArns = new object[] { Sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited") },
        })
        { Condition = Conditions.ByCodeDeploy });
    }

    public Resource Application { get; }

    public static Intrinsic GroupName(AwsFunction function) => Sub("loyalty-${Environment}-" + function.Name);

    public static string LiveVersionName(AwsFunction function) => $"{function.Id}LiveVersion";

    public static string CanaryWeightName(AwsFunction function) => $"{function.Id}CanaryWeight";

    public Parameter LiveVersion(AwsFunction function) => Once(versions, function, () =>
        new Parameter(LiveVersionName(function), $"The version that {function.Name} stays on; empty: this release's") { Default = "", AllowedPattern = "^[0-9]*$" });

    public Parameter CanaryWeight(AwsFunction function) => Once(weights, function, () =>
        new Parameter(CanaryWeightName(function), $"The share of calls, such as 0.2, that this release of {function.Name} gets though the alias stays on another version")
        {
            Type = "Number",
            Default = 0,
            MinValue = 0,
            MaxValue = 1,
        });

    public Condition Pinned(AwsFunction function) => new($"{function.Id}Pinned", Not(Equal(Ref(LiveVersion(function)), "")));

    public Condition Canary(AwsFunction function) =>
        new($"{function.Id}Canary", And(Pinned(function).Holds, Not(Equal(Ref(CanaryWeight(function)), 0))));

    public Condition Shifts(AwsFunction function) =>
        new($"{function.Id}Shifts", And(Conditions.ByCodeDeploy.Holds, Not(Pinned(function).Holds)));

    public void AddGroup(Template template, AwsFunction function, Resource alarm) =>
        template.Add(new Resource($"{function.Id}Release", "AWS::CodeDeploy::DeploymentGroup", new
        {
            ApplicationName = Application.Ref,
            DeploymentGroupName = GroupName(function),
            ServiceRoleArn = role.Arn,
            DeploymentConfigName = Ref(Parameters.RolloutPace),
            DeploymentStyle = new { DeploymentType = "BLUE_GREEN", DeploymentOption = "WITH_TRAFFIC_CONTROL" },
            AlarmConfiguration = new { Enabled = true, Alarms = new object[] { new { Name = alarm.Ref } } },
            AutoRollbackConfiguration = new { Enabled = true, Events = new[] { "DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST" } },
        })
        { Condition = Conditions.ByCodeDeploy });

    static Parameter Once(Dictionary<string, Parameter> made, AwsFunction function, Func<Parameter> make)
    {
        if (!made.TryGetValue(function.Id, out var parameter)) made[function.Id] = parameter = make();
        return parameter;
    }
}
