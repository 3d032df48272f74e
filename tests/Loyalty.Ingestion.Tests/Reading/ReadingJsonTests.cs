using System.Text.Json;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

public class ReadingJsonTests
{
    [Fact]
    public void Facts_survive_being_written_down_between_stages()
    {
        var facts = Reader.Html("<h1>MilePlus on Lufthansa (LH)</h1><p>Tickets not issued by United (UA), valid from 1 April 2019.</p><table><tr><th>Cabin</th><th>Booking class</th><th>Miles</th><th>PQP</th></tr>"
            + "<tr><td>Business</td><td>J</td><td>150% → 125% from 1 May 2020 (min. 500)</td><td>5</td></tr><tr><td>Economy</td><td>Q?x</td><td>see below</td><td>1</td></tr></table>");
        var again = JsonSerializer.Deserialize(JsonSerializer.Serialize(facts, ReadingJson.Default.ExtractedFacts), ReadingJson.Default.ExtractedFacts)!;
        Assert.Equal(facts.Short(), again.Short());
        Assert.Equal(facts.UnreadRows(), again.UnreadRows());
        Assert.Equal(facts.Charts.Select(c => (c.Key, c.Validity)), again.Charts.Select(c => (c.Key, c.Validity)));
        Assert.Equal(facts.Charts.SelectMany(c => c.Rules.Select(r => r.Id)), again.Charts.SelectMany(c => c.Rules.Select(r => r.Id)));
        Assert.Equal(facts.FareClasses, again.FareClasses);
    }
}
