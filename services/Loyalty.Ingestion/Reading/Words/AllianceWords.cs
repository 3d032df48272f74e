namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Alliances where a carrier is meant, and what they call the levels of their members.</summary>
internal static class AllianceWords
{
    /// <summary>A level's name, for patterns.</summary>
    public const string Level = "Elite Plus|Elite|Gold|Silver|Ruby|Sapphire|Emerald";

    private const string Prefix = "alliance:";

    private static readonly string[] Levels = Level.Split('|');

    // What no program calls a tier of its own, or an alliance's by its name.
    private static readonly string[] SurelyLevels = ["elite", "elite plus", "skyteam elite", "skyteam elite plus", "ruby", "sapphire", "emerald", "star alliance gold", "star alliance silver"];

    /// <summary>An alliance as carrier: all its members' flights.</summary>
    public static string Carrier(string id) => Prefix + id;

    public static bool IsCarrier(string code) => code.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The id of an alliance that is a carrier.</summary>
    public static string IdOf(string code) => code[Prefix.Length..];

    /// <summary>The name of a level that a text has, beside one in the page's language: "超級菁英 (Elite Plus)".</summary>
    public static string? LevelIn(string text) => Array.Find(Levels, level => Phrase.Has(text, level));

    /// <summary>Whether a folded text beside a tier's name can be nothing but what its alliance calls it.</summary>
    public static bool IsLevel(string folded) => SurelyLevels.Contains(folded);
}
