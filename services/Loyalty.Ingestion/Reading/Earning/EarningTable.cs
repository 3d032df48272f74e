using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Reads the rows of an earning table. Each row says for whom by its key cells, each value column for whom by its header; where they
/// cross stands an amount, which becomes a rule.
/// </summary>
internal sealed class EarningTable
{
    private readonly Table _table;
    private readonly TableShape _shape;
    private readonly TableContext _context;
    private readonly ChartTargets _targets;
    private readonly TableAmounts _amounts;
    private readonly TableQuestions _questions;
    private readonly TableRules _rules;
    private readonly NotedRates _noted;
    private readonly List<string> _excluding = [];

    public EarningTable(Table table, TableShape shape, TableContext context)
    {
        _table = table;
        _shape = shape;
        _context = context;
        _noted = NotedRates.In(context.Notes());
        _targets = new ChartTargets(shape, context.Terms);
        _amounts = new TableAmounts(context);
        _questions = new TableQuestions(shape, context, _targets);
        _rules = new TableRules(table, shape, context, _targets, _questions, _noted);
    }

    public void Read(CancellationToken ct)
    {
        RowKeys? above = null;
        var listed = default(FareClasses);
        var limited = LimitedLetters.In(_table, _shape);
        var least = MinimumRows.In(_table, _shape);
        var (byAirline, isUnknown) = (false, false);
        for (var index = _shape.FirstRow; index < _table.Rows.Length; index++)
        {
            if ((index & 255) == 0) ct.ThrowIfCancellationRequested();
            var row = _table.Rows[index];
            if ((_shape.FirstRow > 0 && TableRow.Repeats(row, _table.Rows[_shape.FirstRow - 1])) || TableRow.IsBlank(row)) continue;
            if (TableRow.SectionText(row) is { } section)
            {
                if (index > _shape.FirstRow && ReadExcluded(row, section)) continue;
                var said = _context.Reader.Heading(section, _context.Terms.ProgramId);
                isUnknown = byAirline && IsNameAlone(said, section);
                byAirline |= !said.Carriers.IsEmpty;
                if (isUnknown) _questions.Unread(row, row[0].Printed(), "it may be an airline that nobody knows", null);
                var terms = said.Under(_context.Terms);
                if (terms.Unplaced is { } named && MarketPairs.OfHeading(named, _context) is { } pair) terms = terms with { Market = pair, Unplaced = null };
                _targets.Under(terms);
                _amounts.Under(terms);
                above = null;
                continue;
            }

            if (isUnknown || least?.Has(index) == true || (_targets.Terms.IsHistory && _targets.Terms.Validity?.Until is null)) continue;
            if (MarketLines.Split(row, _shape, _context) is not { } markets) ReadLimited(row);
            else foreach (var market in markets) ReadLimited(market);
        }

        Excluded(listed);
        _rules.End();
        // What stood in the way above the table.
        if (_context.Terms.Problem is { } inTheWay) _questions.OfTable(inTheWay);

        void ReadLimited(ImmutableArray<Cell> row)
        {
            if (limited is null) ReadRow(row);
            else foreach (var part in limited.Split(row)) ReadRow(part);
        }

        void ReadRow(ImmutableArray<Cell> row)
        {
            var keys = RowKeys.Read(row, _shape, _context, above, out var problem, out var phrase);
            if (keys is null)
            {
                _questions.Unread(row, phrase!, problem!, IsOfOtherCarrier(row, above) ? null : above);
                return;
            }

            keys.Market ??= MarketInside(row);
            if (least is not null)
            {
                var minimum = least.For(keys.Classes, out var differs);
                keys.Minimum ??= minimum;
                if (differs) _questions.Unread(row, TableRow.Text(row), "its classes have different minimums", keys);
            }

            if (_noted.Minimums is { } minimums) keys.NotedMinimum = MinimumByCabin.Of(minimums, keys.Cabin);
            above = keys;
            listed = listed.Union(keys.Classes);
            foreach (var column in _shape.ValueColumns) Value(row, keys, column);
        }
    }

    /// <summary>Words between the rows of airlines that name none, and nothing else that is known.</summary>
    private static bool IsNameAlone(Terms said, string text) =>
        said is { Carriers.IsEmpty: true, Market: null, Unplaced: null, Cabin: null, Metric: null, Validity: null, Stock: null, FareBrand: null, IsExample: false, IsHistory: false, IsPercent: false, IsPerFlight: false }
        && text.Length <= 40 && char.IsUpper(text[0]) && CabinWords.Find(Phrase.Fold(text)).IsEmpty;

    /// <summary>A row over the whole table that says which classes earn nothing, as notes do; one that is not understood concerns every amount.</summary>
    private bool ReadExcluded(ImmutableArray<Cell> row, string text)
    {
        if (!ExcludedClasses.MayName(text)) return false;
        if (!ExcludedClasses.In(text, _context.Program).IsEmpty) _excluding.Add(text);
        else if (!ExcludedClasses.NamesNone(text) && !ExcludedClasses.IsOfAwards(text))
            _questions.OfEveryAmount(new UnreadRow(TableRow.Text(row), row[0].Printed(), "it says that some classes earn nothing, and more"));
        return true;
    }

