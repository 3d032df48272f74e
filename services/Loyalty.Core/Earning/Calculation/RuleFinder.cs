using Loyalty.Core.Earning.Index;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>Finds, for one segment in one program, the winning rule of each slot.</summary>
internal readonly ref struct RuleFinder(CompiledProgram program, TicketContext ticket, FlightContext flight, MemberStatus member)
{
    /// <summary>Fills the winners; says a rule that all but the ticket matched, when there is one.</summary>
    public CompiledRule? Find(Span<CompiledRule?> winners)
    {
        Span<int> fromRegions = stackalloc int[8], toRegions = stackalloc int[8];
        fromRegions = fromRegions[..program.RegionsOf(flight.From, fromRegions)];
        toRegions = toRegions[..program.RegionsOf(flight.To, toRegions)];
        Span<ulong> buffer = stackalloc ulong[Places.Most];
        var places = KnownPlaces(buffer[..Places.Of(flight.From, flight.To, fromRegions, toRegions, buffer)]);

        CompiledRule? failed = null;
        foreach (var found in Tables(program, flight))
        {
            if (found.Table is null) continue;
            var match = Match(found, places);
            Consider(found.Table.OfClass(flight.Segment.FareClass), match, winners, ref failed);
            Consider(found.Table.OfAnyClass, match, winners, ref failed);
        }

        return failed;
    }

    /// <summary>Where rules for a flight can stand: under its carriers, their alliances, and any carrier.</summary>
    public static FoundTables Tables(CompiledProgram program, FlightContext flight)
    {
        var same = flight.Segment.MarketingCarrier == flight.Segment.OperatingCarrier;
        var sameAlliance = flight.MarketingAlliance == flight.OperatingAlliance;
        var tables = default(FoundTables);
        tables[0] = new(program.OfCarrier(flight.Marketing), true, same);
        if (!same) tables[1] = new(program.OfCarrier(flight.Operating), false, true);
        tables[2] = new(program.OfAlliance(flight.MarketingAlliance), true, sameAlliance);
        if (!sameAlliance) tables[3] = new(program.OfAlliance(flight.OperatingAlliance), false, true);
        tables[4] = new(program.AnyCarrier, true, true);
        return tables;
    }

    /// <summary>Drops the places that no rule of the program names: one small set is asked instead of many large tables.</summary>
    private Span<ulong> KnownPlaces(Span<ulong> places)
    {
        var count = 0;
        foreach (var place in places)
        {
            if (program.Markets.Contains(place)) places[count++] = place;
        }

        return places[..count];
    }

    private SegmentMatch Match(FoundTable found, ReadOnlySpan<ulong> places) => new()
    {
        Flight = flight.Segment,
        Ticket = ticket.Request.Itinerary,
        Member = member,
        Cabin = flight.Cabin,
        MarketingAlliance = flight.MarketingAlliance,
        OwnAirline = program.Program.Airline,
        Travel = flight.Segment.DepartureDate.DayNumber,
        Ticketing = ticket.Request.Itinerary.TicketedOn.DayNumber,
        KnownAt = ticket.Request.KnownAt,
        IsAward = ticket.Request.Itinerary.TicketType == Itinerary.Award,
        Places = places,
        ByMarketing = found.ByMarketing,
        ByOperating = found.ByOperating,
    };

    private static void Consider(ClassRules? rules, in SegmentMatch match, Span<CompiledRule?> winners, ref CompiledRule? failed)
    {
        if (rules is null) return;
        foreach (var place in match.Places)
        {
            foreach (ref readonly var candidate in rules.Find(place))
            {
                if (match.KnownAt is null && !candidate.InForce(match.Travel, match.Ticketing)) continue;
                ref var winner = ref winners[candidate.Slot];
                if (winner is not null && winner.Rank > candidate.Rank) continue;
                if (match.KnownAt is not null && !candidate.Rule.Chart.InForce(match.Travel, match.Ticketing, match.KnownAt)) continue;
                if (candidate.Rule.Matches(match, out var ticketFails)) winner = candidate.Rule;
                else if (ticketFails) failed ??= candidate.Rule;
            }
        }
    }
}

/// <summary>The rules found under one name, and which of the flight's carriers that name is.</summary>
internal readonly record struct FoundTable(RuleTable? Table, bool ByMarketing, bool ByOperating);

/// <summary>The five names under which rules for a flight can stand.</summary>
[System.Runtime.CompilerServices.InlineArray(5)]
internal struct FoundTables
{
    private FoundTable _first;
}
