using System.Collections.Frozen;
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
    private readonly FormulaMaker _formulas;
    private readonly BandRows _bands;
    private readonly string _currency;
    private readonly ChartTargets _targets;
    private readonly Dictionary<string, CellReading> _readings = new(StringComparer.Ordinal);
    private readonly List<string> _excluding = [];
    private readonly HashSet<(ChartKey Key, Validity Validity, string Reason)> _asked = [];
    private readonly List<(FareClasses Classes, Validity Validity)> _classDays;
    private readonly List<RatedDay> _rated;
    private readonly FrozenDictionary<Cabin, decimal>? _minimums;
    private readonly HashSet<RatedDay> _taken = [];
    private Terms _terms;
    private (RowKeys? Keys, string Carrier) _remembered;
    private (string? Text, Market? Market) _heading;

    public EarningTable(Table table, TableShape shape, TableContext context)
    {
        _table = table;
        _shape = shape;
        _context = context;
        _terms = context.Terms;
        _currency = context.Program is null ? "" : ProgramWords.Of(context.Program).CellWords;
        _formulas = new FormulaMaker(shape, table, context);
        _bands = new BandRows();
        _classDays = ClassDays.Of(context.Notes());
        _rated = ClassDays.RatedOf(context.Notes());
        _minimums = MinimumByCabin.In(context.Notes());
        _targets = new ChartTargets(shape, context.Terms);
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
            if (IsHeaderAgain(row) || TableRow.IsBlank(row)) continue;
            if (TableRow.SectionText(row) is { } section)
            {
                if (index > _shape.FirstRow && ReadExcluded(row, section)) continue;
                var said = _context.Reader.Heading(section, _context.Terms.ProgramId);
                isUnknown = byAirline && IsNameAlone(said, section);
                byAirline |= !said.Carriers.IsEmpty;
                if (isUnknown) Unread(row, row[0].Printed(), "it may be an airline that nobody knows", null);
                _terms = said.Under(_context.Terms);
                if (_terms.Unplaced is { } named && MarketPairs.OfHeading(named, _context) is { } pair) _terms = _terms with { Market = pair, Unplaced = null };
                _targets.Under(_terms);
                _readings.Clear();
                above = null;
                continue;
            }

            if (isUnknown || least?.Has(index) == true || (_terms.IsHistory && _terms.Validity?.Until is null)) continue;
            if (MarketLines.Split(row, _shape, _context) is not { } markets) ReadLimited(row);
            else foreach (var market in markets) ReadLimited(market);
        }

        Excluded(listed);
        foreach (var rated in _rated)
        {
            if (!_taken.Contains(rated)) UnreadTerms($"'{rated.Sentence}' gives classes another rate for a time, or on some flights");
        }

        foreach (var (target, draft) in _bands.Rules()) _context.Drafts.Add(target.Key, target.Validity, draft);

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
                Unread(row, phrase!, problem!, IsOfOtherCarrier(row, above) ? null : above);
                return;
            }

            if (keys.Market is null) keys.Market = MarketInside(row);
            if (least is not null)
            {
                var minimum = least.For(keys.Classes, out var differs);
                keys.Minimum ??= minimum;
                if (differs) Unread(row, TableRow.Text(row), "its classes have different minimums", keys);
            }

            if (_minimums is not null) keys.NotedMinimum = MinimumByCabin.Of(_minimums, keys.Cabin);
            above = keys;
            listed = listed.Union(keys.Classes);
            foreach (var column in _shape.Columns)
            {
                if (column.Kind == ColumnKind.Value) Value(row, keys, column);
            }
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
        if (!ExcludedClasses.In(text, _context.Program).IsEmpty)
        {
            _excluding.Add(text);
            return true;
        }

        if (ExcludedClasses.NamesNone(text) || ExcludedClasses.IsOfAwards(text)) return true;
        var unread = new UnreadRow(TableRow.Text(row), row[0].Printed(), "it says that some classes earn nothing, and more");
        foreach (var column in _shape.Columns)
        {
            if (column.Kind != ColumnKind.Value) continue;
            foreach (var target in _targets.For(null, column)) _context.Drafts.AddUnread(target.Key, target.Validity, unread);
        }

        return true;
    }

    /// <summary>Classes that a note excludes; what the table has a row for, it knows better.</summary>
    private void Excluded(FareClasses listed)
    {
        if (_terms.Withheld is not null) return;
        foreach (var note in _context.Notes().Concat(_excluding))
        {
            var classes = ExcludedClasses.In(note, _context.Program);
            if (classes.IsEmpty || !classes.Intersect(listed).IsEmpty) continue;
            foreach (var column in _shape.Columns)
            {
                if (column.Kind != ColumnKind.Value || column.Component != EarningRule.BaseComponent || column.Part == ChartPart.Status) continue;
                foreach (var target in _targets.For(null, column))
                    _context.Drafts.Add(target.Key, target.Validity, new RuleDraft(column.Component, target.Carrier with { FareClasses = classes }, null, EarningFormula.NotEligible, default, note) { IsNoted = true });
            }
        }
    }

    /// <summary>What stood in the way above the table concerns the chart as a whole.</summary>
    public void UnreadTerms(string problem)
    {
        foreach (var (key, validity) in _targets.Charts) _context.Drafts.AddUnread(key, validity, new UnreadRow("", problem, problem));
        if (_targets.Charts.Count > 0) return;
        foreach (var column in _shape.Columns)
        {
            if (column.Kind != ColumnKind.Value) continue;
            foreach (var target in _targets.For(null, column)) _context.Drafts.AddUnread(target.Key, target.Validity, new UnreadRow("", problem, problem));
        }
    }

    private void Value(ImmutableArray<Cell> row, RowKeys keys, Column column)
    {
        var cell = column.Source is { } source ? AnswerColumns.Amount(row[column.Index].Text, row[source].Text) : row[column.Index].Text;
        var reading = Read(cell);
        // The letters that earn nothing, in one cell over the amounts too.
        if (keys.IsNotEligible && SpansClasses(row, column)) reading = new CellReading(new CellValue(ValueKind.NotEligible));
        if (keys.IsNotEligible && reading.Value.IsNothing || (keys.IsNotEligible && reading.Value is { Kind: ValueKind.Number, Amount: 0 }))
            reading = new CellReading(new CellValue(ValueKind.NotEligible));
        var isExtra = column.Component != EarningRule.BaseComponent || column.Part == ChartPart.Status;
        if (isExtra && reading.Value.EarnsNothing) return;
        if (reading.Problem is null && reading.Value.Kind == ValueKind.Empty)
        {
            if (HasOtherValues(row, column)) return;
            reading = CellReading.Unread("the cell is empty");
        }

        // Among rates, "No" is none.
        if (reading.Problem is not null && cell.Equals("no", StringComparison.OrdinalIgnoreCase)) reading = new CellReading(new CellValue(ValueKind.NotEligible));
        if (reading.Problem is not null && SplitMarket(cell) is { } placed) reading = placed.Amount;
        if (reading.Problem is not null)
        {
            Unread(row, cell.Length == 0 ? column.Header : cell, reading.Problem, keys);
            return;
        }

        if (_terms.Withheld is { } condition)
        {
            Unread(row, cell, condition, keys);
            return;
        }

        if (_terms.Unplaced is { } unplaced && column.Market is null && keys.Market is null && Heading(unplaced) is null)
        {
            Unread(row, unplaced, $"'{unplaced}' names a market that was not understood", keys, unplaced);
            return;
        }

        if (column.Unknown is not null)
        {
            foreach (var target in _targets.Of(keys, column))
            {
                if (_asked.Add((target.Key, target.Validity, column.Unknown))) _context.Drafts.AddUnread(target.Key, target.Validity, new UnreadRow(column.Header, column.Header, column.Unknown));
            }

            return;
        }

        var conditions = Footnotes.Read(keys.Marks, reading.Marks, _context.Marked, _currency);
        foreach (var target in _targets.Of(keys, column))
        {
            // The amount is read: whether the words beside it change it, a person says.
            if (conditions.Problem is not null) Ask(target, conditions.Phrase!, $"{conditions.Problem} ({TableRow.Text(row)})");
            if (column.Doubt is not null) Ask(target, column.Header, column.Doubt);
            if (_minimums is not null && keys.NotedMinimum is null && !reading.Value.EarnsNothing) Ask(target, cell, "cabins have minimums of their own: which is this row's is not said");
            if (reading.Doubt is not null) Ask(target, cell, reading.Doubt);
            if (cell.Length > 5 && MetricWords.HasAbbreviation(cell) && MetricWords.Named(cell, Phrase.Fold(cell), _context.Program) is { } counted && counted != target.Key.Metric && counted != column.AlsoMetric)
            {
                Unread(row, cell, $"'{cell}' counts {counted}, and its column something else", keys);
                continue;
            }

            Remember(target.Key.Carrier, keys);
            Emit(row, keys, column, reading, target, conditions);
        }
    }

    /// <summary>The market by the name that a heading gives it.</summary>
    private Market? Heading(string unplaced)
    {
        // "Fare options: to sun destinations" names them behind the colon.
        var place = unplaced.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && !MarketWords.NamesPlace(Phrase.Fold(unplaced[..colon])) ? unplaced[(colon + 2)..] : unplaced;
        if (_heading.Text != unplaced) _heading = (unplaced, NamedMarkets.Of(ReferenceEquals(place, unplaced) ? _context.Printed(unplaced) : place, place, _context, isApart: true));
        return _heading.Market;
    }

    private bool SpansClasses(ImmutableArray<Cell> row, Column value)
    {
        foreach (var column in _shape.Columns)
        {
            if (column.Kind == ColumnKind.Classes && row[column.Index].Origin == row[value.Index].Origin) return true;
        }

        return false;
    }

    /// <summary>A market that stands beside one amount of a row tells the row from others: all its amounts are for it.</summary>
    private Market? MarketInside(ImmutableArray<Cell> row)
    {
        foreach (var column in _shape.Columns)
        {
            if (column.Kind == ColumnKind.Value && row[column.Index].Text is var cell && cell.EndsWith(')') && Read(cell).Problem is not null && SplitMarket(cell) is { } placed)
                return placed.Market;
        }

        return null;
    }

    /// <summary>"65% (international flights)": an amount with the market it is for.</summary>
    private (CellReading Amount, Market Market)? SplitMarket(string cell)
    {
        var open = cell.LastIndexOf('(');
        // "100% (50% on domestic flights)" holds two amounts.
        if (open <= 0 || !cell.EndsWith(')') || cell.AsSpan(open).ContainsAnyInRange('0', '9')) return null;
        var amount = Read(cell[..open].Trim());
        return amount.Problem is null && amount.Value.Kind != ValueKind.Empty && MarketWords.Read(Phrase.Fold(cell[(open + 1)..^1])) is { } market ? (amount, market) : null;
    }

    /// <summary>A chart holds few amounts, many times.</summary>
    private CellReading Read(string cell)
    {
        if (!_readings.TryGetValue(cell, out var reading))
        {
            reading = CellReader.Read(cell, _currency, _context.YearOf ?? _terms.Validity?.From);
            if (reading.Problem is not null) reading = TierParts.Read(cell, _context.Program) ?? reading;
            _readings.Add(cell, reading);
        }

        return reading;
    }

    private void Emit(ImmutableArray<Cell> row, RowKeys keys, Column column, CellReading reading, Target target, Footnotes conditions)
    {
        // Of two parts, the first is the base, whatever the header calls both.
        var component = reading.Bonus is null ? column.Component : EarningRule.BaseComponent;
        string? problem = null;
        var formula = reading.Bonus is not null && column.Part == ChartPart.Status ? null : _formulas.Make(reading.Value, column, keys, reading, target.Key, out problem);
        if (formula is null)
        {
            Unread(row, row[column.Index].Text, problem ?? "two amounts of which one may be a tier's", keys);
            return;
        }

        if (problem is not null) Ask(target, row[column.Index].Text, problem);
        var group = Group(keys, column);
        var cabins = group.IsEmpty ? Cabins(keys, column) : [];
        if (keys.FareBrands.IsEmpty || !group.IsEmpty) EmitForBrand(null);
        else foreach (var brand in keys.FareBrands) EmitForBrand(brand);

        void EmitForBrand(string? brand)
        {
            if (cabins.IsEmpty) EmitFor(null, brand);
            foreach (var cabin in cabins) EmitFor(cabin, brand);
        }

        void EmitFor(Cabin? cabin, string? brand)
        {
            var selector = Selector(keys, column, target, cabin, brand);
            if (!group.IsEmpty) selector = selector with { FareClasses = group, FareBrand = null };
            if ((keys.Band ?? column.Band) is { } band && formula.Basis == EarningBasis.Fixed)
            {
                _bands.Add(target, selector, component, band, formula, keys, row);
                return;
            }

            var text = keys.TextOf(row);

            var validity = RuleValidity(keys);
            if (reading.From is not null || reading.Until is not null) validity = new Validity(reading.From ?? validity.From, reading.Until ?? validity.Until, validity.By);
            Add(new RuleDraft(component, selector, keys.Cabin, formula, validity, text));
            if (reading.Old is { } old && reading.From is { } changed
                && _formulas.Make(old, column, keys, reading with { Bonus = null }, target.Key, out _) is { } before)
                Add(new RuleDraft(component, selector, keys.Cabin, before, new Validity(null, changed.AddDays(-1), validity.By), text));
            if (reading.Bonus is { } bonus && _formulas.Make(bonus, column, keys, reading, target.Key, out _) is { } more)
                Add(new RuleDraft(ComponentWords.ClassBonus, selector, keys.Cabin, more, validity, text));
            foreach (var (tiers, share) in reading.BonusByTier)
            {
                if (_formulas.Make(share, column, keys, reading, target.Key, out _) is { } added)
                    Add(new RuleDraft(ComponentWords.ClassBonus, tiers.IsBase ? selector : selector with { Tiers = tiers.Tiers }, keys.Cabin, added, validity, text));
            }

            foreach (var (pattern, value) in conditions.FareBases)
            {
                if (_formulas.Make(value, column, keys, reading with { Value = value }, target.Key, out _) is { } special)
                    Add(new RuleDraft(component, selector with { FareBasis = pattern }, keys.Cabin, special, validity, text));
            }
        }

        void Add(RuleDraft draft)
        {
            foreach (var (classes, bound) in _classDays)
            {
                if (draft.Selector.FareClasses.Intersect(classes) is not { IsEmpty: false } bounded || draft.Validity != default) continue;
                AddWhole(draft with { Selector = draft.Selector with { FareClasses = bounded }, Validity = bound });
                if (new FareClasses(draft.Selector.FareClasses.Bits & ~bounded.Bits) is not { IsEmpty: false } others) return;
                draft = draft with { Selector = draft.Selector with { FareClasses = others } };
            }

            foreach (var rated in _rated)
            {
                if (draft.Component != EarningRule.BaseComponent || draft.Formula.Basis != EarningBasis.Distance || draft.Formula.Rate != rated.Rate || draft.Validity != default) continue;
                if (draft.Selector.FareClasses.Intersect(rated.Classes) is not { IsEmpty: false } bounded || bounded != rated.Classes) continue;
                _taken.Add(rated);
                if (target.Validity.From >= rated.Validity.From) continue;
                AddWhole(draft with { Selector = draft.Selector with { FareClasses = bounded }, Validity = rated.Validity });
                if (new FareClasses(draft.Selector.FareClasses.Bits & ~bounded.Bits) is not { IsEmpty: false } others) return;
                draft = draft with { Selector = draft.Selector with { FareClasses = others } };
            }

            AddWhole(draft);
        }

        void AddWhole(RuleDraft draft)
        {
            if (keys.Caps.IsEmpty && _terms.Caps.IsEmpty) _context.Drafts.Add(target.Key, target.Validity, draft);
            else foreach (var capped in FormulaMaker.WithCaps(draft, target.Key.Metric, keys, _terms)) _context.Drafts.Add(target.Key, target.Validity, capped);
        }
    }

    /// <summary>The validity of a rule inside its chart: what the row says. What the column says makes an edition.</summary>
    private static Validity RuleValidity(RowKeys keys) => keys.Validity ?? default;

    private RuleSelector Selector(RowKeys keys, Column column, Target target, Cabin? cabin, string? brand) => target.Carrier with
    {
        FareClasses = column.Classes.IsEmpty ? keys.Classes : column.Classes,
        Cabin = cabin,
        Market = column.Market ?? keys.Market ?? (_terms.Unplaced is { } unplaced ? Heading(unplaced) : null) ?? _terms.Market ?? Market.Any,
        Tiers = column.Tiers?.Tiers ?? keys.Tiers?.Tiers ?? [],
        Card = column.Card ?? keys.Card,
        EarningMode = keys.EarningMode,
        FareBrand = brand ?? column.FareBrand ?? _terms.FareBrand,
        Ticketing = target.Stock?.On ?? [],
        NotTicketing = target.Stock?.NotOn ?? [],
        TicketTypes = _terms.TicketType is { } type ? [type] : [],
    };

    /// <summary>The classes that another table of the page gives the name of a row's or a column's fare or cabin; none where the table itself lists classes.</summary>
    private FareClasses Group(RowKeys keys, Column column)
    {
        if (_context.Groups.Count == 0 || _shape.Has(ColumnKind.Classes) || !column.Classes.IsEmpty) return default;
        var name = keys.FareBrands is [var brand] ? brand : column.FareBrand ?? (column.Cabins.IsEmpty ? keys.CabinText : column.Header);
        return name is null ? default : _context.Groups.GetValueOrDefault(Phrase.Fold(name));
    }

    /// <summary>The cabins that select, a rule for each; empty where classes do, or nothing.</summary>
    private ImmutableArray<Cabin> Cabins(RowKeys keys, Column column)
    {
        if (!column.Classes.IsEmpty || !keys.Classes.IsEmpty || keys.AllClasses) return column.Classes.IsEmpty && column.Cabins.Length == 1 && keys.Cabin is null ? column.Cabins : [];
        return !column.Cabins.IsEmpty ? column.Cabins : !keys.Cabins.IsEmpty ? keys.Cabins : _terms.Cabin is { } set ? [set] : [];
    }

    /// <summary>
    /// Which cabin a carrier's letter is booked in; a letter in two cabins says nothing. Nor does a chart that names its end, past or to
    /// come (reading knows no clock): carriers give letters another cabin, and what stays in force tells more.
    /// </summary>
    private void Remember(string carrier, RowKeys keys)
    {
        if ((keys.Validity ?? _terms.Validity)?.Until is not null) return;
        if (keys.Classes.IsEmpty || keys.Cabin is not { } cabin || carrier is "" or "*" || carrier.StartsWith("alliance", StringComparison.Ordinal)) return;
        if (_remembered == (keys, carrier)) return;
        _remembered = (keys, carrier);
        _context.Letters.Add(carrier, keys.Classes, cabin);
    }

    private void Unread(ImmutableArray<Cell> row, string text, string reason, RowKeys? keys, string? place = null)
    {
        Column? value = null;
        foreach (var column in _shape.Columns)
        {
            if (column.Kind == ColumnKind.Value) value ??= column;
        }

        var unread = new UnreadRow(TableRow.Text(row), text, reason);
        var own = keys is { Carriers.IsEmpty: false } ? keys : null;
        foreach (var target in _targets.For(own, value))
        {
            _context.Drafts.AddUnread(target.Key, target.Validity, unread, place);
            if (own is not null) Remember(target.Key.Carrier, own);
        }
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

    /// <summary>What stands beside amounts that were read, and may change them: the chart asks once.</summary>
    private void Ask(Target target, string text, string reason)
    {
        if (_asked.Add((target.Key, target.Validity, reason))) _context.Drafts.AddUnread(target.Key, target.Validity, new UnreadRow("", text, reason));
    }

    private bool HasOtherValues(ImmutableArray<Cell> row, Column column)
    {
        foreach (var other in _shape.Columns)
        {
            if (other.Kind == ColumnKind.Value && other != column && row[other.Index].Text.Length > 0) return true;
        }

        return false;
    }

    private bool IsHeaderAgain(ImmutableArray<Cell> row)
    {
        if (_shape.FirstRow == 0) return false;
        var header = _table.Rows[_shape.FirstRow - 1];
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i].Text != header[i].Text) return false;
        }

        return true;
    }
}
