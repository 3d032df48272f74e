using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Reads what titles, headings and notes say for the charts under them.</summary>
internal sealed class TermsReader(INameIndex names, DateOnly? yearOf)
{
    private static readonly Phrases PercentWords = new("percent", "percentage");

    private static readonly Phrases PriceWords = new("per", "spend", "spent", "price");

    private static readonly Phrases FareWords = new("per", "spend", "spent", "price", "fare", "amount", "ticket");

    private static readonly Phrases RatioWords = new("route ratio", "ratio", "multiplier");

    private static readonly Phrases CountedWords = new("points", "miles", "avios", "point", "mile");

    private static readonly Phrases PerFlightWords = new(
        "per flight", "per segment", "per sector", "fixed", "flat", "per flight segment", "each flight", "each segment", "for a one-way flight", "to a one-way flight", "for one-way flights", "per one-way flight", "per direction", "each one-way segment", "for each direction");

    private static readonly Phrases StatusBonusWords = new(
        "elite bonus", "status bonus", "tier bonus", "executive bonus", "bonus for elite", "premier bonus", "bonus miles for members");

    private static readonly Phrases StatusWords = new("status", "elite", "tier", "tiers", "members");

    private static readonly Phrases NegativeWords = new(
        "not eligible", "ineligible", "do not earn", "does not earn", "not earn", "no miles", "no points", "excluded", "excluding", "excludes", "except", "not credited", "cannot", "not valid", "not applicable", "not apply", "other than");

    private static readonly Phrases ExampleWords = new("example", "examples", "for instance", "sample", "samples", "illustration", "worked example", "sample calculation");

    private static readonly Phrases CurrentWords = new("current", "currently", "now", "today", "existing", "at present", "at the moment", "present");

    private static readonly Phrases NewWords = new("new", "revised", "future", "upcoming", "changed");

    private static readonly Phrases FlightKinds = new("international flights", "domestic flights", "international flight", "domestic flight", "international routes", "domestic routes");

    private static readonly Phrases EarnWords = new("miles", "mileage", "earn", "earns", "earned", "accrue", "accrued", "accrual", "accumulate", "accumulated", "collect", "credited");

    // What the rows of charts are told apart by: a sentence that says so speaks of the chart.
    private static readonly Phrases KeyWords = new("booking class", "booking classes", "fare class", "fare classes", "ticket class", "ticket classes", "class of service", "fare type", "fare types", "fare family");

    private static readonly Phrases ThatDay = new("from that day", "from that date", "from this date", "from then", "as of that date", "from then on", "thereafter");

    private static readonly Phrases Including = new("are included", "is included", "are also", "also earn", "earn miles as well", "are eligible as well", "are eligible too", "as well as");

    private static readonly Phrases Codeshares = new("codeshare", "codeshares", "code-share", "code-shares", "code share", "code shares", "flight number", "flight numbers");

    /// <summary>What a sentence calls the charts under it.</summary>
    public static readonly Phrases TableWords = new("table", "tables", "chart", "following", "below");

    private static readonly Phrases BulkWords = new("bulk", "consolidator", "consolidated", "exception fare", "exception fares", "unpublished fare", "unpublished fares");

    private static readonly Phrases PreviousWords = new("previous", "previously", "old", "former", "formerly", "before the change", "before the changes");

    // What else than rates was before.
    private static readonly Phrases OtherHistory = new("changes", "history", "versions", "archive", "program", "programs", "partners", "partner", "year", "years", "name", "news", "posts", "articles");

    private static readonly Phrases HistoryWords = new(
        "history", "historical", "historic", "previous", "previously", "former", "formerly", "expired", "no longer valid", "no longer in force",
        "superseded", "archive", "archived", "outdated", "past charts", "old chart", "old charts", "old rates", "earlier charts", "until recently");

    // What headings have one of that say more than whose flights they are about, where these go, and what is counted: most have none.
    private static readonly Phrases Telling = Phrases.Together(RatioWords, BulkWords, PreviousWords, NewWords, CurrentWords, PercentWords, PerFlightWords, PriceWords, ExampleWords, HistoryWords);

    // The same of sentences.
    private static readonly Phrases TellingInSentences = Phrases.Together(BulkWords, PerFlightWords, FareWords);

    // A page says the same in its title and its first heading, and again and again in its tables.
    private readonly Dictionary<(string Text, string? ProgramId), Terms> _headings = [];

    /// <summary>A title or heading: a few words, each of which may set something.</summary>
    public Terms Heading(string text, string? programId)
    {
        if (!_headings.TryGetValue((text, programId), out var terms)) _headings.Add((text, programId), terms = ReadHeading(text, programId));
        return terms;
    }

