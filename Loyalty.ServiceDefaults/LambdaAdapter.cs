using Microsoft.AspNetCore.Http;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// What the Lambda adapter says of the call that it passes on. It writes the header itself, over whatever a client sent under that name, with
/// HTTP's context for a request that came over HTTP, and <c>null</c> for an event that is none: see docs/events.md.
/// </summary>
static class LambdaAdapter
{
    internal const string RequestContext = "x-amzn-request-context";

    const string NoHttp = "null";

    internal static bool PassedOnEvent(HttpContext context) => context.Request.Headers[RequestContext] is [NoHttp];

    /// <summary>The adapter's own question whether the service is there; nobody else can leave the header out.</summary>
    internal static bool Asks(HttpContext context) =>
        Health.IsProbe(context.Request.Path) && !context.Request.Headers.ContainsKey(RequestContext);
}
