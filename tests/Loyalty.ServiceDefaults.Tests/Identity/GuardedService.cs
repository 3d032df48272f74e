using System.Net.Http.Headers;
using Loyalty.Tests;

namespace Loyalty.ServiceDefaults.Tests.Identity;

/// <summary>A service that believes the tokens of one issuer, and that issuer.</summary>
public sealed class GuardedService : IAsyncLifetime
{
    internal TestIssuer Issuer { get; private set; } = null!;
    internal TinyService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        Service = await TinyService.StartAsync(Issuer.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    internal Task<Answer> AskAsync(string path, string? token) => AskAsync(Service, path, token);

    internal static async Task<Answer> AskAsync(TinyService service, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await service.Client.SendAsync(request);
        var detail = response.IsSuccessStatusCode ? null : (await response.ProblemAsync()).GetProperty("detail").GetString();
        return new Answer((int)response.StatusCode, detail, response.Headers.WwwAuthenticate.ToString());
    }
}

/// <param name="Challenge">What <c>WWW-Authenticate</c> says.</param>
sealed record Answer(int Status, string? Detail, string Challenge);
