using System.Buffers;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>A line that says who earns what: "Cabin (J, D, C) – 300%", "125%: F, A", "Gold members earn 8 points per dollar".</summary>
internal sealed partial record ChartLine(LineKey Key, LineValue Value)
{
    public const int Longest = 140;

    private static readonly string[] Marks = [": ", " – ", " — ", " - ", " = ", "\t", " → ", ":", "–", "—"];

    private static readonly string[] Verbs =
    [
        " and you'll earn ", " and you’ll earn ", " and you will earn ", " and you earn ", " and earn ", " and you'll get ", " and you’ll get ", " and you get ", " and get ",
        " will earn ", " earns ", " earn ", " receives ", " receive ", " gets ", " get ", " collects ", " collect ", " accrues ", " accrue ", " are credited with ", " at ",
    ];

    private static readonly SearchValues<string> AnyVerb = SearchValues.Create(Verbs, StringComparison.OrdinalIgnoreCase);

    // As a cell has a cabin before its letters.
    private static readonly string[] CabinNames = ["Economy: ", "Premium Economy: ", "Business: ", "First: "];

    // What makes of a label more than a name.
    private static readonly Phrases Narrowing = new(
        "only", "except", "not", "no", "without", "from", "until", "before", "after", "bonus", "extra", "award", "awards", "upgrade", "tier", "status", "elite", "members", "member", "codeshare", "operated", "marketed", "flights", "route", "routes", "haul", "card");

    private static readonly string[] Prepositions = [" for ", " on ", " in ", " when flying "];

    /// <summary>Reads a line; null where it is none, or a word of it is not understood.</summary>
    public static ChartLine? Read(string line, LoyaltyProgram? program, INameIndex names, bool brands, bool isBonus = false)
    {
        if (line.Length is < 4 or > Longest || !line.AsSpan().ContainsAnyInRange('0', '9')) return null;
        // "Flights under 500 miles are credited with 500" is a minimum, and no band.
        if (MinimumWords.IsRaised(Phrase.Fold(line))) return null;
        var currency = program is null ? "" : ProgramWords.Of(program).CellWords;
        var text = LineValue.WithoutAsides(line).TrimStart('*', '•', '·', '-', '–', '>', '✓', ' ').TrimEnd('.', ';', ',', ' ');
        // All of it may stand in brackets: "(from 1 May 2019)".
        if (text.Length < 4) return null;
        return Divided(text, Marks, keyFirst: true, valueFirst: true) ?? Bracketed(text) ?? (text.AsSpan().ContainsAny(AnyVerb) ? Divided(text, Verbs, keyFirst: true, valueFirst: false) : null)
            ?? Divided(text, Prepositions, keyFirst: false, valueFirst: true) ?? Ended(text) ?? Labelled(text);

        ChartLine? Divided(string whole, string[] marks, bool keyFirst, bool valueFirst)
        {
            // Signs have no capitals.
            var comparison = ReferenceEquals(marks, Marks) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            foreach (var mark in marks)
            {
                for (var at = whole.IndexOf(mark, 1, comparison); at > 0; at = whole.IndexOf(mark, at + 1, comparison))
                {
                    var (left, right) = (whole[..at], whole[(at + mark.Length)..]);
                    if (char.IsLetter(mark.Trim() is [var first, ..] ? first : ' ') && (IsWord(left) || IsWord(right))) continue;
                    if (keyFirst && Of(left, right, brands) is { } row) return row;
                    // "0.5 Avios per mile flown: classes K and L, or 250 Avios if that is more".
                    if (valueFirst && (Of(right, left, brands: false) ?? WithMore(left, right) ?? (mark == " on " ? Of(right, left, brands) : null)) is { } turned) return turned;
                }
            }

            return null;
        }

        // "Business Class: J, C, D (125%)", "125% (J, C, D)".
        ChartLine? Bracketed(string whole)
        {
            if (!whole.EndsWith(')')) return null;
            var open = whole.LastIndexOf('(');
            if (open <= 0) return null;
            var (before, inside) = (whole[..open], whole[(open + 1)..^1]);
            return Of(before, inside, brands) ?? Of(inside, before, brands: false);
        }

        // "Business Premier (C, D, J): 200% of miles flown": the letters say who is meant, whatever else the cabin is called.
        ChartLine? Labelled(string whole)
        {
            if (!whole.Contains('%', StringComparison.Ordinal) || !whole.Contains('(', StringComparison.Ordinal) || LabelledClasses().Match(whole) is not { Success: true } match) return null;
            var label = Phrase.Fold(match.Groups["label"].Value);
            if (Narrowing.In(label) || MarketWords.Read(label) is not null || MarketWords.IsNotUnderstood(label) || PlaceWords.NamesPlace(label) || !names.AirlinesIn(match.Groups["label"].Value).IsEmpty || LineKey.IsTier(label, program)) return null;
            var cabin = CabinWords.Find(label) is [var only] ? CabinNames[(int)only] : "";
            return LineValue.Read(match.Groups["value"].Value, currency) is { Measure: LineMeasure.Share, IsBonus: false } share ? new ChartLine(new LineKey(ColumnKind.Classes, $"{cabin}{match.Groups["letters"].Value}"), share) : null;
        }

        // "Silver 7x", "Economy Y, B 100%".
        ChartLine? Ended(string whole)
        {
            var anywhere = LineValue.MayBeginAnywhere(whole);
            for (var at = whole.LastIndexOf(' '); at > 0; at = whole.LastIndexOf(' ', at - 1))
            {
                if ((anywhere || LineValue.MayBegin(whole.AsSpan(at + 1))) && !IsWord(whole.AsSpan(0, at)) && LineValue.Read(whole[(at + 1)..], currency) is { } amount && For(whole[..at], amount, brands: false) is { } row) return row;
            }

            return null;
        }

        ChartLine? WithMore(string left, string right)
        {
            var at = right.IndexOf(", or ", StringComparison.OrdinalIgnoreCase);
            return at > 0 ? Of(right[..at], left + right[at..], brands: false) : null;
        }

        ChartLine? Of(string key, string value, bool brands) => LineValue.Read(value, currency) is { } amount ? For(key, amount, brands) : null;

        ChartLine? For(string key, LineValue amount, bool brands) =>
            LineKey.Read(key, program, names, brands) is { } who && (isBonus && who.Kind == ColumnKind.Tier && amount.Measure == LineMeasure.Share ? amount with { IsBonus = true } : amount) is var counted && Fit(who, counted) ? new ChartLine(who, counted) : null;
    }

