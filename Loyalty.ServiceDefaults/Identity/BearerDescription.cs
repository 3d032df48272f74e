using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Microsoft.Extensions.Hosting;

/// <summary>What the description of a service says of tokens, where it asks for them.</summary>
static class BearerDescription
{
    const string Scheme = "bearer";

    internal static void DescribeBearer(this IHostApplicationBuilder builder) => builder.Services.Configure<OpenApiOptions>("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) => AddScheme(document));
        options.AddOperationTransformer((operation, context, _) => AddRequirement(operation, context));
    });

    static Task AddScheme(OpenApiDocument document)
    {
        document.AddComponent(Scheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A token of the authority that this service is configured with.",
        });
        return Task.CompletedTask;
    }

    static Task AddRequirement(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any() || metadata.OfType<IAuthorizeData>().LastOrDefault() is not { Roles: { } roles }) return Task.CompletedTask;
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        operation.Responses ??= [];
        Refuses(StatusCodes.Status401Unauthorized, "No token, or none that can be accepted");
        Refuses(StatusCodes.Status403Forbidden, $"The caller is no {roles.Replace(",", " or ", StringComparison.Ordinal)}");
        return Task.CompletedTask;

        void Refuses(int status, string why) =>
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse { Description = why });
    }
}
