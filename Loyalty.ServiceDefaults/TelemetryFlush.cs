using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

static class TelemetryFlushExtensions
{
    /// <summary>A published service sleeps as soon as it has answered: what it has to tell is sent before.</summary>
    internal static void AddTelemetryFlush(this IHostApplicationBuilder builder)
    {
        if (!Deployment.Of(builder.Configuration).IsPublished || !Telemetry.IsExported(builder.Configuration)) return;
        builder.Services.AddSingleton<IStartupFilter>(new TelemetryFlush(streams: builder.Configuration["AWS_LWA_INVOKE_MODE"] == "response_stream"));
    }
}

sealed class TelemetryFlush(bool streams) : IStartupFilter
{
    /// <summary>A collector that does not answer costs a request this much, and no more.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(streams ? AnswerThenFlushAsync : FlushThenAnswerAsync);
        next(app);
    };

    /// <summary>The end of an answer that streams is held back by what is not sent yet: its length is not known before.</summary>
    static async Task AnswerThenFlushAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (!Health.IsProbe(context.Request.Path)) await FlushAsync(context);
    }

    /// <summary>The adapter collects an answer whole anyway; collected here, its last byte leaves after the telemetry.</summary>
    static async Task FlushThenAnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (Health.IsProbe(context.Request.Path))
        {
            await next(context);
            return;
        }

        var answer = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var collected = new MemoryStream();
        var collecting = new StreamResponseBodyFeature(collected, answer);
        context.Features.Set<IHttpResponseBodyFeature>(collecting);
        try
        {
            await next(context);
            await collecting.CompleteAsync();
        }
        finally
        {
            context.Features.Set(answer);
        }

        await FlushAsync(context);
        collected.Position = 0;
        if (collected.Length > 0) await collected.CopyToAsync(answer.Stream, context.RequestAborted);
    }

    static async Task FlushAsync(HttpContext context)
    {
        EndSpan(context);
        var services = context.RequestServices;
        var milliseconds = (int)Patience.TotalMilliseconds;
        var flushed = Task.WhenAll(
            Task.Run(() => services.GetService<TracerProvider>()?.ForceFlush(milliseconds)),
            Task.Run(() => services.GetService<MeterProvider>()?.ForceFlush(milliseconds)),
            Task.Run(() => services.GetService<LoggerProvider>()?.ForceFlush(milliseconds)));
        // The exporters keep to times of their own, which are longer. What is late is sent when the service next wakes.
        await Task.WhenAny(flushed, Task.Delay(Patience));
    }

    /// <summary>The server ends the request's span after the answer, which would be too late: it says here what it would say then.</summary>
    static void EndSpan(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { IsStopped: false } span) return;
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.SetTag("http.route", route);
            span.DisplayName = $"{context.Request.Method} {route}";
        }

        span.Stop();
    }
}
