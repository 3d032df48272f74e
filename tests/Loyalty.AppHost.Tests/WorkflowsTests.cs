using System.Diagnostics;
using System.Text.RegularExpressions;
using Loyalty.AppHost.Local;
using Loyalty.Tests;

namespace Loyalty.AppHost.Tests;

/// <summary>What builds, tests and deploys the suite elsewhere: it cannot run here, so it is checked.</summary>
public partial class WorkflowsTests
{
    static readonly string Folder = Path.Combine(LocalLayout.Find().Root, ".github", "workflows");

    [Theory]
    [InlineData("actionlint")]
    [InlineData("checkov")]
    public async Task Checkers_find_nothing(string checker)
    {
        if (ToolServer.Missing(checker) is { } reason) Assert.Skip(reason);
        string[] arguments = checker == "checkov"
            ? ["-d", Folder, "--framework", "github_actions", "--compact", "--quiet"]
            : [.. Directory.GetFiles(Folder)];
        var start = new ProcessStartInfo(Path.Combine(Environment.GetEnvironmentVariable(ToolServer.FolderVariable)!, checker), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said + await complained);
    }

    [Fact]
    public void Every_action_is_one_commit_and_says_which_version_that_is() => Assert.All(Lines(), line =>
    {
        if (line.Contains("uses:", StringComparison.Ordinal)) Assert.Matches(Pinned(), line);
    });

    [Fact]
    public void Nothing_deploys_by_a_key_that_is_kept() => Assert.All(Lines(), line => Assert.DoesNotContain("secrets.", line, StringComparison.Ordinal));

    static IEnumerable<string> Lines() => Directory.GetFiles(Folder).SelectMany(File.ReadLines);

    [GeneratedRegex(@"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