    private Terms ReadHeading(string text, string? programId)
    {
        var folded = Phrase.Fold(text);
        var found = NamesFound.In(text, names);
        var program = programId ?? (found.Programs is [var first, ..] ? first.ProgramId : null);
        var known = Program(program);
        var carriers = CarrierWords.InText(text, folded, found, program, names);
        var stock = TicketWords.Read(text, folded, names);
        var dated = DatePhrases.ReadValidity(folded, yearOf, out var problem);
        var bare = found.Without(text);
        var rest = ReferenceEquals(bare, text) ? folded : Phrase.Fold(bare);
        var metric = MetricWords.IsCountAlone(rest) ? null : MetricWords.Sole(bare, rest, known);
        var counted = metric is null ? rest : Phrase.Fold(MetricWords.WithoutName(bare, metric));
        var tells = Telling.In(rest);
        var isPriced = tells && PriceWords.In(rest);
        // A multiplier of a tier is what its members earn; one of a route changes what others do.
        var isRatio = tells && RatioWords.In(rest) && !(Phrase.Has(rest, "multiplier") && StatusWords.In(rest));
        var isPlaced = rest.Length <= 90 && !isRatio;
        var market = isPlaced ? MarketWords.Read(rest) : null;
        var isUnplaced = market is null && !isRatio && (isPlaced
            ? MarketWords.IsNotUnderstood(rest) || PlaceWords.IsPlaceAlone(rest) || MarketWords.NamesRoutes(rest) || MarketWords.LeadsSomewhere(rest)
            // A long heading tells more than a market, and may name one all the same.
            : MarketWords.Read(rest) is { } named ? named.Kind != MarketKind.Any : MarketWords.IsNotUnderstood(rest) || MarketWords.LeadsSomewhere(rest));
        return new Terms
        {
            ProgramId = program,
            Carriers = stock is null ? carriers.Codes : [],
            Role = carriers.Role,
            Cabin = CabinWords.Single(rest) is { } cabin && CabinWords.IsLabel(rest) ? cabin : null,
            Market = market,
            Unplaced = isUnplaced ? PlaceOf(text, folded) : null,
            Metric = metric,
            BesideMiles = metric is null ? MetricWords.BesideMiles(bare, rest, known) : null,
            FareBrand = rest.Length <= 40 && Phrase.Has(rest, "basic economy") ? "Basic Economy" : null,
            TicketType = tells ? TicketTypeOf(rest) : null,
            Validity = dated,
            Edition = !tells ? null : IsPrevious(rest) ? Edition.Previous : NewWords.In(rest) ? Edition.New : CurrentWords.In(rest) ? Edition.Current : null,
            Stock = stock,
            IsPercent = rest.Contains('%', StringComparison.Ordinal) || (tells && PercentWords.In(rest)),
            IsPerFlight = tells && PerFlightWords.In(rest),
            Currency = isPriced ? CurrencyWords.Find(rest) : null,
            IsSpend = isPriced && CountsMoney(rest),
            Units = isPriced ? CurrencyWords.Units(rest) : 1,
            IsStatusBonus = IsStatusBonus(counted),
            IsMultiplier = isRatio,
            IsExample = tells && ExampleWords.In(rest),
            IsHistory = tells && HistoryWords.In(rest),
            Problem = problem,
            // Read without who flies them, they would be those of the airline that sells them.
            Withheld = carriers.Role == FlightRole.Operating && found.UnknownOperator(text, folded) is { } unknown ? $"'{unknown}' is no airline that is known" : null,
        };
    }

    private LoyaltyProgram? Program(string? id) => id is null ? null : names.Program(id);

    /// <summary>"Previously", "Old rates": what held until that of which the page speaks.</summary>
    private static bool IsPrevious(string rest) => rest.Length <= 45 && PreviousWords.In(rest) && !OtherHistory.In(rest);

