using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What a column of an earning table holds.</summary>
internal enum ColumnKind
{
    /// <summary>Words that select nothing.</summary>
    Label,

    /// <summary>Running text, the same for every row.</summary>
    Remark,
    Classes,
    Cabin,
    Carrier,
    Market,
    Tier,
    Band,
    FareBrand,
    Card,
    EarningMode,
    Stock,
    Minimum,
    Cap,
    ValidFrom,
    ValidUntil,
    Value,
}

/// <summary>A column, with all that its header says about the amounts in it.</summary>
internal sealed record Column(int Index, ColumnKind Kind, string Header)
{
    public string? Metric { get; init; }

    /// <summary>A second metric that the same amounts count: "Tier and Award Miles".</summary>
    public string? AlsoMetric { get; init; }

    public string Component { get; init; } = EarningRule.BaseComponent;
    public ChartPart Part { get; init; }
    public FlightRole? Role { get; init; }
    public ImmutableArray<Cabin> Cabins { get; init; } = [];
    public FareClasses Classes { get; init; }
    public NamedTiers? Tiers { get; init; }
    public Market? Market { get; init; }
    public NamedBand? Band { get; init; }
    public ImmutableArray<string> Carriers { get; init; } = [];
    /// <summary>From when until when the column holds, where its header says so or says that it is the old one.</summary>
    public Validity? Validity { get; init; }

    public string? Card { get; init; }
    public string? FareBrand { get; init; }
    public string? Currency { get; init; }

    /// <summary>Its rows name one cabin in several ways: the names are fares'.</summary>
    public bool TellsFares { get; init; }

    /// <summary>What stands in brackets behind its cabins are fares.</summary>
    public bool HasBrands { get; init; }

    /// <summary>The share is of these amounts, as the header says.</summary>
    public string? Of { get; init; }

    /// <summary>Its lists are parted by dashes.</summary>
    public bool IsDashed { get; init; }

    public bool IsPercent { get; init; }
    public bool IsFactor { get; init; }

    /// <summary>The header says that its numbers are multiplied, whatever it counts.</summary>
    public bool IsMultiplied { get; init; }

    public bool IsPerFlight { get; init; }

    /// <summary>The header counts for each mile flown: a bare number is a share of the distance.</summary>
    public bool IsPerMile { get; init; }

    /// <summary>How many miles flown the amounts are for: 100 of "points per 100 miles".</summary>
    public decimal? PerMiles { get; init; }
    public bool IsMultiplier { get; init; }

    /// <summary>What in the header was not understood; it concerns every amount of the column.</summary>
    public string? Problem { get; init; }

    /// <summary>What in the header was not understood, where the amounts are clear all the same: the chart asks.</summary>
    public string? Doubt { get; init; }

    /// <summary>Why nobody can tell for whom its amounts are, or what they count: they are unread, and the rest of its rows is not.</summary>
    public string? Unknown { get; init; }

    /// <summary>Where the amount stands that the column's cells grant with a yes.</summary>
    public int? Source { get; init; }

    /// <summary>How many units of the currency the amounts are for: 100 of "points per ₹100".</summary>
    public decimal Units { get; init; } = 1;

    /// <summary>The header counts the fare: a bare number is per unit of currency.</summary>
    public bool IsSpend { get; init; }
}
