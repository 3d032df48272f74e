extern alias api;
extern alias ingestion;
extern alias maintenance;
using Loyalty.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.EndToEnd.Tests.Identity;

/// <summary>The three services as they are, in this process, so that a test sees every route that they have. They believe one issuer.</summary>
public sealed class GuardedServices : IAsyncLifetime
{
    readonly Dictionary<string, IGuardedService> services = [];

    internal TestIssuer Issuer { get; private set; } = null!;

    internal IGuardedService this[string name] => services[name];

    public async ValueTask InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        services["api"] = new GuardedService<api::Program>(Issuer);
        services["ingestion"] = new GuardedService<ingestion::Program>(Issuer);
        services["maintenance"] = new GuardedService<maintenance::Program>(Issuer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.Values) await service.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

interface IGuardedService : IAsyncDisposable
{
    IReadOnlyList<RouteEndpoint> Routes { get; }

    HttpClient CreateClient();
}

sealed class GuardedService<TProgram>(TestIssuer issuer) : WebApplicationFactory<TProgram>, IGuardedService where TProgram : class
{
    readonly string folder = Directory.CreateTempSubdirectory("loyalty-identity-").FullName;

    public IReadOnlyList<RouteEndpoint> Routes => [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Loyalty:Data", folder);
        foreach (var (key, value) in issuer.Settings) builder.UseSetting(key, value);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
