using System.Globalization;
using System.Text.RegularExpressions;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>
/// The program that a transfer list means by a partner's name: the program itself, its airline, or the company that its name begins with. What
/// may be two programs is none.
/// </summary>
internal static partial class PartnerNames
{
    /// <summary>The program's id; null where no program of the name is known, or several are.</summary>
    public static string? Find(string text, INameIndex names)
    {
        var whole = Marks().Replace(text, "").Trim();
        var name = Company().Replace(whole, "").Trim();
        if (name.Length < 2) return null;
        if ((names.ProgramByName(whole) ?? names.ProgramByName(name)) is { } exact) return exact;
        // "jetBlue trueBlue" begins its names with small letters.
        var capitals = name.Any(char.IsUpper) ? string.Join(' ', name.Split(' ').Select(word => word.Length > 2 ? char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..] : word)) : name;
        return Sole(names.ProgramsIn(capitals).Select(found => found.ProgramId)) ?? Sole(Airlines(capitals, names).Select(names.ProgramOfAirline).OfType<string>())
            ?? (text.EndsWith(" mile", StringComparison.OrdinalIgnoreCase) ? names.ProgramByName(text + "s") : null);
    }

    private static List<string> Airlines(string name, INameIndex names)
    {
        if (names.AirlineByName(name) is { } only) return [only];
        return [.. names.AirlinesIn(name).Select(airline => airline.Iata).Distinct()];
    }

    private static string? Sole(IEnumerable<string> programs) => programs.Distinct().Take(2).ToList() is [var only] ? only : null;

    [GeneratedRegex(@"[®™*†]|\s*\[\d+\]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+(?:award miles?|reward points?|miles?|points?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Company();
}
