using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>Deploys a release stack by stack: plans, shows, asks, applies.</summary>
sealed class DeployCommand(Release release, DeployOptions options, DeployConsole console, TimeProvider time)
{
    /// <summary>Of the parameter that gives functions new versions when only their configuration changes.</summary>
    const string Configuration = "Configuration";

    /// <summary>In the place of a service's name.</summary>
    const string Everything = "all";

    // Over this many bytes a template is read from a bucket.
    const int LongestTemplate = 51_200;

    readonly SortedDictionary<string, string> known = new(StringComparer.Ordinal);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (DeployOptions.Parse(arguments) is { } options)
            return await new DeployCommand(Release.Read(options.Release), options, DeployConsole.ForTerminal(), TimeProvider.System).RunAsync(cancellationToken);
        Console.WriteLine(DeployOptions.Usage);
        return 0;
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        RequireKnown("stack", options.Only, release.Stacks.Select(stack => stack.Name));
        RequireKnown("service", options.Unpin.Remove(Everything), release.Stacks.SelectMany(stack => stack.Functions).SelectMany(function => (string[])[function.Service, function.Name]));
        var account = await Account.AskAsync(cancellationToken);
        console.Say($"Account {account.Id}, region {account.Region}, environment {options.Environment}, release {release.Id}");
        await LearnAsync(cancellationToken);
        foreach (var stack in release.Stacks.Where(stack => stack.OncePerAccount || IsWanted(stack)))
        {
            if (!await DeployAsync(stack, account, cancellationToken)) return options.PlanOnly ? 0 : 1;
            if (!stack.OncePerAccount || options.PlanOnly) continue;
            foreach (var package in release.Packages) await UploadAsync(account, Path.Combine(release.Folder, package), package, cancellationToken);
        }

        foreach (var stack in release.Stacks.Where(stack => !stack.Functions.IsEmpty))
        {
            if (await StacksOf(stack).FindAsync(NameOf(stack), cancellationToken) is { } services && services.Outputs.TryGetValue("ApiUrl", out var url))
                console.Say($"The services answer at {url}");
        }

