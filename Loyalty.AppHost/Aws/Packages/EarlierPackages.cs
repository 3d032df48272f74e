using System.Text.Json;

namespace Loyalty.AppHost.Aws.Packages;

/// <summary>Packages that an earlier publish built.</summary>
static class EarlierPackages
{
    public static async Task<IReadOnlyList<Package>> TakeAsync(string from, string output, CancellationToken stop)
    {
        var manifest = Path.Combine(from, Manifest.File);
        if (!File.Exists(manifest)) throw new HostException($"{from} holds no {Manifest.File}: it is no output of publish.");
        try
        {
            using var known = JsonDocument.Parse(await File.ReadAllTextAsync(manifest, stop));
            return await TakeAsync(known.RootElement, from, output, stop);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HostException($"{manifest} is no manifest that publish wrote: publish again.");
        }
    }

    static async Task<IReadOnlyList<Package>> TakeAsync(JsonElement known, string from, string output, CancellationToken stop)
    {
        var packages = new List<Package>();
        foreach (var entry in known.GetProperty("packages").EnumerateArray())
        {
            var package = new Package(
                entry.GetProperty("service").GetString()!, entry.GetProperty("path").GetString()!, entry.GetProperty("sha256").GetString()!,
                entry.GetProperty("bytes").GetInt64(), entry.GetProperty("unpackedBytes").GetInt64());
            var (source, target) = (Path.Combine(from, package.Path), Path.Combine(output, package.Path));
            if (!File.Exists(source) || await Package.HashAsync(source, stop) != package.Hash)
                throw new HostException($"{source} is not what {Manifest.File} beside it says: publish again.");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target, overwrite: true);
            packages.Add(package);
        }
        return packages;
    }
}
