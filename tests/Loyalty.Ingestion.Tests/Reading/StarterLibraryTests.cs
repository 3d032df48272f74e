using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading;

public class StarterLibraryTests
{
    [Fact]
    public async Task The_starter_library_reads_whole()
    {
        List<ExtractedFacts> known = [];
        List<string> problems = [];
        var names = NameIndex.From(known);
        await StarterLibrary.ReadAsync((document, facts, knownNames) =>
        {
            names = knownNames;
            known.Add(facts);
            problems.AddRange(facts.UnreadRows().Select(u => $"{document}: {u}"));
            problems.AddRange(FactValidator.Validate(facts, names).Select(p => $"{document}: {p.Reason}"));
        });

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
