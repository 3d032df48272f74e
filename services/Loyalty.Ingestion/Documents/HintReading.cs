using System.Globalization;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Documents;

/// <summary>A curator's hints as text, checked.</summary>
public static class HintReading
{
    /// <summary>The most characters of a hint.</summary>
    public const int Longest = 2_000;

    public static (Hints Hints, Dictionary<string, string[]> Errors) Read(
        string? title, string? url, string? programId, string? carrier, string? effectiveDate, string? sourceDate, string? notes, string? confirmed = null)
    {
        var errors = new Dictionary<string, string[]>();
        string? Text(string name, string? value)
        {
            value = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
            if (value?.Length > Longest) errors[name] = [$"At most {Longest} characters."];
            if (value?.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) == true) errors[name] = ["No control characters."];
            return value;
        }

        DateOnly? Date(string name, string? value)
        {
            if (string.IsNullOrWhiteSpace(value)) return null;
            if (DateOnly.TryParseExact(value.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
            errors[name] = ["A date is written as 2026-12-31."];
            return null;
        }

        string? Codes(string name, string? value)
        {
            if (string.IsNullOrWhiteSpace(value)) return null;
            var codes = value.Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (!codes.TrueForAll(CheckCodes.IsConfirmable)) errors[name] = [$"What can be confirmed: {string.Join(", ", CheckCodes.Confirmable)}."];
            return string.Join(", ", codes);
        }

        var hints = new Hints(Text("title", title), Text("url", url), Text("programId", programId), Text("carrier", carrier),
            Date("effectiveDate", effectiveDate), Date("sourceDate", sourceDate), Text("notes", notes),
            Codes("confirmed", confirmed));
        if (hints.Url is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            errors["url"] = ["The address begins with http:// or https://."];
        if (hints.Carrier is { } carriers && (carriers.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) is not { Length: > 0 } codes || !codes.All(IsCarrier)))
            errors["carrier"] = ["A carrier is its IATA code, several are parted by commas, * is any, and alliance: with an id is an alliance."];
        return (hints, errors);
    }

    private static bool IsCarrier(string code) =>
        code == "*" || (AllianceWords.IsCarrier(code) && AllianceWords.IdOf(code).Length > 0) || (code.Length == 2 && code.All(char.IsAsciiLetterOrDigit));

    /// <summary>A file's name without folders or characters that no list should show.</summary>
    public static string FileName(string? name)
    {
        var bare = (name ?? "").Replace('\\', '/');
        bare = bare[(bare.LastIndexOf('/') + 1)..];
        bare = new string([.. bare.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]).Trim();
        return bare.Length == 0 ? "document" : bare.Length > 200 ? bare[^200..] : bare;
    }
}