    /// <summary>Classes that a note excludes; what the table has a row for, it knows better.</summary>
    private void Excluded(FareClasses listed)
    {
        if (_targets.Terms.Withheld is not null) return;
        foreach (var note in _context.Notes().Concat(_excluding))
        {
            var classes = ExcludedClasses.In(note, _context.Program);
            if (classes.IsEmpty || !classes.Intersect(listed).IsEmpty) continue;
            foreach (var column in _shape.ValueColumns)
            {
                if (column.Component != EarningRule.BaseComponent || column.Part == ChartPart.Status) continue;
                foreach (var target in _targets.For(null, column))
                    _context.Drafts.Add(target.Key, target.Validity, new RuleDraft(column.Component, target.Carrier with { FareClasses = classes }, null, EarningFormula.NotEligible, default, note) { IsNoted = true });
            }
        }
    }

    private void Value(ImmutableArray<Cell> row, RowKeys keys, Column column)
    {
        var cell = column.Source is { } source ? AnswerColumns.Amount(row[column.Index].Text, row[source].Text) : row[column.Index].Text;
        if (Amount(row, keys, column, cell) is not { } reading) return;
        if (reading.Problem is not null)
        {
            _questions.Unread(row, cell.Length == 0 ? column.Header : cell, reading.Problem, keys);
            return;
        }

        if (_targets.Terms.Withheld is { } condition)
        {
            _questions.Unread(row, cell, condition, keys);
            return;
        }

        if (_targets.Terms.Unplaced is { } unplaced && column.Market is null && keys.Market is null && _rules.MarketOf(unplaced) is null)
        {
            _questions.Unread(row, unplaced, $"'{unplaced}' names a market that was not understood", keys, unplaced);
            return;
        }

        if (column.Unknown is not null)
        {
            foreach (var target in _targets.Of(keys, column)) _questions.Ask(target, column.Header, column.Unknown, column.Header);
            return;
        }

        var conditions = Footnotes.Read(keys.Marks, reading.Marks, _context.Marked, _amounts.Currency);
        foreach (var target in _targets.Of(keys, column))
        {
            // The amount is read: whether the words beside it change it, a person says.
            if (conditions.Problem is not null) _questions.Ask(target, conditions.Phrase!, $"{conditions.Problem} ({TableRow.Text(row)})");
            if (column.Doubt is not null) _questions.Ask(target, column.Header, column.Doubt);
            if (_noted.Minimums is not null && keys.NotedMinimum is null && !reading.Value.EarnsNothing) _questions.Ask(target, cell, "cabins have minimums of their own: which is this row's is not said");
            if (reading.Doubt is not null) _questions.Ask(target, cell, reading.Doubt);
            if (cell.Length > 5 && MetricWords.HasAbbreviation(cell) && MetricWords.Named(cell, Phrase.Fold(cell), _context.Program) is { } counted && counted != target.Key.Metric && counted != column.AlsoMetric)
            {
                _questions.Unread(row, cell, $"'{cell}' counts {counted}, and its column something else", keys);
                continue;
            }

            _context.Letters.Add(target.Key.Carrier, keys, _targets.Terms.Validity);
            _rules.Add(row, keys, column, reading, target, conditions);
        }
    }

    /// <summary>The amount of a cell, as its row and its column have it; null where it says nothing.</summary>
    private CellReading? Amount(ImmutableArray<Cell> row, RowKeys keys, Column column, string cell)
    {
        var reading = _amounts.Read(cell);
        // The letters that earn nothing, in one cell over the amounts too.
        if (keys.IsNotEligible && (SpansClasses(row, column) || reading.Value.IsNothing || reading.Value is { Kind: ValueKind.Number, Amount: 0 })) reading = TableAmounts.NotEligible;
        var isExtra = column.Component != EarningRule.BaseComponent || column.Part == ChartPart.Status;
        if (isExtra && reading.Value.EarnsNothing) return null;
        if (reading.Problem is not null) return _amounts.Among(cell) ?? reading;
        if (reading.Value.Kind != ValueKind.Empty) return reading;
        return HasOtherValues(row, column) ? null : CellReading.Unread("the cell is empty");
    }

    private bool SpansClasses(ImmutableArray<Cell> row, Column value)
    {
        foreach (var column in _shape.Columns)
        {
            if (column.Kind == ColumnKind.Classes && row[column.Index].Origin == row[value.Index].Origin) return true;
        }

        return false;
    }

    private bool HasOtherValues(ImmutableArray<Cell> row, Column column)
    {
        foreach (var other in _shape.ValueColumns)
        {
            if (other != column && row[other.Index].Text.Length > 0) return true;
        }

        return false;
    }

    /// <summary>A market that stands beside one amount of a row tells the row from others: all its amounts are for it.</summary>
    private Market? MarketInside(ImmutableArray<Cell> row)
    {
        foreach (var column in _shape.ValueColumns)
        {
            if (row[column.Index].Text is var cell && cell.EndsWith(')') && _amounts.Read(cell).Problem is not null && _amounts.Placed(cell) is { } placed) return placed.Market;
        }

        return null;
    }

    /// <summary>Whether a row names a carrier of its own, known or not: what stands in it says nothing of the one above.</summary>
    private bool IsOfOtherCarrier(ImmutableArray<Cell> row, RowKeys? above)
    {
        if (above is null) return false;
        foreach (var column in _shape.Columns)
        {
            if (column.Kind == ColumnKind.Carrier) return row[column.Index].Text.Length > 0 && !(CarrierWords.InCell(row[column.Index].Text, _context.Names) is { } named && named.SequenceEqual(above.Carriers));
        }

        return false;
    }
}
