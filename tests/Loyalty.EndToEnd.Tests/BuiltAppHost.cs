namespace Loyalty.EndToEnd.Tests;

/// <summary>Where the build put the AppHost: it lies under its project as these tests lie under theirs.</summary>
static class BuiltAppHost
{
    public static readonly string Root = FindRoot();
    static readonly string Output = Path.GetRelativePath(Path.Combine(Root, "tests", "Loyalty.EndToEnd.Tests"), AppContext.BaseDirectory);

    public static string Project { get; } = Path.Combine(Root, "Loyalty.AppHost");
    public static string Program { get; } = Path.Combine(Project, Output, "Loyalty.AppHost.dll");
    public static string Configuration { get; } = Output.Split(Path.DirectorySeparatorChar)[1];
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Where the build put a service's program.</summary>
    public static string ServiceProgram(string name) => Path.Combine(Root, "services", $"Loyalty.{name}", Output, $"Loyalty.{name}.dll");

    public static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        Processes.RunAsync(Dotnet, [Program, .. arguments]);

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Loyalty.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run from within the repository.");
        return folder.FullName;
    }
}
