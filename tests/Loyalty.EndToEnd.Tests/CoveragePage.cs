using System.Globalization;
using System.Text;
using System.Text.Json;
using Loyalty.Tests;

namespace Loyalty.EndToEnd.Tests;

/// <summary>The two tables of <c>docs/coverage.md</c>, as the api answers them.</summary>
static class CoveragePage
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Days that do not pass, and a fare where the program counts one: the answer is the same on any day.</summary>
    public static byte[] Question(WellKnownFlight flight) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        itinerary = new
        {
            segments = new[]
            {
                new
                {
                    marketingCarrier = flight.Carrier, origin = flight.Origin, destination = flight.Destination,
                    fareClass = flight.FareClass.ToString(), departureDate = WellKnownFlight.Departure,
                },
            },
            ticketedOn = WellKnownFlight.Ticketed,
            ticketPrice = new { baseFare = flight.Fare, currency = "EUR" },
        },
    });

    /// <summary>Programs by carriers: of those that have a chart.</summary>
    public static string Of(JsonElement coverage)
    {
        var table = new StringBuilder("| program | charts | rules | carriers with a chart | sources of |\n|---|---|---|---|---|\n");
        var programs = coverage.GetProperty("items").EnumerateArray().Where(program => program.GetProperty("charts").GetInt32() > 0).ToList();
        foreach (var program in programs)
        {
            var carriers = program.GetProperty("carriers").EnumerateArray().ToList();
            var years = carriers.SelectMany(carrier => carrier.GetProperty("sources").EnumerateArray()).Select(Year).ToList();
            table.Append(Invariant, $"| {Name(program)} | {program.GetProperty("charts")} | {program.GetProperty("rules")} ");
            table.Append(Invariant, $"| {string.Join(" ", carriers.Select(Carrier))} | {Span(years)} |\n");
        }

        return table.Append(Invariant, $"\n{coverage.GetProperty("total")} programs are known, {programs.Count} of them with {programs.Sum(program => program.GetProperty("charts").GetInt32())} charts and {programs.Sum(program => program.GetProperty("rules").GetInt32()):#,0} rules.\n").ToString();
    }

    /// <summary>What well-known flights earn, in every program that has a chart for tickets of their airlines.</summary>
    public static string Of(IReadOnlyList<(WellKnownFlight Flight, JsonElement Answer)> answers)
    {
        var table = new StringBuilder("| flight | miles | earns | earns nothing |\n|---|---|---|---|\n");
        foreach (var (flight, answer) in answers)
        {
            var options = answer.GetProperty("options").EnumerateArray().ToList();
            table.Append(Invariant, $"| {flight.Origin}–{flight.Destination}, {flight.Carrier} in {flight.FareClass}, {flight.Fare:#,0} EUR | {Miles(options):#,0} ");
            table.Append(Invariant, $"| {string.Join("; ", options.Select(Earned))} | {string.Join("; ", Nothing(answer))} |\n");
        }

        return table.ToString();
    }

    /// <summary>The page with the tables in their places.</summary>
    public static string With(string page, string coverage, string flights) => Between(Between(page, "coverage", coverage), "flights", flights);

    static string Between(string page, string name, string table)
    {
        string begin = $"<!-- {name}: written by a test -->\n", end = $"<!-- end of {name} -->";
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= 0 && to > from, $"The page has no place for {name}.");
        return page[..(from + begin.Length)] + table + page[to..];
    }

    static string Name(JsonElement program) => program.GetProperty("programName").GetString()!;

    static string Carrier(JsonElement carrier)
    {
        var code = carrier.GetProperty("carrier").GetString() switch { "*" => "any", "alliance:star-alliance" => "Star Alliance", "alliance:skyteam" => "SkyTeam", var other => other };
        return carrier.GetProperty("ended").GetBoolean() ? $"({code})" : code!;
    }

    /// <summary>Most programs count the geodesic; a few have a table of their own, in which a flight may be some miles longer.</summary>
    static decimal Miles(List<JsonElement> options) => options
        .Select(option => option.GetProperty("segments")[0].GetProperty("distance"))
        .OrderBy(distance => distance.GetProperty("basis").GetString() == "estimated" ? 0 : 1)
        .Select(distance => distance.GetProperty("miles").GetDecimal()).First();

    static string Earned(JsonElement option)
    {
        var parts = option.GetProperty("segments")[0].GetProperty("earned").EnumerateArray().ToList();
        var redeemable = option.GetProperty("redeemable").GetProperty("amount").GetDecimal();
        var amount = redeemable > 0
            ? redeemable.ToString("#,0", Invariant)
            : "no miles, " + string.Join(", ", option.GetProperty("metrics").EnumerateArray()
                .Select(metric => string.Create(Invariant, $"{metric.GetProperty("amount").GetDecimal():#,0.##} {metric.GetProperty("name")}")));
        return $"{Name(option)} {amount} ({Year(parts[0].GetProperty("source"))})";
    }

    /// <summary>Not those that have no chart, nor those whose chart is for other tickets alone.</summary>
    static IEnumerable<string> Nothing(JsonElement answer) =>
        from program in answer.GetProperty("ineligible").EnumerateArray()
        let code = program.GetProperty("code").GetString()
        where code is not ("no-chart" or "ticket-condition")
        select $"{Name(program)}: {code} ({Year(program.GetProperty("source"))})";

    /// <summary>Of the day that a source carries, or of the first day that it names.</summary>
    static string Year(JsonElement source) =>
        (source.GetProperty("sourceDate").GetString() ?? source.GetProperty("effectiveDate").GetString())?[..4] ?? "undated";

    static string Span(List<string> years)
    {
        var dated = years.Where(year => year != "undated").Order(StringComparer.Ordinal).ToList();
        string[] parts = [dated.Count == 0 ? "" : dated[0] == dated[^1] ? dated[0] : $"{dated[0]}–{dated[^1]}", years.Contains("undated") ? "undated" : ""];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }
}
