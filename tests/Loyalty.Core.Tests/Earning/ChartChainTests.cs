using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Index;
using static Loyalty.Core.Tests.Earning.World;

namespace Loyalty.Core.Tests.Earning;

/// <summary>Charts of one key follow one another in valid time, and are known from the day they were recorded.</summary>
public sealed class ChartChainTests
{
    private static readonly DateOnly March = new(2026, 3, 1), June = new(2026, 6, 1), July = new(2026, 7, 1);

    [Fact]
    public void A_newer_chart_ends_the_older_one_whole()
    {
        var world = new World().With(Chart(Class("Y", Fixed(1)), Class("K", Fixed(2))), Chart(Class("Y", Fixed(3))).From(June).LearnedOn(March));
        Assert.Equal(1, world.Miles(Flight().Leaving(June.AddDays(-1))));
        Assert.Equal(3, world.Miles(Flight().Leaving(June)));
        Assert.Equal(2, world.Miles(Flight(fareClass: 'K').Leaving(June.AddDays(-1))));
        Assert.Equal(NothingEarned.ClassNotListed, world.Code(Flight(fareClass: 'K').Leaving(June)));
    }

    [Fact]
    public void An_older_chart_that_is_learned_later_does_not_end_a_newer_one()
    {
        var world = new World().With(Chart(Rule(Fixed(2))).From(June), Chart(Rule(Fixed(1))).From(March).LearnedOn(July));
        Assert.Equal(1, world.Miles(Flight().Leaving(June.AddDays(-1))));
        Assert.Equal(2, world.Miles(Flight().Leaving(June)));
    }

    [Fact]
    public void A_chart_ends_after_its_last_day_and_the_one_before_does_not_come_back()
    {
        var world = new World().With(Chart(Rule(Fixed(1))), Chart(Rule(Fixed(2))).From(June, until: July));
        Assert.Equal(2, world.Miles(Flight().Leaving(July)));
        Assert.Equal(NothingEarned.NoChart, world.Code(Flight().Leaving(July.AddDays(1))));
    }

    [Fact]
    public void A_correction_of_the_same_first_day_replaces_the_chart()
    {
        var world = new World().With(Chart(Class("YK", Fixed(1))).From(June), Chart(Class("Y", Fixed(2))).From(June).LearnedOn(July));
        Assert.Equal(2, world.Miles(Flight()));
        Assert.Equal(NothingEarned.ClassNotListed, world.Code(Flight(fareClass: 'K')));
        Assert.Equal("later chart", world.Earn(Flight()).Segments[0].Earned[0].Source.Id);
    }

    [Fact]
    public void A_correction_of_a_chart_without_a_first_day_replaces_it_too()
    {
        var world = new World().With(Chart(Rule(Fixed(1))), Chart(Rule(Fixed(2))).LearnedOn(July));
        Assert.Equal(2, world.Miles(Flight().Leaving(March)));
    }

    [Fact]
    public void What_was_known_at_an_instant_is_answered_as_it_was_known()
    {
        var world = new World().With(Chart(Rule(Fixed(1))), Chart(Rule(Fixed(2))).From(June).LearnedOn(March), Chart(Rule(Fixed(3))).From(June).LearnedOn(July));
        decimal KnownOn(DateTimeOffset instant) => world.Miles(Ticket(Flight().Leaving(June)) with { KnownAt = instant });
        var learned = new DateTimeOffset(March.ToDateTime(default), TimeSpan.Zero);
        Assert.Equal(0, KnownOn(Learned.AddTicks(-1)));
        Assert.Equal(1, KnownOn(Learned));
        Assert.Equal(1, KnownOn(learned.AddTicks(-1)));
        Assert.Equal(2, KnownOn(learned));
        Assert.Equal(3, KnownOn(new DateTimeOffset(July.ToDateTime(default), TimeSpan.Zero)));
        var before = Ticket(Flight()) with { KnownAt = Learned.AddTicks(-1) };
        Assert.Equal(NothingEarned.NoChart, world.Earn(before).Segments[0].Code);
    }

    [Fact]
    public void A_class_that_was_dropped_is_known_to_earn_until_the_drop_was_known()
    {
        var world = new World().With(Chart(Class("K", Fixed(1))), Chart(Class("Y", Fixed(2))).From(June).LearnedOn(July));
        var flight = Flight(fareClass: 'K').Leaving(July);
        Assert.Equal(NothingEarned.ClassNotListed, world.Code(flight));
        Assert.Equal(1, world.Miles(Ticket(flight) with { KnownAt = Learned }));
    }

    [Fact]
    public void A_chart_by_day_of_issue_looks_at_the_ticket_and_not_at_the_flight()
    {
        var world = new World().With(Chart(Rule(Fixed(1))), Chart(Rule(Fixed(2))).From(March, by: DateBasis.Ticketing));
        decimal Issued(DateOnly day) => world.Miles(Ticket(Flight().Leaving(July)).On(ticket => ticket with { TicketedOn = day }));
        Assert.Equal(1, Issued(March.AddDays(-1)));
        Assert.Equal(2, Issued(March));
    }

    [Fact]
    public void A_chart_by_day_of_travel_ends_one_by_day_of_issue()
    {
        var world = new World().With(Chart(Rule(Fixed(1))).From(March, by: DateBasis.Ticketing), Chart(Rule(Fixed(2))).From(June));
        Assert.Equal(1, world.Miles(Flight().Leaving(June.AddDays(-1))));
        Assert.Equal(2, world.Miles(Flight().Leaving(June)));
    }

    [Fact]
    public void A_last_day_of_issue_is_the_last()
    {
        var world = new World().With(Chart(Rule(Fixed(1))).From(null, until: March, by: DateBasis.Ticketing));
        decimal Issued(DateOnly day) => world.Miles(Ticket(Flight()).On(ticket => ticket with { TicketedOn = day }));
        Assert.Equal(1, Issued(March));
        Assert.Equal(0, Issued(March.AddDays(1)));
    }

    [Fact]
    public void Charts_of_other_keys_go_on()
    {
        var other = Chart(Rule(Fixed(10), component: "flight bonus")).Keyed(key => key with { Conditions = "bonus" });
        var world = new World().With(Chart(Rule(Fixed(1))), other, Chart(Rule(Fixed(2))).From(June));
        Assert.Equal(12, world.Miles(Flight().Leaving(June)));
    }

    [Fact]
    public void The_charts_in_force_on_a_day_can_be_listed()
    {
        EarningChart older = Chart(Rule(Fixed(1))), newer = Chart(Rule(Fixed(2))).From(June, until: July);
        var world = new World().With(older, newer);
        var index = EarningIndex.Build(world.Facts with { Programs = [world.Program] });
        Assert.Equal([older.Id], index.ChartsInForce(June.AddDays(-1)).Select(chart => chart.Id));
        Assert.Equal([newer.Id], index.ChartsInForce(June).Select(chart => chart.Id));
        Assert.Empty(index.ChartsInForce(July.AddDays(1)));
    }
}
