using System.Text;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;
using CliWrap.Exceptions;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>
/// The AWS command line interface: credentials, regions, profiles, retries and <c>AWS_ENDPOINT_URL</c> are as whoever deploys is used to.
/// </summary>
static class AwsCli
{
    const string HowToInstall = """
        The AWS command line interface is needed to deploy, and 'aws' was not found.
        Debian, Ubuntu: apt-get install awscli     macOS: brew install awscli
        Others: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html
        """;

    /// <summary>Runs a command, and reads its answer; undefined where it has none.</summary>
    /// <exception cref="AwsCliException">AWS refused.</exception>
    /// <exception cref="HostException">There is no such program.</exception>
    public static async Task<JsonElement> RunAsync(CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        var words = arguments.ToList();
        BufferedCommandResult result;
        try
        {
            result = await Cli.Wrap("aws").WithArguments([.. words, "--output", "json", .. Endpoint()])
                .WithEnvironmentVariables(Variables())
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(Encoding.UTF8, cancellationToken);
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or CliWrapException)
        {
            throw new HostException(HowToInstall);
        }

        if (result.ExitCode != 0) throw new AwsCliException(string.Join(' ', words.Take(2)), result.StandardError.Trim());
        if (string.IsNullOrWhiteSpace(result.StandardOutput)) return default;
        using var answer = JsonDocument.Parse(result.StandardOutput);
        return answer.RootElement.Clone();
    }

    // Versions before 2.13, Debian's among them, do not read the variable themselves.
    static string[] Endpoint() => Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } endpoint ? ["--endpoint-url", endpoint] : [];

    // Version 1 knows the region by its older name alone.
    static Dictionary<string, string?> Variables() => new()
    {
        ["AWS_PAGER"] = "",
        ["AWS_DEFAULT_REGION"] = Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION"),
    };
}

/// <summary>AWS refused a command.</summary>
sealed class AwsCliException(string command, string message) : HostException($"aws {command}: {message}")
{
    /// <summary>Whether it says so.</summary>
    public bool Says(string text) => Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
