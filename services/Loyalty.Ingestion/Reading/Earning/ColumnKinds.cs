using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What a column of a table is, by its header and by what stands in it: the first that it can be.</summary>
internal sealed class ColumnKinds(Table table, int firstRow, Terms terms, LoyaltyProgram? program, INameIndex names, DateOnly? yearOf)
{
    private static readonly Phrases MinimumWords = new("minimum", "mínimum", "min.", "min");

    // What tables beside charts are about: when miles expire, what may be carried, what is paid.
    private static readonly Phrases OtherThings = new(
        "validity", "validity of miles", "expiry", "expiration", "baggage", "luggage", "allowance", "lounge", "lounges", "fee", "fees", "benefit", "benefits", "upgrade", "upgrades",
        "award price", "award cost", "miles needed", "points needed", "redeem", "redemption", "miles required", "points required", "required");

    private static readonly Phrases TierWordsInside = new("status", "tier", "level");

    private static readonly Phrases CountedWords = new("points", "miles", "bonus");

    private readonly ValueColumn _values = new(table, firstRow, terms, program, names, yearOf);

    public Column Read(int index, ColumnContent content)
    {
        var header = TableHead.Of(table, firstRow, index);
        var folded = Phrase.Fold(header);
        var plain = folded.TrimEnd(':', '*');
        if ((content.Amounts > 0 && content.Lists == 0 && Remarks.IsExample(plain)) || Remarks.Holds(table, firstRow, index)) return new Column(index, ColumnKind.Remark, header);
        var named = HeaderNames.In(plain);
        // A link may stand under what a column is called.
        if (named == default && header.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end) named = HeaderNames.In(Phrase.Fold(header[..end]).TrimEnd(':', '*'));
        // "1 mile flown in business class" is a cabin, however it counts.
        if (content.Amounts > 0 && (named.Has(ColumnKind.Cabin) || ColumnCells.CountsOneMile(table, firstRow, index)) && ColumnCells.NamesCabins(table, firstRow, index)) return new Column(index, ColumnKind.Cabin, header);
        // "Flights that Czech Airlines sells" over lists of classes heads the classes.
        var headsClasses = named.Has(ColumnKind.Carrier) && content.IsMostly(content.Lists) && (plain.Contains("flights", StringComparison.Ordinal) || content.Cabins > 0 || ColumnCells.ListsCabins(table, firstRow, index));
        if (named.Has(ColumnKind.Carrier) && !content.HoldsAmounts && !headsClasses && NamesOnlyTheKnown(index)) return new Column(index, ColumnKind.Label, header);
        if (named.Has(ColumnKind.Carrier) && !content.HoldsAmounts && !headsClasses && !content.IsMostly(content.Letters))
            return new Column(index, ColumnKind.Carrier, header) { Role = CarrierWords.Role(plain) };
        if (content.IsAnswers) return new Column(index, IsMinimum(plain) ? ColumnKind.Minimum : ColumnKind.Label, header);
        if (content.IsMostly(content.Lists) && content.Codes == content.Lists && named.Has(ColumnKind.FareBrand) && !named.Has(ColumnKind.Classes))
            return new Column(index, ColumnKind.FareBrand, header);
        if (content.IsMostly(content.Lists) || (named.Has(ColumnKind.Classes) && !content.HoldsAmounts)) return new Column(index, ColumnKind.Classes, header) { IsDashed = ColumnCells.ListsByDashes(table, firstRow, index) };
        if (content.Amounts + content.Dashes > 0 && IsMinimum(plain)) return new Column(index, ColumnKind.Minimum, header);
        if (IsCap(plain) && content.Amounts + content.Dashes > 0)
            return new Column(index, ColumnKind.Cap, header) { Cabins = CabinWords.Find(folded), Metric = MetricWords.Named(header, folded, program) };
        if (named.Has(ColumnKind.ValidFrom)) return new Column(index, ColumnKind.ValidFrom, header);
        if (named.Has(ColumnKind.ValidUntil)) return new Column(index, ColumnKind.ValidUntil, header);
        if (named.Has(ColumnKind.EarningMode) && !content.HoldsAmounts) return new Column(index, ColumnKind.EarningMode, header);
        if (named.Has(ColumnKind.Card) && !content.HoldsAmounts) return new Column(index, ColumnKind.Card, header);
        if (named.Has(ColumnKind.Stock) && !content.HoldsAmounts) return new Column(index, ColumnKind.Stock, header);
        if (named.Has(ColumnKind.Band) && content.Bands > 0 && !content.HoldsAmounts) return new Column(index, ColumnKind.Band, header);
        if (named.Has(ColumnKind.Band) && ColumnCells.CountsRows(table, firstRow, index)) return new Column(index, ColumnKind.Label, header);
        if (content.IsCabins) return new Column(index, ColumnKind.Cabin, header);
        if (IsTier(plain, named) && !content.HoldsAmounts) return new Column(index, ColumnKind.Tier, header);
        if (named.Has(ColumnKind.Market) && !content.HoldsAmounts) return new Column(index, ColumnKind.Market, header);
        if (named.Has(ColumnKind.Cabin) && content is { Cabins: 0, Filled: > 1 } && ColumnCells.SpendBeside(table, firstRow, index)) return new Column(index, ColumnKind.FareBrand, header);
        if (named.Has(ColumnKind.Cabin) && !content.HoldsAmounts)
            return new Column(index, content.AreBrands(table, firstRow, index, least: 2) ? ColumnKind.FareBrand : ColumnKind.Cabin, header);
        if (named.Has(ColumnKind.FareBrand) && !content.HoldsAmounts) return new Column(index, ColumnKind.FareBrand, header);
        if (content.IsMostly(content.Bands) && !content.HoldsAmounts) return new Column(index, ColumnKind.Band, header);
        if (OtherThings.In(plain)) return new Column(index, ColumnKind.Label, header);
        if (NamesMiles(index, header, folded)) return new Column(index, ColumnKind.Label, header);
        // Mostly amounts: what the header counts is asked where it is read.
        if (content.Amounts > 0 && (content.Amounts + content.Dashes) * 2 >= content.Filled) return _values.Read(index, header, folded, content);
        // "60 / 50" under the names of cabins: two amounts, which nobody can tell apart.
        var ofCabins = index > 0 && CabinWords.IsLabel(folded) && ColumnCells.HoldsDigits(table, firstRow, index);
        var counts = ofCabins || MetricWords.Read(header, folded, program) is not null || (ComponentWords.NamesBonus(plain) && ColumnCells.HoldsDigits(table, firstRow, index));
        if (content.Amounts > 0 || content.IsMostly(content.Dashes) || (counts && content.Filled > 0 && index > 0 && ColumnCells.HoldsDigits(table, firstRow, index)))
        {
            if (content.Amounts + content.Dashes >= content.Filled - content.Amounts - content.Dashes || counts)
                return _values.Read(index, header, folded, content);
        }

        if (content.IsMostly(content.Bands)) return new Column(index, ColumnKind.Band, header);
        if (index == 0 && header.Length == 0 && ColumnCells.NamesMarkets(table, firstRow)) return new Column(index, ColumnKind.Market, header);
        if (content.IsMostly(content.Cabins)) return new Column(index, ColumnKind.Cabin, header);
        if (index == 0 && content.Amounts == 0 && ColumnCells.NamesPlaces(table, firstRow)) return new Column(index, ColumnKind.Market, header);
        return new Column(index, ColumnKind.Label, header);
    }

