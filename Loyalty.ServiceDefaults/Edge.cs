using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// With an edge in front (<c>Loyalty:Edge:Secret</c>), what did not come through it is refused: the edge adds the secret to each request, so that
/// nobody gets past its firewall by another address of the service.
/// </summary>
static class Edge
{
    const string Setting = "Loyalty:Edge:Secret", Header = "x-loyalty-edge";

    internal static void AddEdge(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[Setting] is { Length: > 0 } secret) builder.Services.AddSingleton<IStartupFilter>(new Gate(Encoding.UTF8.GetBytes(secret)));
    }

    sealed class Gate(byte[] secret) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(Check);
            next(app);
        };

        Task Check(HttpContext context, RequestDelegate next) =>
            HasSecret(context) || LambdaAdapter.PassedOnEvent(context) || LambdaAdapter.Asks(context)
                ? next(context)
                : Problem.WriteAsync(context, StatusCodes.Status403Forbidden, "This service answers through its edge only.");

        bool HasSecret(HttpContext context) =>
            context.Request.Headers[Header] is [{ } given] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), secret);
    }
}
