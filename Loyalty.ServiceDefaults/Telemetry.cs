using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

static class Telemetry
{
    /// <summary>Whatever a service calls <c>Loyalty.Something</c> is exported without being named here.</summary>
    const string OurOwn = "Loyalty.*";

    internal static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        var telemetry = builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OurOwn))
            .WithTracing(tracing => tracing
                .AddSource(builder.Environment.ApplicationName, OurOwn)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !Health.IsProbe(context.Request.Path))
                .AddHttpClientInstrumentation());
        if (IsExported(builder.Configuration)) telemetry.UseOtlpExporter();
    }

    internal static bool IsExported(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
}
