using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Loyalty.Api;

/// <summary>What every list is asked with: a page, and codes to search by. Collects what is wrong, by the name of the parameter.</summary>
readonly struct ListParameters(int page, int pageSize)
{
    public const int MaxSize = 1000, DefaultSize = 100;

    private readonly Dictionary<string, string[]> _errors = Check(page, pageSize);

    /// <summary>The answer to a question that cannot be understood; null when it can.</summary>
    public ValidationProblem? Problem => _errors.Count > 0 ? TypedResults.ValidationProblem(_errors) : null;

    /// <summary>An airline's code in upper case; null when none is given, or none that is one.</summary>
    public string? Airline(string? given, [CallerArgumentExpression(nameof(given))] string name = "")
    {
        var code = given is null ? null : Codes.Airline(given);
        if (given is not null && code is null) _errors[name] = [Codes.NoAirlineCode];
        return code;
    }

    /// <summary>A program's id, as it is given.</summary>
    public string? Program(string? given, [CallerArgumentExpression(nameof(given))] string name = "")
    {
        if (given is "") _errors[name] = ["A program's id has a character at least."];
        return given;
    }

    /// <summary>A day as it is written in JSON: 12/01/2026 is another day to every second reader.</summary>
    public DateOnly? Day(DateOnly? given, string? text, [CallerArgumentExpression(nameof(given))] string name = "")
    {
        if (given is { } day && text != day.ToString("o", CultureInfo.InvariantCulture)) _errors[name] = [$"'{text}' is not a date such as 2026-12-01."];
        return given;
    }

    /// <summary>The page's part of a list, and how long the list is.</summary>
    public (ImmutableArray<T> Items, int Total) Page<T>(IEnumerable<T> list)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var first = (page - 1L) * pageSize;
        var total = 0;
        foreach (var item in list)
        {
            if (total >= first && items.Count < pageSize) items.Add(item);
            total++;
        }

        return (items.ToImmutable(), total);
    }

    private static Dictionary<string, string[]> Check(int page, int pageSize)
    {
        var errors = new Dictionary<string, string[]>();
        if (page < 1) errors[nameof(page)] = ["Pages are counted from 1."];
        if (pageSize is < 1 or > MaxSize) errors[nameof(pageSize)] = [$"A page has 1 to {MaxSize} items."];
        return errors;
    }
}
