using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>Airlines: iata, name, country, alliance, source; and alliances: id, name. A row without a source stays unread.</summary>
internal static class AirlineSheet
{
    public static bool Is(SheetTable sheet) => sheet.First("iata", "carrier") is not null && sheet.First("name", "airline") is not null && sheet.HasAll("source");

    public static bool IsAlliances(SheetTable sheet) => sheet.HasAll("id", "name", "source") || sheet.HasAll("alliance", "name", "source");

    public static void Read(SheetTable sheet, SheetFacts facts)
    {
        var code = sheet.First("iata", "carrier");
        var name = sheet.First("name", "airline");
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            var iata = sheet[row, code];
            var country = sheet[row, "country"];
            var problem = Source(sheet, row)
                ?? (!CarrierWords.IsCode(iata) ? "an IATA code has two capital letters or digits" : null)
                ?? (country.Length > 0 && Country(country) is null ? $"'{country}' is no country that is known" : null);
            if (problem is not null)
            {
                facts.Unread.Add(sheet.Unread(row, iata, problem));
                continue;
            }

            var alliance = sheet[row, "alliance"];
            facts.Airlines.Add(new Airline(
                iata, sheet[row, name], country.Length == 0 ? null : Country(country), alliance.Length == 0 ? null : AllianceId(alliance, facts)));
        }
    }

    public static void ReadAlliances(SheetTable sheet, SheetFacts facts)
    {
        var id = sheet.First("id", "alliance");
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            if (Source(sheet, row) is { } problem) facts.Unread.Add(sheet.Unread(row, sheet[row, id], problem));
            else facts.Alliances.Add(new AllianceFact(sheet[row, id], sheet[row, "name"]));
        }
    }

    /// <summary>What is wrong with a row's source; null when it names one.</summary>
    public static string? Source(SheetTable sheet, int row) =>
        Uri.TryCreate(sheet[row, "source"], UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? null : "the row names no source (a URL)";

    /// <summary>The id of an alliance: what the graph or this sheet has, else its first word in lower case.</summary>
    private static string AllianceId(string name, SheetFacts facts)
    {
        if (facts.Names.AllianceByName(name) is { } known) return known;
        foreach (var alliance in facts.Alliances)
        {
            if (Phrase.Fold(alliance.Name) == Phrase.Fold(name) || alliance.Id == name) return alliance.Id;
        }

        return Phrase.Fold(name).Replace(' ', '-');
    }

    // SAS belongs to three countries: the first counts.
    private static string? Country(string text) => Countries.CodeOf(text) ?? Countries.CodeOf(text.Split('/')[0]);
}
