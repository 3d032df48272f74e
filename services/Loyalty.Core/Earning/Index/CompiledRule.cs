namespace Loyalty.Core.Earning.Index;

/// <summary>A rule ready to be matched: what its place in the index does not say yet is asked here.</summary>
internal sealed class CompiledRule
{
    private readonly RuleSelector _selector;
    private readonly FlightRole _role;
    private readonly bool _plain;
    private readonly bool _byTicketing;
    private readonly int _from;
    private readonly int _until;

    public CompiledRule(EarningRule rule, CompiledChart chart, int slot, uint specificity)
    {
        Rule = rule;
        Formula = rule.Formula;
        Chart = chart;
        Slot = slot;
        // Days are counted from the year 1; open at the start is before them all.
        Rank = ((ulong)specificity << 32) | (uint)(chart.From == int.MinValue ? 0 : chart.From + 1);
        _selector = rule.Selector;
        _role = chart.Chart.Key.Role;
        _byTicketing = rule.Validity.By == DateBasis.Ticketing;
        _from = rule.Validity.From?.DayNumber ?? int.MinValue;
        _until = rule.Validity.Until?.DayNumber ?? int.MaxValue;
        var s = _selector;
        _plain = s.Marketing.IsEmpty && s.Operating.IsEmpty && s.Alliance is null && s.Ticketing.IsEmpty && s.NotTicketing.IsEmpty && s.Cabin is null
            && s.FareBrand is null && s.FareBasis is null && s.FlightFrom is null && s.FlightTo is null && s.Tiers.IsEmpty
            && s.Card is null && s.Residence.IsEmpty && s.EarningMode is null && s.TicketTypes.IsEmpty
            && s.TicketCondition == TicketCondition.None;
    }

    public EarningRule Rule { get; }

    /// <summary>The rule's formula: at hand here, since every winner is asked for it.</summary>
    public EarningFormula Formula { get; }

    public CompiledChart Chart { get; }

    /// <summary>The place of its metric and component among the program's.</summary>
    public int Slot { get; }

    /// <summary>The greater wins within a slot: the more specific, then the newer chart's; <see cref="CompareRank"/> decides between equals.</summary>
    public ulong Rank { get; }

    /// <summary>The market that chart and rule ask for together; both, where they name one each, is asked of the chart's here.</summary>
    public ulong? AlsoMarket { get; init; }

    /// <summary>Compares ranks; those that are equal by their ids, so that the order is total.</summary>
    public int CompareRank(CompiledRule other)
    {
        var order = Rank.CompareTo(other.Rank);
        return order != 0 ? order : string.CompareOrdinal(Rule.Id, other.Rule.Id);
    }

    /// <summary>What does not fit, of all but the chart's days and the market, which the index has looked at.</summary>
    public Mismatch Match(in SegmentMatch segment)
    {
        switch (_role)
        {
            case FlightRole.Marketing when !segment.ByMarketing:
            case FlightRole.Operating when !segment.ByOperating:
            case FlightRole.MarketingAndOperating when !(segment.ByMarketing && segment.ByOperating):
                return Mismatch.Flight;
        }

        var day = _byTicketing ? segment.Ticketing : segment.Travel;
        if (day < _from || day > _until) return Mismatch.Flight;
        if (AlsoMarket is { } market && !segment.Places.Contains(market)) return Mismatch.Flight;
        if (_plain) return segment.IsAward ? Mismatch.Ticket : Mismatch.None;
        if (!FlightMatches(_selector, segment)) return Mismatch.Flight;
        if (_selector.FareBrand is { } brand && !brand.Equals(segment.Flight.FareBrand, StringComparison.OrdinalIgnoreCase)) return Mismatch.FareBrand;
        if (!MemberMatches(_selector, segment.Member)) return Mismatch.Member;
        return TicketMatches(_selector, segment) ? Mismatch.None : Mismatch.Ticket;
    }

