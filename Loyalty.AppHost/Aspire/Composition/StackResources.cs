using Amazon.CloudFormation;
using Amazon.Runtime;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;

namespace Loyalty.AppHost.Aspire.Composition;

/// <summary>A CloudFormation stack in LocalStack.</summary>
static class StackResources
{
    public static IResourceBuilder<ICloudFormationTemplateResource> AddStack(
        this IDistributedApplicationBuilder builder, AspireStack plan, IResourceBuilder<ContainerResource> localStack)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(plan.File)!);
        File.WriteAllText(plan.File, plan.Text);
        var stack = builder.AddAWSCloudFormationTemplate(plan.Name, plan.File, plan.StackName);
        foreach (var (name, value) in plan.Parameters) stack.WithParameter(name, value);
        // Which port it has is known once it runs; the stack waits for that.
        localStack.OnResourceReady((container, _, _) =>
        {
            stack.WithReference(ClientOf(container.GetEndpoint(ContainerResources.Endpoint).Url));
            return Task.CompletedTask;
        });
        return stack.WaitFor(localStack);
    }

    static AmazonCloudFormationClient ClientOf(string url) => new(
        new BasicAWSCredentials(AspirePlan.AccessKey, AspirePlan.AccessKey),
        new AmazonCloudFormationConfig { ServiceURL = url, AuthenticationRegion = AspirePlan.Region });
}
