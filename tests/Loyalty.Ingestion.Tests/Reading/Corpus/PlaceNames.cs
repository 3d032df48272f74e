using System.Collections.Frozen;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>What countries and continents are called on pages, in any language: the reader has their codes, labels what is printed.</summary>
internal static class PlaceNames
{
    private static readonly (string Code, string Name)[] Usual =
        [("US", "usa"), ("US", "u.s."), ("US", "us"), ("GB", "uk"), ("GB", "great britain"), ("GB", "london"), ("AE", "uae"), ("AE", "dubai"), ("KR", "korea"), ("CN", "china"), ("OC", "pacific")];

    // From Unicode CLDR, as the reader has them: a place a line, its English name first.
    private static readonly FrozenDictionary<string, string[]> Names = File
        .ReadLines(Path.Combine(CorpusPage.Repository, "services", "Loyalty.Ingestion", "Reading", "Translation", "Glossaries", "places.txt")).Skip(1)
        .Select(line => line.Split(['\t', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Where(names => names.Length > 1)
        .SelectMany(names => names.Select(name => (Code: Countries.ContinentOf(names[0]) ?? Countries.CodeOf(names[0]), Name: name.ToLowerInvariant())))
        .Where(place => place.Code is not null).Select(place => (Code: place.Code!, place.Name)).Concat(Usual)
        .GroupBy(place => place.Code, StringComparer.Ordinal).ToFrozenDictionary(place => place.Key, place => place.Select(name => name.Name).Distinct().ToArray(), StringComparer.Ordinal);

    /// <summary>Whether what is printed, in lower case, names the place: an airport, or a region as its program calls it, is printed as it is.</summary>
    public static bool In(string words, string place) =>
        words.Contains(place.ToLowerInvariant(), StringComparison.Ordinal) || Names.GetValueOrDefault(place, []).Any(name => words.Contains(name, StringComparison.Ordinal));
}
