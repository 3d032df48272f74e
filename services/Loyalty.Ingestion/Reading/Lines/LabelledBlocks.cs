using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Blocks of labels and values, such as "Booking classes: J, C" and "Miles earned: 125%" under each cabin, as tiles, accordions and
/// definition lists have them. The labels are a table's columns, each block is a row.
/// </summary>
internal sealed class LabelledBlocks
{
    private static readonly Phrases ValueWords = new(
        "miles", "mile", "points", "%", "rate", "avios", "mileage", "xp", "bonus", "percentage", "earned", "earn", "accrual", "total", "minimum", "credits");

    private static readonly Phrases OfClasses = new("class", "classes", "fare", "fares", "booking", "letters");

    private static readonly HeaderNames Keys = HeaderNames.Of(
        ColumnKind.Classes, ColumnKind.Cabin, ColumnKind.Carrier, ColumnKind.Tier, ColumnKind.Market, ColumnKind.FareBrand);

    private readonly List<string> _labels = [];
    private readonly List<string> _headers = [];
    private readonly List<Dictionary<int, string>> _records = [];
    private Dictionary<int, string>? _open;
    private bool _listsClasses;

    /// <summary>The table that labelled lines make; null when they make none.</summary>
    /// <param name="lines">Consecutive lines.</param>
    /// <param name="program">The program whose metrics are known.</param>
    /// <param name="rest">The lines that belong to no block.</param>
    public static Table? Read(List<string> lines, LoyaltyProgram? program, out List<string> rest)
    {
        rest = lines;
        if (lines.Count < 2) return null;
        var blocks = new LabelledBlocks();
        List<string> unused = [];
        for (var i = 0; i < lines.Count; i++)
        {
            if (Pair(lines[i], program) is { } pair)
            {
                blocks.Add(pair.Label, pair.Value, pair.IsKey);
            }
            else if (i + 1 < lines.Count && Pair(lines[i] + ": " + lines[i + 1], program) is { } apart && !lines[i].Contains(':', StringComparison.Ordinal))
            {
                blocks.Add(apart.Label, apart.Value, apart.IsKey);
                i++;
            }
            else if (IsTitle(lines[i]))
            {
                blocks.Open(lines[i]);
            }
            else
            {
                unused.Add(lines[i]);
            }
        }

        if (blocks.ToTable() is not { } table) return null;
        rest = unused;
        return table;
    }

    private readonly record struct LabelledValue(string Label, string Value, bool IsKey);

    /// <summary>A label that a column could have, and a value that could stand under it.</summary>
    private static LabelledValue? Pair(string line, LoyaltyProgram? program)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon is <= 0 or > 60 || line.Length - colon > 90) return null;
        var (label, value) = (line[..colon].Trim(), line[(colon + 2)..].Trim());
        if (value.Length == 0 || label.AsSpan().ContainsAnyInRange('0', '9')) return null;
        var folded = Phrase.Fold(label);
        if (CabinWords.Find(folded) is { IsEmpty: false }) return null;
        var counts = ValueWords.In(folded) || folded.Contains('%', StringComparison.Ordinal) || MetricWords.Named(label, folded, program) is not null;
        var lists = OfClasses.In(folded);
        var named = HeaderNames.In(folded);
        if (!counts && !lists && !named.HasAny(Keys)) return null;
        var isAmount = !ClassList.Read(value).IsRead && CellReader.Value(value).Kind is not (ValueKind.Unread or ValueKind.Empty);
        if (isAmount && counts) return ClassList.Read(label).IsRead ? null : new LabelledValue(label, value, false);
        // "Fares that earn: F, P": whatever words say it, the letters are classes.
        if (!isAmount && lists && LineKey.ListsClasses(value)) return new LabelledValue(label, value, true);
        if (named.HasAny(Keys) && !isAmount && !value.EndsWith('.'))
        {
            if (named.Has(ColumnKind.Classes) || folded.Contains("class", StringComparison.Ordinal))
                return ClassList.Read(value).IsRead || CabinWords.IsLabel(Phrase.Fold(value)) ? new LabelledValue(label, value, true) : null;
            return value.Length <= 60 ? new LabelledValue(label, value, true) : null;
        }

        return null;
    }

    private static bool IsTitle(string line)
    {
        if (line.Length > 60 || line.Contains(':', StringComparison.Ordinal)) return false;
        var folded = Phrase.Fold(line);
        return CabinWords.IsLabel(folded) && !CabinWords.Find(folded).IsEmpty;
    }

    private void Open(string title)
    {
        _open = new Dictionary<int, string> { [ColumnOf("", "Cabin")] = title };
        _records.Add(_open);
    }

    private void Add(string label, string value, bool isKey)
    {
        var list = isKey && ClassList.Read(value) is { IsRead: true };
        _listsClasses |= list;
        // "Class" here and "Class of travel" there are one column.
        var column = list ? ColumnOf("classes", label) : ColumnOf(Phrase.Fold(label), label);
        if (_open is null || _open.ContainsKey(column))
        {
            _open = [];
            _records.Add(_open);
        }

        _open[column] = value;
    }

    private int ColumnOf(string label, string header)
    {
        var column = _labels.IndexOf(label);
        if (column >= 0) return column;
        _labels.Add(label);
        _headers.Add(header);
        return _labels.Count - 1;
    }

    private Table? ToTable()
    {
        // A title that nothing stands under heads no block.
        _records.RemoveAll(record => record.Count < 2);
        if (!_listsClasses || _labels.Count < 2 || _records.Count == 0) return null;
        var classes = _labels.IndexOf("classes");
        if (_records.Exists(record => !record.ContainsKey(classes)) || _records.TrueForAll(record => record.Count < (record.ContainsKey(_labels.IndexOf("")) ? 3 : 2))) return null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(_records.Count + 1);
        rows.Add([.. _headers.Select((header, column) => new Cell(header, true, column))]);
        foreach (var record in _records)
        {
            var origin = rows.Count * 1000;
            rows.Add([.. _headers.Select((_, column) => new Cell(record.GetValueOrDefault(column, ""), false, origin + column))]);
        }

        return new Table(null, rows.ToImmutable());
    }
}
