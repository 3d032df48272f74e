using System.Globalization;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>The arithmetic in words: <c>6,389 mi x 50% = 3,194.5, rounded to 3,195</c>.</summary>
internal static class Words
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Rate(decimal quantity, string unit, decimal rate, decimal divisor, decimal amount, string? because)
    {
        Span<char> buffer = stackalloc char[160];
        return divisor != 1
            ? rate == 1
                ? string.Create(Invariant, buffer, $"{quantity:#,0.##} {unit}{because} / {divisor:0.####} = {amount:#,0.##}")
                : string.Create(Invariant, buffer, $"{quantity:#,0.##} {unit}{because} x {rate:0.####} / {divisor:0.####} = {amount:#,0.##}")
            : string.Create(Invariant, buffer, $"{quantity:#,0.##} {unit}{because} x {rate * 100:0.####}% = {amount:#,0.##}");
    }

    public static string Minimum(decimal distance, string unit) => string.Create(Invariant, $" (the minimum; flown {distance:#,0} {unit})");

    public static string Spend(decimal spent, string currency, decimal rate, decimal divisor, decimal amount, string? converted)
    {
        Span<char> buffer = stackalloc char[160];
        return divisor == 1
            ? string.Create(Invariant, buffer, $"{converted}{currency} {spent:#,0.##} x {rate:0.####} = {amount:#,0.##}")
            : string.Create(Invariant, buffer, $"{converted}{currency} {spent:#,0.##} x {rate:0.####} / {divisor:0.####} = {amount:#,0.##}");
    }

    /// <summary>What stands before a fare that was rounded: the conversion, if there was one, and the fare as it was.</summary>
    public static string Counted(string? converted, string currency, decimal spent) => string.Create(Invariant, $"{converted}{currency} {spent:#,0.##} counts as ");

    public static string Converted(decimal amount, ExchangeRate rate) =>
        string.Create(Invariant, $"{rate.From} {amount:#,0.##} at {rate.Rate:0.######} of {rate.Date:yyyy-MM-dd}: ");

    public static string Band(decimal distance, string unit, DistanceBand band)
    {
        Span<char> buffer = stackalloc char[120];
        return band.UpTo is { } end
            ? string.Create(Invariant, buffer, $"{distance:#,0} {unit}, in the band up to {end:#,0}: {band.Amount:#,0.##}")
            : string.Create(Invariant, buffer, $"{distance:#,0} {unit}, in the last band: {band.Amount:#,0.##}");
    }

    public static string Fixed(decimal amount) => string.Create(Invariant, $"{amount:#,0.##} per segment");

    public static string Where(string words, ImmutableArray<string> of, string currency) =>
        $"{words} that earns {string.Join(" or ", of.Select(amount => amount == EarningRule.Redeemable ? currency : Name(amount)))}";

    /// <summary>An amount as a traveller reads it: the component's name, where it is of redeemable miles.</summary>
    public static string Name(string amount) => amount.StartsWith("redeemable/", StringComparison.Ordinal) ? amount["redeemable/".Length..] : amount;

    public static string Then(string words, string what, decimal amount)
    {
        Span<char> buffer = stackalloc char[200];
        return string.Create(Invariant, buffer, $"{words}, {what}{amount:#,0.##}");
    }

    public static string Times(string words, string factor, decimal rate, decimal amount) =>
        string.Create(Invariant, $"{words}, x {factor} {rate:0.####} = {amount:#,0.##}");

    public static string Sum(string what, decimal sum, string then, decimal amount) =>
        string.Create(Invariant, $"{what} {sum:#,0.##}, {then}{amount:#,0.##}");
}
