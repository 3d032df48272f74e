namespace Loyalty.Api;

/// <summary>Which part of a list is asked for.</summary>
sealed record Paging(
    [Range(1, int.MaxValue), Description("Counted from 1.")] int Page = 1,
    [Range(1, Paging.MaxSize)] int PageSize = 100)
{
    public const int MaxSize = 1000;

    private long First => (Page - 1L) * PageSize;

    public void Check(Dictionary<string, string[]> errors)
    {
        if (Page < 1) errors["page"] = ["Pages are counted from 1."];
        if (PageSize is < 1 or > MaxSize) errors["pageSize"] = [$"A page has 1 to {MaxSize} items."];
    }

    /// <summary>The page's part of a list, and how long the list is.</summary>
    public (ImmutableArray<T> Items, int Total) Of<T>(IEnumerable<T> list)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var total = 0;
        foreach (var item in list)
        {
            if (total >= First && items.Count < PageSize) items.Add(item);
            total++;
        }

        return (items.ToImmutable(), total);
    }
}
