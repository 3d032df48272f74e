using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// What stands under each of several tiers, among other benefits: "Silver" over "Priority boarding", "25% bonus miles". The tiers are headings, or
/// lines with nothing else between the lines of their benefits.
/// </summary>
internal static partial class TierTiles
{
    // What else has percentages of bonus miles than a flight, and what holds on some flights only.
    private static readonly Phrases OfOthers = new(
        "card", "cards", "hotel", "hotels", "car", "rental", "discount", "discounts", "discounted", "off", "less", "fewer", "upgrade", "upgrades", "purchase", "purchases", "purchased", "buy", "buying", "baggage", "luggage", "transfer", "transfers",
        "shop", "shopping", "renewal", "birthday", "promotion", "welcome", "lounge", "award flights", "redemption", "redeem", "seat", "seats", "fee", "fees", "partner", "partners", "family", "companion", "economy", "business", "first", "cabin", "class",
        "until", "except", "only", "not", "if", "when", "up to", "selected", "some", "certain", "gift", "kg", "domestic", "international", "maximum", "minimum");

    private static readonly Phrases Banks = new("credit card", "credit cards", "debit card", "debit cards", "visa", "mastercard", "american express", "amex", "annual fee", "cardmember", "cardmembers", "co-brand", "co-branded", "cobranded", "bank cards", "apply now", "apr", "card offers", "our cards");

    private static readonly Phrases Promotions = new("double", "triple", "promotion", "promotions", "promo", "offer", "offers", "campaign", "limited time", "register");

    // Metals that are no levels, or levels that are reached in another way than by everyone.
    private static readonly Phrases Elsewhere = new(
        "award chart", "award charts", "awards", "award flights", "redemption", "redeem", "redeeming", "status match", "match", "matching", "challenge", "fast track", "fast-track", "trial", "for life", "lifetime", "buy", "zone", "zones", "region", "regions");

    private static readonly Phrases Miles = new("miles", "points", "avios", "mileage");

    private static readonly HashSet<string> OfBonus = new(StringComparer.Ordinal) { "tier", "status", "elite", "bonus", "benefits", "extra", "additional", "more", "earn", "get", "receive", "enjoy", "a", "an", "of", "your", "on", "flights", "every", "all", "each", "flight" };

    private const int LongestName = 32;

    /// <summary>A tier with what stands under it.</summary>
    public sealed record Tile(string Name, List<string> Says);

    /// <summary>Gives sections whose headings are tiers a table of what each adds.</summary>
    public static void Read(Section section, LoyaltyProgram program, INameIndex names)
    {
        foreach (var child in section.Children) Read(child, program, names);
        if (section.Children.Count < 2) return;
        List<Tile> tiles = [];
        foreach (var child in section.Children)
        {
            if (TierSections.Name(child.Heading.Trim(' ', ':'), program) is { } name) tiles.Add(new Tile(name, [.. Notes(child)]));
        }

        if (Bonus(tiles, program, names) is { } table && !IsOfCards(section)) section.Pieces.Add(new Piece(table, Terms.None));
    }

    /// <summary>Tiers that are lines, with the lines under each.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="program">Whose tiers they may be.</param>
    /// <param name="from">Where the first of them stands.</param>
    /// <param name="until">Where the last of their lines ends.</param>
    public static List<Tile> In(List<string> lines, LoyaltyProgram program, out int from, out int until)
    {
        (from, until) = (-1, -1);
        if (lines.Count < 4) return [];
        List<int> starts = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (IsName(lines[i], program)) starts.Add(i);
        }

        if (starts.Count < 2) return [];
        var most = 0;
        for (var i = 1; i < starts.Count; i++) most = Math.Max(most, starts[i] - starts[i - 1]);
        List<Tile> tiles = [];
        for (var i = 0; i < starts.Count; i++)
        {
            // The last has as many lines as those before: what stands behind may be of no tier.
            var end = i + 1 < starts.Count ? starts[i + 1] : Math.Min(lines.Count, starts[i] + most);
            if (end - starts[i] < 2) return [];
            tiles.Add(new Tile(LineKey.Capitalised(lines[starts[i]].TrimEnd(':')), lines[(starts[i] + 1)..end]));
            until = end;
        }

