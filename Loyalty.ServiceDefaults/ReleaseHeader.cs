using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Published, every answer says which version of the function made it (<c>x-loyalty-version</c>): while a new version gets a share of the
/// calls, that is how its answers are told from the others.
/// </summary>
static class ReleaseHeader
{
    const string Variable = "AWS_LAMBDA_FUNCTION_VERSION", Header = "x-loyalty-version";

    internal static void AddReleaseHeader(this IHostApplicationBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } version) builder.Services.AddSingleton<IStartupFilter>(new Stamp(version));
    }

    sealed class Stamp(string version) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Response.Headers[Header] = version;
                return following(context);
            });
            next(app);
        };
    }
}
