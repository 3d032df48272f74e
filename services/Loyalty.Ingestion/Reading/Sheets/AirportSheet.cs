using System.Globalization;
using System.Text;
using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>Airports in the columns of OurAirports; only those with an IATA code and scheduled service are taken.</summary>
internal static class AirportSheet
{
    public static bool Is(SheetTable sheet) => sheet.HasAll("iata code", "latitude deg", "longitude deg", "iso country", "continent", "name");

    public static void Read(SheetTable sheet, SheetFacts facts, CancellationToken ct)
    {
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            if ((row & 1023) == 0) ct.ThrowIfCancellationRequested();
            var iata = sheet[row, "iata code"];
            if (iata.Length == 0 || sheet[row, "scheduled service"] is not ("yes" or "1" or "")) continue;
            if (iata.Length != 3 || !iata.All(char.IsAsciiLetterUpper))
            {
                facts.Unread.Add(sheet.Unread(row, iata, "an IATA code has three capital letters"));
                continue;
            }

            if (Degrees(sheet[row, "latitude deg"], 90) is not { } latitude || Degrees(sheet[row, "longitude deg"], 180) is not { } longitude)
            {
                facts.Unread.Add(sheet.Unread(row, $"{sheet[row, "latitude deg"]}, {sheet[row, "longitude deg"]}", "these are no coordinates in degrees"));
                continue;
            }

            var city = sheet[row, "municipality"];
            facts.Airports.Add(new Airport(
                iata, sheet[row, "name"], city.Length == 0 ? null : city, sheet[row, "iso country"], sheet[row, "continent"], latitude, longitude));
        }
    }

    private static double? Degrees(string text, double limit) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= limit ? value : null;
}

/// <summary>Rates of exchange: date, from, to, rate.</summary>
internal static class RateSheet
{
    // No currency is a billion times another; what is beyond, no sum of a fare would hold.
    private const decimal Highest = 1_000_000_000, Lowest = 1 / Highest;

    public static bool Is(SheetTable sheet) => sheet.HasAll("date", "from", "to", "rate");

    public static void Read(SheetTable sheet, SheetFacts facts)
    {
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            var (from, to) = (sheet[row, "from"], sheet[row, "to"]);
            if (sheet.Day(row, "date") is not { } day || !IsCurrency(from) || !IsCurrency(to) || from == to
                || !decimal.TryParse(sheet[row, "rate"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || rate is < Lowest or > Highest)
            {
                facts.Unread.Add(sheet.Unread(row, $"{from} {to} {sheet[row, "rate"]}", "a rate needs a day, two different ISO 4217 codes and a number above 0, at most 1,000,000,000"));
                continue;
            }

            facts.ExchangeRates.Add(new Core.Earning.ExchangeRate(from, to, day, rate, facts.DocumentId));
        }
    }

    private static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);
}

/// <summary>Distances that a program publishes: from, to, miles.</summary>
internal static class SectorSheet
{
    public static bool Is(SheetTable sheet) => sheet.HasAll("from", "to") && Miles(sheet) is not null && !sheet.HasAll("rate");

    public static void Read(SheetTable sheet, string? programId, SheetFacts facts)
    {
        var miles = Miles(sheet);
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            var (from, to) = (sheet[row, "from"], sheet[row, "to"]);
            var unknown = !IsCode(from) ? from : !IsCode(to) ? to : null;
            if (programId is null || unknown is not null || sheet.Number(row, miles) is not { } distance)
                facts.Unread.Add(sheet.Unread(row, unknown ?? sheet[row, miles], programId is null ? "no program is named whose table it is" : "a sector needs two IATA codes and its miles"));
            else facts.Sectors.Add(new SectorDistance(programId, from, to, distance, facts.DocumentId));
        }
    }

    private static string? Miles(SheetTable sheet) => sheet.First("miles", "distance", "sector miles", "sector mileage", "basic sector mileage", "miles at 100%", "tpm", "mileage");

    private static bool IsCode(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);
}

/// <summary>Regions as a program draws them: region, and its countries, continents or airports.</summary>
internal static class RegionSheet
{
    private static readonly string[] Members = ["countries", "members", "country", "countries and airports"];

    public static bool Is(SheetTable sheet) => sheet.First("region", "zone") is not null && sheet.First(Members) is not null;

    public static void Read(SheetTable sheet, string? programId, SheetFacts facts)
    {
        var name = sheet.First("region", "zone");
        var members = sheet.First(Members);
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            if (programId is null)
            {
                facts.Unread.Add(sheet.Unread(row, sheet[row, name], "no program is named that draws this region"));
                continue;
            }

            List<string> codes = [];
            string? unknown = null;
            foreach (var part in sheet[row, members].Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (Member(part, facts.Names) is { } code) codes.Add(code);
                else unknown ??= part;
            }

            if (unknown is not null || codes.Count == 0) facts.Unread.Add(sheet.Unread(row, unknown ?? "", "it is no country, continent or airport"));
            else facts.Regions.Add(new Region(Id(programId, sheet[row, name]), programId, sheet[row, name], [.. codes.Distinct().Order(StringComparer.Ordinal)]));
        }
    }

    /// <summary>The id of a program's region: its name without what ids may not hold.</summary>
    public static string Id(string programId, string name)
    {
        var id = new StringBuilder(programId, programId.Length + 1 + name.Length).Append(':');
        foreach (var letter in name)
        {
            if (char.IsLetterOrDigit(letter)) id.Append(letter);
        }

        return id.ToString();
    }

    public static string? Member(string text, INameIndex names)
    {
        if (text.StartsWith("continent:", StringComparison.Ordinal) || text.StartsWith("airport:", StringComparison.Ordinal)) return text;
        if (Words.Countries.ContinentOf(text) is { } continent) return "continent:" + continent;
        if (Words.Countries.CodeOf(text) is { } country) return country;
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var code = open >= 0 && text.Length >= open + 5 ? text.Substring(open + 1, 3) : text;
        return code.Length == 3 && names.IsAirport(code) ? "airport:" + code : null;
    }
}
