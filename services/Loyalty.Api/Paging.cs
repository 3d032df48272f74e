namespace Loyalty.Api;

/// <summary>Which part of a list is asked for.</summary>
readonly record struct Paging(int Page, int PageSize)
{
    public const int MaxSize = 1000, DefaultSize = 100;

    public void Check(Dictionary<string, string[]> errors)
    {
        if (Page < 1) errors["page"] = ["Pages are counted from 1."];
        if (PageSize is < 1 or > MaxSize) errors["pageSize"] = [$"A page has 1 to {MaxSize} items."];
    }

    /// <summary>The page's part of a list, and how long the list is.</summary>
    public (ImmutableArray<T> Items, int Total) Of<T>(IEnumerable<T> list)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var first = (Page - 1L) * PageSize;
        var total = 0;
        foreach (var item in list)
        {
            if (total >= first && items.Count < PageSize) items.Add(item);
            total++;
        }

        return (items.ToImmutable(), total);
    }
}
