namespace Loyalty.AppHost;

/// <summary>The words of a command line, one after the other. Both <c>--name value</c> and <c>--name=value</c> are common.</summary>
sealed class CommandWords(IReadOnlyList<string> arguments, string usage)
{
    readonly Queue<string> words = new(arguments.SelectMany(argument => argument.StartsWith("--", StringComparison.Ordinal) ? argument.Split('=', 2) : [argument]));
    string last = "";

    public string? Next() => words.TryDequeue(out var word) ? last = word : null;

    public string Value() =>
        words.TryDequeue(out var value) && value.Length > 0 && !value.StartsWith("--", StringComparison.Ordinal) ? value : throw Wrong($"{last} needs a value");

    public HostException Wrong(string what) => new($"{what}\n\n{usage}", exitCode: 2);
}
