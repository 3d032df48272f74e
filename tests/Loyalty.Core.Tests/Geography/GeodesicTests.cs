using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Loyalty.Core.Geography;

namespace Loyalty.Core.Tests.Geography;

/// <summary>GeographicLib is the oracle: within 0.1 mile of it, everywhere on earth.</summary>
public sealed class GeodesicTests(ITestOutputHelper output)
{
    private const double Tolerance = 0.1;

    private static readonly Gen<(double Latitude, double Longitude)> Points = Gen.Double[-90, 90].Select(Gen.Double[-180, 180]);

    /// <summary>
    /// 1,000 random pairs, then pairs that are antipodal or nearly so, on the equator, at the poles, very near, across the date line;
    /// the distances are what <c>GeodSolve -i</c> of GeographicLib 2.1.2 prints.
    /// </summary>
    [Fact]
    public void A_table_of_geodesics_is_met()
    {
        using var table = new StreamReader(typeof(GeodesicTests).Assembly.GetManifestResourceStream("geodesics.csv")!);
        var rows = table.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(line => line.Split(',').Select(Number).ToArray()).ToArray();
        Assert.True(rows.Length >= 1000);
        Compare(rows.Select(row => (row[0], row[1], row[2], row[3], row[4])));
    }

    [Fact]
    public async Task Ten_thousand_random_pairs_are_met()
    {
        var solver = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "GeodSolve")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(solver is null, "GeodSolve (Debian's geographiclib-tools) is not on the path; the committed table stands in for it.");
        var random = new Random(20261123);
        var pairs = Enumerable.Range(0, 10_000).Select(_ => (From: Anywhere(random), To: Anywhere(random))).ToArray();
        var input = string.Join('\n', pairs.Select(pair => string.Create(CultureInfo.InvariantCulture,
            $"{pair.From.Latitude:F9} {pair.From.Longitude:F9} {pair.To.Latitude:F9} {pair.To.Longitude:F9}"))) + "\n";
        var metres = (await SolveAsync(solver!, input)).Select(line => Number(line.Split(' ')[2])).ToArray();
        Assert.Equal(pairs.Length, metres.Length);
        Compare(pairs.Zip(metres, (pair, exact) => (pair.From.Latitude, pair.From.Longitude, pair.To.Latitude, pair.To.Longitude, exact)));
    }

    [Fact]
    public void There_is_as_far_as_back() => Gen.Select(Points, Points).Sample((a, b) => Assert.Equal(
        Geodesic.Miles(a.Latitude, a.Longitude, b.Latitude, b.Longitude), Geodesic.Miles(b.Latitude, b.Longitude, a.Latitude, a.Longitude), Tolerance / 100));

    [Fact]
    public void A_point_is_nowhere_from_itself_however_its_longitude_is_written() => Points.Sample(point =>
    {
        Assert.Equal(0, Geodesic.Miles(point.Latitude, point.Longitude, point.Latitude, point.Longitude));
        Assert.Equal(0, Geodesic.Miles(point.Latitude, point.Longitude, point.Latitude, point.Longitude + 360), 1e-5);
    });

    [Fact]
    public void Nothing_is_further_than_half_a_meridian() => Gen.Select(Points, Points).Sample((a, b) => Assert.InRange(
        Geodesic.Miles(a.Latitude, a.Longitude, b.Latitude, b.Longitude), 0, (20003931.458626 / Geodesic.MetresPerMile) + Tolerance));

    private void Compare(IEnumerable<(double Latitude1, double Longitude1, double Latitude2, double Longitude2, double Metres)> geodesics)
    {
        double worst = 0;
        foreach (var (latitude1, longitude1, latitude2, longitude2, metres) in geodesics)
        {
            var error = Math.Abs(Geodesic.Miles(latitude1, longitude1, latitude2, longitude2) - (metres / Geodesic.MetresPerMile));
            Assert.True(error <= Tolerance, $"{latitude1} {longitude1} {latitude2} {longitude2}: {error} miles off");
            worst = Math.Max(worst, error);
        }

        output.WriteLine($"The greatest error is {worst} miles, {worst * Geodesic.MetresPerMile} m.");
    }

    private static (double Latitude, double Longitude) Anywhere(Random random) =>
        (Math.Asin((2 * random.NextDouble()) - 1) * 180 / Math.PI, (360 * random.NextDouble()) - 180);

    private static async Task<string[]> SolveAsync(string solver, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(solver, ["-i", "-p", "3"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var answers = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (await answers).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
