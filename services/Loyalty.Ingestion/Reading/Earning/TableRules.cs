using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Makes the amounts of a table rules: for whom each is, by its row, its column and what stands above, and from when.</summary>
internal sealed class TableRules(Table table, TableShape shape, TableContext context, ChartTargets targets, TableQuestions questions, NotedRates noted)
{
    private readonly FormulaMaker _formulas = new(shape, table, context);
    private readonly BandRows _bands = new();
    private HashSet<RatedDay>? _taken;
    private (string? Text, Market? Market) _heading;

    /// <summary>The market by the name that a heading gives it; null where the name is none.</summary>
    public Market? MarketOf(string unplaced)
    {
        if (_heading.Text == unplaced) return _heading.Market;
        // "Fare options: to sun destinations" names them behind the colon.
        var place = unplaced.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && !PlaceWords.NamesPlace(Phrase.Fold(unplaced[..colon])) ? unplaced[(colon + 2)..] : unplaced;
        _heading = (unplaced, NamedMarkets.Of(ReferenceEquals(place, unplaced) ? context.Printed(unplaced) : place, place, context, isApart: true));
        return _heading.Market;
    }

    /// <summary>The rules of an amount: one for each cabin and fare that it is for, with what its cell and its marks say besides.</summary>
    public void Add(ImmutableArray<Cell> row, RowKeys keys, Column column, CellReading reading, Target target, Footnotes conditions)
    {
        // Of two parts, the first is the base, whatever the header calls both.
        var component = reading.Bonus is null ? column.Component : EarningRule.BaseComponent;
        string? problem = null;
        var formula = reading.Bonus is not null && column.Part == ChartPart.Status ? null : _formulas.Make(reading.Value, column, keys, reading, target.Key, out problem);
        if (formula is null)
        {
            questions.Unread(row, row[column.Index].Text, problem ?? "two amounts of which one may be a tier's", keys);
            return;
        }

        if (problem is not null) questions.Ask(target, row[column.Index].Text, problem);
        var group = Group(keys, column);
        var cabins = group.IsEmpty ? Cabins(keys, column) : [];
        if (keys.FareBrands.IsEmpty || !group.IsEmpty) OfBrand(null);
        else foreach (var brand in keys.FareBrands) OfBrand(brand);

        void OfBrand(string? brand)
        {
            if (cabins.IsEmpty) OfCabin(null, brand);
            foreach (var cabin in cabins) OfCabin(cabin, brand);
        }

        void OfCabin(Cabin? cabin, string? brand)
        {
            var selector = Selector(keys, column, target, cabin, brand);
            if (!group.IsEmpty) selector = selector with { FareClasses = group, FareBrand = null };
            if ((keys.Band ?? column.Band) is { } band && formula.Basis == EarningBasis.Fixed)
            {
                _bands.Add(target, selector, component, band, formula, keys, row);
                return;
            }

            // What the column says makes an edition; inside it, a rule's time is what the row says.
            var validity = keys.Validity ?? default;
            if (reading.From is not null || reading.Until is not null) validity = new Validity(reading.From ?? validity.From, reading.Until ?? validity.Until, validity.By);
            var draft = new RuleDraft(component, selector, keys.Cabin, formula, validity, keys.TextOf(row));
            Bounded(draft, target, keys);
            if (reading.Old is { } old && reading.From is { } changed && Formula(old, reading with { Bonus = null }) is { } before)
                Bounded(draft with { Formula = before, Validity = new Validity(null, changed.AddDays(-1), validity.By) }, target, keys);
            if (reading.Bonus is { } bonus && Formula(bonus, reading) is { } more)
                Bounded(draft with { Component = ComponentWords.ClassBonus, Formula = more }, target, keys);
            foreach (var (tiers, share) in reading.BonusByTier)
            {
                if (Formula(share, reading) is { } added)
                    Bounded(draft with { Component = ComponentWords.ClassBonus, Selector = tiers.IsBase ? selector : selector with { Tiers = tiers.Tiers }, Formula = added }, target, keys);
            }

            foreach (var (pattern, value) in conditions.FareBases)
            {
                if (Formula(value, reading with { Value = value }) is { } special)
                    Bounded(draft with { Selector = selector with { FareBasis = pattern }, Formula = special }, target, keys);
            }
        }

        EarningFormula? Formula(CellValue value, CellReading of) => _formulas.Make(value, column, keys, of, target.Key, out _);
    }

    /// <summary>What the rows give only together, and what was noted of classes and stands in none of them.</summary>
    public void End()
    {
        foreach (var rated in noted.Rates)
        {
            if (_taken?.Contains(rated) != true) questions.OfTable($"'{rated.Sentence}' gives classes another rate for a time, or on some flights");
        }

        foreach (var (target, draft) in _bands.Rules()) context.Drafts.Add(target.Key, target.Validity, draft);
    }

