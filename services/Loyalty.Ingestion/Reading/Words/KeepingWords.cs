using System.Text.RegularExpressions;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Words of what keeps a tier, which is not what reaches it. Pure.</summary>
internal static partial class KeepingWords
{
    private static readonly Phrases Words = new(
        "renew", "renews", "renewed", "renewing", "renewal", "maintain", "maintains", "maintaining", "maintenance", "retain", "retains", "retaining", "retention", "keep", "keeps", "keeping", "stay", "stays", "staying", "remain", "remains", "remaining",
        "requalify", "requalifies", "requalifying", "requalification", "re-qualify", "re-qualification");

    /// <summary>Whether a folded text speaks of keeping alone: what reaches a tier and keeps it is what it takes.</summary>
    public static bool In(string folded) => Words.In(folded) && Words.In(AndReaching().Replace(folded, " "));

    [GeneratedRegex(@"\b(?:earn|reach|be|become|get|obtain|qualify|qualify for|achieve|attain|reaching|obtaining|receiving|qualifying|achieving|attaining|qualification) ?(?:or|and|&|/) ?(?:to )?(?:keep|retain|stay|renew|maintain|requalify|keeping|retaining|renewing|renewal|maintaining|retention|requalification)\b")]
    private static partial Regex AndReaching();
}
