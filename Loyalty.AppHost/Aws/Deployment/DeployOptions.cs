using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>What to deploy, and how.</summary>
/// <param name="Environment">Such as staging or production.</param>
/// <param name="Release">The folder that <c>publish</c> wrote.</param>
/// <param name="Parameters">Values of the templates' parameters. What is left out keeps its value.</param>
/// <param name="Only">The stacks to deploy; empty for all.</param>
/// <param name="WithoutAsking">Whether changes are applied without a question.</param>
/// <param name="Canary">The share of calls, in percent, that the new versions get; null to move on as a whole.</param>
/// <param name="Unpin">Functions that leave the version they were held on; <c>all</c> for all.</param>
/// <param name="PlanOnly">Whether the changes are shown and nothing is applied.</param>
sealed record DeployOptions(
    string Environment, string Release, ImmutableSortedDictionary<string, string> Parameters, ImmutableArray<string> Only, bool WithoutAsking, int? Canary,
    ImmutableArray<string> Unpin, bool PlanOnly)
{
    public const string Command = "deploy";

    public const string Usage = """
        Deploys what publish wrote: shows what would change, stack by stack, asks, and applies it.

        Usage: dotnet run --project Loyalty.AppHost -- deploy --environment NAME [options]

          --environment NAME    such as staging or production: part of every name
          --output DIR          where publish wrote to (default artifacts)
          --parameter NAME=TEXT a value for a parameter of the templates; what is left out keeps its value
          --parameters FILE     the same from a JSON object
          --stack NAME          only this stack; may be given again (default: all that the environment needs)
          --canary PERCENT      the new versions get this share of the calls, and the rest stays where it is (1 to 99)
          --release NAME        a service that was rolled back, or got a share of the calls, moves on to the newest version; 'all' for all
          --plan                show what would change, and apply nothing; of stacks that are not there yet, the first alone
          --yes                 do not ask
          --help                show this

        Credentials, region and endpoint are those of the AWS command line interface.
        """;

    public static DeployOptions? Parse(IReadOnlyList<string> arguments)
    {
        string? environment = null;
        var options = new DeployOptions("", Path.GetFullPath("artifacts"), ImmutableSortedDictionary<string, string>.Empty, [], false, null, [], false);
        var words = new CommandWords(arguments, Usage);
        while (words.Next() is { } word)
        {
            switch (word)
            {
                case "--environment": environment = words.Value(); break;
                case "--output": options = options with { Release = Path.GetFullPath(words.Value()) }; break;
                case "--parameter": options = options with { Parameters = options.Parameters.SetItems([Pair(words)]) }; break;
                case "--parameters": options = options with { Parameters = options.Parameters.SetItems(Read(words.Value(), words)) }; break;
                case "--stack": options = options with { Only = options.Only.Add(words.Value()) }; break;
                case "--canary": options = options with { Canary = Percent(words) }; break;
                case "--release": options = options with { Unpin = options.Unpin.Add(words.Value()) }; break;
                case "--plan": options = options with { PlanOnly = true }; break;
                case "--yes": options = options with { WithoutAsking = true }; break;
                case "--help" or "-h" or "-?": return null;
                default: throw words.Wrong($"Unknown option: {word}");
            }
        }

        if (environment is null) throw words.Wrong("--environment is missing: which environment is to be deployed?");
        if (!Regex.IsMatch(environment, Aws.Parameters.Environment.AllowedPattern!)) throw words.Wrong($"--environment is {Aws.Parameters.Environment.ConstraintDescription}, not '{environment}'");
        if (options.Canary is not null && !options.Unpin.IsEmpty) throw words.Wrong("--canary holds a service where it is, and --release moves it on: give one of them");
        return options with { Environment = environment, Parameters = options.Parameters.SetItem("Environment", environment) };
    }

    static KeyValuePair<string, string> Pair(CommandWords words)
    {
        var text = words.Value();
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? KeyValuePair.Create(text[..at], text[(at + 1)..]) : throw words.Wrong($"--parameter is NAME=TEXT, not '{text}'");
    }

    static IEnumerable<KeyValuePair<string, string>> Read(string file, CommandWords words)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. json.RootElement.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.ValueKind == JsonValueKind.String ? pair.Value.GetString()! : pair.Value.GetRawText()))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw words.Wrong($"{file} is no JSON object of parameters: {unreadable.Message}");
        }
    }

    static int Percent(CommandWords words) =>
        words.Value() is var text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and < 100
            ? percent
            : throw words.Wrong($"--canary is a number from 1 to 99, not '{text}'");
}

/// <summary>Moves a service's alias to another version.</summary>
/// <param name="Environment">Such as staging or production.</param>
/// <param name="Service">Which service.</param>
/// <param name="Version">The version to go to; null to list those that there are.</param>
/// <param name="WithoutAsking">Whether it is done without a question.</param>
sealed record RollbackOptions(string Environment, string Service, string? Version, bool WithoutAsking)
{
    public const string Command = "rollback";

    public const string Usage = """
        Moves a service to a version that was deployed before. It stays there, through later deployments too, until
        'deploy --release SERVICE' moves it on.

        Usage: dotnet run --project Loyalty.AppHost -- rollback --environment NAME --service NAME [--to VERSION] [--yes]

          --environment NAME   such as staging or production
          --service NAME       such as api
          --to VERSION         the version's number; without it the versions are listed
          --yes                do not ask
          --help               show this
        """;

    public static RollbackOptions? Parse(IReadOnlyList<string> arguments)
    {
        string? environment = null, service = null, version = null;
        var yes = false;
        var words = new CommandWords(arguments, Usage);
        while (words.Next() is { } word)
        {
            switch (word)
            {
                case "--environment": environment = words.Value(); break;
                case "--service": service = words.Value(); break;
                case "--to": version = words.Value(); break;
                case "--yes": yes = true; break;
                case "--help" or "-h" or "-?": return null;
                default: throw words.Wrong($"Unknown option: {word}");
            }
        }

        if (environment is null || service is null) throw words.Wrong("--environment and --service are needed");
        if (version is not null && !version.All(char.IsAsciiDigit)) throw words.Wrong($"--to is the number of a version, not '{version}'");
        return new RollbackOptions(environment, service, version, yes);
    }
}
