namespace Loyalty.Maintenance;

/// <summary>Where the local stores are, and beside them the backups and what is restored from them.</summary>
sealed record DataFolder(string Path)
{
    public string Backups => System.IO.Path.Combine(Path, "backups");

    public string Restores => System.IO.Path.Combine(Path, "restores");

    public static DataFolder Of(IConfiguration configuration) => new(System.IO.Path.GetFullPath(configuration["Loyalty:Data"] ?? ".loyalty"));
}
