using System.Globalization;
using Loyalty.AppHost.Local;
using Microsoft.Extensions.Configuration;

namespace Loyalty.AppHost.Aspire;

/// <summary>What may be said otherwise, on the command line (<c>--LocalStack:Image=…</c>) or by the environment (<c>LocalStack__Image=…</c>).</summary>
/// <param name="LocalStackToken">Of a LocalStack account: newer images than the default ask for one, and keep their data on the volume with one.</param>
/// <param name="KeepContainers">Whether the containers, and what is in them, outlive the AppHost.</param>
/// <param name="Seed">Whether the starter library is handed in once ingestion is healthy.</param>
sealed record AspireOptions(string LocalStackImage = AspireOptions.LastFreeLocalStack, string? LocalStackToken = null, bool KeepContainers = true, bool Seed = true)
{
    /// <summary>The last one that needs no account.</summary>
    const string LastFreeLocalStack = "localstack/localstack:4.14.0";

    public int PortBase { get; init; } = LocalOptions.DefaultPortBase;

    public static AspireOptions From(IConfiguration configuration)
    {
        var otherwise = new AspireOptions();
        return new AspireOptions(
            configuration["LocalStack:Image"] ?? otherwise.LocalStackImage,
            configuration["LOCALSTACK_AUTH_TOKEN"],
            configuration.GetValue("KeepContainers", otherwise.KeepContainers),
            configuration.GetValue("Seed", otherwise.Seed))
        {
            PortBase = int.Parse(configuration["PortBase"] ?? $"{otherwise.PortBase}", CultureInfo.InvariantCulture),
        };
    }
}
