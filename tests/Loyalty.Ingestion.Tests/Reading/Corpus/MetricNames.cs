using System.Collections.Frozen;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>What elite metrics are called in any language: where the program's own list has one in English, the reader gives that name, and labels what is printed.</summary>
internal static class MetricNames
{
    private static readonly FrozenDictionary<string, string> English = Directory
        .EnumerateFiles(Path.Combine(CorpusPage.Repository, "services", "Loyalty.Ingestion", "Reading", "Translation", "Glossaries"), "??.txt")
        .SelectMany(File.ReadLines).Where(line => line.StartsWith('@') && line.Contains('=', StringComparison.Ordinal))
        .SelectMany(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Split('|', StringSplitOptions.TrimEntries), (line, printed) => (Printed: printed.ToLowerInvariant(), English: line[1..line.IndexOf('=', StringComparison.Ordinal)].Split('/')[0].Trim()))
        .GroupBy(name => name.Printed, name => name.English).ToFrozenDictionary(names => names.Key, names => names.First(), StringComparer.Ordinal);

    /// <summary>The English name of what is printed; null where no glossary has it.</summary>
    public static string? Of(string printed) => English.GetValueOrDefault(printed.ToLowerInvariant());
}