    private static bool FlightMatches(RuleSelector s, in SegmentMatch m)
    {
        var flight = m.Flight;
        if (!s.Marketing.IsEmpty && !s.Marketing.Contains(flight.MarketingCarrier)) return false;
        if (!s.Operating.IsEmpty && !s.Operating.Contains(flight.OperatingCarrier)) return false;
        if (s.Alliance is not null && s.Alliance != m.MarketingAlliance) return false;
        if (s.Cabin is not null && s.Cabin != m.Cabin) return false;
        if (s.FareBasis is not null && (flight.FareBasis is null || !FareBasisPattern.Matches(s.FareBasis, flight.FareBasis))) return false;
        return (s.FlightFrom is null && s.FlightTo is null)
            || (flight.FlightNumber is { } number && number >= (s.FlightFrom ?? 0) && number <= (s.FlightTo ?? int.MaxValue));
    }

    private static bool MemberMatches(RuleSelector s, MemberStatus member)
    {
        if (!s.Tiers.IsEmpty && (member.Tier is null || !s.Tiers.Contains(member.Tier))) return false;
        if (s.Card is not null && !member.Cards.Contains(s.Card, StringComparer.OrdinalIgnoreCase)) return false;
        if (!s.Residence.IsEmpty && (member.Residence is null || !s.Residence.Contains(member.Residence))) return false;
        return s.EarningMode is null || s.EarningMode.Equals(member.EarningMode, StringComparison.OrdinalIgnoreCase);
    }

    private static bool TicketMatches(RuleSelector s, in SegmentMatch m)
    {
        if (s.TicketTypes.IsEmpty ? m.IsAward : !s.TicketTypes.Contains(m.Ticket.TicketType)) return false;
        var stock = m.Ticket.TicketingCarrier ?? m.Flight.MarketingCarrier;
        if ((!s.Ticketing.IsEmpty && !s.Ticketing.Contains(stock)) || s.NotTicketing.Contains(stock)) return false;
        var segments = m.Ticket.Segments;
        switch (s.TicketCondition)
        {
            case TicketCondition.RoundTrip:
                return segments[0].Origin == segments[^1].Destination;
            case TicketCondition.OneWay:
                return segments[0].Origin != segments[^1].Destination;
            case TicketCondition.SameMarketingCarrier:
                foreach (var segment in segments)
                {
                    if (segment.MarketingCarrier != m.Flight.MarketingCarrier) return false;
                }

                return true;
            case TicketCondition.IncludesOwnAirline:
                foreach (var segment in segments)
                {
                    if (segment.OperatingCarrier == m.OwnAirline) return true;
                }

                return false;
            default:
                return true;
        }
    }
}

/// <summary>What of a segment a rule does not fit: the first of these, where it is several.</summary>
internal enum Mismatch
{
    None,
    Flight,
    FareBrand,
    Member,
    Ticket,
}

/// <summary>What is asked of a rule: one segment of one ticket, as one program sees it.</summary>
internal readonly ref struct SegmentMatch
{
    public required FlightSegment Flight { get; init; }
    public required Itinerary Ticket { get; init; }
    public required MemberStatus Member { get; init; }
    public required Cabin? Cabin { get; init; }
    public required string? MarketingAlliance { get; init; }
    public required string? OwnAirline { get; init; }
    public required int Travel { get; init; }
    public required int Ticketing { get; init; }
    public required DateTimeOffset? KnownAt { get; init; }
    public required bool IsAward { get; init; }
    public required ReadOnlySpan<ulong> Places { get; init; }

    /// <summary>Whether the carrier, alliance or any-carrier under which the rule was found is the flight's marketing one.</summary>
    public required bool ByMarketing { get; init; }

    /// <summary>The same of the operating carrier.</summary>
    public required bool ByOperating { get; init; }
}

/// <summary>Fare-basis patterns: * is any run of characters, ? any one; case does not matter.</summary>
internal static class FareBasisPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);
}
