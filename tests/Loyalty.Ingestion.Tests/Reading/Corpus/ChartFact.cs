using System.Globalization;
using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Tests.Reading.Corpus;

/// <summary>What can be labelled and read.</summary>
internal static class FactKind
{
    public const string Earning = "earning", EliteBonus = "elite bonus", NotEligible = "not eligible", Minimum = "minimum", Transfers = "transfers",
        Tiers = "tiers", Thresholds = "tier thresholds", Award = "award";

    /// <summary>In the order of the report.</summary>
    public static IReadOnlyList<string> Read { get; } = [Earning, EliteBonus, NotEligible, Minimum, Transfers, Tiers];

    /// <summary>The reader has no facts of these kinds: they are counted apart.</summary>
    public static IReadOnlyList<string> NotReadYet { get; } = [Thresholds, Award];
}

/// <summary>Whom a fact holds for. Labels have what the page prints, the reader what it made of it: <see cref="Likeness"/> compares.</summary>
internal sealed record FactSubject
{
    public required string Kind { get; init; }
    public string Program { get; init; } = "";
    public string Carrier { get; init; } = "";
    public string Metric { get; init; } = "";

    /// <summary>One class letter, a cabin, or empty for all.</summary>
    public string Who { get; init; } = "";

    /// <summary>As the page has it (labels).</summary>
    public string? Market { get; init; }

    /// <summary>As the reader understands it, with the names of its own regions.</summary>
    public Market? ReadMarket { get; init; }
    public string? Tier { get; init; }
    public (decimal From, decimal? To)? Band { get; init; }
    public string? Brand { get; init; }
    public string? Condition { get; init; }

    /// <summary>Whether the carrier both sells and flies it.</summary>
    public bool IsSoldAndFlown { get; init; }

    /// <summary>The class stands in its chart with this one fare brand: read by its letter alone it is the same.</summary>
    public bool IsBrandImplied { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
}

/// <summary>
/// One comparable fact. Base and class bonus of one subject are one fact, whose value is what both give: a page may print the parts, the
/// total or all of them, and says the same. Where both sides have parts, the base has to be equal as well.
/// </summary>
internal sealed record ChartFact(FactSubject Subject, FactValue Value)
{
    /// <summary>What the label names the metric besides.</summary>
    public string? MetricAlso { get; init; }

    /// <summary>The row it was read from.</summary>
    public string? Text { get; init; }

    public override string ToString()
    {
        var s = Subject;
        string?[] parts =
        [
            s.Kind == FactKind.Earning ? null : s.Kind, s.Program, s.Carrier, s.Metric, s.Who, s.Market ?? (s.ReadMarket is { Kind: not MarketKind.Any } market ? market.ToString() : null),
            s.Tier, s.Band is { } band ? string.Create(CultureInfo.InvariantCulture, $"{band.From:0}-{band.To:0}") : null, s.Brand, s.Condition is { Length: > 0 } ? $"[{s.Condition}]" : null,
            s.From is { } from ? $"from {from:yyyy-MM-dd}" : null, s.Until is { } until ? $"until {until:yyyy-MM-dd}" : null, Value.ToString(),
        ];
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}

/// <summary>What a fact gives: amounts by basis.</summary>
internal sealed record FactValue(string Basis, decimal Amount, string? Currency = null, decimal? Base = null)
{
    private const decimal Tolerance = 0.0005m;

    public bool IsNothing => Amount == 0;

    public bool SameAs(FactValue other) =>
        Basis == other.Basis && Math.Abs(Amount - other.Amount) <= Tolerance && (Currency is null || other.Currency is null || Currency == other.Currency)
        && (Base is not { } mine || other.Base is not { } theirs || Math.Abs(mine - theirs) <= Tolerance);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Basis} {Amount:0.####}{(Currency is null ? "" : "/" + Currency)}");

    /// <summary>The values of one subject's parts: one, or several where the page or the reader gives several for the same.</summary>
    public static IEnumerable<FactValue> Whole(IEnumerable<(string Component, FactValue Value)> parts)
    {
        var all = parts.Distinct().ToList();
        List<FactValue> Of(string component) => [.. all.Where(part => part.Component == component).Select(part => part.Value)];
        var (bases, bonuses, totals) = (Of("base"), Of("class bonus"), Of("total"));
        if (totals.Count > 0) return totals.Select(total => bases is [var one] && one.Basis == total.Basis ? total with { Base = one.Amount } : total);
        if (bonuses.Count == 0) return bases;
        if (bases.Count == 0) return bonuses;
        return bases.SelectMany(one => bonuses.Select(bonus => one.Basis == bonus.Basis
            ? one with { Amount = one.Amount + bonus.Amount, Base = one.Amount }
            : one with { Basis = $"{one.Basis} and {bonus.Amount} {bonus.Basis}" }));
    }
}
