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
}
