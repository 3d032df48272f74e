using System.Collections.Immutable;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading.Validation;

/// <summary>What the checks say of a document.</summary>
internal static class Judged
{
    public static readonly DateOnly Today = new(2026, 11, 24);

    public static ImmutableArray<ValidationProblem> Of(ExtractedFacts facts, Hints? hints = null) =>
        FactValidator.Validate(facts, new ValidationContext(Reader.Names) { Hints = hints ?? new Hints(), DocumentId = "document", HandedIn = Today });

    /// <summary>What a chart whose rows are the test's is asked about: code and rows.</summary>
    public static string[] Rows(params string[] rows) => Short(Of(Reader.Rows(string.Concat(rows.Select(row =>
        $"<tr>{string.Concat(row.Split('|').Select(cell => $"<td>{cell.Trim()}</td>"))}</tr>")))));

    public static string[] Short(ImmutableArray<ValidationProblem> problems) =>
        [.. problems.Select(problem => string.Join(": ", new[] { problem.Code, string.Join(" & ", problem.Rows) }.Where(part => part.Length > 0)))];
}
