using System.Collections.Immutable;
using System.Text.Json;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>A stack as it is deployed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">As CloudFormation has it.</param>
/// <param name="Parameters">With their values.</param>
/// <param name="Outputs">With their values.</param>
sealed record StackState(string Name, string Status, ImmutableSortedDictionary<string, string> Parameters, ImmutableSortedDictionary<string, string> Outputs);

/// <summary>A change set that was made and not yet applied.</summary>
/// <param name="Stack">Its stack.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Creates">Whether the stack comes into being by it.</param>
/// <param name="Changes">What it does.</param>
sealed record PlannedChange(string Stack, string Name, bool Creates, ImmutableArray<StackChange> Changes);

/// <summary>CloudFormation, by the command line interface: one stack at a time, always by change set.</summary>
/// <param name="time">The clock.</param>
/// <param name="region">Where; null: where the environment says.</param>
sealed class CloudFormationStacks(TimeProvider time, string? region)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The stack, or null where there is none, or only the empty shell that a change set leaves that was never applied.</summary>
    public async Task<StackState?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var found = (await RunAsync(cancellationToken, "describe-stacks", "--stack-name", name)).GetProperty("Stacks").EnumerateArray().First();
            var status = found.GetProperty("StackStatus").GetString()!;
            return status is "REVIEW_IN_PROGRESS" or "DELETE_COMPLETE"
                ? null
                : new StackState(name, status, Pairs(found, "Parameters", "ParameterKey", "ParameterValue"), Pairs(found, "Outputs", "OutputKey", "OutputValue"));
        }
        catch (AwsCliException none) when (none.Says("does not exist"))
        {
            return null;
        }
    }

    /// <summary>What the stack holds, by the names of the template.</summary>
    public async Task<HashSet<string>> LogicalIdsAsync(string name, CancellationToken cancellationToken) =>
        (await RunAsync(cancellationToken, "list-stack-resources", "--stack-name", name)).GetProperty("StackResourceSummaries").EnumerateArray()
            .Where(resource => resource.GetProperty("ResourceStatus").GetString() != "DELETE_COMPLETE")
            .Select(resource => resource.GetProperty("LogicalResourceId").GetString()!).ToHashSet(StringComparer.Ordinal);

    /// <summary>Makes a change set; null when it changes nothing.</summary>
    /// <param name="name">The stack.</param>
    /// <param name="template">Where the template is: an https URL of the bucket of artefacts, or a file.</param>
    /// <param name="parameters">Their values. A parameter that is left out keeps its value.</param>
    /// <param name="tags">What the stack and all in it are tagged with.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<PlannedChange?> PlanAsync(
        string name, TemplateSource template, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        var before = await FindAsync(name, cancellationToken);
        if (before is { Status: "ROLLBACK_COMPLETE" or "ROLLBACK_FAILED" })
            throw new HostException($"The stack {name} was never created whole ({before.Status}): delete it with 'aws cloudformation delete-stack --stack-name {name}', then deploy again.");
        if (before is { Status: var busy } && busy.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
            throw new HostException($"Somebody is at work on the stack {name} ({busy}): wait until it has ended, then deploy again.");
        var changeSet = $"deploy-{time.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..6]}";
        await RunAsync(cancellationToken,
        [
            "create-change-set", "--stack-name", name, "--change-set-name", changeSet,
            "--change-set-type", before is null ? "CREATE" : "UPDATE", .. template.Arguments, "--capabilities", "CAPABILITY_NAMED_IAM",
            .. Parameters(template.Parameters, parameters, before), .. Tags(tags),
        ]);
        while (true)
        {
            var described = await RunAsync(cancellationToken, "describe-change-set", "--stack-name", name, "--change-set-name", changeSet);
            var status = described.GetProperty("Status").GetString();
            var reason = described.TryGetProperty("StatusReason", out var why) ? why.GetString() ?? "" : "";
            switch (status)
            {
                case "CREATE_COMPLETE" when StackChange.Read(described.GetProperty("Changes").EnumerateArray()) is { IsEmpty: false } changes:
                    return new PlannedChange(name, changeSet, before is null, changes);
                case "CREATE_COMPLETE":
                case "FAILED" when reason.Contains("didn't contain changes", StringComparison.Ordinal) || reason.Contains("No updates are to be performed", StringComparison.Ordinal):
                    await RunAsync(cancellationToken, "delete-change-set", "--stack-name", name, "--change-set-name", changeSet);
                    return null;
                case "FAILED":
                    throw new HostException($"The changes of {name} cannot be made: {reason}");
                default:
                    await Task.Delay(Pause, time, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>Throws a change set away that nobody wants.</summary>
    public async Task DiscardAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        await RunAsync(cancellationToken, "delete-change-set", "--stack-name", change.Stack, "--change-set-name", change.Name);
        // A stack that was to come into being by it is an empty shell now.
        if (change.Creates) await RunAsync(cancellationToken, "delete-stack", "--stack-name", change.Stack);
    }

    /// <summary>Applies a change set, and waits until it is done.</summary>
    /// <param name="change">What to apply.</param>
    /// <param name="told">Told what happens to each resource.</param>
    /// <param name="cancellationToken">Cancels the wait, and not what AWS does.</param>
    public async Task ApplyAsync(PlannedChange change, Action<string> told, CancellationToken cancellationToken)
    {
        var seen = (await EventsAsync(change.Stack, cancellationToken)).Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        await RunAsync(cancellationToken, "execute-change-set", "--stack-name", change.Stack, "--change-set-name", change.Name);
        var failures = new List<string>();
        while (true)
        {
            var state = await FindAsync(change.Stack, cancellationToken);
            foreach (var happened in (await EventsAsync(change.Stack, cancellationToken)).Where(e => seen.Add(e.Id)))
            {
                if (!happened.Text.Contains("_IN_PROGRESS ", StringComparison.Ordinal)) told(happened.Text);
                if (happened.Failed) failures.Add(happened.Text);
            }

            switch (state?.Status)
            {
                case "CREATE_COMPLETE" or "UPDATE_COMPLETE":
                    return;
                case { } ended when !ended.EndsWith("_IN_PROGRESS", StringComparison.Ordinal):
                    throw new HostException($"{change.Stack} ended as {ended}. {string.Join(Environment.NewLine, failures.Take(5))}");
                default:
                    await Task.Delay(Pause, time, cancellationToken);
                    break;
            }
        }
    }

    async Task<List<(string Id, string Text, bool Failed)>> EventsAsync(string stack, CancellationToken cancellationToken)
    {
        var events = (await RunAsync(cancellationToken, "describe-stack-events", "--stack-name", stack, "--max-items", "300")).GetProperty("StackEvents");
        return
        [
            .. events.EnumerateArray().Reverse().Select(e => (
                e.GetProperty("EventId").GetString()!,
                $"{e.GetProperty("ResourceStatus").GetString(),-28} {e.GetProperty("LogicalResourceId").GetString()}"
                    + (e.TryGetProperty("ResourceStatusReason", out var reason) && reason.GetString() is { Length: > 0 } text ? $": {text}" : ""),
                e.GetProperty("ResourceStatus").GetString()!.EndsWith("_FAILED", StringComparison.Ordinal))),
        ];
    }

    Task<JsonElement> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments) =>
        AwsCli.RunAsync(cancellationToken, ["cloudformation", .. arguments, .. region is null ? (string[])[] : ["--region", region]]);

    static IEnumerable<string> Parameters(ImmutableArray<string> declared, IReadOnlyDictionary<string, string> values, StackState? before)
    {
        var given = declared.Select(name => (Name: name, Value: values.GetValueOrDefault(name))).ToList();
        // As a file would be: values may hold commas and spaces.
        var entries = given.Where(p => p.Value is not null || before?.Parameters.ContainsKey(p.Name) == true)
            .Select(p => p.Value is { } value
                ? new Dictionary<string, object> { ["ParameterKey"] = p.Name, ["ParameterValue"] = value }
                : new Dictionary<string, object> { ["ParameterKey"] = p.Name, ["UsePreviousValue"] = true })
            .ToList();
        return entries.Count == 0 ? [] : ["--parameters", JsonSerializer.Serialize(entries)];
    }

    static IEnumerable<string> Tags(IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0 ? [] : ["--tags", JsonSerializer.Serialize(tags.Select(tag => new Dictionary<string, string> { ["Key"] = tag.Key, ["Value"] = tag.Value }))];

    static ImmutableSortedDictionary<string, string> Pairs(JsonElement stack, string list, string key, string value) =>
        stack.TryGetProperty(list, out var pairs)
            ? pairs.EnumerateArray().ToImmutableSortedDictionary(pair => pair.GetProperty(key).GetString()!,
                pair => pair.TryGetProperty(value, out var text) ? text.GetString() ?? "" : "", StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A template that can be deployed.</summary>
/// <param name="Parameters">The parameters it declares.</param>
/// <param name="Arguments">How the command line names it.</param>
sealed record TemplateSource(ImmutableArray<string> Parameters, ImmutableArray<string> Arguments);
