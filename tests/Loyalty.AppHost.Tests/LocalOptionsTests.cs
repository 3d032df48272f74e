using Loyalty.AppHost.Local;

namespace Loyalty.AppHost.Tests;

public class LocalOptionsTests
{
    [Fact]
    public void Without_options_the_defaults_hold() =>
        Assert.Equal(new LocalOptions(Data: null, PortBase: 5080, Seed: true, Backend: Backend.Local, RebuildGraph: false, Help: false, SignIn: false), LocalOptions.Parse([]));

    [Fact]
    public void Every_option_is_read() =>
        Assert.Equal(
            new LocalOptions(Data: "/tmp/stores", PortBase: 6080, Seed: false, Backend: Backend.Aws, RebuildGraph: true, Help: true, SignIn: true),
            LocalOptions.Parse(["rebuild-graph", "--data", "/tmp/stores", "--port-base", "6080", "--backend", "aws", "--no-seed", "--sign-in", "--help"]));

    [Fact]
    public void A_value_may_follow_an_equals_sign() =>
        Assert.Equal(new LocalOptions(Data: "/tmp/a=b", PortBase: 7000), LocalOptions.Parse(["--data=/tmp/a=b", "--port-base=7000"]));

    [Fact]
    public void A_relative_data_folder_is_taken_from_the_current_folder() =>
        Assert.Equal(Path.Combine(Directory.GetCurrentDirectory(), "stores"), LocalOptions.Parse(["--data", "stores"]).Data);

    [Theory]
    [InlineData("--prot-base", "Unknown option: --prot-base")]
    [InlineData("publish", "Unknown option: publish")]
    [InlineData("--data", "--data needs a value")]
    [InlineData("--data --no-seed", "--data needs a value")]
    [InlineData("--port-base", "--port-base needs a value")]
    [InlineData("--backend", "--backend needs a value")]
    [InlineData("--backend azure", "--backend is local or aws, not 'azure'")]
    [InlineData("--port-base ten", "not 'ten'")]
    [InlineData("--port-base 0", "not '0'")]
    [InlineData("--port-base -1", "not '-1'")]
    [InlineData("--port-base 65001", "not '65001'")]
    [InlineData("--no-seed=false", "Unknown option: false")]
    public void A_wrong_option_ends_with_exit_code_2_and_the_usage(string arguments, string says)
    {
        var error = Assert.Throws<HostException>(() => LocalOptions.Parse(arguments.Split(' ')));
        Assert.Equal(2, error.ExitCode);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains("--port-base N", error.Message, StringComparison.Ordinal);
    }
}
