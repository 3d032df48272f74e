using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

static class Json
{
    internal static void AddJson(this IHostApplicationBuilder builder) =>
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            json.NumberHandling = JsonNumberHandling.Strict;
            json.MaxDepth = 32;
            // Which of two values was meant is a guess. Unknown members are ignored, so that clients may be newer.
            json.AllowDuplicateProperties = false;
        });
}