        from = starts[0];
        return tiles.DistinctBy(tile => Phrase.Fold(tile.Name)).Count() < tiles.Count ? [] : tiles;
    }

    /// <summary>What the tiers add; null where it is not certain, or fewer than two add anything.</summary>
    public static Table? Bonus(List<Tile> tiles, LoyaltyProgram program, INameIndex names)
    {
        if (program.Kind != ProgramKind.Airline || tiles.Count < 2 || tiles.DistinctBy(tile => Phrase.Fold(tile.Name)).Count() < tiles.Count) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(tiles.Count + 1);
        rows.Add([new Cell("Tier", true, 0), new Cell("Status bonus miles", true, 1)]);
        foreach (var tile in tiles)
        {
            string? share = null;
            foreach (var said in tile.Says)
            {
                if (Share(said, program, names) is not { } found) continue;
                // Two percentages of one tier are of two things.
                if (share is not null && share != found) return null;
                if (share is null) rows.Add([new Cell(tile.Name, false, rows.Count * 1000), new TranslatedCell(found, false, (rows.Count * 1000) + 1, said, null)]);
                share = found;
            }
        }

        return rows.Count > 2 ? new TableOfFlights(null, rows.ToImmutable()) : null;
    }

    /// <summary>Whether gold and platinum are the cards of a bank, zones or a match, or what they bring is a promotion.</summary>
    public static bool IsOfCards(Section section)
    {
        for (var above = section; above is not null; above = above.Parent)
        {
            if (Phrase.Fold(above.Heading) is var heading && (Banks.In(heading) || Promotions.In(heading) || Elsewhere.In(heading))) return true;
        }

        foreach (var child in section.Children)
        {
            foreach (var note in child.Notes)
            {
                if (note.Length < 300 && Banks.In(Phrase.Fold(note))) return true;
            }
        }

        return false;
    }

    /// <summary>What a line says that is added to the miles of a flight.</summary>
    public static string? Share(string said, LoyaltyProgram program, INameIndex names)
    {
        if (said.Length > 160 || said.AsSpan().IndexOfAny('%', '％') < 0 || !said.Contains(", ", StringComparison.Ordinal)) return ShareIn(said, program, names);
        // "Benefits: 25% bonus miles, lounge".
        string? found = null;
        foreach (var part in said.Split(", "))
        {
            if (ShareIn(part, program, names) is not { } share) continue;
            if (found is not null) return null;
            found = share;
        }

        return found;
    }

    private static string? ShareIn(string said, LoyaltyProgram program, INameIndex names)
    {
        if (said.Length > 160 || said.AsSpan().IndexOfAny('%', '％') < 0 || Percent().Matches(said) is not [var only]) return null;
        var found = NamesFound.In(said, names);
        foreach (var (iata, _, _) in found.Airlines)
        {
            if (iata != program.Airline) return null;
        }

        var folded = WhoFlies().Replace(Phrase.Fold(found.Without(said).Replace('-', ' ')), " ");
        if (!(Miles.In(folded) || SaysBonusAlone(folded)) || !TierShares.IsBonus(folded) || OfOthers.In(folded) || OfMetric(folded, program) || PlaceWords.NamesPlace(folded)) return null;
        return only.Groups["n"].Value + "%";
    }

    /// <summary>"Tier bonus: 25%", "Earn 25% bonus": among what a tier brings, it is one of miles.</summary>
    private static bool SaysBonusAlone(string folded)
    {
        foreach (var word in folded.Split([' ', ':', '+', '.', ',', '(', ')', '*'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!char.IsAsciiDigit(word[0]) && word[0] != '%' && !OfBonus.Contains(word)) return false;
        }

        return true;
    }

    /// <summary>Whether what is added counts for the tier: "elite mileage bonus" names no elite metric.</summary>
    private static bool OfMetric(string folded, LoyaltyProgram program) => MetricWords.Named(folded, folded, program) is { } metric && !Phrase.Has(folded, $"{Phrase.Fold(metric)} bonus");

    private static IEnumerable<string> Notes(Section section)
    {
        foreach (var note in section.Notes)
        {
            foreach (var line in note.Split('\n')) yield return line;
        }

        foreach (var child in section.Children)
        {
            foreach (var note in Notes(child)) yield return note;
        }
    }

    private static bool IsName(string line, LoyaltyProgram program) =>
        line.Length is > 1 and <= LongestName && char.IsLetter(line[0]) && !char.IsLower(line[0]) && !line.AsSpan().ContainsAnyInRange('0', '9') && !line.Contains(',', StringComparison.Ordinal)
        && Phrase.Fold(line.TrimEnd(':')) is var folded && (LineKey.IsTier(folded, program) || LineKey.UsualTierAt(folded, 0) == folded.Length) && !SpokenWords.IsEveryone(folded);

    // "25% bonus miles when you fly with us": nobody else earns by flying.
    [GeneratedRegex(@"\b(?:when|whenever|if|every time|each time) (?:you|they) (?:fly|travel)\b|\bwhen (?:flying|travelling)\b")]
    private static partial Regex WhoFlies();

    [GeneratedRegex(@"(?<![\d.,])\+?(?<n>\d{1,3}(?:[.,]\d)?)\s?[%％]")]
    private static partial Regex Percent();
}
