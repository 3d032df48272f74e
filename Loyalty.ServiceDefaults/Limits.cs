using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// What one request may cost. An endpoint that needs more says so in its metadata: <c>[RequestSizeLimit]</c> for its
/// body, <c>WithRequestTimeout</c> or <c>DisableRequestTimeout</c> for its time.
/// </summary>
static class Limits
{
    internal static void AddLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            // Published, the adapter adds what API Gateway says of the request, all claims of its token included.
            kestrel.Limits.MaxRequestHeadersTotalSize = (Deployment.Of(builder.Configuration).IsPublished ? 48 : 16) * 1024;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(30) });
    }
}
