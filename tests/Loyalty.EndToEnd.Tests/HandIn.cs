using System.Collections.Immutable;
using System.Text;

namespace Loyalty.EndToEnd.Tests;

/// <summary>A document as a curator hands it in: a file with hints.</summary>
sealed record HandIn(string FileName, byte[] Bytes, params ImmutableArray<(string Name, string Value)> Hints)
{
    static readonly string[] Carriers =
        [.. from first in "LMNPQRST" from second in "1234567" select $"{first}{second}"];

    static readonly string[] Programs = ["XA_Club", "XB_Club", "XC_Club", "XD_Club"];

    public HandIn(string fileName, string text, params ImmutableArray<(string Name, string Value)> hints) : this(fileName, Encoding.UTF8.GetBytes(text), hints) { }

    /// <summary>What charts speak of: few airlines, programs and airports. Each sheet needs the one before it.</summary>
    public static ImmutableArray<HandIn> Reference { get; } =
    [
        new("airlines.csv", "iata,name,country,source\n"
            + "LH,Lufthansa,Germany,https://example.org/airlines\nSQ,Singapore Airlines,Singapore,https://example.org/airlines\n"
            + string.Concat(Carriers.Select(code => $"{code},Carrier {code},Germany,https://example.org/airlines\n"))),
        new("programs.csv", "program,name,kind,airline,currency,source\n"
            + "SQ_KrisFlyer,KrisFlyer,airline,SQ,miles,https://example.org/programs\n"
            + string.Concat(Programs.Select(id => $"{id},Club {id[..2]},airline,,miles,https://example.org/programs\n"))),
        new("airports.csv", """
            ident,type,name,latitude_deg,longitude_deg,elevation_ft,continent,iso_country,iso_region,municipality,scheduled_service,icao_code,iata_code
            EDDF,large_airport,Frankfurt Airport,50.036521,8.561268,364,EU,DE,DE-HE,Frankfurt am Main,yes,EDDF,FRA
            WSSS,large_airport,Singapore Changi Airport,1.35019,103.994003,22,AS,SG,SG-04,Singapore,yes,WSSS,SIN

            """),
    ];

    /// <summary>Many different documents: the first waits for a curator, the second cannot be used, the third is a sheet, the others are charts.</summary>
    public static ImmutableArray<HandIn> Many(int count) =>
    [
        Chart(0, ("Y, B, M", "100%"), ("K", "ask at the counter")),
        new("minutes.html", "<h1>Minutes of a meeting</h1><p>There was coffee.</p>"),
        new("rates.csv", "date,from,to,rate,source,url\n2026-04-13,EUR,USD,1.1684,A bank,https://example.org/rates\n"),
        .. Enumerable.Range(1, count - 3).Select(n => Chart(n, ("F, A", "150%"), ("J, C, D", $"{100 + n}%"), ("Y, B, M, K", "75%"))),
    ];

    public static HandIn Page(string fileName, string program, string carrier, string from, params ImmutableArray<(string Classes, string Amount)> rows) => new(fileName, $"""
        <!doctype html>
        <html><head><title>Earn {program} miles on {carrier}</title></head><body>
        <h1>Earn {program} miles on {carrier} flights</h1>
        <p>Effective from {from}</p>
        <table><tr><th>Booking class</th><th>Miles earned</th></tr>
        {string.Concat(rows.Select(row => $"<tr><td>{row.Classes}</td><td>{row.Amount}</td></tr>"))}
        </table></body></html>
        """);

    public MultipartFormDataContent ToForm()
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Bytes), "file", FileName } };
        foreach (var (name, value) in Hints) form.Add(new StringContent(value), name);
        return form;
    }

    static HandIn Chart(int n, params ImmutableArray<(string Classes, string Amount)> rows)
    {
        var (program, carrier) = (Programs[n % Programs.Length], Carriers[n / Programs.Length]);
        return Page($"chart-{n}.html", $"Club {program[..2]}", $"Carrier {carrier}", "1 January 2026", rows) with
        {
            Hints = [("programId", program), ("carrier", carrier)],
        };
    }
}
