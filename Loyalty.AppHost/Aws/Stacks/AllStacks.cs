using System.Collections.Immutable;
using Loyalty.AppHost.Aws.CloudFormation;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>The stacks in the order in which they are deployed: each needs only what stands before it. They are deleted in the reverse one.</summary>
static class AllStacks
{
    public static ImmutableArray<Template> Of(AwsPlan plan, Func<AwsFunction, PackageKey> package) =>
    [
        BootstrapStack.Template(),
        NetworkStack.Template(),
        DataStack.Template(plan.Queues),
        ServicesStack.Template(plan, package),
        .. plan.Pipeline is { } pipeline ? (Template[])[PipelineStack.Template(plan, pipeline)] : [],
        EdgeStack.Template(plan),
        OperationsStack.Template(plan),
    ];
}
