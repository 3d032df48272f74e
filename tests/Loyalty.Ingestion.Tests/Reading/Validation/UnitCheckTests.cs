using System.Globalization;
using CsCheck;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading.Validation;

public class UnitCheckTests
{
    private static readonly Hints InKilometres = new(ProgramId: "OS_Kilometres");

    [Fact]
    public void A_minimum_in_kilometres_of_a_program_that_counts_miles_is_asked_about_with_the_line()
    {
        var problem = Assert.Single(Judged.Of(Minimum("At least 800 km per flight are credited.")));
        Assert.Equal(CheckCodes.Unit, problem.Code);
        Assert.Equal("At least 800 km per flight are credited.", Assert.Single(problem.Rows));
        Assert.StartsWith("it counts kilometres, and the program counts miles", problem.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("At least 500 miles per flight are credited.")]
    [InlineData("At least 500 miles (805 km) per flight are credited.")]
    [InlineData("At least 500 miles per flight are credited. Our fleet flew 3 million km last year.")]
    public void A_minimum_in_miles_is_not_asked_about(string line) => Assert.Empty(Judged.Of(Minimum(line)));

    [Fact]
    public void The_other_way_round_it_is_asked_about_too()
    {
        Assert.Equal(["unit: Distance in miles | Miles per flight"], Judged.Short(Judged.Of(Bands("Distance in miles", 600, 2000, InKilometres), InKilometres)));
        Assert.Empty(Judged.Of(Bands("Distance", 600, 2000, InKilometres), InKilometres));
    }

    [Fact]
    public void Bands_headed_by_kilometres_are_asked_about_with_the_header() =>
        Assert.Equal(["unit: Distance (km) | Miles per flight"], Judged.Short(Judged.Of(Bands("Distance (km)", 1000, 3000))));

    [Fact]
    public void Bands_that_end_at_round_miles_in_kilometres_are_asked_about_without_a_word()
    {
        var problem = Assert.Single(Judged.Of(Bands("Distance", 966, 3219)));
        Assert.Equal(CheckCodes.Unit, problem.Code);
        Assert.StartsWith("the bands end at 966, 3,219 …, which are 600 miles in kilometres, 2,000 miles in kilometres …", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_band_beyond_the_longest_flight_is_asked_about()
    {
        Assert.Equal([CheckCodes.Unit], Judged.Of(Bands("Distance", 4000, 12000)).Select(problem => problem.Code));
        Assert.Empty(Judged.Of(Bands("Distance", 4000, 6500)));
        Assert.Empty(Judged.Of(Bands("Distance", 4000, 12000, InKilometres), InKilometres));
    }

    [Theory]
    [InlineData("160.9%", true)]
    [InlineData("62.14%", true)]
    [InlineData("161%", false)]
    [InlineData("62%", false)]
    public void A_rate_that_is_the_factor_between_the_units_is_asked_about(string rate, bool isAsked) =>
        Assert.Equal(isAsked ? [$"unit: Economy | Y | {rate}"] : [], Judged.Rows($"Economy | Y | {rate}"));

    [Fact]
    public void Round_bands_are_never_taken_for_the_other_unit_and_converted_ones_always_are() =>
        (from a in Gen.Int[4, 60] from b in Gen.Int[61, 120] select (A: a * 50, B: b * 50)).Sample(bands =>
        {
            Assert.Empty(Judged.Of(Bands("Distance", bands.A, bands.B)));
            var (a, b) = (Converted(bands.A), Converted(bands.B));
            // A conversion that happens to be round tells nothing.
            if (IsAlmostRound(a) || IsAlmostRound(b)) return;
            Assert.Equal([CheckCodes.Unit], Judged.Of(Bands("Distance", a, b)).Select(problem => problem.Code));
        }, iter: 60);

    private static int Converted(int miles) => (int)Math.Round(miles * 1.609344m);

    private static bool IsAlmostRound(int distance) => distance % 50 is 0 or 49;

    private static ExtractedFacts Minimum(string line) => Reader.Html(
        $"<h1>MilePlus on Lufthansa (LH)</h1><p>{line}</p><table><tr><th>Class</th><th>% of distance</th></tr><tr><td>Y</td><td>100%</td></tr></table>");

    private static ExtractedFacts Bands(string header, int near, int far, Hints? hints = null)
    {
        var facts = Reader.Html(string.Create(CultureInfo.InvariantCulture, $"<h1>Award miles on Lufthansa (LH)</h1><table><tr><th>{header}</th><th>Miles per flight</th></tr>"
            + $"<tr><td>0 - {near}</td><td>150</td></tr><tr><td>{near + 1} - {far}</td><td>400</td></tr></table>"), hints ?? new Hints(ProgramId: "UA_Plus"));
        Assert.NotEmpty(Assert.Single(facts.Charts).Rules);
        return facts;
    }
}
