using System.Text.Json;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Why a request had no answer, as far as it decides what to do about it.</summary>
public enum GremlinFailure
{
    /// <summary>The server refused or failed: the same request would fail again.</summary>
    Rejected,

    /// <summary>Another request changed the same elements at the same time: nothing was written, and a second try may succeed.</summary>
    Conflict,

    /// <summary>The server has too much to do: nothing was written, and a later try may succeed.</summary>
    Throttled,

    /// <summary>The server took too long; whether it wrote is not known.</summary>
    TimedOut,

    /// <summary>The server could not be reached, or the connection broke; whether it wrote is not known.</summary>
    Unreachable,
}

/// <summary>A Gremlin request had no answer; the message says what happened and where.</summary>
/// <param name="failure">Which kind of failure.</param>
/// <param name="message">What happened.</param>
/// <param name="inner">What caused it.</param>
public sealed class GremlinException(GremlinFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    private const int Longest = 500;

    /// <summary>Which kind of failure.</summary>
    public GremlinFailure Failure { get; } = failure;

    /// <summary>Whether the same read may succeed in a moment.</summary>
    public bool IsPassing => Failure is GremlinFailure.Conflict or GremlinFailure.Throttled or GremlinFailure.Unreachable;

    /// <summary>A server's words, told apart by the codes that Gremlin Server and Neptune use.</summary>
    internal static GremlinException From(Uri server, int status, string message)
    {
        var failure = status switch
        {
            429 => GremlinFailure.Throttled,
            502 or 503 => GremlinFailure.Unreachable,
            504 or 598 => GremlinFailure.TimedOut,
            _ when Says(message, "ConcurrentModification") || Says(message, "TransactionException") || Says(message, "in another transaction")
                // Two who add the same vertex at once: TinkerGraph refuses the second by its id, Neptune by a constraint.
                || Says(message, "ConstraintViolationException") || Says(message, "with id already exists") => GremlinFailure.Conflict,
            _ when Says(message, "ThrottlingException") || Says(message, "TooManyRequests") => GremlinFailure.Throttled,
            // The writer of a cluster has moved: the next connection finds the new one.
            _ when Says(message, "ReadOnlyViolation") => GremlinFailure.Unreachable,
            _ when Says(message, "TimeLimitExceeded") || Says(message, "evaluation exceeded the configured") => GremlinFailure.TimedOut,
            _ => GremlinFailure.Rejected,
        };
        return new GremlinException(failure, $"{server} answered {status}: {Words(message)}");
    }

    // Over HTTP the words come in JSON, with a stack trace that helps nobody here.
    private static string Words(string message)
    {
        if (message.StartsWith('{'))
        {
            try
            {
                using var json = JsonDocument.Parse(message);
                message = string.Join(": ", ((string[])["code", "Exception-Class", "detailedMessage", "message"])
                    .Select(name => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null).OfType<string>());
            }
            catch (JsonException)
            {
                // A gateway's words, not the server's: they are shown as they came.
                return Short(message);
            }
        }

        return Short(message);
    }

    private static string Short(string message) => message.Length > Longest ? message[..Longest] + "…" : message;

    private static bool Says(string message, string word) => message.Contains(word, StringComparison.OrdinalIgnoreCase);
}
