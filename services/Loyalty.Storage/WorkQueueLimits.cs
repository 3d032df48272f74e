using System.Text;
using System.Text.RegularExpressions;

namespace Loyalty.Storage;

/// <summary>What every queue accepts: SQS's rules, so that what works here works there.</summary>
public static partial class WorkQueueLimits
{
    /// <summary>The longest body, in bytes of UTF-8.</summary>
    public const int MaxBodyBytes = 256 * 1024;

    /// <summary>The longest delay or visibility.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromHours(12);

    internal static void CheckQueue(string queue)
    {
        if (!QueueName().IsMatch(queue))
            throw new ArgumentException("A queue's name is 1 to 80 letters, digits, hyphens and underscores.", nameof(queue));
    }

    internal static void CheckBody(string body)
    {
        if (body.Length == 0) throw new ArgumentException("A message has a body.", nameof(body));
        if (!WellFormed.IsText(body)) throw new ArgumentException("A message is well-formed Unicode.", nameof(body));
        if (Encoding.UTF8.GetByteCount(body) > MaxBodyBytes)
            throw new ArgumentException($"A message has more than {MaxBodyBytes} bytes.", nameof(body));
    }

    internal static void CheckDeduplicationId(string? id)
    {
        if (id is not null && !Printable().IsMatch(id))
            throw new ArgumentException("A deduplication id is 1 to 128 printable ASCII characters.", nameof(id));
    }

    internal static void CheckTraceParent(string? traceParent)
    {
        if (traceParent is not null && !Printable().IsMatch(traceParent))
            throw new ArgumentException("A trace parent is 1 to 128 printable ASCII characters.", nameof(traceParent));
    }

    internal static void CheckTime(TimeSpan time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, MaxTime, name);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,80}\z")]
    private static partial Regex QueueName();

    [GeneratedRegex(@"^[!-~]{1,128}\z")]
    private static partial Regex Printable();
}
