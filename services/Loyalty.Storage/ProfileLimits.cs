using System.Text;
using System.Text.Json;

namespace Loyalty.Storage;

/// <summary>What every profile store accepts: DynamoDB's limits, so that what works here works there.</summary>
public static class ProfileLimits
{
    /// <summary>The longest id, in bytes of UTF-8.</summary>
    public const int MaxIdBytes = 256;

    /// <summary>The longest text, in bytes of UTF-8.</summary>
    public const int MaxJsonBytes = 350 * 1024;

    internal static void CheckId(string id)
    {
        if (id.Length == 0 || !WellFormed.IsText(id) || id.Any(char.IsControl) || Encoding.UTF8.GetByteCount(id) > MaxIdBytes)
            throw new ArgumentException($"A profile's id is 1 to {MaxIdBytes} bytes of well-formed text without control characters.", nameof(id));
    }

    internal static void CheckJson(string json)
    {
        if (!WellFormed.IsText(json)) throw new ArgumentException("A profile is well-formed Unicode.", nameof(json));
        if (Encoding.UTF8.GetByteCount(json) > MaxJsonBytes)
            throw new ArgumentException($"A profile has at most {MaxJsonBytes} bytes.", nameof(json));
        try
        {
            using var parsed = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new ArgumentException("A profile is JSON.", nameof(json), e);
        }
    }
}
