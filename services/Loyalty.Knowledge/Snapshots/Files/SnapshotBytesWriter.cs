using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;

namespace Loyalty.Knowledge.Snapshots.Files;

/// <summary>Writes the values that a snapshot file is made of; <see cref="SnapshotBytesReader"/> reads them. Not thread-safe.</summary>
internal sealed class SnapshotBytesWriter
{
    private readonly Table<string> _strings = new();
    private readonly Table<string> _selectors = new();
    private readonly Table<string> _formulas = new();
    private readonly ArrayBufferWriter<byte> _selectorBytes = new();
    private readonly ArrayBufferWriter<byte> _formulaBytes = new();
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly ArrayBufferWriter<byte> _facts = new(1 << 20);
    private ArrayBufferWriter<byte> _to;

    public SnapshotBytesWriter() => _to = _facts;

    /// <summary>The tables and the facts, behind a space for the header.</summary>
    public byte[] ToFile(int headerLength)
    {
        var strings = new ArrayBufferWriter<byte>(1 << 20);
        _to = strings;
        Number(_strings.Items.Count);
        foreach (var text in _strings.Items) Number(Encoding.UTF8.GetByteCount(text));
        foreach (var text in _strings.Items) Encoding.UTF8.GetBytes(text, strings);
        Number(_selectors.Items.Count);
        strings.Write(_selectorBytes.WrittenSpan);
        Number(_formulas.Items.Count);
        strings.Write(_formulaBytes.WrittenSpan);
        _to = _facts;
        return [.. new byte[headerLength], .. strings.WrittenSpan, .. _facts.WrittenSpan];
    }

    /// <summary>A number of at least 0: seven bits a byte, the lowest first, the eighth says that more follow.</summary>
    public void Number(int value) => Long(value);

    public void Long(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var bytes = _to.GetSpan(10);
        var at = 0;
        for (; value >= 0x80; value >>= 7) bytes[at++] = (byte)(value | 0x80);
        bytes[at++] = (byte)value;
        _to.Advance(at);
    }

    /// <summary>A string's number in the table and one; 0 for none.</summary>
    public void Text(string? text) => Number(text is null ? 0 : _strings.NumberOf(text, out _) + 1);

    public void Texts(ImmutableArray<string> texts) => List(texts, static (to, text) => to.Text(text));

    public void Amount(decimal amount)
    {
        var bytes = _to.GetSpan(16);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        for (var i = 0; i < 4; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes[(i * 4)..], bits[i]);
        _to.Advance(16);
    }

    public void MaybeAmount(decimal? amount)
    {
        Number(amount is null ? 0 : 1);
        if (amount is { } given) Amount(given);
    }

    public void Real(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_to.GetSpan(8), value);
        _to.Advance(8);
    }

    public void Day(DateOnly? day) => Number(day is { } given ? given.DayNumber + 1 : 0);

    public void Validity(Validity validity)
    {
        Day(validity.From);
        Day(validity.Until);
        Number((int)validity.By);
    }

    public void Rounding(Rounding? rounding)
    {
        Number(rounding is null ? 0 : (int)rounding.Mode + 1);
        if (rounding is null) return;
        Number((int)rounding.Scope);
        Number((int)rounding.Stage);
    }

    public void List<T>(ImmutableArray<T> items, Action<SnapshotBytesWriter, T> write)
    {
        Number(items.IsDefault ? 0 : items.Length);
        if (items.IsDefault) return;
        foreach (var item in items) write(this, item);
    }

    /// <summary>The number of a selector: many rules share one.</summary>
    public void Selector(RuleSelector selector) => Number(Shared(_selectors, _selectorBytes, selector, static (to, s) =>
    {
        to.Texts(s.Marketing);
        to.Texts(s.Operating);
        to.Text(s.Alliance);
        to.Texts(s.Ticketing);
        to.Texts(s.NotTicketing);
        to.Number((int)s.FareClasses.Bits);
        to.Number(s.Cabin is { } cabin ? (int)cabin + 1 : 0);
        to.Text(s.FareBrand);
        to.Text(s.FareBasis);
        to.Number((int)s.Market.Kind);
        to.Text(s.Market.From);
        to.Text(s.Market.To);
        to.Number(s.FlightFrom is { } first ? first + 1 : 0);
        to.Number(s.FlightTo is { } last ? last + 1 : 0);
        to.Texts(s.Tiers);
        to.Text(s.Card);
        to.Texts(s.Residence);
        to.Text(s.EarningMode);
        to.Texts(s.TicketTypes);
        to.Number((int)s.TicketCondition);
    }));

    /// <summary>The number of a formula: many rules share one.</summary>
    public void Formula(EarningFormula formula) => Number(Shared(_formulas, _formulaBytes, formula, static (to, f) =>
    {
        to.Number((int)f.Basis);
        to.Amount(f.Rate);
        to.Amount(f.Divisor);
        to.MaybeAmount(f.Minimum);
        to.MaybeAmount(f.Cap);
        to.MaybeAmount(f.TicketCap);
        to.Text(f.Currency);
        to.List(f.Bands, static (to, band) =>
        {
            to.MaybeAmount(band.UpTo);
            to.Amount(band.Amount);
        });
        to.Texts(f.Of);
    }));

    /// <summary>Writes a value to its table unless its bytes are there, and says its number.</summary>
    private int Shared<T>(Table<string> table, ArrayBufferWriter<byte> tableBytes, T value, Action<SnapshotBytesWriter, T> write)
    {
        _scratch.ResetWrittenCount();
        _to = _scratch;
        write(this, value);
        _to = _facts;
        var number = table.NumberOf(Encoding.Latin1.GetString(_scratch.WrittenSpan), out var isNew);
        if (isNew) tableBytes.Write(_scratch.WrittenSpan);
        return number;
    }

    /// <summary>Each value once, numbered in the order in which they came.</summary>
    private sealed class Table<T>
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = [];

        public List<T> Items { get; } = [];

        public int NumberOf(T item, out bool isNew)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, item, out var exists);
            isNew = !exists;
            if (exists) return number;
            number = Items.Count;
            Items.Add(item);
            return number;
        }
    }
}
