using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Tests;

namespace Loyalty.Ingestion.Tests.Reading;

public class StarterLibraryTests
{
    [Fact]
    public async Task The_starter_library_reads_whole()
    {
        List<ExtractedFacts> known = [];
        List<string> problems = [];
        var names = NameIndex.From(known);
        await foreach (var document in StarterLibrary.ReadAsync())
        {
            names = document.Names;
            known.Add(document.Facts);
            problems.AddRange(document.Facts.UnreadRows().Select(u => $"{document.Path}: {u}"));
            problems.AddRange(FactValidator.Validate(document.Facts, names).Select(p => $"{document.Path}: {p.Reason}"));
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
