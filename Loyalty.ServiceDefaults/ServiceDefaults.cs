using Microsoft.AspNetCore.Builder;

namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the suite has in common, in the form that Aspire's template made the convention.</summary>
public static class ServiceDefaults
{
    /// <summary>Call it first: what stops the service with its parent must be running before what may be slow to start.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddDeployment();
        builder.AddReleaseHeader();
        builder.AddParentWatch();
        builder.AddReadableConsole();
        builder.AddTelemetry();
        builder.AddTelemetryFlush();
        builder.AddHealth();
        builder.AddOutgoingHttp();
        builder.AddLoopbackOnly();
        builder.AddEdge();
        builder.AddLimits();
        builder.AddRequestErrors();
        builder.AddJson();
        builder.AddApiReference();
        builder.AddIdentity();
        return builder;
    }

    /// <summary>Call it before the service's own middleware and endpoints, so that their errors are problem details too.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseRequestErrors();
        app.UseRequestTimeouts();
        app.UseIdentity();
        app.MapHealth();
        app.MapApiReference();
        return app;
    }
}
