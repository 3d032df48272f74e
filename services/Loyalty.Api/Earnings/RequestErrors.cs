using System.Runtime.InteropServices;

namespace Loyalty.Api.Earnings;

/// <summary>Where in a request something stands, such as <c>statuses[0].cards[1]</c>; made into text only when it is wrong.</summary>
readonly record struct Place(string Path, int Index = -1, string? Name = null, int NameIndex = -1, string? Part = null)
{
    public Place Field(string name) => Name is null ? this with { Name = name } : this with { Part = name };

    public Place Item(int index) => Name is null ? this with { Index = index } : this with { NameIndex = index };

    public override string ToString() => $"{Path}{At(Index)}{Below(Name)}{At(NameIndex)}{Below(Part)}";

    private static string At(int index) => index < 0 ? "" : $"[{index}]";

    private static string Below(string? name) => name is null ? "" : "." + name;
}

/// <summary>Collects what is wrong with a request, by JSON path.</summary>
sealed class RequestErrors
{
    public const string Required = "A value is required.";

    public Dictionary<string, string[]>? Found { get; private set; }

    public void Add(Place at, string message) => (Found ??= []).TryAdd(at.ToString(), [message]);

    /// <summary>Adds an error, and returns what stands in for the wrong value so that the rest can be looked at too.</summary>
    public T Add<T>(Place at, string message, T instead)
    {
        Add(at, message);
        return instead;
    }

    /// <summary>Reads a list item by item; one that is too long is not read at all.</summary>
    public ImmutableArray<TRead> Each<T, TRead>(IReadOnlyList<T>? items, Place at, int most, Func<T, Place, TRead> read)
        where T : class
    {
        if (items is null || items.Count == 0) return [];
        if (items.Count > most) return Add<ImmutableArray<TRead>>(at, $"At most {most}; these are {items.Count}.", []);
        var result = new TRead[items.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (items[i] is { } item) result[i] = read(item, at.Item(i));
            else Add(at.Item(i), Required);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(result);
    }
}