    /// <summary>A paragraph or list item: only sentences of known kinds count, all other is prose.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="programId">The document's program.</param>
    /// <param name="leads">Whether it stands before the first chart of its section: only then may it name carriers and dates.</param>
    /// <param name="carriers">The carriers that were named above it, if it leads; none where it is to name them.</param>
    public Terms Note(string text, string? programId, bool leads, ImmutableArray<string> carriers)
    {
        var terms = Terms.None;
        var program = Program(programId);
        DateOnly? changed = null;
        foreach (var sentence in Phrase.Sentences(text))
        {
            if (sentence.Length == 0) continue;
            var folded = Phrase.Fold(sentence);
            var hasNumber = folded.AsSpan().ContainsAnyInRange('0', '9');
            if (!leads && !hasNumber) continue;
            if (leads && FormulaNote.Metric(sentence, folded, program) is { } counted) terms = terms with { BesideMiles = counted };
            if (leads && MetricWords.BothAtOneRate(sentence, folded, program) is { } both) terms = terms with { BesideMiles = both, IsOneRate = true };
            var said = leads ? Leading(sentence, folded, hasNumber, programId, program, carriers, terms) : Terms.None;
            if (leads && hasNumber && NotedLimits.IsApart(sentence)) said = said with { Withheld = said.Withheld ?? $"'{sentence}' is an amount for some distances only" };
            if (hasNumber) said = NotedLimits.Set(said, terms.Caps, sentence, folded, program, names);
            // "These benefits change on 1 July. From that day the new tables hold": those that stand here hold until then.
            if (leads && changed is { } day && NewFromThen(folded)) said = said with { Validity = new Validity(null, day.AddDays(-1), DateBasis.Travel) };
            changed = leads && hasNumber && ChartDays.ChangeWords.In(folded) ? DatePhrases.ReadValidity(folded, yearOf, out _)?.From : null;
            // "From 1 December only miles are earned. The weighted trips until 30 November:" speaks of before and of after.
            if (terms.Validity is { From: { } starts, Until: null } && said.Validity is { From: null, Until: { } ended } && ended < starts)
            {
                terms = terms with { Validity = null };
                said = said with { Validity = null, Problem = said.Problem ?? $"'{sentence}' ends before the day that is named before it" };
            }

            // "Valid until 31 December. Starting 1 January you earn by fare": what begins when the chart ends is another.
            if (terms.Validity is { From: null, Until: { } until } && said.Validity is { From: { } next } && next > until) said = said with { Validity = terms.Validity };
            if (!ReferenceEquals(said, Terms.None)) terms = said.Under(terms);
        }

        return terms;
    }

    private static bool NewFromThen(string folded) => ThatDay.In(folded) && NewWords.In(folded) && TableWords.In(folded) && !NegativeWords.In(folded);

    /// <summary>What a paragraph right before a table says of the flights that the table is for: "The table below is for flights within Europe."</summary>
    public static Terms OfTable(string text)
    {
        foreach (var sentence in Phrase.Sentences(text))
        {
            var folded = Phrase.Fold(sentence);
            if (!TableWords.In(folded)) continue;
            if (MarketWords.Read(folded) is { } market) return Terms.None with { Market = market };
            if (MarketWords.IsNotUnderstood(folded)) return Terms.None with { Unplaced = PlaceOf(sentence, folded) };
        }

        return Terms.None;
    }

    /// <summary>"The table is for flights to the islands": the place is what the table is for.</summary>
    private static string PlaceOf(string text, string folded)
    {
        if (!TableWords.In(folded) || text.IndexOf(" for ", StringComparison.Ordinal) is not (> 0 and var at)) return text;
        var (before, place) = (Phrase.Fold(text[..at]), Phrase.Fold(text[(at + 5)..]).Trim());
        // What stands before it must say nothing of places itself: "Table of flights outside Europe for members".
        return MarketWords.IsNotUnderstood(place) && !MarketWords.IsNotUnderstood(before) && !PlaceWords.NamesPlace(before) && !NegativeWords.In(before) ? text[(at + 5)..].Trim() : text;
    }

