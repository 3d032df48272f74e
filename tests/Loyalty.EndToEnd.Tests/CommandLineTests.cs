using System.Diagnostics;

namespace Loyalty.EndToEnd.Tests;

public class CommandLineTests
{
    [Fact]
    public async Task Help_names_every_option_and_starts_nothing()
    {
        var (exitCode, output, error) = await BuiltAppHost.RunAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.Empty(error);
        Assert.All(["--data", "--port-base", "--no-seed", "--sign-in", "--help"], option => Assert.Contains(option, output, StringComparison.Ordinal));
        Assert.DoesNotContain("Starting", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_an_error_with_exit_code_2()
    {
        var (exitCode, output, error) = await BuiltAppHost.RunAsync("--sed");
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.StartsWith("Unknown option: --sed", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_that_is_stopped_says_so_and_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends a signal");
        var output = Directory.CreateTempSubdirectory("loyalty").FullName;
        var start = new ProcessStartInfo(BuiltAppHost.Dotnet, [BuiltAppHost.Program, "publish", "--output", output]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var publish = Process.Start(start)!;
        var error = publish.StandardError.ReadToEndAsync();
        while (await publish.StandardOutput.ReadLineAsync() is { } line && !line.Contains("compiling", StringComparison.Ordinal)) { }
        Processes.Send(Processes.Interrupt, publish.Id);
        await publish.WaitForExitAsync();
        Assert.Equal((130, "Stopped: nothing was published."), (publish.ExitCode, (await error).Trim()));
        Directory.Delete(output);
    }
}
