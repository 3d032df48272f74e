using System.Diagnostics;
using System.IO.Compression;
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Aws.Deployment;
using Loyalty.AppHost.Aws.Packages;
using Loyalty.AppHost.Local;
using Loyalty.Tests;

namespace Loyalty.AppHost.Tests.Aws;

public sealed class PublishTests : IDisposable
{
    // The services are built with this project, as they are with the AppHost.
    static readonly LocalLayout Layout = LocalLayout.Find() with
    {
        Output = string.Join('/', Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory).Split('/')[^3..]),
    };

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("loyalty-publish-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Options_are_read_and_what_is_missing_is_told()
    {
        Assert.Equal(PackageSource.None, PublishOptions.Parse(["--output", "x", "--no-packages"]).Packages);
        Assert.Equal(Path.GetFullPath("y"), PublishOptions.Parse(["--output=x", "--packages=y"]).Earlier);
        Assert.Contains("--output", Assert.Throws<HostException>(() => PublishOptions.Parse([])).Message, StringComparison.Ordinal);
        Assert.Contains("--speed", Assert.Throws<HostException>(() => PublishOptions.Parse(["--speed"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_twice_writes_the_same_bytes_and_a_hash_of_each()
    {
        await PublishAsync("first");
        await PublishAsync("second");
        await PublishAsync("second");
        var files = Directory.EnumerateFiles(In("first"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(In("first"), file)).ToArray();
        Assert.Contains("state-machine.json", files);
        Assert.Equal(files.Order(), Directory.EnumerateFiles(In("second"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(In("second"), file)).Order());
        var manifest = await File.ReadAllTextAsync(In("first", "manifest.json"), TestContext.Current.CancellationToken);
        foreach (var file in files)
        {
            Assert.Equal(await File.ReadAllBytesAsync(In("first", file)), await File.ReadAllBytesAsync(In("second", file)));
            if (file != "manifest.json") Assert.Contains(await Package.HashAsync(In("first", file), default), manifest, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        await File.WriteAllTextAsync(In("mine.txt"), "mine");
        await Assert.ThrowsAsync<HostException>(() => PublishAsync("."));
        Assert.True(File.Exists(In("mine.txt")));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task A_folder_whose_manifest_is_none_of_ours_is_left_alone(string manifest)
    {
        await File.WriteAllTextAsync(In("manifest.json"), manifest);
        Assert.Contains("no publish", (await Assert.ThrowsAsync<HostException>(() => PublishAsync("."))).Message, StringComparison.Ordinal);
        Assert.Equal(manifest, await File.ReadAllTextAsync(In("manifest.json")));
        Assert.Contains("publish again", Assert.Throws<HostException>(() => Release.Read(In("."))).Message, StringComparison.Ordinal);
        Assert.Contains("publish again", (await Assert.ThrowsAsync<HostException>(() => PublishAsync("next", PackageSource.Earlier, In(".")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_told()
    {
        await File.WriteAllTextAsync(In("file"), "");
        Assert.Contains("cannot be written", (await Assert.ThrowsAsync<HostException>(() => PublishAsync("file"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publish_that_fails_leaves_the_one_before_it_as_it_was()
    {
        await PublishAsync("kept");
        var before = Directory.EnumerateFiles(In("kept"), "*", SearchOption.AllDirectories).Order().ToArray();
        await Assert.ThrowsAsync<HostException>(() => PublishAsync("kept", PackageSource.Earlier, In("nowhere")));
        Assert.Equal(before, Directory.EnumerateFiles(In("kept"), "*", SearchOption.AllDirectories).Order());
        await PublishAsync("kept");
    }

    [Fact]
    public async Task Only_files_of_the_folder_itself_are_replaced()
    {
        await File.WriteAllTextAsync(In("mine.txt"), "mine");
        Directory.CreateDirectory(In("out"));
        await File.WriteAllTextAsync(In("out", "manifest.json"), """{ "files": { "../mine.txt": "" } }""");
        await PublishAsync("out");
        Assert.True(File.Exists(In("mine.txt")));
    }

    [Fact]
    public async Task A_package_starts_its_program_and_equal_files_make_equal_bytes_whenever_they_were_written()
    {
        var first = await PackAsync("one", DateTime.UtcNow);
        var second = await PackAsync("two", DateTime.UtcNow.AddDays(-1));
        Assert.Equal(first.Hash, second.Hash);
        await using var zip = await ZipFile.OpenReadAsync(In("one", first.Path));
        Assert.Equal(["bootstrap", "Loyalty.Api", "a.dll"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal("rwxr-xr-x", Mode(zip.GetEntry("bootstrap")!));
        Assert.Equal("rwxr-xr-x", Mode(zip.GetEntry("Loyalty.Api")!));
        Assert.Equal("rw-r--r--", Mode(zip.GetEntry("a.dll")!));
        using var start = new StreamReader(await zip.GetEntry("bootstrap")!.OpenAsync());
        Assert.StartsWith("#!/bin/sh\n", await start.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_a_function_cannot_hold_is_refused()
    {
        Directory.CreateDirectory(In("big"));
        await using (var file = File.Create(In("big", "huge.dll"))) file.SetLength(Package.MostUnpackedBytes + 1);
        var refused = await Assert.ThrowsAsync<HostException>(() => Package.PackAsync("api", In("big"), "Loyalty.Api", In("out"), default));
        Assert.Contains("240 MB", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_publish_whose_packages_were_changed_is_refused()
    {
        await PublishAsync("earlier");
        var refused = await Assert.ThrowsAsync<HostException>(() => PublishAsync("next", PackageSource.Earlier, In("earlier")));
        Assert.Contains("holds no package of api", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cfn-lint")]
    [InlineData("checkov")]
    public async Task Checkers_find_nothing_that_is_not_exempt_with_a_reason(string checker)
    {
        if (ToolServer.Missing(checker) is { } reason) Assert.Skip(reason);
        await PublishAsync("checked");
        string[] arguments = checker == "checkov"
            ? ["-d", In("checked", "templates"), "--framework", "cloudformation", "--compact", "--quiet"]
            : [.. Directory.GetFiles(In("checked", "templates"))];
        var start = new ProcessStartInfo(Path.Combine(Environment.GetEnvironmentVariable(ToolServer.FolderVariable)!, checker), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said + await complained);
    }

    async Task PublishAsync(string name, PackageSource packages = PackageSource.None, string? earlier = null) =>
        await new Publisher(Topology.Services, Layout, _ => { }).PublishAsync(new PublishOptions(In(name), packages, earlier), default);

    async Task<Package> PackAsync(string name, DateTime written)
    {
        var files = Directory.CreateDirectory(In(name, "published"));
        foreach (var file in (string[])["Loyalty.Api", "a.dll", "a.pdb", "a.xml"])
        {
            await File.WriteAllTextAsync(Path.Combine(files.FullName, file), file);
            File.SetLastWriteTimeUtc(Path.Combine(files.FullName, file), written);
        }
        return await Package.PackAsync("api", files.FullName, "Loyalty.Api", In(name), default);
    }

    string In(params string[] path) => Path.GetFullPath(Path.Combine([folder.FullName, .. path]));

    static string Mode(ZipArchiveEntry entry) => string.Concat(Enumerable.Range(0, 9).Select(bit =>
        (entry.ExternalAttributes >> 16 & 1 << (8 - bit)) == 0 ? '-' : "rwx"[bit % 3]));
}
