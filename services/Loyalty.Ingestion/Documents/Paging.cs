using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Ingestion.Documents;

/// <summary>Pages of lists: from 1, at most 1,000 items each.</summary>
public static class Paging
{
    public const int Most = 1_000;

    public static IEnumerable<T> Page<T>(this ImmutableArray<T> items, int page, int pageSize) =>
        (long)(page - 1) * pageSize is var skip && skip >= items.Length ? [] : items.Skip((int)skip).Take(pageSize);

    public static ValidationProblem? Problem(int page, int pageSize)
    {
        var errors = new Dictionary<string, string[]>();
        if (page < 1) errors["page"] = ["Pages are counted from 1."];
        if (pageSize is < 1 or > Most) errors["pageSize"] = [$"A page has 1 to {Most} items."];
        return errors.Count == 0 ? null : TypedResults.ValidationProblem(errors);
    }
}
