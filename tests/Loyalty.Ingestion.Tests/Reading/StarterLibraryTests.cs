using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Tests;

namespace Loyalty.Ingestion.Tests.Reading;

public class StarterLibraryTests
{
    private static readonly DateOnly LibraryMade = new(2026, 11, 23);

    [Fact]
    public async Task The_starter_library_reads_whole()
    {
        List<ExtractedFacts> known = [];
        List<string> problems = [];
        List<EarningChart> loaded = [];
        var names = NameIndex.From(known);
        await foreach (var document in StarterLibrary.ReadAsync())
        {
            var (facts, hints) = (document.Facts, document.Hints);
            names = document.Names;
            known.Add(facts);
            problems.AddRange(facts.UnreadRows().Select(u => $"{document.Path}: {u}"));
            var context = new ValidationContext(names) { Hints = hints, DocumentId = document.Path, HandedIn = LibraryMade, Charts = [.. loaded] };
            problems.AddRange(FactValidator.Validate(facts, context).Select(p => $"{document.Path}: {p.Reason}"));
            // What a sidecar confirms and no check asks any more would hide the next thing that it does ask.
            var asked = FactValidator.Validate(facts, context with { Hints = hints with { Confirmed = null } }).Select(p => p.Code).Distinct();
            problems.AddRange((hints.Confirmed?.Split(", ") ?? []).Except(asked).Select(code => $"{document.Path} confirms {code}, which no check asks"));
            loaded.AddRange(facts.Charts.Select(c => new EarningChart { Id = document.Path, DocumentId = document.Path, Key = c.Key, Validity = c.Validity, Rules = c.Rules }));
        }

        Assert.Empty(problems);
        var charts = known.SelectMany(f => f.Charts).ToList();
        // Two documents that bring the same chart for the same first day would replace each other.
        Assert.Equal(charts.Count, charts.Select(c => (c.Key, c.Validity.From, c.Validity.By)).Distinct().Count());
        foreach (var program in new[] { "UA_MileagePlus", "LH_MilesAndMore", "SQ_KrisFlyer", "NH_MileageClub", "AF_FlyingBlue", "BA_Club" })
            Assert.Contains(charts, c => c.Key.ProgramId == program);
        Assert.True(charts.Where(c => c.Key.Carrier.Length == 2 && names.Program(c.Key.ProgramId)?.Airline != c.Key.Carrier).Select(c => (c.Key.ProgramId, c.Key.Carrier)).Distinct().Count() >= 20);
        Assert.NotEmpty(known.SelectMany(f => f.Transfers));
    }
}
