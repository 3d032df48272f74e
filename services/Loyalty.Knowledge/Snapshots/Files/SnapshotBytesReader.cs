using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;

namespace Loyalty.Knowledge.Snapshots.Files;

/// <summary>Reads what <see cref="SnapshotBytesWriter"/> wrote, from one buffer; bytes that it did not write are noticed by their hash before.</summary>
internal ref struct SnapshotBytesReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly string[] _strings;
    private readonly RuleSelector[] _selectors;
    private readonly EarningFormula[] _formulas;
    private int _at;

    public SnapshotBytesReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _strings = [];
        _selectors = [];
        _formulas = [];
        _strings = Strings();
        _selectors = new RuleSelector[Number()];
        for (var i = 0; i < _selectors.Length; i++) _selectors[i] = ReadSelector();
        _formulas = new EarningFormula[Number()];
        for (var i = 0; i < _formulas.Length; i++) _formulas[i] = ReadFormula();
    }

    public delegate T Item<out T>(ref SnapshotBytesReader from);

    public int Number() => (int)Long();

    public long Long()
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _bytes[_at++];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }

    public string Text() => _strings[Number() - 1];

    public string? MaybeText() => Number() is > 0 and var number ? _strings[number - 1] : null;

    public ImmutableArray<string> Texts()
    {
        var count = Number();
        if (count == 0) return [];
        var texts = new string[count];
        for (var i = 0; i < count; i++) texts[i] = Text();
        return ImmutableCollectionsMarshal.AsImmutableArray(texts);
    }

    public decimal Amount()
    {
        Span<int> bits = stackalloc int[4];
        for (var i = 0; i < 4; i++) bits[i] = BinaryPrimitives.ReadInt32LittleEndian(_bytes[(_at + (i * 4))..]);
        _at += 16;
        return new decimal(bits);
    }

    public decimal? MaybeAmount() => Number() == 0 ? null : Amount();

    public double Real()
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(_bytes[_at..]);
        _at += 8;
        return value;
    }

    public DateOnly? Day() => Number() is > 0 and var day ? DateOnly.FromDayNumber(day - 1) : null;

    public Validity Validity() => new(Day(), Day(), (DateBasis)Number());

    public Rounding? Rounding() =>
        Number() is > 0 and var mode ? new Rounding((RoundingMode)(mode - 1), (RoundingScope)Number(), (RoundingStage)Number()) : null;

    public ImmutableArray<T> List<T>(Item<T> read)
    {
        var count = Number();
        if (count == 0) return [];
        var items = new T[count];
        for (var i = 0; i < count; i++) items[i] = read(ref this);
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    public RuleSelector Selector() => _selectors[Number()];

    public EarningFormula Formula() => _formulas[Number()];

    private string[] Strings()
    {
        var strings = new string[Number()];
        Span<int> few = stackalloc int[256];
        var lengths = strings.Length <= few.Length ? few : new int[strings.Length];
        for (var i = 0; i < strings.Length; i++) lengths[i] = Number();
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = Encoding.UTF8.GetString(_bytes.Slice(_at, lengths[i]));
            _at += lengths[i];
        }

        return strings;
    }

    private RuleSelector ReadSelector() => new()
    {
        Marketing = Texts(),
        Operating = Texts(),
        Alliance = MaybeText(),
        Ticketing = Texts(),
        NotTicketing = Texts(),
        FareClasses = new FareClasses((uint)Number()),
        Cabin = Number() is > 0 and var cabin ? (Cabin)(cabin - 1) : null,
        FareBrand = MaybeText(),
        FareBasis = MaybeText(),
        Market = new Market((MarketKind)Number(), MaybeText(), MaybeText()) is { Kind: not MarketKind.Any } market ? market : Market.Any,
        FlightFrom = Number() is > 0 and var first ? first - 1 : null,
        FlightTo = Number() is > 0 and var last ? last - 1 : null,
        Tiers = Texts(),
        Card = MaybeText(),
        Residence = Texts(),
        EarningMode = MaybeText(),
        TicketTypes = Texts(),
        TicketCondition = (TicketCondition)Number(),
    };

    private EarningFormula ReadFormula() => new()
    {
        Basis = (EarningBasis)Number(),
        Rate = Amount(),
        Divisor = Amount(),
        Minimum = MaybeAmount(),
        Cap = MaybeAmount(),
        TicketCap = MaybeAmount(),
        Currency = MaybeText(),
        Bands = List(static (ref from) => new DistanceBand(from.MaybeAmount(), from.Amount())),
        Of = Texts(),
    };
}
