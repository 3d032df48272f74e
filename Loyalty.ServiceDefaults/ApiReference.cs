using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Microsoft.Extensions.Hosting;

static class ApiReference
{
    internal static void AddApiReference(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi("v1");

    /// <summary>Anonymous: it says what the source says, a browser that opens it has no token yet, and published it is not routed.</summary>
    internal static void MapApiReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/scalar", options => options.DisableDefaultFonts()).AllowAnonymous();
    }
}
