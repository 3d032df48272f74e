using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace Microsoft.Extensions.Hosting;

static class ApiReference
{
    internal static void AddApiReference(this IHostApplicationBuilder builder) => builder.Services.AddOpenApi("v1");

    internal static void MapApiReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/scalar", options => options.DisableDefaultFonts());
    }
}
