using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// A page on the internet must not reach a service on a laptop: not through the network, not by a name that was made
/// to resolve to loopback (the host is checked), and not by a browser that sends its forms here (the origin is checked).
/// </summary>
static class Loopback
{
    internal static void AddLoopbackOnly(this IHostApplicationBuilder builder)
    {
        var published = Deployment.Of(builder.Configuration).IsPublished;
        var hosts = AcceptedHosts(builder.Configuration["AllowedHosts"], published);
        // A startup filter stands before all that the service itself puts in the pipeline.
        builder.Services.AddSingleton<IStartupFilter>(new Gate(hosts));
        // The framework's own host filter would refuse loopback as soon as AllowedHosts names another host.
        builder.Services.PostConfigure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]);
        if (published) return;
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureEndpointDefaults(Refuse));
    }

    /// <summary>Published, whoever can call the service has found it by a name that AWS gave it: there any host may be allowed.</summary>
    static StringSegment[] AcceptedHosts(string? allowed, bool published)
    {
        var configured = (allowed ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return ["localhost", "127.0.0.1", "[::1]", .. configured.Where(host => published || host != "*").Select(host => new StringSegment(host))];
    }

    static void Refuse(ListenOptions endpoint)
    {
        if (endpoint.IPEndPoint is not { } address || IPAddress.IsLoopback(address.Address)) return;
        throw new InvalidOperationException(
            $"Refusing to listen on {address}: this service listens on loopback only, such as http://127.0.0.1:{address.Port}. " +
            "Behind a proxy that authenticates, set Loyalty__Published=true and AllowedHosts.");
    }

    sealed class Gate(StringSegment[] hosts) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(Check);
            next(app);
        };

        Task Check(HttpContext context, RequestDelegate next)
        {
            if (!IsAccepted(context.Request.Host.Host))
                return Problem.WriteAsync(context, StatusCodes.Status400BadRequest, "This service does not answer for that host.");
            if (context.Request.Headers.TryGetValue("Origin", out var origin) && !IsOwn(origin))
                return Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "Requests from pages of other origins are refused.");
            return next(context);
        }

        bool IsOwn(StringValues origin) =>
            Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && IsAccepted(uri.Host);

        bool IsAccepted(string host) => host.Length > 0 && HostString.MatchesAny(host, hosts);
    }
}
