using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>The chart that a rule belongs to.</summary>
/// <param name="Carrier">What its key selects for all its rules.</param>
internal sealed record Target(ChartKey Key, Validity Validity, TicketStock? Stock, RuleSelector Carrier);

/// <summary>The charts that the amounts of a table belong to: whose flights they are of, what they count, on whose tickets.</summary>
internal sealed class ChartTargets(TableShape shape, Terms terms)
{
    private readonly Target[]?[] _ofColumns = new Target[shape.Columns.Length][];
    private readonly List<Target[]> _asked = [];
    private RowKeys? _of;

    /// <summary>What stands above the row that is being read.</summary>
    public Terms Terms { get; private set; } = terms;

    /// <summary>The charts that amounts of the table were asked for.</summary>
    public IReadOnlyCollection<(ChartKey Key, Validity Validity)> Charts => [.. _asked.SelectMany(targets => targets).Select(target => (target.Key, target.Validity)).Distinct()];

    /// <summary>What a row over the whole table says for the rows below it.</summary>
    public void Under(Terms terms) => (Terms, _of) = (terms, null);

    /// <summary>Those of an amount: the same for all rows that name no carrier, role or ticket of their own.</summary>
    public Target[] Of(RowKeys keys, Column column)
    {
        if (_of is null || keys.Carriers != _of.Carriers || keys.Role != _of.Role || !ReferenceEquals(keys.Stock, _of.Stock))
        {
            Array.Clear(_ofColumns);
            _of = keys;
        }

        if (_ofColumns[column.Index] is { } known) return known;
        var targets = For(keys, column);
        _asked.Add(targets);
        return _ofColumns[column.Index] = targets;
    }

    /// <summary>Those of a column, or of what no column holds; keys of a row that names a carrier, else null.</summary>
    public Target[] For(RowKeys? keys, Column? column)
    {
        var carriers = keys is { Carriers.IsEmpty: false } ? keys.Carriers
            : column is { Carriers.IsEmpty: false } ? column.Carriers : Terms.Carriers;
        // Whose flights a row is about that names nobody who is known: some partner's.
        if (carriers.IsEmpty && keys is null && shape.Has(ColumnKind.Carrier)) carriers = ["*"];
        if (carriers.IsEmpty) carriers = column is { Part: ChartPart.Status } || Terms.Metric is not null && Terms.IsMultiplier ? ["*"] : [""];
        var role = keys?.Role ?? Terms.Role ?? FlightRole.Marketing;
        var stock = keys?.Stock ?? Terms.Stock;
        string[] metrics = column?.AlsoMetric is { } also ? [column.Metric!, also] : [column?.Metric ?? Terms.Metric ?? EarningRule.Redeemable];
        var part = column?.Part ?? ChartPart.Flight;
        var targets = new Target[carriers.Length * metrics.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            var key = new ChartKey(Terms.ProgramId ?? "", carriers[i % carriers.Length], metrics[i / carriers.Length], part, role, Conditions(stock), ChartMarkets.Any);
            var carrier = ChartDrafts.Carrier(key);
            if (Terms.SoldAndFlown is { Operators: { IsEmpty: false } operators } && role == FlightRole.Marketing) carrier = carrier with { Operating = operators };
            targets[i] = new Target(key, column?.Validity ?? Terms.Validity ?? default, stock, carrier);
        }

        return targets;
    }

    private string Conditions(TicketStock? stock) => stock is null && Terms is { TicketType: null, OfUnknown: null } ? ""
        : string.Join("; ", new[] { stock?.Conditions ?? "", Terms.TicketType is { } type ? type + " tickets" : "", Terms.OfUnknown ?? "" }.Where(part => part.Length > 0));
}
