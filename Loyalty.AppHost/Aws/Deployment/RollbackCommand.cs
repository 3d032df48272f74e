using System.Collections.Immutable;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>Moves a service's functions to a version that was deployed before.</summary>
sealed class RollbackCommand(RollbackOptions options, DeployConsole console, TimeProvider time)
{
    readonly CloudFormationStacks stacks = new(time, region: null);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (RollbackOptions.Parse(arguments) is { } options)
            return await new RollbackCommand(options, DeployConsole.ForTerminal(), TimeProvider.System).RunAsync(cancellationToken);
        Console.WriteLine(RollbackOptions.Usage);
        return 0;
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var versions = await Functions.VersionsAsync(options.Environment, options.Service, cancellationToken);
        var live = await Functions.LiveVersionAsync(options.Environment, options.Service, cancellationToken);
        if (options.Version is not { } number)
        {
            foreach (var one in versions) console.Say($"{(one.Number == live ? "*" : " ")} {one.Number,4}  {one.Description}");
            return 0;
        }

        var version = versions.FirstOrDefault(one => one.Number == number)
            ?? throw new HostException($"{options.Service} has no version {number}. There are: {string.Join(", ", versions.Select(one => one.Number))}", exitCode: 2);
        if (!options.WithoutAsking && !await console.ConfirmAsync($"Move {options.Service} of {options.Environment} from version {live} to version {number}?", cancellationToken)) return 1;

        var name = $"loyalty-{options.Environment}-services";
        var state = await stacks.FindAsync(name, cancellationToken) ?? throw new HostException($"There is no stack {name}.");
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (function, to) in await TargetsAsync(version, state, cancellationToken))
        {
            // At once; the stack, which may take its time or be in trouble, follows.
            await Functions.PointAsync(options.Environment, function, to, cancellationToken);
            console.Say($"{function} answers from version {to}");
            values[$"{Identifier.Of(function)}LiveVersion"] = to;
            values[$"{Identifier.Of(function)}CanaryWeight"] = "0";
        }

        var template = new TemplateSource([.. state.Parameters.Keys], ["--use-previous-template"]);
        if (await stacks.PlanAsync(name, template, values, new SortedDictionary<string, string>(), cancellationToken) is { } planned)
            await stacks.ApplyAsync(planned, told => console.Say($"  {told}"), cancellationToken);
        console.Say($"{options.Service} stays on version {number} until 'deploy --release {options.Service}'");
        return 0;
    }

    /// <summary>The function, and what streams for it: a function of the same package, which goes to its own newest version of that same code.</summary>
    async Task<ImmutableArray<(string Function, string Version)>> TargetsAsync(FunctionVersion version, StackState state, CancellationToken cancellationToken)
    {
        var targets = ImmutableArray.Create((options.Service, version.Number));
        var streaming = AwsFunction.StreamingOf(options.Service);
        if (!state.Parameters.ContainsKey($"{Identifier.Of(streaming)}LiveVersion")) return targets;
        if ((await Functions.VersionsAsync(options.Environment, streaming, cancellationToken)).FirstOrDefault(one => one.Code == version.Code) is { } same)
            return targets.Add((streaming, same.Number));
        console.Say($"{streaming} stays where it is: none of its versions has the code of version {version.Number}");
        return targets;
    }
}
