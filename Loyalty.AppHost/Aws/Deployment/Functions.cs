using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>The functions as they are deployed.</summary>
static class Functions
{
    const string Alias = "live";

    /// <summary>The version that the alias goes to.</summary>
    public static async Task<string> LiveVersionAsync(string environment, string function, CancellationToken cancellationToken) =>
        (await AskAsync(cancellationToken, "lambda", "get-alias", "--function-name", NameOf(environment, function), "--name", Alias)).GetProperty("FunctionVersion").GetString()!;

    /// <summary>All versions, the newest first.</summary>
    public static async Task<ImmutableArray<FunctionVersion>> VersionsAsync(string environment, string function, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(cancellationToken, "lambda", "list-versions-by-function", "--function-name", NameOf(environment, function));
        return
        [
            .. answer.GetProperty("Versions").EnumerateArray()
                .Select(version => new FunctionVersion(
                    version.GetProperty("Version").GetString()!, $"{Text(version, "LastModified")}  {Text(version, "Description")}", Text(version, "CodeSha256")))
                .Where(version => version.Number.All(char.IsAsciiDigit))
                .OrderByDescending(version => int.Parse(version.Number, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Has the alias go to a version, whole.</summary>
    public static Task PointAsync(string environment, string function, string version, CancellationToken cancellationToken) =>
        AwsCli.RunAsync(cancellationToken, "lambda", "update-alias", "--function-name", NameOf(environment, function), "--name", Alias,
            "--function-version", version, "--routing-config", "AdditionalVersionWeights={}");

    static async Task<JsonElement> AskAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        try
        {
            return await AwsCli.RunAsync(cancellationToken, arguments);
        }
        catch (AwsCliException none) when (none.Says("ResourceNotFound"))
        {
            throw new HostException($"There is no function {arguments[3]} with an alias {Alias}: is the environment deployed?");
        }
    }

    static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    static string NameOf(string environment, string function) => $"loyalty-{environment}-{function}";
}

/// <summary>A version of a function.</summary>
/// <param name="Number">AWS's.</param>
/// <param name="Description">When it was made, and of what.</param>
/// <param name="Code">The hash of its package: functions of one service share it.</param>
sealed record FunctionVersion(string Number, string Description, string Code);
