using System.Net;
using System.Net.Sockets;
using Loyalty.AppHost.Local;

namespace Loyalty.AppHost.Tests;

public class SupervisionTests
{
    [Fact]
    public void A_pause_doubles_from_one_second_to_thirty()
    {
        var backOff = new BackOff();
        Assert.Equal([1, 2, 4, 8, 16, 30, 30], Enumerable.Range(0, 7).Select(_ => backOff.After(TimeSpan.FromSeconds(59)).TotalSeconds));
    }

    [Fact]
    public void A_minute_of_health_starts_the_pauses_anew()
    {
        var backOff = new BackOff();
        backOff.After(TimeSpan.Zero);
        backOff.After(TimeSpan.Zero);
        Assert.Equal([1, 2], new[] { 60, 0 }.Select(healthy => backOff.After(TimeSpan.FromSeconds(healthy)).TotalSeconds));
    }

    [Theory]
    [InlineData(true, "dotnet", "run")]
    [InlineData(true, "/usr/bin/dotnet", "run", "--project", "Loyalty.AppHost")]
    [InlineData(true, "dotnet", "watch", "--project", "Loyalty.AppHost")]
    [InlineData(false, "dotnet", "Loyalty.AppHost.dll", "--", "run")]
    [InlineData(false, "bash", "-c", "dotnet run")]
    [InlineData(false, "dotnet")]
    [InlineData(false)]
    public void Only_a_parent_that_is_dotnet_run_is_followed(bool expected, params string[] commandLine) =>
        Assert.Equal(expected, Parent.IsDotnetRun(commandLine));

    [Fact]
    public void A_data_folder_is_held_by_one_and_free_again_after()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using (DataFolder.Hold(folder))
            {
                var error = Assert.Throws<HostException>(() => DataFolder.Hold(folder));
                Assert.Contains(folder, error.Message, StringComparison.Ordinal);
                Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
            }
            DataFolder.Hold(folder).Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_full_disk_is_not_another_AppHost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "writes to a device that is always full");
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "apphost.pid"), "/dev/full");
            var error = Assert.Throws<HostException>(() => DataFolder.Hold(folder));
            Assert.StartsWith($"The data folder {folder} cannot be written: No space left", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_an_error_that_names_it_the_service_and_the_way_out()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<HostException>(() => Ports.CheckAsync([("api", port)], TimeProvider.System, CancellationToken.None));
        Assert.Equal(1, error.ExitCode);
        Assert.Contains($"Port {port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("api", error.Message, StringComparison.Ordinal);
        Assert.Contains("--port-base", error.Message, StringComparison.Ordinal);
        listener.Stop();
        await Ports.CheckAsync([("api", port)], TimeProvider.System, CancellationToken.None);
    }
}
