using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Loyalty.AppHost.Aws.CloudFormation;
using Loyalty.AppHost.Aws.Packages;
using Loyalty.AppHost.Aws.Stacks;
using Loyalty.AppHost.Local;

namespace Loyalty.AppHost.Aws;

/// <summary>Writes the deployable.</summary>
sealed class Publisher(ImmutableArray<Service> services, LocalLayout layout, Action<string> say)
{
    static readonly PackageKey NoPackage = new($"{Package.Folder}/none.zip", new string('0', 64));

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var options = PublishOptions.Parse(arguments);
        if (options.Help)
        {
            Console.WriteLine(PublishOptions.Usage);
            return 0;
        }
        await new Publisher(Topology.Services, LocalLayout.Find(), Console.WriteLine).PublishAsync(options, stop);
        return 0;
    }

    public async Task PublishAsync(PublishOptions options, CancellationToken stop)
    {
        var output = options.Output!;
        Prepare(output, options.Earlier);
        var plan = AwsPlan.For(services, await DescribePipelineAsync(stop));
        var packages = await PackagesAsync(options, stop);
        var stacks = AllStacks.Of(plan, function => packages.GetValueOrDefault(function.Service)?.Key ?? NoPackage);
        foreach (var stack in stacks) await WriteAsync(output, Manifest.TemplateOf(stack), stack.Text, stop);
        if (plan.Pipeline is { } pipeline) await WriteAsync(output, "state-machine.json", TemplateText.Of(StateMachine.Of(pipeline)), stop);
        await WriteAsync(output, "permissions.json", TemplateText.Of(PermissionsOf(plan)), stop);
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories))
            files[Path.GetRelativePath(output, file).Replace('\\', '/')] = await Package.HashAsync(file, stop);
        await WriteAsync(output, Manifest.File, TemplateText.Of(Manifest.Of(plan, stacks, packages.Values, files.ToImmutable())), stop);
        say($"{stacks.Length} templates and {packages.Count} packages are in {output}");
    }

    /// <summary>Takes away what an earlier publish left, and nothing that somebody else put there.</summary>
    static void Prepare(string output, string? earlier)
    {
        var manifest = Path.Combine(output, Manifest.File);
        if (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
        {
            if (!System.IO.File.Exists(manifest))
                throw new HostException($"{output} holds something that is no publish of this program: name another folder, or empty it.");
            using var known = JsonDocument.Parse(System.IO.File.ReadAllText(manifest));
            foreach (var file in known.RootElement.GetProperty("files").EnumerateObject())
                if (earlier != output || !file.Name.StartsWith(Package.Folder, StringComparison.Ordinal)) System.IO.File.Delete(Path.Combine(output, file.Name));
            if (earlier != output) System.IO.File.Delete(manifest);
        }
        Directory.CreateDirectory(output);
    }

    async Task<ImmutableSortedDictionary<string, Package>> PackagesAsync(PublishOptions options, CancellationToken stop)
    {
        var packages = ImmutableSortedDictionary.CreateBuilder<string, Package>(StringComparer.Ordinal);
        if (options.Packages == PackageSource.Earlier)
        {
            foreach (var package in await EarlierPackages.TakeAsync(options.Earlier!, options.Output!, stop)) packages[package.Service] = package;
            if (services.FirstOrDefault(service => !packages.ContainsKey(service.Name)) is { } missing)
                throw new HostException($"{options.Earlier} holds no package of {missing.Name}.");
        }
        if (options.Packages == PackageSource.Built)
        {
            var builder = new PackageBuilder(layout, options.Output!, say);
            foreach (var service in services) packages[service.Name] = await builder.BuildAsync(service, stop);
        }
        return packages.ToImmutable();
    }

    async Task<ImmutableArray<PipelineStage>> DescribePipelineAsync(CancellationToken stop)
    {
        if (services.FirstOrDefault(service => service.RunsPipeline) is not { } runner) return [];
        var program = Path.Combine(layout.Root, runner.Project, layout.Output, Path.GetFileName(runner.Project) + ".dll");
        var start = new ProcessStartInfo(layout.Dotnet) { ArgumentList = { program, "describe-pipeline" }, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new HostException($"{layout.Dotnet} cannot be started.");
        var description = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0) throw new HostException($"{runner.Name} did not describe its pipeline (exit code {process.ExitCode}): {program} describe-pipeline");
        return PipelineStage.Read(description);
    }

    static Map PermissionsOf(AwsPlan plan)
    {
        var permissions = new Map();
        foreach (var function in plan.Functions)
            permissions[function.Name] = function.Permissions.Select(permission => new
            {
                action = permission.Action,
                target = permission.Target.ToString(),
                reason = permission.Reason,
                beyond = permission.Beyond,
            });
        return permissions;
    }

    static async Task WriteAsync(string output, string path, string text, CancellationToken stop)
    {
        var file = Path.Combine(output, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await System.IO.File.WriteAllTextAsync(file, text, stop);
    }
}
