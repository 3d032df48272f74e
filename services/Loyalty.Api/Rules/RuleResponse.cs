using System.Text.Json.Serialization;
using Loyalty.Core.Earning;
using Loyalty.Core.Earning.Index;

namespace Loyalty.Api.Rules;

sealed record RuleList(ImmutableArray<RuleResponse> Items, int Total);

sealed record RuleResponse(
    string Id,
    string ProgramId,
    [property: Description("redeemable, or the program's own name of an elite metric.")] string Metric,
    [property: Description("The named part of the amount: base, elite bonus, ...")] string Component,
    RuleSelection Selector,
    RuleFormula Formula,
    RuleValidity Validity,
    RuleChart Chart,
    [property: Description("The words it was read from.")] string? Text,
    Source Source)
{
    public static RuleResponse Of(EarningRule rule, EarningChart chart, EarningIndex index) => new(
        rule.Id, chart.Key.ProgramId, rule.Metric, rule.Component, RuleSelection.Of(rule.Selector), RuleFormula.From(rule.Formula),
        RuleValidity.Of(rule.Validity), RuleChart.Of(chart), rule.Text, Source.Of(index, chart.DocumentId));
}

sealed record RuleChart(
    string Id,
    [property: Description("IATA code, alliance: and an alliance's id, or * for any carrier.")] string Carrier,
    [property: JsonConverter(typeof(NameOf<FlightRole>))] FlightRole Role,
    [property: JsonConverter(typeof(NameOf<ChartPart>))] ChartPart Part,
    [property: Description("The ticket conditions it is for; empty for none.")] string Conditions,
    string Market,
    RuleValidity Validity,
    [property: Description("When we learned of it.")] DateTimeOffset RecordedAt,
    [property: Description("Rows that were not understood.")] ImmutableArray<string> UnreadRows)
{
    public static RuleChart Of(EarningChart chart) => new(
        chart.Id, chart.Key.Carrier, chart.Key.Role, chart.Key.Part, chart.Key.Conditions, chart.Key.Market,
        RuleValidity.Of(chart.Validity), chart.RecordedAt, chart.UnreadRows);
}

sealed record RuleValidity(
    [property: Description("First day; null where the source names none.")] DateOnly? From,
    [property: Description("Last day; null where the source names none.")] DateOnly? Until,
    [property: JsonConverter(typeof(NameOf<DateBasis>))] DateBasis By)
{
    public static RuleValidity Of(Validity validity) => new(validity.From, validity.Until, validity.By);
}

[Description("For whom: what is empty or null is not asked.")]
sealed record RuleSelection(
    ImmutableArray<string> Marketing,
    ImmutableArray<string> Operating,
    string? Alliance,
    ImmutableArray<string> Ticketing,
    ImmutableArray<string> NotTicketing,
    [property: Description("Booking codes, without separators.")] string FareClasses,
    [property: JsonConverter(typeof(NameOf<Cabin>))] Cabin? Cabin,
    string? FareBrand,
    string? FareBasis,
    string Market,
    int? FlightFrom,
    int? FlightTo,
    ImmutableArray<string> Tiers,
    string? Card,
    ImmutableArray<string> Residence,
    string? EarningMode,
    ImmutableArray<string> TicketTypes,
    [property: JsonConverter(typeof(NameOf<TicketCondition>))] TicketCondition TicketCondition)
{
    public static RuleSelection Of(RuleSelector s) => new(
        s.Marketing, s.Operating, s.Alliance, s.Ticketing, s.NotTicketing, s.FareClasses.ToString(), s.Cabin, s.FareBrand, s.FareBasis,
        s.Market.ToString(), s.FlightFrom, s.FlightTo, s.Tiers, s.Card, s.Residence, s.EarningMode, s.TicketTypes, s.TicketCondition);
}

[Description("How much: rate x what the basis names / divisor.")]
sealed record RuleFormula(
    [property: JsonConverter(typeof(NameOf<EarningBasis>))] EarningBasis Basis,
    decimal Rate,
    decimal Divisor,
    decimal? Minimum,
    decimal? Cap,
    decimal? TicketCap,
    string? Currency,
    ImmutableArray<RuleBand> Bands,
    ImmutableArray<string> Of)
{
    public static RuleFormula From(EarningFormula f) => new(
        f.Basis, f.Rate, f.Divisor, f.Minimum, f.Cap, f.TicketCap, f.Currency,
        [.. f.Bands.Select(band => new RuleBand(band.UpTo, band.Amount))], f.Of);
}

sealed record RuleBand([property: Description("Last distance of the band; null for the last band.")] decimal? UpTo, decimal Amount);
