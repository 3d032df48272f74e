using System.Collections.Frozen;
using System.Globalization;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>Whether a fact that was read speaks of what a label speaks of: strict about whom it holds for, tolerant of how that is written.</summary>
internal static class Likeness
{
    // Levels that a page gives to everyone: the reader has no tier for them.
    private static readonly FrozenSet<string> NoStatus = FrozenSet.ToFrozenSet(
        ["member", "generalmember", "base", "basic", "explorer", "red", "blue", "classic", "latam", "everyone", "nostatus", "none", "普通會員", "medlem", "general", "standard", "milesmoreteilnehmer", "skymiles", "clasica", "clásica"],
        StringComparer.Ordinal);

    private static readonly string[] Domestic =
    [
        "domestic", "doméstic", "domestique", "domestik", "nacional", "nationa", "nazional", "nội địa", "国内", "國內", "內陸", "국내", "inland", "indenrigs", "innenriks", "inrikes", "innanlands", "innenlands", "binnenlands", "kotimaa",
        "dalam negeri", "cabotaje", "cabotagem", "внутренн", "yurt içi", "iç hat", "krajow", "ภายในประเทศ", "داخلي", "within",
        "داخلی", "פנים ארצי", "vnitrostát", "vnútroštát", "εσωτερικ", "belföldi", "внутрішн", "вътрешн", "domač", "riigisise", "iekšzem",
    ];

    private static readonly string[] Remaining = ["all other", "other flights", "all flights", "resto de", "outros voos"];

    private static readonly string[] International =
    [
        "international", "internacional", "internazional", "internationa", "internasional", "quốc tế", "国際", "國際", "国际", "국제", "utenriks", "utrikes", "utenlands", "udenrigs", "ulkomaa", "международн", "uluslararası", "dış hat", "międzynarod", "ระหว่างประเทศ", "دولي",
        "antarabangsa", "بین‌المللی", "בינלאומי", "международ", "mezinárod", "διεθν", "nemzetközi", "internațional", "міжнарод", "tarptautin", "međunarod", "medzinárod", "rahvusvahel", "starptautisk",
    ];

    public static bool SameSubject(ChartFact read, ChartFact label)
    {
        var (r, l) = (read.Subject, label.Subject);
        // What a label says the whole chart holds for may be a market.
        if (l is { Market: null, Condition: { } all } && r.ReadMarket is { Kind: not MarketKind.Any } && string.IsNullOrEmpty(r.Condition)) l = l with { Market = all, Condition = null };
        return r.Kind == l.Kind && r.Program == l.Program && r.Carrier == l.Carrier
            && (Metric(r.Metric, l.Metric) || (label.MetricAlso is { } also && also.Split('|').Any(name => Metric(r.Metric, name))))
            && (r.Kind is FactKind.Transfers or FactKind.Minimum || (Who(r, l) && MarketOf(r, l) && Tier(r.Tier, l.Tier) && Band(r.Band, l.Band) && (Brand(r.Brand, l.Brand) || (r.Brand is null && l.IsBrandImplied))
                && (r.Kind == FactKind.Tiers || (Condition(r, l) && r.From == l.From && (r.Until == l.Until || (l.Until is null && l.From is null))))));
    }

    /// <summary>As <see cref="SameSubject"/>, for what a class earns or does not, whatever its kind.</summary>
    public static bool SameClass(ChartFact read, ChartFact label) =>
        SameSubject(read with { Subject = read.Subject with { Kind = label.Subject.Kind } }, label);

    public static bool IsNoStatus(string tier) => NoStatus.Contains(Fold(tier));

    private static bool Metric(string read, string label)
    {
        if (read == label) return true;
        // "Award miles" and the like are the redeemable ones by one name only; others have several spellings and initials.
        if (read == "redeemable" || label == "redeemable") return false;
        var (a, b) = (Fold(read).TrimEnd('s'), Fold(label).TrimEnd('s'));
        return a == b || Initials(read) == b || Initials(label) == a || (MetricNames.Of(label) is { } english && Fold(english).TrimEnd('s') == a);
    }

