using System.Globalization;

namespace Loyalty.AppHost.Local;

/// <param name="Data">The folder for the stores, or null for <c>.loyalty</c> at the root of the repository.</param>
sealed record LocalOptions(string? Data = null, int PortBase = LocalOptions.DefaultPortBase, bool Seed = true, bool Help = false)
{
    public const int DefaultPortBase = 5080;
    const int HighestPortBase = 65000;

    public const string Usage = """
        Runs the whole suite on this machine: its services as processes, its stores as files.

        Usage: dotnet run --project Loyalty.AppHost [-- options]

          --data DIR       keep the stores in DIR instead of .loyalty at the root of the repository
          --port-base N    web pages on port N, api on N+1, ingestion on N+2, maintenance on N+3 (default 5080)
          --no-seed        do not ingest the starter library (the folder knowledge)
          --help           show this

        Everything listens on 127.0.0.1 only. Ctrl-C stops all of it.
        OTEL_EXPORTER_OTLP_ENDPOINT, when set, is where traces, metrics and logs go.
        """;

    public static LocalOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LocalOptions();
        // Both --name value and --name=value are common, so both are read.
        var words = new Queue<string>(arguments.SelectMany(argument =>
            argument.StartsWith("--", StringComparison.Ordinal) ? argument.Split('=', 2) : [argument]));
        while (words.TryDequeue(out var word))
        {
            options = word switch
            {
                "--data" => options with { Data = Path.GetFullPath(ValueOf(word)) },
                "--port-base" => options with { PortBase = PortOf(word) },
                "--no-seed" => options with { Seed = false },
                "--help" or "-h" or "-?" => options with { Help = true },
                _ => throw Wrong($"Unknown option: {word}"),
            };
        }
        return options;

        string ValueOf(string option) =>
            words.TryDequeue(out var value) && value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal)
                ? value
                : throw Wrong($"{option} needs a value");

        int PortOf(string option)
        {
            var value = ValueOf(option);
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= HighestPortBase
                ? port
                : throw Wrong($"{option} needs a number from 1 to {HighestPortBase}, not '{value}'");
        }
    }

    static HostException Wrong(string what) => new($"{what}\n\n{Usage}", exitCode: 2);
}
