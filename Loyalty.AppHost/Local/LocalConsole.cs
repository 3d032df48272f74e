using Spectre.Console;

namespace Loyalty.AppHost.Local;

/// <summary>
/// What the person at the terminal sees. On a terminal it has colours and a progress bar; redirected to a file or a
/// pipe it is plain lines, none of them wrapped.
/// </summary>
sealed class LocalConsole
{
    static readonly string[] Colours = ["aqua", "yellow", "fuchsia", "lime", "blue", "orange1"];
    const int UnwrappedWidth = 240, NameWidth = 12;
    readonly Lock gate = new();
    readonly IAnsiConsole console;
    readonly TextWriter? plain;
    readonly Dictionary<string, string> colourOf = [];

    LocalConsole(IAnsiConsole console, TextWriter? plain)
    {
        this.console = console;
        this.plain = plain;
    }

    public static LocalConsole ForTerminal() => Console.IsOutputRedirected ? Plain(Console.Out) : new LocalConsole(AnsiConsole.Console, null);

    public static LocalConsole Plain(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = UnwrappedWidth;
        return new LocalConsole(console, output);
    }

    public void Say(string text) => Write(plain => plain.WriteLine(text), rich => rich.WriteLine(text));

    /// <summary>A line that belongs to one process: its own output, or what happened to it.</summary>
    public void Line(string process, string text) => Write(
        plain => plain.WriteLine($"{process,-NameWidth}| {text}"),
        rich => rich.MarkupLineInterpolated($"[{ColourOf(process)}]{process,-NameWidth}|[/] {text}"));

    public void Ready(LocalPlan plan, IReadOnlyDictionary<string, int> processIds)
    {
        var table = new Table().AddColumns("Service", "URL", "PID", "API reference");
        table.Border = plain is null ? TableBorder.Rounded : TableBorder.Ascii;
        foreach (var process in plan.Processes)
            table.AddRow(process.Name, Address(process.Url), $"{processIds.GetValueOrDefault(process.Name)}", Address(new Uri(process.Url, "/scalar")));
        if (plan.SignIn is { } signIn)
            table.AddRow("sign-in", signIn.Name, $"{Environment.ProcessId}", $"{signIn.Name}/.well-known/openid-configuration");
        lock (gate)
        {
            console.WriteLine("Loyalty is ready");
            console.Write(table);
            if (plan.SignIn is not null)
                console.WriteLine($"A token: curl -s {plan.SignIn.Name}/token -d grant_type=client_credentials -d scope=traveller   (or curator, operator)");
            console.WriteLine($"Data: {plan.DataFolder}   Ctrl-C stops all of it.");
        }
    }

    /// <summary>Shows how far some work is while it runs. The work reports how many of the total are done.</summary>
    public async Task ProgressAsync(string title, int total, Func<Action<int>, Task> work)
    {
        if (plain is not null)
        {
            var told = -1;
            await work(done =>
            {
                if (done == told) return;
                told = done;
                Say($"{title}: {done} of {total}");
            });
            return;
        }
        await console.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask(title, maxValue: total);
            await work(done => task.Value = done);
        });
    }

    void Write(Action<TextWriter> plainly, Action<IAnsiConsole> richly)
    {
        lock (gate)
        {
            if (plain is not null) plainly(plain);
            else richly(console);
        }
    }

    string ColourOf(string process)
    {
        if (!colourOf.TryGetValue(process, out var colour)) colourOf[process] = colour = Colours[colourOf.Count % Colours.Length];
        return colour;
    }

    static string Address(Uri url) => url.ToString().TrimEnd('/');
}
