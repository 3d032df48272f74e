using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Mentions;

/// <summary>A cell or line that counts distance in a unit by name.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Row">Its row or line, as the document has it.</param>
/// <param name="Text">The cell or line.</param>
public sealed record UnitMention(DistanceUnit Unit, string Row, string Text);

/// <summary>
/// Where a document counts distance in kilometres, or in miles by a word that means no award miles. A distance given in both units is a
/// conversion and names neither. Pure.
/// </summary>
internal static partial class UnitMentions
{
    private const decimal KilometresInMile = 1.609344m;

    // "500 miles (805 km)", "500 miles (800 km)": conversions are rounded.
    private const decimal RoundedBy = 0.03m;

    // In a line, unlike in a cell, a number of kilometres may be about anything.
    private static readonly Phrases AboutCredit = new(
        "minimum", "min", "at least", "distance", "distances", "flown", "per segment", "per flight", "per sector", "for every", "for each", "per km", "per kilometre", "per kilometer", "kilometres of", "band");

    private static readonly SearchValues<string> Kilometre = SearchValues.Create(["km", "kilomet"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Mile = SearchValues.Create(["mi"], StringComparison.OrdinalIgnoreCase);

    public static ImmutableArray<UnitMention> In(DocumentText document, DistanceUnit unit)
    {
        var found = ImmutableArray.CreateBuilder<UnitMention>();
        foreach (var line in DocumentLines.Of(document))
        {
            if (MayName(line.Text, unit) && IsMeant(line.Text, unit, line.IsCell)) found.Add(new UnitMention(unit, line.Row, line.Text));
        }

        return found.ToImmutable();
    }

    /// <summary>A line is taken by its sentences: one on the fleet stands beside one on what is credited.</summary>
    private static bool IsMeant(string text, DistanceUnit unit, bool isCell)
    {
        foreach (var sentence in isCell ? [text] : Phrase.Sentences(text))
        {
            var folded = Phrase.Fold(sentence);
            if (Names(folded, unit, isCell) && (isCell || AboutCredit.In(folded)) && !IsConversion(folded)) return true;
        }

        return false;
    }

    private static bool MayName(string text, DistanceUnit unit) => unit == DistanceUnit.Kilometres
        ? text.AsSpan().ContainsAny('k', 'K') && text.AsSpan().ContainsAny(Kilometre)
        : text.AsSpan().ContainsAny('m', 'M') && text.AsSpan().ContainsAny(Mile);

    /// <summary>Kilometres mean distance alone; miles do where they are statute or nautical, or where a cell or line speaks of distance.</summary>
    private static bool Names(string folded, DistanceUnit unit, bool isCell) => unit == DistanceUnit.Kilometres
        ? Kilometres().IsMatch(folded)
        : Phrase.HasAny(folded, "statute miles", "nautical miles", "miles flown", "flown miles", "distance in miles", "distance (miles)", "in miles")
            || (isCell && MilesRange().IsMatch(folded));

    private static bool IsConversion(string folded)
    {
        foreach (Match miles in MilesAmount().Matches(folded))
        {
            foreach (Match kilometres in KilometresAmount().Matches(folded))
            {
                if (Number(miles) * KilometresInMile is var converted && Math.Abs(converted - Number(kilometres)) <= converted * RoundedBy) return true;
            }
        }

        return false;
    }

    private static decimal Number(Match match) =>
        decimal.TryParse(match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"(?<![a-z])(?:km|kms|kilomet(?:re|er)s?)(?![a-z])")]
    private static partial Regex Kilometres();

    [GeneratedRegex(@"(\d[\d,.]{0,12})\s?(?:km|kms|kilomet(?:re|er)s?)(?![a-z])")]
    private static partial Regex KilometresAmount();

    [GeneratedRegex(@"(\d[\d,.]{0,12})\s?(?:statute |nautical )?(?:mi|miles?)(?![a-z])")]
    private static partial Regex MilesAmount();

    [GeneratedRegex(@"\d[\d,.]{0,12}\s?(?:-|–|to|~)\s?\d[\d,.]{0,12}\s?(?:mi|miles)(?![a-z])")]
    private static partial Regex MilesRange();
}
