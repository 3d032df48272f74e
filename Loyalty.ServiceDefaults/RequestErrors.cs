using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

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
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
        app.Use((context, next) => HasKnownCharset(context.Request)
            ? next(context)
            : Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "The Content-Type names a charset that is not known. Bodies are UTF-8."));
    }

    /// <summary>The framework takes a charset that there is not for a failure of the service, and so it takes one in quotes, which are legal.</summary>
    static bool HasKnownCharset(HttpRequest request)
    {
        if (request.ContentType is not { } type || !type.Contains("charset", StringComparison.OrdinalIgnoreCase)) return true;
        if (!MediaTypeHeaderValue.TryParse(type, out var read) || !read.Charset.HasValue) return true;
        var charset = HeaderUtilities.RemoveQuotes(read.Charset);
        try
        {
            _ = Encoding.GetEncoding(charset.ToString());
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return false;
        }

        if (charset != read.Charset)
        {
            read.Charset = charset;
            request.ContentType = read.ToString();
        }

        return true;
    }

    static Task WriteAsync(HttpContext context, int status) => Problem.WriteAsync(context, status, BodyProblem(context, status));

    /// <summary>What a client can mend of its body, where the status alone does not say it.</summary>
    static string? BodyProblem(HttpContext context, int status) => status switch
    {
        // The framework's own answer to a body that broke off.
        StatusCodes.Status400BadRequest when context.Request.ContentType is not null => "The body could not be read to its end.",
        StatusCodes.Status408RequestTimeout => "The body came too slowly.",
        StatusCodes.Status413PayloadTooLarge when context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { MaxRequestBodySize: { } most } =>
            $"A body has at most {most.ToString("#,0", CultureInfo.InvariantCulture)} bytes here.",
        StatusCodes.Status415UnsupportedMediaType => "A body of this content type is not read here: /openapi/v1.json says which are.",
        _ => null,
    };

    static Task WriteAsync(HttpContext context)
    {
        var failure = context.Features.Get<IExceptionHandlerFeature>();
        if (failure?.Error is not BadHttpRequestException unreadable)
            return Problem.WriteAsync(context, StatusCodes.Status500InternalServerError);
        if (unreadable.StatusCode != StatusCodes.Status400BadRequest)
            return WriteAsync(context, unreadable.StatusCode);
        var body = failure.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return Problem.WriteAsync(context, unreadable.StatusCode, errors: UnreadableRequest.Explain(unreadable, body, json));
    }
}
