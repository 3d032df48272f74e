namespace Loyalty.Knowledge.Snapshots;

/// <summary>
/// Facts of one kind by key. Their list in the order of keys is made again only after a change, and a few new keys find their places in the
/// order that is there: a document brings few facts, and each makes a new snapshot of all. Not thread-safe.
/// </summary>
internal sealed class FactTable<TKey, TValue>(IComparer<TKey> order, IEqualityComparer<TKey> equality)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = new(equality);
    private readonly List<TKey> _ordered = [];
    private readonly List<TKey> _new = [];
    private ImmutableArray<TValue> _list;

    /// <summary>Grows with each change.</summary>
    public long Changes { get; private set; }

    public TValue this[TKey key]
    {
        get => _values[key];
        set
        {
            var count = _values.Count;
            _values[key] = value;
            if (_values.Count > count) _new.Add(key);
            _list = default;
            Changes++;
        }
    }

    public bool TryGetValue(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value) => _values.TryGetValue(key, out value);

    public ImmutableArray<TValue> InOrder()
    {
        if (!_list.IsDefault) return _list;
        if (_new.Count < _ordered.Count / 16)
        {
            foreach (var key in _new) _ordered.Insert(~_ordered.BinarySearch(key, order), key);
        }
        else
        {
            _ordered.AddRange(_new);
            _ordered.Sort(order);
        }

        _new.Clear();
        return _list = [.. _ordered.Select(key => _values[key])];
    }
}