    /// <summary>A column that says which miles are meant, and states no amount of them.</summary>
    private bool NamesMiles(int index, string header, string folded)
    {
        var named = 0;
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var text = table.Rows[row][index].Text;
            if (text.Length == 0 || TableRow.IsOneCell(table.Rows[row])) continue;
            if (text.AsSpan().ContainsAnyInRange('0', '9') || CellReader.Value(text).Kind is ValueKind.NotEligible or ValueKind.Dash || MetricWords.Read(text, Phrase.Fold(text), program) is null) return false;
            named++;
        }

        return named > 0 && MetricWords.Named(header, folded, program) is null;
    }

    /// <summary>One name that no sheet has, down the whole column, where the page says whose flights it is about: it is that airline's.</summary>
    private bool NamesOnlyTheKnown(int index)
    {
        if (terms.Carriers is not [var one] || one == "*" || AllianceWords.IsCarrier(one)) return false;
        string? name = null;
        for (var row = firstRow; row < table.Rows.Length; row++)
        {
            var text = table.Rows[row][index].Text;
            if (text.Length == 0 || TableRow.IsOneCell(table.Rows[row])) continue;
            if (name is not null && name != text) return false;
            name = text;
        }

        return name is { Length: <= 40 } && CarrierWords.InCell(name, names) is null;
    }

    private static bool IsTier(string plain, HeaderNames named) =>
        named.Has(ColumnKind.Tier) || (plain.Length <= 40 && TierWordsInside.In(plain) && !CountedWords.In(plain));

    private static bool IsMinimum(string plain) =>
        (plain.Contains("min", StringComparison.Ordinal) || plain.Contains("mín", StringComparison.Ordinal)) && MinimumWords.In(plain);

    private static bool IsCap(string plain) => plain.StartsWith("cap", StringComparison.Ordinal) || plain.StartsWith("max", StringComparison.Ordinal);
}
