using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Aws.Deployment;
using Loyalty.AppHost.Local;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

// Aspire still calls its pipeline and its questions experimental; they are how `aspire publish` and `aspire deploy` are extended.
#pragma warning disable ASPIREPIPELINES001, ASPIREPIPELINES004, ASPIREINTERACTION001

namespace Loyalty.AppHost.Aspire.Composition;

/// <summary>
/// <c>aspire publish</c> and <c>aspire deploy</c>: the AppHost's own <c>publish</c> and <c>deploy</c>, as steps. Their options are given as
/// <c>--Publish:Options="…"</c> and <c>--Deploy:Options="…"</c>; the environment to deploy to is Aspire's <c>--environment</c>.
/// </summary>
static class AwsDeployment
{
    const string Publish = "publish-aws", Deploy = "deploy-aws";

    public static void AddDeploymentToAws(this IDistributedApplicationBuilder builder)
    {
        builder.Pipeline.AddStep(Publish, context => new Publisher(Topology.Services, LocalLayout.Find(), AnsiConsole.Console.WriteLine)
            .PublishAsync(PublishOptions.Parse(["--output", OutputOf(context), .. Words(builder, "Publish:Options")]), context.CancellationToken),
            requiredBy: WellKnownPipelineSteps.Publish);
        builder.Pipeline.AddStep(Deploy, async context =>
        {
            string[] words = ["--output", OutputOf(context), "--environment", builder.Environment.EnvironmentName.ToLowerInvariant(), .. Words(builder, "Deploy:Options")];
            var options = DeployOptions.Parse(words) ?? throw new HostException(DeployOptions.Usage);
            var console = DeployConsole.Asking(QuestionsOf(context));
            var code = await new DeployCommand(Release.Read(options.Release), options, console, TimeProvider.System).RunAsync(context.CancellationToken);
            if (code != 0) throw new HostException("Not all of it was deployed.");
        }, dependsOn: Publish, requiredBy: WellKnownPipelineSteps.Deploy);
    }

    static string OutputOf(PipelineStepContext context) => context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();

    static string[] Words(IDistributedApplicationBuilder builder, string setting) =>
        builder.Configuration[setting]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Asked through Aspire, which knows whether somebody is there.</summary>
    static Func<string, CancellationToken, Task<bool>>? QuestionsOf(PipelineStepContext context)
    {
        var interaction = context.Services.GetRequiredService<IInteractionService>();
        if (!interaction.IsAvailable) return null;
        return async (question, stop) => await interaction.PromptConfirmationAsync("Deploy", question, cancellationToken: stop) is { Canceled: false, Data: true };
    }
}
