using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Whether a sentence may say that the charts of a page hold for some members, tickets or operators only.</summary>
internal sealed class LimitingConditions(ImmutableArray<DraftChart> charts, LoyaltyProgram? program, INameIndex names)
{
    // What a promotion takes: who does not, earns what everyone does.
    private static readonly Phrases Registering = new(
        "registration period", "registration is required", "registration required", "register before you fly", "must register before", "register for this promotion", "register for the promotion", "register for this offer", "register for the offer",
        "registered for the promotion", "registered for this promotion", "registered for the offer", "registered for this offer");

    // What is over, whenever it ended.
    private static readonly Phrases Ended = new(
        "no longer earn miles", "no longer earns miles", "no longer earn points", "no longer earn avios", "no longer accrue", "no longer be earned", "no longer be accrued", "no longer be collected", "accrual is suspended", "accrual has been suspended", "accrual is discontinued", "accrual has ended",
        "earning is suspended", "earning has ended", "partnership has ended", "partnership ended", "cooperation has ended", "cooperation ended", "agreement has ended");

    private static readonly Phrases Codeshares = new("codeshare", "codeshares", "code-share", "code share");

    // Most sentences have none of these.
    private static readonly Phrases Special = Phrases.Together(Registering, Ended, Codeshares);

    private static readonly Phrases Lessened = new("reduced rate", "reduced rates", "at a reduced", "lower rate", "lower rates", "half the miles", "fewer miles", "different rate", "different rates");

    private static readonly Phrases Earning = new("also earn", "earn miles", "earn points", "earn avios", "are eligible", "can be earned", "are included", "are also");

    private static readonly Phrases OnlyFlights = new("only flights", "only on flights", "only for flights", "only the flights");

    private static readonly Phrases Applying = new("applies to", "apply to", "applies for", "apply for", "applicable to", "applicable for", "valid for", "applies only", "apply only", "applies if", "apply if", "applies when", "apply when", "is for", "are for");

    private static readonly Phrases OfSome = new(
        "members", "residents", "resident", "residing", "living in", "customers", "cardholders", "card", "codeshare", "code share", "code-share", "group", "groups", "student", "students", "corporate", "business travellers", "online", "website", "app", "fares", "tickets", "purchased in", "bought in", "issued in", "sold in", "promotional", "special");

    private readonly HashSet<string> _carriers = [.. charts.Select(chart => chart.Key.Carrier)];

    /// <summary>Whether it says that members must register for what is told.</summary>
    public static bool AskToRegister(string folded) => Registering.In(folded);

    /// <summary>Whether it says more than every program does.</summary>
    public bool Are(string sentence, string folded) => MayBe(sentence, folded) && !SayTheSame(sentence) && !HouseRules.Is(sentence, folded, names, _carriers);

    /// <summary>"Only on flights operated by X", of which the charts are.</summary>
    public bool SayTheSame(string sentence) =>
        charts.All(chart => SoldAndFlownSentence.Read(sentence, [chart.Key.Carrier], names, chart.Key.Role) is { } said && said.Holds(chart));

    private bool MayBe(string sentence, string folded)
    {
        var isSpecial = Special.In(folded);
        if (isSpecial && Registering.In(folded)) return true;
        if (LimitWords.OfOthers.In(folded) || LimitWords.OfAwards.In(folded)) return false;
        if (isSpecial && Ended.In(folded) && names.AirlinesIn(sentence) is var named && (named.IsEmpty || named.Any(airline => _carriers.Contains(airline.Iata)))) return true;
        if (isSpecial && Codeshares.In(folded) && (LimitWords.Restricting.In(folded) ? LimitWords.OfFlying.In(folded) : AreOfCodeshares(folded))) return true;
        var isScope = LimitWords.IsScope(folded) && (LimitWords.OfFlying.In(folded) || OfSome.In(folded)) && DatePhrases.Find(folded).Count == 0;
        if (!isScope && LimitWords.Negative.In(folded)) return LeavesOutOperators(folded) && !NamesFlight(sentence);
        if (!isScope && !LimitWords.OfEarning.In(folded)) return IsOfOtherTickets(sentence, folded);
        var restricts = LimitWords.Restricting.In(folded) && (LimitWords.OfFlying.In(folded) || OfSome.In(folded));
        if (!isScope && !restricts && !(LimitWords.OfTable.In(folded) && Applying.In(folded) && OfSome.In(folded) && DatePhrases.Find(folded).Count == 0)) return IsOfOtherTickets(sentence, folded);
        // What is said of flights by their numbers is said of these alone.
        if (NamesFlight(sentence)) return OnlyFlights.In(folded);
        // What counts for an elite metric that no chart is of.
        return MetricWords.Named(sentence, folded, program) is not { } metric || charts.Any(chart => chart.Key.Metric == metric);
    }

    /// <summary>"Flights operated by regional partners are excluded": where a chart goes by who sells the flight, it has them.</summary>
    private bool LeavesOutOperators(string folded) =>
        CarrierWords.Role(folded) == FlightRole.Operating && LimitWords.OfFlying.In(folded) && charts.Any(chart => chart.Key.Role == FlightRole.Marketing);

    /// <summary>"Codeshare flights earn half": what they bring is told apart; "they also earn", where a chart is for those alone that its airline flies itself.</summary>
    private bool AreOfCodeshares(string folded) =>
        LimitWords.OfEarning.In(folded) && !LimitWords.Negative.In(folded) && (Lessened.In(folded) || (Earning.In(folded) && charts.Any(chart => chart.Key.Role != FlightRole.Marketing)));

    /// <summary>"Flights with the code of Vueling, operated by Iberia" above a table of Vueling's: of its flights, those alone that another flies.</summary>
    public bool AreFlownByOthers(string sentence, string folded)
    {
        if (Phrase.IndexOf(folded, "operated by") is not (>= 0 and var at)) return false;
        // "Flights operated by the airline, tickets not issued by X" names somebody else.
        return names.AirlinesIn(sentence).Any(airline => airline.Index > at && airline.Index <= at + "operated by the ".Length && !_carriers.Contains(airline.Iata)
            && !charts.Any(chart => chart.Rules.Any(rule => rule.Selector.Operating.Contains(airline.Iata))));
    }

    /// <summary>"Miles are earned on tickets issued by X", where no chart is of tickets.</summary>
    private bool IsOfOtherTickets(string sentence, string folded) =>
        folded.Contains("issued by", StringComparison.Ordinal) && charts.All(chart => chart.Key.Conditions.Length == 0) && TicketWords.Read(sentence, folded, names) is not null;

    /// <summary>"GA900", "MS 9270": a flight by its number.</summary>
    private bool NamesFlight(string sentence)
    {
        for (var at = 2; at + 2 < sentence.Length; at++)
        {
            if (!char.IsAsciiDigit(sentence[at]) || char.IsAsciiDigit(sentence[at - 1]) || !char.IsAsciiDigit(sentence[at + 1]) || !char.IsAsciiDigit(sentence[at + 2])) continue;
            var end = sentence[at - 1] == ' ' ? at - 1 : at;
            if (end >= 2 && (end == 2 || !char.IsLetterOrDigit(sentence[end - 3])) && char.IsAsciiLetterUpper(sentence[end - 1]) && names.IsAirline(sentence[(end - 2)..end])) return true;
        }

        return false;
    }
}
