using System.Globalization;
using Loyalty.Ingestion.Pipeline;
using Microsoft.AspNetCore.Diagnostics;

namespace Loyalty.Ingestion.Documents;

/// <summary>A request that a store has no answer for is no defect of this service: it says so, and when to try again.</summary>
sealed partial class OutageHandler(ILogger<OutageHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (!Outage.Is(exception) || exception is BadHttpRequestException) return false;
        Failed(exception.Message);
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem("A store does not answer. Nothing was lost: try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request could not be answered, since a store failed: {Reason}")]
    private partial void Failed(string reason);
}
