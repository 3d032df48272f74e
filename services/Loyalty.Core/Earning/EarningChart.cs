namespace Loyalty.Core.Earning;

/// <summary>Which carrier of a flight a chart is about.</summary>
public enum FlightRole
{
    /// <summary>The one whose code the flight is sold under.</summary>
    Marketing,

    /// <summary>The one that flies it.</summary>
    Operating,

    /// <summary>The same carrier sells and flies it.</summary>
    MarketingAndOperating,
}

/// <summary>Which date of a ticket a validity is about.</summary>
public enum DateBasis
{
    /// <summary>The day of departure.</summary>
    Travel,

    /// <summary>The day the ticket was issued.</summary>
    Ticketing,
}

/// <summary>What a chart credits: what the flight earns, or what status adds to it.</summary>
public enum ChartPart
{
    /// <summary>What the flight earns.</summary>
    Flight,

    /// <summary>What a member's status adds.</summary>
    Status,
}

/// <summary>Valid time: from a first day to a last one, each open where the source names none. Immutable.</summary>
/// <param name="From">The first day, or null.</param>
/// <param name="Until">The last day, or null.</param>
/// <param name="By">Which date of the ticket is compared.</param>
public readonly record struct Validity(DateOnly? From = null, DateOnly? Until = null, DateBasis By = DateBasis.Travel)
{
    /// <summary>Whether a ticket falls into it.</summary>
    /// <param name="travel">The day of departure.</param>
    /// <param name="ticketing">The day of issue.</param>
    public bool Contains(DateOnly travel, DateOnly ticketing)
    {
        var day = By == DateBasis.Travel ? travel : ticketing;
        return (From is null || day >= From) && (Until is null || day <= Until);
    }
}

/// <summary>
/// What makes two charts the same chart at different times. Immutable, thread-safe.
/// </summary>
/// <param name="ProgramId">The program that credits.</param>
/// <param name="Carrier">IATA code of the carrier, <c>alliance:</c> and an alliance's id, or <c>*</c> for any carrier.</param>
/// <param name="Metric"><c>redeemable</c>, or an elite metric's name.</param>
/// <param name="Part">What the flight earns, or what status adds.</param>
/// <param name="Role">Which carrier of the flight is meant.</param>
/// <param name="Conditions">The ticket conditions it is for, in the chart's words; empty for none.</param>
/// <param name="Market">The market it is for, as canonical text.</param>
public sealed record ChartKey(
    string ProgramId, string Carrier, string Metric, ChartPart Part, FlightRole Role, string Conditions, string Market)
{
    /// <summary>The carrier that stands for any.</summary>
    public const string AnyCarrier = "*";

    /// <summary>What most keys differ in.</summary>
    public override int GetHashCode() => HashCode.Combine(ProgramId, Carrier, Metric, Part);

    /// <summary>The canonical text, by which charts are identified.</summary>
    public override string ToString() => $"{ProgramId}|{Carrier}|{Metric}|{NameOf(Part)}|{NameOf(Role)}|{Conditions}|{Market}";

    // The runtime looks the names up.
    private static string NameOf(ChartPart part) => part switch
    {
        ChartPart.Flight => nameof(ChartPart.Flight),
        ChartPart.Status => nameof(ChartPart.Status),
        _ => part.ToString(),
    };

    private static string NameOf(FlightRole role) => role switch
    {
        FlightRole.Marketing => nameof(FlightRole.Marketing),
        FlightRole.Operating => nameof(FlightRole.Operating),
        FlightRole.MarketingAndOperating => nameof(FlightRole.MarketingAndOperating),
        _ => role.ToString(),
    };
}

/// <summary>
/// One edition of a chart, as one document brings it. Immutable, thread-safe. A newer chart with the same key ends the older one
/// whole; an edition recorded later for the same first day replaces the earlier one.
/// </summary>
public sealed record EarningChart
{
    /// <summary>Hash of its key and first day.</summary>
    public required string Id { get; init; }

    /// <summary>What identifies it across time.</summary>
    public required ChartKey Key { get; init; }

    /// <summary>Valid time.</summary>
    public Validity Validity { get; init; }

    /// <summary>When we learned of this edition.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The document that brought it.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Rows of the document that nobody understood: what they may have covered answers <c>not-read</c>.</summary>
    public ImmutableArray<string> UnreadRows { get; init; } = [];

    /// <summary>Its rules.</summary>
    public ImmutableArray<EarningRule> Rules { get; init; } = [];
}

/// <summary>One row's worth of a chart: for whom, and how much. Immutable, thread-safe.</summary>
public sealed record EarningRule
{
    /// <summary>The metric <c>redeemable</c>.</summary>
    public const string Redeemable = "redeemable";

    /// <summary>The component that a flight earns before any bonus.</summary>
    public const string BaseComponent = "base";

    /// <summary>The component that status adds.</summary>
    public const string EliteBonusComponent = "elite bonus";

    /// <summary>Hash of chart, selectors, validity and payload.</summary>
    public required string Id { get; init; }

    /// <summary>Hash of the selectors alone: a correction is a new rule under the old key.</summary>
    public required string Key { get; init; }

    /// <summary><c>redeemable</c>, or an elite metric's name.</summary>
    public string Metric { get; init; } = Redeemable;

    /// <summary>The named part of the amount: <c>base</c>, <c>class bonus</c>, <c>elite bonus</c>.</summary>
    public string Component { get; init; } = BaseComponent;

    /// <summary>For whom.</summary>
    public required RuleSelector Selector { get; init; }

    /// <summary>How much.</summary>
    public required EarningFormula Formula { get; init; }

    /// <summary>Valid time of the rule itself, inside its chart's.</summary>
    public Validity Validity { get; init; }

    /// <summary>The words of the chart that it was read from.</summary>
    public string? Text { get; init; }
}

/// <summary>
/// A letter means what its carrier says. Where facts name several cabins of one letter, for sources disagree, it says nothing of the cabin. Immutable.
/// </summary>
/// <param name="Carrier">IATA code.</param>
/// <param name="Letter">The booking code, A to Z.</param>
/// <param name="Cabin">The cabin it is booked in.</param>
public sealed record FareClassFact(string Carrier, char Letter, Cabin Cabin);

/// <summary>An alliance of airlines. Immutable.</summary>
/// <param name="Id">Its id, such as <c>STAR</c>.</param>
/// <param name="Name">Its name.</param>
public sealed record Alliance(string Id, string Name);

/// <summary>An airline. Immutable.</summary>
/// <param name="Iata">IATA code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code, when known.</param>
/// <param name="Alliance">The id of its alliance; null when it has none.</param>
public sealed record Airline(string Iata, string Name, string? Country, string? Alliance);

/// <summary>A sourced rate of exchange. Immutable.</summary>
/// <param name="From">ISO 4217 code.</param>
/// <param name="To">ISO 4217 code.</param>
/// <param name="Date">The day it was quoted for.</param>
/// <param name="Rate">One unit of <paramref name="From"/> in units of <paramref name="To"/>.</param>
/// <param name="DocumentId">The document it was read from.</param>
public sealed record ExchangeRate(string From, string To, DateOnly Date, decimal Rate, string? DocumentId);