    [GeneratedRegex(@"^(?<label>\p{Lu}[\p{L} .'’/&-]{1,40}?)\s*\((?<letters>[A-Z](?:\s*[,/]\s*[A-Z])+)\)\s*[:–—-]\s*(?<value>\d.*)$")]
    private static partial Regex LabelledClasses();

    /// <summary>In a sentence they are no booking classes.</summary>
    private static bool IsWord(ReadOnlySpan<char> text) => text.Trim() is "I" or "A" or "a" or "i";

    /// <summary>Whether such an amount is ever given for such a key: a tier that takes 500 miles is a threshold, a share by tier no whole rate.</summary>
    private static bool Fit(LineKey key, LineValue value) => key.Kind switch
    {
        ColumnKind.Classes => !value.IsBonus && value is not { Measure: LineMeasure.Fixed, IsUnitless: true } and not { Measure: LineMeasure.Times },
        ColumnKind.Tier => value.Measure is LineMeasure.Spend or LineMeasure.Times || (value is { Measure: LineMeasure.Share, IsBonus: true }),
        ColumnKind.Band => value is { Measure: LineMeasure.Fixed, IsUnitless: false, IsBonus: false },
        ColumnKind.Market => value is { IsBonus: false, IsUnitless: false, Measure: LineMeasure.Fixed or LineMeasure.Share or LineMeasure.Spend },
        ColumnKind.Cabin => !value.IsBonus && (value.Measure is LineMeasure.Spend or LineMeasure.Share or LineMeasure.Times || (value.Measure == LineMeasure.Fixed && value.IsPerFlight)),
        _ => !value.IsBonus && (value.Measure is LineMeasure.Spend or LineMeasure.Times || (value.Measure is LineMeasure.Share or LineMeasure.Nothing && (key.IsFare || LineKey.IsFareOfCabin(key.Text)))),
    };
}
