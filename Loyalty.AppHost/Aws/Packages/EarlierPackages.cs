using System.Text.Json;

namespace Loyalty.AppHost.Aws.Packages;

/// <summary>Packages that an earlier publish built.</summary>
static class EarlierPackages
{
    public static async Task<IReadOnlyList<Package>> TakeAsync(string from, string output, CancellationToken stop)
    {
        var manifest = Path.Combine(from, Manifest.File);
        if (!File.Exists(manifest)) throw new HostException($"{from} holds no {Manifest.File}: it is no output of publish.");
        using var known = JsonDocument.Parse(await File.ReadAllTextAsync(manifest, stop));
        var packages = new List<Package>();
        foreach (var entry in known.RootElement.GetProperty("packages").EnumerateArray())
        {
            var package = new Package(
                entry.GetProperty("service").GetString()!, entry.GetProperty("path").GetString()!, entry.GetProperty("sha256").GetString()!,
                entry.GetProperty("bytes").GetInt64(), entry.GetProperty("unpackedBytes").GetInt64());
            var (source, target) = (Path.Combine(from, package.Path), Path.Combine(output, package.Path));
            if (!File.Exists(source) || await Package.HashAsync(source, stop) != package.Hash)
                throw new HostException($"{source} is not what {manifest} says: publish again.");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (source != target) File.Copy(source, target, overwrite: true);
            packages.Add(package);
        }
        return packages;
    }
}
