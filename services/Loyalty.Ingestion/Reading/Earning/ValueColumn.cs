using System.Text.RegularExpressions;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the header of a column of amounts says of them: what they count, of what, for whom, and what in it was not understood.</summary>
internal sealed partial class ValueColumn(Table table, int firstRow, Terms terms, LoyaltyProgram? program, INameIndex names, DateOnly? yearOf)
{
    // What members get once, for other things than flying.
    private static readonly Phrases Gifts = new("welcome", "birthday", "anniversary", "sign-up", "signup", "joining", "enrolment bonus", "enrollment bonus", "renewal bonus", "referral");

    public static readonly Phrases StatusWords = new("elite", "status", "tier", "premier", "executive", "member", "members");

    private static readonly Phrases RatioWords = new("ratio", "route ratio");

    private static readonly Phrases EliteWords = new("elite", "qualifying", "status", "tier");

    private static readonly Phrases AwardWords = new("award", "redeemable", "award miles");

    private static readonly Phrases JoiningWords = new("and", "&", "/", "+", "plus");

    private static readonly Phrases PercentWords = new("percent", "percentage", "pct");

    private static readonly Phrases FactorWords = new("factor", "factors", "multiplier", "coefficient", "rate", "rates", "ratio", "accrual rate");

    private static readonly Phrases TimesDistance = new("factor", "factors", "multiplier", "coefficient");

    private static readonly Phrases PerFlightWords = new(
        "per flight", "per segment", "per sector", "fixed", "flat", "per one-way flight", "each flight", "boarding points");

    private static readonly Phrases PerMileWords = new("per mile flown", "per flown mile", "per mile", "per flown miles", "per miles flown", "for each mile flown", "for every mile flown");

    private static readonly Phrases Per = new("per", "every", "each");

    private static readonly Phrases SpendWords = new("x fare", "spend", "of fare", "per dollar");

    private static readonly Phrases AmountWords = new("miles", "points");

    /// <summary>The column of a header over amounts.</summary>
    /// <param name="index">Which it is.</param>
    /// <param name="header">Its header, folded beside it.</param>
    /// <param name="content">What its cells look like.</param>
    public Column Read(int index, string header, string folded, ColumnContent content)
    {
        var named = MetricWords.Named(header, folded, program);
        var found = NamesFound.In(header, names);
        var words = found.Without(header);
        var bare = named is null && ReferenceEquals(words, header) ? folded : Phrase.Fold(named is null ? words : MetricWords.WithoutName(words, named));
        var perMiles = PerMiles(folded);
        // What is counted for so many miles flown is no money, though a program calls it dollars.
        var currency = perMiles is null ? CurrencyWords.Find(bare) : null;
        var isOwnMoney = perMiles is not null && named is null && program is not null && CurrencyWords.Find(bare) is not null && Phrase.Has(folded, Phrase.Fold(program.Name));
        var bonus = ComponentWords.IsBonus(bare) || content.IsMostly(content.Extras);
        var status = bonus && (terms.IsStatusBonus || StatusWords.In(bare));
        // A tier's name in a metric's is the metric's: "HON Circle Miles".
        var tiers = TierWords.Read(named is null ? folded : bare, program);
        // Where nobody knows a program's tiers, a usual name of one over percentages is one.
        if (tiers is null && program is { Tiers.IsEmpty: true } && Lines.LineKey.UsualTierAt(folded, 0) == folded.Length && folded.Length > 0) tiers = new NamedTiers([header]);
        // Only numbers make days, years and shares.
        var hasDigits = folded.AsSpan().ContainsAnyInRange('0', '9');
        string? undated = null;
        var dated = hasDigits ? DatePhrases.ReadValidity(folded, yearOf, out undated) : null;
        var multiplier = (terms.IsMultiplier || RatioWords.In(bare)) && !AmountWords.In(bare);
        var two = MetricWords.Both(bare) ?? OfMilesToo(header, folded, content) ?? (terms.BesideMiles is { } beside && named is null && (MetricWords.Read(header, folded, program) is null || (terms.IsOneRate && !MetricWords.IsAboutMiles(folded))) ? beside : null);
        // A header over two rows may break a phrase.
        var broken = folded.Replace(": ", " ", StringComparison.Ordinal);
        var market = MarketWords.Read(bare) ?? (WithoutCounts(bare) is { } said ? MarketWords.Read(said) : null);
        var perFlight = PerFlightWords.In(broken);
        var isFactor = FactorWords.In(folded);
        return new Column(index, ColumnKind.Value, header)
        {
            AlsoMetric = two,
            Metric = two is not null ? EarningRule.Redeemable : named ?? (isOwnMoney || MetricWords.IsAboutMiles(bare) ? EarningRule.Redeemable : terms.Metric ?? MetricWords.Read(header, folded, program) ?? (tiers is not null && content.Units > 0 ? EarningRule.Redeemable : null)),
            // Under a heading of what status adds, a tier's column holds what the tier adds.
            Component = multiplier ? "route ratio" : ComponentWords.Of(bare, bonus, status || (terms.IsStatusBonus && tiers is { IsBase: false } && !Phrase.Has(bare, "per"))),
            Part = status || (terms.IsStatusBonus && !Phrase.HasAny(bare, "per")) ? ChartPart.Status : ChartPart.Flight,
            Cabins = CabinWords.Find(folded),
            Tiers = tiers is { IsBase: true } && !TierWords.IsBase(folded) ? null : tiers is { IsBase: false } && !bonus && !LineKey.NamesTierAlone(folded, program) ? null : tiers,
            Market = MarketWords.IsLabel(bare) ? market : null,
            Classes = HeaderLetters.Over(table, firstRow, index, header),
            Band = BandWords.Read(folded),
            Carriers = found.Airlines is [var only] && !Phrase.HasAny(folded, "card") ? [only.Iata] : [],
            Validity = dated,
            Card = CardOf(header, folded),
            Currency = currency,
            Of = Phrase.HasAny(bare, "of", "×") ? QuantityWords.Of(bare) : null,
            IsPercent = folded.Contains('%', StringComparison.Ordinal) || PercentWords.In(folded),
            IsFactor = isFactor,
            IsMultiplied = isFactor && TimesDistance.In(folded),
            IsPerMile = perMiles is null && PerMileWords.In(broken),
            PerMiles = perMiles,
            IsPerFlight = perFlight,
            IsSpend = currency is not null && (Per.In(bare) || bare.Contains('/', StringComparison.Ordinal)) || SpendWords.In(bare) || Phrase.Has(bare, "× fare")
                || (terms.IsSpend && currency is null && (named is null or EarningRule.Redeemable) && !status && !perFlight && !bare.Contains('%', StringComparison.Ordinal)),
            Units = currency is null ? terms.Units : CurrencyWords.Units(bare),
            IsMultiplier = multiplier,
            Problem = Gifts.In(folded) ? $"'{header}' counts what no flight brings" : undated ?? (two is not null ? null : named is not null && AwardWords.In(bare) && JoiningWords.In(bare) ? $"'{header}' counts two amounts"
                : named is null && !status && tiers is null && EliteWords.In(bare) && !terms.IsStatusBonus ? $"'{header}' does not say for which status it is, or what it counts"
                : hasDigits && dated is null && DatePhrases.NamesYearAlone(folded) ? $"'{header}' names a year without a day"
                : market is null && CurrencyWords.Without(bare) is var placed && (MarketWords.IsNotUnderstood(placed) || PlaceWords.NamesPlace(placed) || MarketWords.NamesFlights(placed)) ? Unplaced(header) : null),
            Doubt = (named is not null && MetricWords.HasAbbreviation(header) ? null : TableHead.Untranslated(table, firstRow, index)) ?? (tiers is { IsBase: false } && !bonus && !LineKey.NamesTierAlone(folded, program) ? $"'{header}' may be a tier or a fare" : null),
        };
    }

