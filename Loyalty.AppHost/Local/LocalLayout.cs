namespace Loyalty.AppHost.Local;

/// <summary>Where things are on this machine.</summary>
/// <param name="Root">The repository, by absolute path.</param>
/// <param name="Output">Where a project's build goes, from its folder: such as <c>bin/Debug/net10.0</c>.</param>
/// <param name="Dotnet">The command that runs a built service.</param>
sealed record LocalLayout(string Root, string Output, string Dotnet)
{
    const string RootMark = "Loyalty.sln";

    /// <summary>From the AppHost's own place, so that the current folder does not matter.</summary>
    public static LocalLayout Find()
    {
        var own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        for (var folder = new DirectoryInfo(own); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, RootMark))) continue;
            // The services are built with the AppHost, so their output lies under them as its own lies under it.
            var project = Path.Combine(folder.FullName, typeof(LocalLayout).Assembly.GetName().Name!);
            return new LocalLayout(folder.FullName, Path.GetRelativePath(project, own), FindDotnet());
        }
        throw new HostException($"The AppHost runs from within its repository, but no folder above {own} holds {RootMark}.");
    }

    // The very one that runs the AppHost, for it is known to be there and to be new enough.
    static string FindDotnet()
    {
        var own = Environment.ProcessPath;
        if (Path.GetFileNameWithoutExtension(own) == "dotnet") return own!;
        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
    }
}