    /// <summary>The rule, parted where notes give some of its classes a time of their own.</summary>
    private void Bounded(RuleDraft draft, Target target, RowKeys keys)
    {
        foreach (var (classes, bound) in noted.Days)
        {
            if (draft.Selector.FareClasses.Intersect(classes) is not { IsEmpty: false } bounded || draft.Validity != default) continue;
            if (Part(bounded, bound) is not { } others) return;
            draft = others;
        }

        foreach (var rated in noted.Rates)
        {
            if (draft.Component != EarningRule.BaseComponent || draft.Formula.Basis != EarningBasis.Distance || draft.Formula.Rate != rated.Rate || draft.Validity != default) continue;
            if (draft.Selector.FareClasses.Intersect(rated.Classes) is not { IsEmpty: false } bounded || bounded != rated.Classes) continue;
            (_taken ??= []).Add(rated);
            if (target.Validity.From >= rated.Validity.From) continue;
            if (Part(bounded, rated.Validity) is not { } others) return;
            draft = others;
        }

        Capped(draft, target, keys);

        // The rest of the rule, once some classes have theirs; null where none is left.
        RuleDraft? Part(FareClasses bounded, Validity validity)
        {
            Capped(draft with { Selector = draft.Selector with { FareClasses = bounded }, Validity = validity }, target, keys);
            return new FareClasses(draft.Selector.FareClasses.Bits & ~bounded.Bits) is { IsEmpty: false } others ? draft with { Selector = draft.Selector with { FareClasses = others } } : null;
        }
    }

    /// <summary>The rule with the caps that its row or a note sets; one rule a cabin where the caps differ by cabin.</summary>
    private void Capped(RuleDraft draft, Target target, RowKeys keys)
    {
        var open = true;
        if (draft.Formula.Basis != EarningBasis.NotEligible)
        {
            foreach (var (amount, cabins, of) in keys.Caps)
            {
                if (of is null || of == target.Key.Metric) Cap(amount, cabins);
            }

            foreach (var cap in targets.Terms.Caps)
            {
                if (cap.Metric == target.Key.Metric) Cap(cap.Amount, cap.Cabins);
            }
        }

        if (open) Add(draft);

        void Cap(decimal amount, ImmutableArray<Cabin> cabins)
        {
            var capped = draft with { Formula = draft.Formula with { Cap = amount } };
            if (cabins.IsEmpty)
            {
                open = false;
                Add(capped);
                return;
            }

            foreach (var cabin in cabins)
            {
                if (draft.Selector.Cabin is { } own && own != cabin) continue;
                if (draft.Selector.Cabin is null && draft.Label is { } label && !draft.Selector.FareClasses.IsEmpty)
                {
                    if (label != cabin) continue;
                    open = false;
                    Add(capped);
                    continue;
                }

                open &= draft.Selector.Cabin is null;
                Add(capped with { Selector = draft.Selector with { Cabin = cabin } });
            }
        }

        void Add(RuleDraft rule) => context.Drafts.Add(target.Key, target.Validity, rule);
    }

    private RuleSelector Selector(RowKeys keys, Column column, Target target, Cabin? cabin, string? brand) => target.Carrier with
    {
        FareClasses = column.Classes.IsEmpty ? keys.Classes : column.Classes,
        Cabin = cabin,
        Market = column.Market ?? keys.Market ?? (targets.Terms.Unplaced is { } unplaced ? MarketOf(unplaced) : null) ?? targets.Terms.Market ?? Market.Any,
        Tiers = column.Tiers?.Tiers ?? keys.Tiers?.Tiers ?? [],
        Card = column.Card ?? keys.Card,
        EarningMode = keys.EarningMode,
        FareBrand = brand ?? column.FareBrand ?? targets.Terms.FareBrand,
        Ticketing = target.Stock?.On ?? [],
        NotTicketing = target.Stock?.NotOn ?? [],
        TicketTypes = targets.Terms.TicketType is { } type ? [type] : [],
    };

    /// <summary>The classes that another table of the page gives the name of a row's or a column's fare or cabin; none where the table itself lists classes.</summary>
    private FareClasses Group(RowKeys keys, Column column)
    {
        if (context.Groups.Count == 0 || shape.Has(ColumnKind.Classes) || !column.Classes.IsEmpty) return default;
        var name = keys.FareBrands is [var brand] ? brand : column.FareBrand ?? (column.Cabins.IsEmpty ? keys.CabinText : column.Header);
        return name is null ? default : context.Groups.GetValueOrDefault(Phrase.Fold(name));
    }

    /// <summary>The cabins that select, a rule for each; empty where classes do, or nothing.</summary>
    private ImmutableArray<Cabin> Cabins(RowKeys keys, Column column)
    {
        if (!column.Classes.IsEmpty || !keys.Classes.IsEmpty || keys.AllClasses) return column.Classes.IsEmpty && column.Cabins.Length == 1 && keys.Cabin is null ? column.Cabins : [];
        return !column.Cabins.IsEmpty ? column.Cabins : !keys.Cabins.IsEmpty ? keys.Cabins : targets.Terms.Cabin is { } set ? [set] : [];
    }
}
