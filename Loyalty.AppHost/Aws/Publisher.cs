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
        _ = Published(options.Output!);
        // What was published before is replaced when all that takes its place is there: one that fails or is stopped leaves it as it was.
        var draft = Directory.CreateTempSubdirectory("loyalty-publish-").FullName;
        try
        {
            var (stacks, packages) = await WriteAsync(draft, options, stop);
            Replace(options.Output!, draft);
            say($"{stacks} templates and {packages} packages are in {options.Output}");
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    async Task<(int Stacks, int Packages)> WriteAsync(string output, PublishOptions options, CancellationToken stop)
    {
        var plan = AwsPlan.For(services, await DescribePipelineAsync(stop));
        var packages = await PackagesAsync(options, output, stop);
        var stacks = AllStacks.Of(plan, function => packages.GetValueOrDefault(function.Service)?.Key ?? NoPackage);
        foreach (var stack in stacks) await WriteAsync(output, Manifest.TemplateOf(stack), stack.Text, stop);
        if (plan.Pipeline is { } pipeline) await WriteAsync(output, "state-machine.json", TemplateText.Of(StateMachine.Of(pipeline)), stop);
        await WriteAsync(output, "permissions.json", TemplateText.Of(PermissionsOf(plan)), stop);
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories))
            files[Path.GetRelativePath(output, file).Replace('\\', '/')] = await Package.HashAsync(file, stop);
        await WriteAsync(output, Manifest.File, TemplateText.Of(Manifest.Of(plan, stacks, packages.Values, files.ToImmutable())), stop);
        return (stacks.Length, packages.Count);
    }

    /// <summary>Takes away what an earlier publish left, and nothing that somebody else put there, and puts the draft in its place: the manifest last.</summary>
    static void Replace(string output, string draft)
    {
        try
        {
            foreach (var file in Published(output).Append(Manifest.File)) System.IO.File.Delete(Path.Combine(output, file));
            foreach (var file in Directory.EnumerateFiles(draft, "*", SearchOption.AllDirectories).OrderBy(file => Path.GetFileName(file) == Manifest.File))
            {
                var place = Path.Combine(output, Path.GetRelativePath(draft, file));
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                System.IO.File.Move(file, place, overwrite: true);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HostException($"{output} cannot be written: {failure.Message}");
        }
    }

    /// <summary>The files of an earlier publish. The folder is made where there is none.</summary>
    /// <exception cref="HostException">It cannot be made, or holds what no publish wrote.</exception>
    static string[] Published(string output)
    {
        try
        {
            Directory.CreateDirectory(output);
            if (!Directory.EnumerateFileSystemEntries(output).Any()) return [];
            using var known = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(output, Manifest.File)));
            return [.. known.RootElement.GetProperty("files").EnumerateObject().Select(file => file.Name).Where(file => IsBelow(output, file))];
        }
        catch (Exception other) when (other is FileNotFoundException or JsonException or KeyNotFoundException or InvalidOperationException && Directory.Exists(output))
        {
            throw new HostException($"{output} holds something that is no publish of this program: name another folder, or empty it.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HostException($"{output} cannot be written: {failure.Message}");
        }
    }

    static bool IsBelow(string folder, string file) =>
        Path.GetFullPath(Path.Combine(folder, file)).StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    async Task<ImmutableSortedDictionary<string, Package>> PackagesAsync(PublishOptions options, string output, CancellationToken stop)
    {
        var packages = ImmutableSortedDictionary.CreateBuilder<string, Package>(StringComparer.Ordinal);
        if (options.Packages == PackageSource.Earlier)
        {
            foreach (var package in await EarlierPackages.TakeAsync(options.Earlier!, output, stop)) packages[package.Service] = package;
            if (services.FirstOrDefault(service => !packages.ContainsKey(service.Name)) is { } missing)
                throw new HostException($"{options.Earlier} holds no package of {missing.Name}.");
        }
        if (options.Packages == PackageSource.Built)
        {
            var builder = new PackageBuilder(layout, output, say);
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
