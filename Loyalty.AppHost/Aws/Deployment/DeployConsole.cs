using Spectre.Console;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>What whoever deploys sees, and is asked.</summary>
/// <param name="ask">Puts a question; null where there is nobody to ask.</param>
sealed class DeployConsole(IAnsiConsole console, Func<string, CancellationToken, Task<bool>>? ask)
{
    const int UnwrappedWidth = 400;

    public static DeployConsole ForTerminal()
    {
        return Asking(Console.IsInputRedirected ? null : AskAsync);

        static Task<bool> AskAsync(string question, CancellationToken cancellationToken) =>
            new ConfirmationPrompt(question) { DefaultValue = false }.ShowAsync(AnsiConsole.Console, cancellationToken);
    }

    public static DeployConsole Asking(Func<string, CancellationToken, Task<bool>>? ask)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Console.Profile.Width = UnwrappedWidth;
        return new DeployConsole(AnsiConsole.Console, ask);
    }

    public void Say(string text) => console.WriteLine(text);

    /// <summary>A change set as a diff: what endangers data is red.</summary>
    public void Show(PlannedChange planned)
    {
        console.MarkupLineInterpolated($"[bold]{planned.Stack}[/] {(planned.Creates ? "(new)" : "")}");
        foreach (var change in planned.Changes.Where(change => change.Kind != ChangeKind.Follows))
        {
            var (sign, word, colour) = change.Kind switch
            {
                ChangeKind.Added => ("+", "", "green"),
                ChangeKind.Removed => ("-", "", "yellow"),
                ChangeKind.Replaced => ("!", " is replaced", "yellow"),
                ChangeKind.MayBeReplaced => ("?", " may be replaced", "yellow"),
                _ => ("~", "", "aqua"),
            };
            if (change.EndangersData) colour = "bold red";
            var details = change.Details.IsEmpty ? "" : $": {string.Join(", ", change.Details)}";
            var warning = change.EndangersData ? "  ← DATA MAY BE LOST" : "";
            console.MarkupLine($"  [{colour}]{sign} {Markup.Escape($"{change.LogicalId} ({change.Type}){word}{details}{warning}")}[/]");
        }

        if (planned.Changes.Count(change => change.Kind == ChangeKind.Follows) is > 0 and var following)
            console.WriteLine($"  and {following} that speak of these, and change if a name or an address of them does");
    }

    /// <summary>Asks; no is the answer of who says nothing.</summary>
    /// <exception cref="HostException">There is nobody to ask.</exception>
    public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        ask is not null ? ask(question, cancellationToken) : throw new HostException($"{question} There is nobody to ask here: give --yes to go on without a question.");
}
