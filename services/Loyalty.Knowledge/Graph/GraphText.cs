using System.Globalization;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;

namespace Loyalty.Knowledge.Graph;

/// <summary>Values as the graph's text, and back: invariant, canonical, so that equal values are equal texts.</summary>
internal static class GraphText
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string? Of(DateOnly? date) => date?.ToString("yyyy-MM-dd", Invariant);

    public static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", Invariant);

    public static string? Of(decimal? value) => value?.ToString("0.############################", Invariant);

    public static decimal? Amount(string? text) => text is null ? null : decimal.Parse(text, Invariant);

    public static string? Of(int? value) => value?.ToString(Invariant);

    public static int? Number(string? text) => text is null ? null : int.Parse(text, Invariant);

    public static string Of(double value) => value.ToString("R", Invariant);

    public static double Real(string text) => double.Parse(text, Invariant);

    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString();

    public static T Named<T>(string? text, T otherwise)
        where T : struct, Enum => text is null ? otherwise : Enum.Parse<T>(text);

    public static T? Named<T>(string? text)
        where T : struct, Enum => text is null ? null : Enum.Parse<T>(text);

    /// <summary>Lists in one text, their items parted by a bar; bars and backslashes in items are escaped.</summary>
    public static string? Of(ImmutableArray<string> items) => items.IsDefaultOrEmpty
        ? null
        : string.Join('|', items.Select(item => item.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("|", @"\p", StringComparison.Ordinal)));

    public static ImmutableArray<string> List(string? text)
    {
        if (text is null) return [];
        if (!text.Contains('|', StringComparison.Ordinal) && !text.Contains('\\', StringComparison.Ordinal)) return [text];
        return [.. text.Split('|').Select(item => item.Replace(@"\p", "|", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal))];
    }

    public static string? Of(ImmutableArray<DistanceBand> bands) => bands.IsDefaultOrEmpty
        ? null
        : string.Join('|', bands.Select(band => $"{Of(band.UpTo)}:{Of((decimal?)band.Amount)}"));

    public static ImmutableArray<DistanceBand> Bands(string? text) => text is null
        ? []
        : [.. text.Split('|').Select(band =>
        {
            var parts = band.Split(':');
            return new DistanceBand(parts[0].Length == 0 ? null : Amount(parts[0]), Amount(parts[1])!.Value);
        })];

    public static string Of(Rounding rounding) => $"{rounding.Mode}/{rounding.Scope}/{rounding.Stage}";

    public static Rounding? RoundingOf(string? text)
    {
        if (text is null) return null;
        var parts = text.Split('/');
        return new Rounding(Enum.Parse<RoundingMode>(parts[0]), Enum.Parse<RoundingScope>(parts[1]), Enum.Parse<RoundingStage>(parts[2]));
    }

    public static Market MarketOf(string? text) => text is null ? Market.Any : Market.Parse(text);
}
