using System.Collections.Frozen;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the header of one kind of column may be called. Immutable, thread-safe.</summary>
internal sealed class HeaderNames(params string[] names)
{
    private readonly FrozenSet<string> _names = names.ToFrozenSet(StringComparer.Ordinal);

    // Longer headers: "Booking class (RBD)", "Flight status".
    private readonly string[] _inside = [.. names.Where(name => name.Length > 7)];
    private readonly Phrases _any = new([.. names.Where(name => name.Length > 7)]);

    public bool Match(string plain)
    {
        if (_names.Contains(plain)) return true;
        if (!_any.In(plain)) return false;
        foreach (var name in _inside)
        {
            if (plain.Length <= name.Length + 25 && Phrase.Has(plain, name)) return true;
        }

        return false;
    }
}
