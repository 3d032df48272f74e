using System.Globalization;

namespace Loyalty.AppHost.Local;

/// <summary>What the stores are.</summary>
enum Backend
{
    /// <summary>Files of this machine.</summary>
    Local,

    /// <summary>S3, SQS, DynamoDB and a Gremlin server, wherever the environment says they are.</summary>
    Aws,
}

/// <param name="Data">The folder for the stores, or null for <c>.loyalty</c> at the root of the repository.</param>
/// <param name="RebuildGraph">Whether the graph is restored from its change sets, and nothing else is done.</param>
/// <param name="SignIn">Whether the AppHost is an issuer of tokens, and the services ask for them.</param>
sealed record LocalOptions(
    string? Data = null, int PortBase = LocalOptions.DefaultPortBase, bool Seed = true, Backend Backend = Backend.Local, bool RebuildGraph = false, bool Help = false,
    bool SignIn = false)
{
    public const int DefaultPortBase = 5080;
    const int HighestPortBase = 65000;

    public const string Usage = """
        Runs the whole suite on this machine: its services as processes, its stores as files.

        Usage: dotnet run --project Loyalty.AppHost [-- options]
               dotnet run --project Loyalty.AppHost -- rebuild-graph [options]
               dotnet run --project Loyalty.AppHost -- publish --output DIR
               dotnet run --project Loyalty.AppHost -- deploy --environment NAME
               dotnet run --project Loyalty.AppHost -- rollback --environment NAME --service NAME --to VERSION

        rebuild-graph restores a graph that lost its data from the change sets that the document store keeps.
        publish writes what is deployed to AWS, deploy deploys it, rollback moves a service to an earlier version:
        each has a --help of its own.

          --data DIR       keep the stores in DIR instead of .loyalty at the root of the repository
          --port-base N    web pages on port N, api on N+1, ingestion on N+2, maintenance on N+3 (default 5080)
          --backend NAME   local (default): files; aws: S3, SQS and DynamoDB at AWS_ENDPOINT_URL, else on AWS itself,
                           and the graph at ConnectionStrings__graph (an http, https, ws or wss URL). Buckets, queues
                           and tables that are missing are created where Loyalty__CreateResources is true
          --sign-in        services ask for tokens, as when published; the AppHost issues them on port N+9 to any program
                           of this machine, for whatever roles it names
          --no-seed        do not ingest the starter library (the folder knowledge)
          --help           show this

        Everything listens on 127.0.0.1 only. Ctrl-C stops all of it.
        OTEL_EXPORTER_OTLP_ENDPOINT, when set, is where traces, metrics and logs go.
        """;

    public static LocalOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LocalOptions();
        var words = new CommandWords(arguments, Usage);
        while (words.Next() is { } word)
        {
            options = word switch
            {
                "--data" => options with { Data = Path.GetFullPath(words.Value()) },
                "--port-base" => options with { PortBase = PortOf(words) },
                "--backend" => options with { Backend = BackendOf(words) },
                "--sign-in" => options with { SignIn = true },
                "--no-seed" => options with { Seed = false },
                "rebuild-graph" => options with { RebuildGraph = true },
                "--help" or "-h" or "-?" => options with { Help = true },
                _ => throw words.Wrong($"Unknown option: {word}"),
            };
        }
        return options;
    }

    static Backend BackendOf(CommandWords words) => words.Value() switch
    {
        "local" => Backend.Local,
        "aws" => Backend.Aws,
        var other => throw words.Wrong($"--backend is local or aws, not '{other}'"),
    };

    static int PortOf(CommandWords words) =>
        words.Value() is var text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= HighestPortBase
            ? port
            : throw words.Wrong($"--port-base needs a number from 1 to {HighestPortBase}, not '{text}'");
}
