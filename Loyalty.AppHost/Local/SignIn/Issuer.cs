using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loyalty.AppHost.Local.SignIn;

/// <summary>
/// An OpenID issuer for development, in the AppHost's own process: it gives every program of this machine a token for
/// whatever roles it asks for. It is what a suite on a laptop can be tried with as if it were published, and no more.
/// </summary>
sealed class Issuer : IAsyncDisposable
{
    const string DiscoveryPath = "/.well-known/openid-configuration", KeysPath = "/.well-known/jwks.json", TokenPath = "/token";
    const int LongestRequest = 16 * 1024;
    readonly SignInPlan plan;
    readonly TokenMint mint;
    readonly WebApplication app;

    Issuer(SignInPlan plan, TimeProvider time)
    {
        this.plan = plan;
        mint = new TokenMint(plan, time);
        app = Build(plan);
        app.Use(OnlyFromHereAsync);
        app.UseRouting();
        app.MapGet(DiscoveryPath, (RequestDelegate)(context => context.Response.WriteAsJsonAsync(Describe(), SignInJson.Default.Discovery)));
        app.MapGet(KeysPath, (RequestDelegate)(context => context.Response.WriteAsJsonAsync(mint.Keys, SignInJson.Default.KeySet)));
        app.MapPost(TokenPath, (RequestDelegate)GiveTokenAsync);
    }

    public static async Task<Issuer> StartAsync(SignInPlan plan, TimeProvider time, CancellationToken stop)
    {
        var issuer = new Issuer(plan, time);
        await issuer.app.StartAsync(stop);
        return issuer;
    }

    /// <summary>Sends requests as the AppHost itself, in the role that it has towards a service.</summary>
    public HttpMessageHandler SignedInAs(string role) => new SignedIn(() => mint.TokenOf("apphost", [role]));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        mint.Dispose();
    }

    static WebApplication Build(SignInPlan plan)
    {
        // Empty: neither the environment that the services are given nor the folder that the AppHost was called from says anything to it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestRequest;
            kestrel.Listen(IPAddress.Loopback, plan.Issuer.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    /// <summary>A page on the internet must not get a token: not by a name that was made to resolve to loopback, and not by a form that a browser sends.</summary>
    static Task OnlyFromHereAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
            return RefuseAsync(context, "invalid_request", "This issuer does not answer for that host.");
        if (context.Request.Headers.ContainsKey("Origin"))
            return RefuseAsync(context, "invalid_request", "This issuer is for programs, not for pages.", StatusCodes.Status403Forbidden);
        return next(context);
    }

    async Task GiveTokenAsync(HttpContext context)
    {
        if (await FormOfAsync(context.Request) is not { } form)
        {
            await RefuseAsync(context, "invalid_request", "A form is needed: grant_type=client_credentials and scope.");
            return;
        }
        if (form["grant_type"] != "client_credentials")
        {
            await RefuseAsync(context, "unsupported_grant_type", "The grant_type is client_credentials.");
            return;
        }
        var roles = form["scope"].Concat(form["role"]).SelectMany(word => (word ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct().ToList();
        if (roles.Count == 0 || roles.Exists(role => !SignInPlan.Roles.Contains(role)))
        {
            await RefuseAsync(context, "invalid_scope", $"The scope is one or more of {string.Join(' ', SignInPlan.Roles)}.");
            return;
        }
        var subject = form["client_id"] is [{ Length: > 0 } client] ? client : "developer";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(
            new TokenAnswer(mint.TokenOf(subject, roles), "Bearer", (int)TokenMint.Lifetime.TotalSeconds, string.Join(' ', roles)), SignInJson.Default.TokenAnswer);
    }

    static async Task<IFormCollection?> FormOfAsync(HttpRequest request)
    {
        if (!request.HasFormContentType) return null;
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }

    static Task RefuseAsync(HttpContext context, string error, string why, int status = StatusCodes.Status400BadRequest)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new TokenRefusal(error, why), SignInJson.Default.TokenRefusal);
    }

    Discovery Describe() => new(
        plan.Name, plan.Name + KeysPath, plan.Name + TokenPath, ["token"], ["public"], [mint.Keys.Keys[0].Alg], ["client_credentials"], SignInPlan.Roles, ["none"]);

    /// <summary>Signals are the AppHost's own to handle: the issuer is the last to stop, since its services ask it for keys.</summary>
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
