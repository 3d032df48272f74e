using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Loyalty.AppHost.Aws.Stacks;

namespace Loyalty.AppHost.Aws.Packages;

/// <summary>A service's package: what Lambda unpacks and starts. Equal files make equal bytes.</summary>
/// <param name="Service">Whose it is.</param>
/// <param name="Path">Where it lies, from the output folder; also its key in the artefact bucket, so that no deployment overwrites another's.</param>
/// <param name="UnpackedBytes">What it takes on a function's disk.</param>
sealed record Package(string Service, string Path, string Hash, long Bytes, long UnpackedBytes)
{
    public const string Folder = "packages";

    /// <summary>Lambda refuses more than 250 MB with all layers; the adapter's and a collector's are some of it.</summary>
    public const long MostUnpackedBytes = 240L * 1024 * 1024;

    const string Bootstrap = "bootstrap";
    const int Executable = 0b1_000_000_111_101_101, Readable = 0b1_000_000_110_100_100;

    // Of no use to a program that runs, or with paths of the machine that built it.
    static readonly string[] LeftOut = [".pdb", ".xml", ".staticwebassets.endpoints.json", "web.config", "appsettings.Development.json", "createdump"];

    // The earliest that a zip can say. What is in it is told by its hash.
    static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public PackageKey Key => new(Path, Hash);

    /// <summary>Packs a published program.</summary>
    /// <param name="published">The folder that <c>dotnet publish</c> wrote.</param>
    /// <param name="program">The name of its executable.</param>
    /// <param name="output">The output folder.</param>
    public static async Task<Package> PackAsync(string service, string published, string program, string output, CancellationToken stop)
    {
        var files = Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(published, file).Replace('\\', '/'))
            .Where(file => !LeftOut.Any(end => file.EndsWith(end, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal).ToArray();
        var unpacked = files.Sum(file => new FileInfo(System.IO.Path.Combine(published, file)).Length);
        if (unpacked > MostUnpackedBytes)
            throw new HostException($"The package of {service} is {Megabytes(unpacked)} MB unpacked: no more than {Megabytes(MostUnpackedBytes)} MB fit into a function with its layers.");

        Directory.CreateDirectory(System.IO.Path.Combine(output, Folder));
        var draft = System.IO.Path.Combine(output, Folder, $".{service}.zip");
        await using (var zip = new ZipArchive(File.Create(draft), ZipArchiveMode.Create))
        {
            await AddAsync(zip, Bootstrap, Executable, new MemoryStream(Encoding.UTF8.GetBytes(Start(program))), stop);
            foreach (var file in files)
                await AddAsync(zip, file, file == program || file.EndsWith(".so", StringComparison.Ordinal) ? Executable : Readable,
                    File.OpenRead(System.IO.Path.Combine(published, file)), stop);
        }
        var hash = await HashAsync(draft, stop);
        var path = $"{Folder}/{service}-{hash[..16]}.zip";
        File.Move(draft, System.IO.Path.Combine(output, path), overwrite: true);
        return new Package(service, path, hash, new FileInfo(System.IO.Path.Combine(output, path)).Length, unpacked);
    }

    public static async Task<string> HashAsync(string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }

    public static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;

    // A function's folder is where its bootstrap is, whatever the current one.
    static string Start(string program) => $"#!/bin/sh\nexec \"${{0%/*}}/{program}\"\n";

    static async Task AddAsync(ZipArchive zip, string name, int mode, Stream content, CancellationToken stop)
    {
        await using (content)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = Epoch;
            entry.ExternalAttributes = mode << 16;
            await using var target = await entry.OpenAsync(stop);
            await content.CopyToAsync(target, stop);
        }
    }
}
