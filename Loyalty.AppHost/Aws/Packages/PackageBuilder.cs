using System.Diagnostics;
using Loyalty.AppHost.Local;

namespace Loyalty.AppHost.Aws.Packages;

/// <summary>Builds services for Lambda: with their runtime, compiled ahead. <c>Directory.Build.props</c> says how.</summary>
sealed class PackageBuilder(LocalLayout layout, string output, Action<string> say)
{
    public async Task<Package> BuildAsync(Service service, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var published = Directory.CreateTempSubdirectory("loyalty-publish-");
        try
        {
            say($"{service.Name}: compiling, which takes some minutes");
            await PublishAsync(service, published.FullName, stop);
            var package = await Package.PackAsync(service.Name, published.FullName, Path.GetFileName(service.Project), output, stop);
            say($"{service.Name}: {Package.Megabytes(package.Bytes)} MB, {Package.Megabytes(package.UnpackedBytes)} MB unpacked, after {clock.Elapsed:m\\:ss}");
            return package;
        }
        finally
        {
            published.Delete(recursive: true);
        }
    }

    async Task PublishAsync(Service service, string folder, CancellationToken stop)
    {
        var start = new ProcessStartInfo(layout.Dotnet)
        {
            ArgumentList = { "publish", Path.Combine(layout.Root, service.Project), "--configuration", "Release", "--output", folder, "--nologo", "-p:LoyaltyPublish=true" },
            WorkingDirectory = layout.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new HostException($"{layout.Dotnet} cannot be started.");
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode != 0)
            throw new HostException($"{service.Name} could not be built for AWS. The compiler said:\n{(await said).TrimEnd()}\n{await complained}");
    }
}
