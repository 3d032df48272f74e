using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Loyalty.AppHost.Local.Seeding;

/// <summary>A file of the starter library with what a curator says of it in the file <c>name.ext.source.json</c> beside it.</summary>
/// <param name="Name">From the library's folder, with forward slashes.</param>
/// <param name="IsReference">Whether the other documents build on it: programs, airlines, airports.</param>
sealed record StarterDocument(string Path, string Name, bool IsReference, SourceHints Hints)
{
    const string Sidecar = ".source.json";

    /// <summary>What is reference first, each in ordinal order, so that every run submits in the same order.</summary>
    public static ImmutableArray<StarterDocument> Find(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(file => IsDocument(file.Name))
            .Select(file => new StarterDocument(file.Path, file.Name, IsReferenceName(file.Name), SourceHints.Beside(file.Path + Sidecar)))
            .OrderBy(document => document.IsReference ? 0 : 1)
            .ThenBy(document => document.Name, StringComparer.Ordinal),
    ];

    static bool IsDocument(string name) =>
        !name.StartsWith("examples/", StringComparison.Ordinal)
        && !name.EndsWith(Sidecar, StringComparison.Ordinal)
        && !name.Split('/').Any(part => part.StartsWith('.'));

    static bool IsReferenceName(string name) => !name.Contains('/', StringComparison.Ordinal) || name.StartsWith("reference/", StringComparison.Ordinal);
}

/// <summary>What a curator may say of a document. What is null is read from its text.</summary>
sealed record SourceHints(
    string? Title, string? Url, string? ProgramId, string? Carrier, string? EffectiveDate, string? SourceDate, string? Notes,
    IReadOnlyList<string>? Confirmed)
{
    static readonly SourceHints None = new(null, null, null, null, null, null, null, null);

    public static SourceHints Beside(string sidecar)
    {
        if (!File.Exists(sidecar)) return None;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(sidecar), SeedingJson.Default.SourceHints) ?? None;
        }
        catch (JsonException exception)
        {
            throw new HostException($"{sidecar} cannot be read: {exception.Message}");
        }
    }

    /// <summary>By the names of the form's fields.</summary>
    public IEnumerable<(string Name, string Value)> Fields() =>
        from field in new (string Name, string? Value)[]
        {
            ("title", Title), ("url", Url), ("programId", ProgramId), ("carrier", Carrier), ("effectiveDate", EffectiveDate),
            ("sourceDate", SourceDate), ("notes", Notes), ("confirmed", Confirmed is null ? null : string.Join(", ", Confirmed)),
        }
        where !string.IsNullOrEmpty(field.Value)
        select (field.Name, field.Value);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SourceHints))]
[JsonSerializable(typeof(Accepted))]
[JsonSerializable(typeof(SubmissionPage))]
sealed partial class SeedingJson : JsonSerializerContext;