    /// <summary>"Points per 100 miles": how many miles flown the amounts are for; null where the header does not say.</summary>
    private static decimal? PerMiles(string folded) =>
        folded.Contains("per 1", StringComparison.Ordinal) && HundredMiles().Match(folded) is { Success: true } match
            ? decimal.Parse(match.Groups["miles"].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"\bper (?<miles>10|100|1,?000) (?:actual |flown )?miles\b")]
    private static partial Regex HundredMiles();

    /// <summary>"Points/Status Qualifying Miles": one share of the distance counts for both.</summary>
    private string? OfMilesToo(string header, string folded, ColumnContent content) =>
        content.Units > 0 && MetricWords.BesideMiles(header, folded, program) is { } beside ? beside : null;

    private static string? CardOf(string header, string folded)
    {
        if (!Phrase.Has(folded, "card") || Phrase.HasAny(folded, "without", "no card")) return null;
        var at = Phrase.IndexOf(folded, "with");
        if (at < 0) return null;
        var name = header[(at + 4)..].Trim();
        foreach (var article in (ReadOnlySpan<string>)["a ", "an ", "the "])
        {
            if (name.StartsWith(article, StringComparison.OrdinalIgnoreCase)) name = name[article.Length..];
        }

        var end = name.IndexOf("card", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : name[..(end + 4)];
    }

    /// <summary>What a header says of flights, without what it counts: "Points within Asia"; null where it says nothing else, or counts nothing.</summary>
    private static string? WithoutCounts(string folded)
    {
        System.Text.StringBuilder? said = null;
        var kept = 0;
        foreach (var range in folded.AsSpan().Split(' '))
        {
            var (start, length) = range.GetOffsetAndLength(folded.Length);
            if (folded.AsSpan(start, length) is not ("points" or "miles" or "avios" or "award" or "base" or "earned" or "on" or "for" or "mileage")) continue;
            (said ??= new System.Text.StringBuilder(folded.Length)).Append(folded, kept, start - kept);
            kept = Math.Min(start + length + 1, folded.Length);
        }

        if (said is null) return null;
        if (kept < folded.Length) said.Append(folded, kept, folded.Length - kept);
        else if (said.Length > 0) said.Length--;
        return said.Length > 0 ? said.ToString() : null;
    }

    /// <summary>What is said of a header that names a market nobody understood.</summary>
    public static string Unplaced(string header) => $"'{header}' names a market that was not understood";
}
