using Loyalty.Core.Earning.Index;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>Finds, for one segment in one program, the winning rule of each slot.</summary>
internal readonly ref struct RuleFinder(CompiledProgram program, TicketContext ticket, FlightContext flight, MemberStatus member)
{
    /// <summary>A program that draws no more regions over one another than these needs no memory but the stack's.</summary>
    private const int FewRegions = 16;

    /// <summary>Fills the winners; says the rules that almost matched, when there are any.</summary>
    public NearMisses Find(Span<CompiledRule?> winners)
    {
        var most = program.MostRegions;
        Span<int> fromRegions = most <= FewRegions ? stackalloc int[most] : new int[most];
        Span<int> toRegions = most <= FewRegions ? stackalloc int[most] : new int[most];
        fromRegions = fromRegions[..program.RegionsOf(flight.From, fromRegions)];
        toRegions = toRegions[..program.RegionsOf(flight.To, toRegions)];
        Span<ulong> buffer = most <= FewRegions ? stackalloc ulong[Places.Most(most)] : new ulong[Places.Most(most)];
        var places = KnownPlaces(buffer[..Places.Of(flight.From, flight.To, fromRegions, toRegions, buffer)]);

        var missed = default(NearMisses);
        var letter = flight.Segment.FareClass - 'A';
        foreach (var name in Names(program, flight))
        {
            if (name.Carrier < 0) continue;
            var ofClass = program.Rules.Has(name.Carrier, letter);
            var ofAnyClass = program.Rules.Has(name.Carrier, RuleTable.AnyClass);
            if (!ofClass && !ofAnyClass) continue;
            var match = Match(name, places);
            if (ofClass) Consider(name.Carrier, letter, match, winners, ref missed);
            if (ofAnyClass) Consider(name.Carrier, RuleTable.AnyClass, match, winners, ref missed);
        }

        return missed;
    }

    /// <summary>Where rules for a flight can stand: under its carriers, their alliances, and any carrier.</summary>
    public static CarrierNames Names(CompiledProgram program, FlightContext flight)
    {
        var same = flight.Segment.MarketingCarrier == flight.Segment.OperatingCarrier;
        var sameAlliance = flight.MarketingAlliance == flight.OperatingAlliance;
        var names = default(CarrierNames);
        names[0] = new(flight.Marketing, true, same);
        names[1] = same ? CarrierName.None : new(flight.Operating, false, true);
        names[2] = new(program.OfAlliance(flight.MarketingAlliance), true, sameAlliance);
        names[3] = sameAlliance ? CarrierName.None : new(program.OfAlliance(flight.OperatingAlliance), false, true);
        names[4] = new(program.AnyCarrier, true, true);
        return names;
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

    private SegmentMatch Match(CarrierName found, ReadOnlySpan<ulong> places) => new()
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

    private void Consider(int carrier, int letter, in SegmentMatch match, Span<CompiledRule?> winners, ref NearMisses missed)
    {
        foreach (var place in match.Places)
        {
            var candidates = program.Rules.Find(carrier, letter, place);
            for (var i = 0; i < candidates.Length;)
            {
                ref readonly var candidate = ref candidates[i++];
                if (match.KnownAt is null && !candidate.InForce(match.Travel, match.Ticketing)) continue;
                ref var winner = ref winners[candidate.Slot];
                if (winner is null || (winner.Rank <= candidate.Rank && winner.CompareRank(candidate.Rule) < 0))
                {
                    if (match.KnownAt is not null && !candidate.Rule.Chart.InForce(match.Travel, match.Ticketing, match.KnownAt)) continue;
                    if (candidate.Rule.Match(match) is var mismatch && mismatch != Mismatch.None)
                    {
                        missed.Note(candidate.Rule, mismatch, program.Slots[candidate.Slot]);
                        continue;
                    }

                    winner = candidate.Rule;
                }

                // The others of the slot have lower ranks.
                i += candidate.AfterSlot - 1;
            }
        }
    }
}

/// <summary>The number of a name under which rules for a flight can stand, and which of the flight's carriers it names; negative for no name.</summary>
internal readonly record struct CarrierName(int Carrier, bool ByMarketing, bool ByOperating)
{
    public static CarrierName None => new(-1, false, false);
}

/// <summary>The five names under which rules for a flight can stand.</summary>
[System.Runtime.CompilerServices.InlineArray(5)]
internal struct CarrierNames
{
    private CarrierName _first;
}