    private static bool Who(FactSubject read, FactSubject label)
    {
        var (r, l) = (Fold(read.Who), Fold(label.Who));
        // A fare brand implies its cabin: either side may leave it out.
        return r == l || ((r.Length == 0 || l.Length == 0) && r.Length != 1 && l.Length != 1 && read.Brand is not null && label.Brand is not null);
    }

    private static bool MarketOf(FactSubject read, FactSubject label)
    {
        var market = read.ReadMarket ?? Market.Any;
        if (label.Market is not { } text) return market.Kind == MarketKind.Any;
        var words = text.Replace('İ', 'i').ToLowerInvariant();
        var isInternational = International.Any(word => words.Contains(word, StringComparison.Ordinal));
        // In some languages the word for the one stands in that for the other.
        var isDomestic = Domestic.Any(word => International.Aggregate(words, (text, other) => text.Replace(other, "", StringComparison.Ordinal)).Contains(word, StringComparison.Ordinal));
        return market.Kind switch
        {
            // What is left beside markets of their own.
            MarketKind.Any => Remaining.Any(word => words.StartsWith(word, StringComparison.Ordinal)),
            MarketKind.Domestic => isDomestic && !isInternational,
            // "Short haul international" is less than all international flights.
            MarketKind.International => isInternational && !isDomestic && words.Split(' ').Length <= 4 && !words.Contains("haul", StringComparison.Ordinal),
            _ => Place(market.From, words) && Place(market.To, words),
        };
    }

    private static bool Place(string? place, string words) => place is null || PlaceNames.In(words, place);

    private static bool Tier(string? read, string? label)
    {
        if (read is null || label is null) return (read is null || IsNoStatus(read)) && (label is null || IsNoStatus(label));
        // One metal by the names of two languages is one tier: a known one is loaded by the name that it is known by.
        var (r, l) = (WithoutMember(Fold(UsualTiers.Say(read.ToLowerInvariant()))), WithoutMember(Fold(UsualTiers.Say(label.ToLowerInvariant()))));
        return r == l || r.EndsWith(l, StringComparison.Ordinal) || l.EndsWith(r, StringComparison.Ordinal);
    }

    private static readonly string[] Members = ["member", "уровень", "tier", "level", "medlem", "medallion", "會員", "会员"];

    // "HON Circle Member" is HON Circle, and of Delta's medallions Silver is Silver Medallion.
    private static string WithoutMember(string folded) =>
        Members.FirstOrDefault(word => folded.Length > word.Length && folded.EndsWith(word, StringComparison.Ordinal)) is { } member ? folded[..^member.Length] : folded;

    private static bool Band((decimal From, decimal? To)? read, (decimal From, decimal? To)? label)
    {
        if (read is not { } r || label is not { } l) return read is null && label is null;
        // Whether a bound belongs to the lower or the upper band is a matter of print: 0 to 650, 651 to 1,150.
        return Math.Abs(r.From - l.From) <= 1 && (r.To is { } a && l.To is { } b ? Math.Abs(a - b) <= 1 : r.To is null && l.To is null);
    }

    private static bool Brand(string? read, string? label)
    {
        if (read is null || label is null) return read is null && label is null;
        var (r, l) = (Fold(read), Fold(label));
        return r == l || r.EndsWith(l, StringComparison.Ordinal) || l.EndsWith(r, StringComparison.Ordinal);
    }

    // A chart for a card or for special tickets that is loaded for everybody is wrong, and so is the other way round.
    private static bool Condition(FactSubject read, FactSubject label)
    {
        var conditional = label.Condition is { } text && !text.StartsWith("no ", StringComparison.Ordinal);
        // That its own flights alone are meant is the role of a chart, where a label has it among the conditions.
        return conditional == !string.IsNullOrEmpty(read.Condition) || (conditional && read.IsSoldAndFlown && label.Condition!.Contains("code", StringComparison.OrdinalIgnoreCase));
    }

    private static string Fold(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);

    private static string Initials(string text) =>
        string.Concat(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToLowerInvariant(word[0])));
}
