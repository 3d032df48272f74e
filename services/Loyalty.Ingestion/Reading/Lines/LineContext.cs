using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// What stands above some lines. "Gold: 8 points" may be what Gold members earn, what Gold takes, or what a thing costs: only the words
/// above tell.
/// </summary>
internal sealed class LineContext(Section section, LoyaltyProgram? program, INameIndex names)
{
    private static readonly Phrases EarnWords = new(
        "earn", "earns", "earning", "earned", "earnings", "accrue", "accrual", "accumulate", "accumulation", "collect", "collecting", "multiplier", "multipliers", "credited");

    private static readonly Phrases SpendWords = new(
        "redeem", "redeeming", "redemption", "redemptions", "award", "awards", "reward flight", "reward flights", "cost", "costs", "price", "prices", "pay", "upgrade", "upgrades", "buy", "purchase",
        "expire", "transfer", "transfers", "required", "need", "needed", "qualify", "qualification", "threshold", "thresholds", "requirements", "fee", "fees");

    private static readonly Phrases AwardMiles = new("award miles", "award mileage", "reward points", "reward miles");

    private static readonly Phrases FlightWords = new("flight", "flights", "fly", "flying", "flown", "fare", "fares", "ticket", "tickets", "airline", "airlines", "airways", "travel");

    private static readonly Phrases CountedWords = new("miles", "points", "avios", "mileage");

    private static readonly Phrases StatusWords = new("status", "elite", "tier", "tiers", "members");

    private static readonly Phrases FareWords = new("fare", "fares", "fare type", "fare types", "ticket type", "ticket types");

    private static readonly Phrases CardWords = new("card", "cards", "cardmember", "cardmembers", "cardholder", "cardholders", "shopping", "hotel", "hotels", "rental", "dining");

    private static readonly Phrases ExampleWords = new("example", "examples", "for instance", "e.g", "e.g.", "suppose", "promotion", "promo", "double", "triple", "limited time", "limited-time", "offer");

    public LoyaltyProgram? Program => program;

    public INameIndex Names => names;

    /// <summary>The currency that the section counts in.</summary>
    public string? Currency(string? lead) => (lead is null ? null : CurrencyWords.Find(Phrase.Fold(lead))) ?? section.All.Currency ?? CurrencyAbove();

    /// <summary>An airline's program: a bank's points are no flight's.</summary>
    public bool IsOfAirline => program is null || program.Kind == ProgramKind.Airline;

    /// <summary>Whether the nearest words that speak of either say that miles are earned, not spent.</summary>
    public bool SpeaksOfEarning(IEnumerable<string> before) => Earns(before) == true;

    /// <summary>Whether the nearest words say that miles are spent, bought or needed.</summary>
    public bool SpeaksOfSpending(IEnumerable<string> before) => Earns(before) == false;

    private bool? Earns(IEnumerable<string> before)
    {
        foreach (var text in Above(before))
        {
            if (SaysWhether(Phrase.Fold(text)) is { } earns) return earns;
        }

        return null;
    }

    /// <summary>Whether words say that miles are earned, or that they are spent; null where they say neither, or both.</summary>
    public static bool? SaysWhether(string folded)
    {
        var (earns, spends) = (EarnWords.In(folded), SpendWords.In(AwardMiles.In(folded) ? folded.Replace("award", " ", StringComparison.Ordinal) : folded));
        return earns == spends ? null : earns;
    }

    /// <summary>Whether the heading, or the line that leads, says that what follows is what status adds.</summary>
    public bool IsStatusBonus(IReadOnlyList<string> before) =>
        section.All is { Market: null, Unplaced: null } && (IsStatusBonus(section.Heading) || (before.Count > 0 && before[^1].Length <= 140 && IsStatusBonus(before[^1])));

    private static bool IsStatusBonus(string text) => Phrase.Fold(text) is var folded && Phrase.Has(folded, "bonus") && StatusWords.In(folded) && CountedWords.In(folded);

    /// <summary>Whether a heading above, or a short line before, has the name of a tier.</summary>
    public bool NamesTier(IReadOnlyList<string> before)
    {
        foreach (var line in before)
        {
            if (line.Length <= 60 && NamesTier(Phrase.Fold(line))) return true;
        }

        for (var above = section; above is not null; above = above.Parent)
        {
            if (NamesTier(Phrase.Fold(above.Heading))) return true;
        }

        return false;
    }

    private bool NamesTier(string folded) => UsualTiers.In(folded) || TierWords.Read(folded, program) is { IsBase: false };

    /// <summary>What heads the section.</summary>
    public string Heading => section.Heading;

    public bool SpeaksOfFlights(IEnumerable<string> before) => section.NamesCarriers || Any(before, FlightWords);

    public bool SpeaksOfFares(IEnumerable<string> before) => Any(before, FareWords);

    /// <summary>What stands nearest is about a card, a shop, an example or a promotion.</summary>
    public bool IsAside(IReadOnlyList<string> before)
    {
        var nearest = before.Count > 0 ? Phrase.Fold(before[^1]) : "";
        var heading = Phrase.Fold(section.Heading);
        return CardWords.In(nearest) || ExampleWords.In(nearest) || (section.Level > 0 && (CardWords.In(heading) || ExampleWords.In(heading)));
    }

    /// <summary>Whether words stand in the lines or above them.</summary>
    public bool SpeaksOf(Phrases words, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (words.In(Phrase.Fold(line))) return true;
        }

        return Any([], words);
    }

    /// <summary>The one currency that headings and notes above name, nearest first.</summary>
    private string? CurrencyAbove()
    {
        for (var above = section; above is not null; above = above.Parent)
        {
            if (CurrencyWords.Find(Phrase.Fold(above.Heading)) is { } code) return code;
            foreach (var note in above.Notes)
            {
                if (CurrencyWords.Find(Phrase.Fold(note)) is { } noted) return noted;
            }
        }

        return null;
    }

    private bool Any(IEnumerable<string> before, Phrases words)
    {
        foreach (var text in Above(before))
        {
            if (words.In(Phrase.Fold(text))) return true;
        }

        return false;
    }

    /// <summary>The lines before, the notes and the headings, nearest first.</summary>
    private IEnumerable<string> Above(IEnumerable<string> before)
    {
        foreach (var line in before.Reverse().Take(3)) yield return line;
        foreach (var note in Enumerable.Reverse(section.Notes).Take(3)) yield return note;
        for (var above = section; above is not null; above = above.Parent) yield return above.Heading;
    }
}
