using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Every error leaves as problem details: what the client sent wrong by JSON path, and the rest without inner details.</summary>
static class RequestErrors
{
    internal static void AddRequestErrors(this IHostApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        // Thrown, a request that cannot be read reaches the handler below; otherwise it is an empty 400.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    internal static void UseRequestErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteAsync,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(context => Problem.WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    static Task WriteAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>();
        if (failure?.Error is not BadHttpRequestException unreadable)
            return Problem.WriteAsync(context, StatusCodes.Status500InternalServerError);
        if (unreadable.StatusCode != StatusCodes.Status400BadRequest)
            return Problem.WriteAsync(context, unreadable.StatusCode);
        var body = failure.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return Problem.WriteAsync(context, unreadable.StatusCode, errors: UnreadableRequest.Explain(unreadable, body, json));
    }
}