        return 0;
    }

    /// <summary>A name that is misspelt would do nothing, and look as if there were nothing to do.</summary>
    static void RequireKnown(string kind, IEnumerable<string> given, IEnumerable<string> known)
    {
        var names = known.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (given.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new HostException($"The release has no {kind} {unknown}. There are: {string.Join(", ", names)}", exitCode: 2);
    }

    string NameOf(ReleaseStack stack) => stack.NameIn(options.Environment);

    CloudFormationStacks StacksOf(ReleaseStack stack) => new(time, stack.Region);

    /// <summary>Values that the environment's stacks have now: a stack that comes into being today goes by them too.</summary>
    async Task LearnAsync(CancellationToken cancellationToken)
    {
        foreach (var stack in release.Stacks.Where(stack => !stack.OncePerAccount))
        {
            if (await StacksOf(stack).FindAsync(NameOf(stack), cancellationToken) is not { } state) continue;
            // A secret is told as stars.
            foreach (var (name, value) in state.Parameters.Where(parameter => !parameter.Value.StartsWith("***", StringComparison.Ordinal))) known.TryAdd(name, value);
        }

        foreach (var (name, value) in options.Parameters) known[name] = value;
        var declared = release.Stacks.SelectMany(stack => stack.Parameters).ToHashSet(StringComparer.Ordinal);
        if (options.Parameters.Keys.FirstOrDefault(name => !declared.Contains(name)) is { } unknown)
            throw new HostException($"No template has a parameter {unknown}. There are: {string.Join(", ", declared.Order(StringComparer.Ordinal))}");
    }

    bool IsWanted(ReleaseStack stack) => options.Only.IsEmpty ? stack.IsNeeded(known) : options.Only.Contains(stack.Name);

    async Task<bool> DeployAsync(ReleaseStack stack, Account account, CancellationToken cancellationToken)
    {
        var name = NameOf(stack);
        var stacks = StacksOf(stack);
        var before = await stacks.FindAsync(name, cancellationToken);
        var values = await ValuesAsync(stack, before, cancellationToken);
        var template = await TemplateAsync(stack, account, cancellationToken);
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["loyalty:environment"] = stack.OncePerAccount ? "all" : options.Environment };
        if (await stacks.PlanAsync(name, template, values, tags, cancellationToken) is not { } planned)
        {
            console.Say($"{name}: nothing changes");
            return true;
        }

        console.Show(planned);
        if (options.PlanOnly || !(options.WithoutAsking || await console.ConfirmAsync($"Apply this to {name}?", cancellationToken)))
        {
            await stacks.DiscardAsync(planned, cancellationToken);
            // What comes after would meet what is not there.
            var goesOn = options.PlanOnly && !planned.Creates;
            console.Say($"{name}: left as it is{(options.PlanOnly && !goesOn ? ". The stacks after it can be planned when it is there" : "")}");
            return goesOn;
        }

        await stacks.ApplyAsync(planned, told => console.Say($"  {told}"), cancellationToken);
        console.Say($"{name}: done");
        return true;
    }

    async Task<IReadOnlyDictionary<string, string>> ValuesAsync(ReleaseStack stack, StackState? before, CancellationToken cancellationToken)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in stack.Parameters)
        {
            // One that the stack has keeps its value unless it is given: a secret can only be kept.
            if (options.Parameters.TryGetValue(name, out var given)) values[name] = given;
            else if (before?.Parameters.ContainsKey(name) != true && known.TryGetValue(name, out var value)) values[name] = value;
        }

        if (stack.Required.Where(name => !values.ContainsKey(name) && before?.Parameters.ContainsKey(name) != true).ToList() is { Count: > 0 } missing)
            throw new HostException($"The stack {stack.Name} needs {string.Join(", ", missing)}: give --parameter {missing[0]}=…");
        if (stack.Parameters.Contains(Configuration)) values[Configuration] = ConfigurationOf(stack, before, values);
        if (before is null || stack.Functions.IsEmpty) return values;
        var deployed = await StacksOf(stack).LogicalIdsAsync(before.Name, cancellationToken);
        foreach (var function in stack.Functions)
        {
            var isNew = !deployed.Contains(function.VersionId) || values[Configuration] != before.Parameters.GetValueOrDefault(Configuration);
            await HoldAsync(function, isNew, before, values, cancellationToken);
        }

        return values;
    }

    /// <summary>Which version a function's alias stays on, where it does not simply go to this release's.</summary>
    async Task HoldAsync(
        ReleaseFunction function, bool isNew, StackState before, SortedDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var held = before.Parameters.GetValueOrDefault(function.LiveVersionParameter, "");
        if (options.Unpin.Contains(Everything) || options.Unpin.Contains(function.Name) || options.Unpin.Contains(function.Service))
        {
            (values[function.LiveVersionParameter], values[function.CanaryWeightParameter]) = ("", "0");
        }
        else if (options.Canary is { } percent && isNew)
        {
            if (values.GetValueOrDefault("Rollout", before.Parameters.GetValueOrDefault("Rollout", "")) == "codedeploy")
                throw new HostException("Here CodeDeploy shifts the calls from version to version (Rollout=codedeploy): deploy without --canary, or with --parameter Rollout=direct.");
            values[function.LiveVersionParameter] = held.Length > 0 ? held : await Functions.LiveVersionAsync(options.Environment, function.Name, cancellationToken);
            values[function.CanaryWeightParameter] = (percent / 100m).ToString(CultureInfo.InvariantCulture);
        }
        else if (held.Length > 0)
        {
            // A share of what is the same already is none, and AWS refuses it.
            var share = before.Parameters.GetValueOrDefault(function.CanaryWeightParameter, "0");
            console.Say($"{function.Name} stays on version {held}{(share == "0" ? "" : $", but for {share} of the calls")}: --release {function.Name} moves it on");
        }
    }

    /// <summary>
    /// Of the values that functions are configured by, and not of those that say which version is live. A secret that is not given anew cannot
    /// be read: its part stays as it is.
    /// </summary>
    static string ConfigurationOf(ReleaseStack stack, StackState? before, SortedDictionary<string, string> values)
    {
        var live = stack.Functions.SelectMany(function => (string[])[function.LiveVersionParameter, function.CanaryWeightParameter]).Append(Configuration).ToHashSet(StringComparer.Ordinal);
        var open = stack.Parameters.Where(name => !live.Contains(name) && !stack.Secrets.Contains(name))
            .Select(name => $"{name}={values.GetValueOrDefault(name) ?? before?.Parameters.GetValueOrDefault(name) ?? stack.Defaults.GetValueOrDefault(name)}");
        var secrets = stack.Secrets.Where(values.ContainsKey).Select(name => $"{name}={values[name]}").ToList();
        var kept = before?.Parameters.GetValueOrDefault(Configuration)?.Split('-') is [_, var part] ? part : "0";
        return $"{Hash(open)}-{(secrets.Count == 0 ? kept : Hash(secrets))}";
    }

    static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..12];

    async Task<TemplateSource> TemplateAsync(ReleaseStack stack, Account account, CancellationToken cancellationToken)
    {
        if (new FileInfo(stack.Template).Length <= LongestTemplate) return new TemplateSource(stack.Parameters, ["--template-body", $"file://{stack.Template}"]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(stack.Template, cancellationToken)));
        var key = $"templates/{stack.Name}-{hash[..16]}.json";
        await UploadAsync(account, stack.Template, key, cancellationToken);
        return new TemplateSource(stack.Parameters, ["--template-url", account.UrlOf(key)]);
    }

    /// <summary>Puts a file into the bucket of artefacts unless it is there: keys say what the files hold.</summary>
    async Task UploadAsync(Account account, string path, string key, CancellationToken cancellationToken)
    {
        if (await account.HasAsync(key, cancellationToken)) return;
        console.Say($"Uploading {key} ({new FileInfo(path).Length >> 10} KB)");
        await AwsCli.RunAsync(cancellationToken, "s3api", "put-object", "--bucket", account.Bucket, "--key", key, "--body", path);
    }
}
