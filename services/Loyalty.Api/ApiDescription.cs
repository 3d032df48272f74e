using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Loyalty.Api;

/// <summary>Corrects what the generator of schemas cannot see.</summary>
static class ApiDescription
{
    public static void AddApiDescription(this IHostApplicationBuilder builder) =>
        builder.Services.Configure<OpenApiOptions>("v1", options => options.AddSchemaTransformer((schema, _, _) => Correct(schema)));

    private static Task Correct(OpenApiSchema schema)
    {
        // A converter of our own is opaque to it.
        if (schema is { Format: "date-time", Type: null }) schema.Type = JsonSchemaType.String | JsonSchemaType.Null;

        // It lets an optional enumeration be null twice, here and where it is used, and then null is no longer "one of" the two.
        if (schema.Enum is { Count: > 0 } values)
        {
            schema.Enum = [.. values.Where(value => value is not null && !value.IsJsonNullSentinel())];
            schema.Type = JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }
}