    private Terms Leading(string sentence, string folded, bool hasNumber, string? programId, LoyaltyProgram? known, ImmutableArray<string> above, Terms before)
    {
        var terms = hasNumber && ChartDays.In(sentence, folded, yearOf, known) is { } days ? Terms.None with { Validity = days.Validity, Problem = days.Problem } : Terms.None;
        // "Members on international flights of the airline earn by fare": what follows may be for these alone.
        if (!hasNumber && FlightKinds.In(folded) && EarnWords.In(folded) && !NegativeWords.In(folded) && MarketWords.Read(folded) is { Kind: MarketKind.International or MarketKind.Domestic } market)
            terms = terms with { Market = market, OfSomeFlights = KeyWords.In(folded) ? null : $"'{sentence}' speaks of some flights: the chart may be for these alone" };

        var stock = folded.Contains("ed by", StringComparison.Ordinal) ? TicketWords.Read(sentence, folded, names) : null;
        NamesFound? found = stock is null && above.IsEmpty ? NamesFound.In(sentence, names) : null;
        var codes = found is { } named ? CarrierWords.InText(sentence, folded, named, programId, names).Codes : [];
        var role = IsIncluded(folded) ? null : CarrierWords.Role(stock is null ? folded : folded.Replace("issued by", "", StringComparison.Ordinal));
        var sold = stock is null ? SoldAndFlownSentence.Read(sentence, above.IsEmpty ? before.Carriers : above, names, before.Role, found) : null;
        if (sold is not null)
        {
            sold = sold.Beside(before.SoldAndFlown?.Role, before.SoldAndFlown);
            role = sold.Role;
        }
        else if (role == FlightRole.Operating && ((Phrase.Has(folded, "only") && Codeshares.In(folded)) || !NamesOperator(sentence, folded)))
        {
            // "Codeshare flights earn only where members of an alliance fly them", "flown by others": not who flies the chart's.
            role = null;
        }
        else if (role == FlightRole.Operating && SellingWords.In(folded) && names.AirlinesIn(sentence).Select(airline => airline.Iata).Distinct().Skip(1).Any())
        {
            terms = terms with { Problem = terms.Problem ?? $"'{sentence}' names who sells the flights, and another who flies them" };
        }
        else if (role is not null && (NegativeWords.In(folded) || (stock is null && Phrase.Has(folded, "operated by") && Phrase.HasAny(folded, "not", "no"))))
        {
            role = null;
            terms = terms with { Problem = terms.Problem ?? $"'{sentence}' leaves out flights by who sells or flies them" };
        }

        var program = programId is null && names.ProgramsIn(sentence) is [var first, ..] ? first.ProgramId : null;
        var isPercent = folded.Contains('%', StringComparison.Ordinal) || folded.Contains("percent", StringComparison.Ordinal);
        var tells = TellingInSentences.In(folded);
        var isPerFlight = tells && PerFlightWords.In(folded);
        var currency = tells && FareWords.In(folded) ? CurrencyWords.Find(folded) : null;
        if (codes is ["*"]) codes = [];
        var ticketType = tells ? TicketTypeOf(folded) : null;
        // Most sentences are prose.
        if (ticketType is null && program is null && codes.IsEmpty && role is null && stock is null && !isPercent && !isPerFlight && currency is null) return terms;
        return terms with
        {
            ProgramId = program,
            Carriers = codes,
            Role = role,
            SoldAndFlown = sold,
            Stock = stock,
            TicketType = ticketType,
            IsPercent = isPercent,
            IsPerFlight = isPerFlight,
            Currency = currency,
        };
    }

    /// <summary>"Flights operated by its subsidiaries are included", "operated by the airline and on codeshares with its number": who flies, besides others.</summary>
    private static bool IsIncluded(string folded) =>
        Including.In(folded) || (folded.Contains("operated by", StringComparison.Ordinal) && Codeshares.In(folded) && Phrase.Has(folded, "and on"));

    /// <summary>"Bulk and consolidator fares earn ...": the fares are what the sentence begins with, and it says nothing against them.</summary>
    private static string? TicketTypeOf(string folded) =>
        BulkWords.In(folded) && BulkWords.In(folded[..Math.Min(folded.Length, 30)]) && Phrase.HasAny(folded, "fare", "fares", "ticket", "tickets") && !NegativeWords.In(folded)
            ? "bulk" : null;

    /// <summary>"Points per C$1": what follows the word is a currency, and nothing but money is counted.</summary>
    private static bool CountsMoney(string folded) =>
        Phrase.IndexOf(folded, "per") is > 0 and var at && CurrencyWords.Find(folded[at..]) is not null && CountedWords.In(folded[..at]) && !folded.Contains('%', StringComparison.Ordinal);

    /// <summary>Whether an airline is named next to the word that says who flies, or the one that is meant anyhow.</summary>
    private bool NamesOperator(string sentence, string folded)
    {
        if (sentence.Length != folded.Length || NegativeWords.In(folded)) return true;
        var at = Math.Max(folded.IndexOf("operat", StringComparison.Ordinal), folded.IndexOf("flown by", StringComparison.Ordinal));
        if (at < 0 || OwnOperator.In(folded)) return true;
        // "Operated by Air Nostrum (YW)", by whatever name: others are spoken of in small letters.
        if (folded.IndexOf(" by ", at, StringComparison.Ordinal) is >= 0 and var by && by - at <= 8 && by + 4 < sentence.Length && char.IsUpper(sentence[by + 4])) return true;
        foreach (var (_, index, length) in names.AirlinesIn(sentence))
        {
            if (index + length <= at ? at - index - length <= 3 : index - at <= 40) return true;
        }

        return false;
    }

    private static readonly Phrases SellingWords = new("marketed by", "sold by", "flight number", "flight numbers", "marketing airline", "marketing carrier");

    private static readonly Phrases OwnOperator = new("the airline", "the carrier", "the partner", "the partner airline", "itself", "its own", "our", "us", "operating airline", "operating carrier", "operated flights");

    private static bool IsStatusBonus(string folded) => folded.Contains("bonus", StringComparison.Ordinal) && (StatusBonusWords.In(folded) || (Phrase.Has(folded, "bonus") && StatusWords.In(folded)));
}
