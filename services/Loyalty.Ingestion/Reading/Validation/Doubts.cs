using System.Collections.Immutable;
using System.Globalization;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>What the checks found, with the cells, without what a curator confirms. Not thread-safe.</summary>
internal sealed class Doubts(Hints hints)
{
    private readonly ImmutableArray<ValidationProblem>.Builder _problems = ImmutableArray.CreateBuilder<ValidationProblem>();

    public ImmutableArray<ValidationProblem> Build() => _problems.ToImmutable();

    /// <summary>The document cannot be used.</summary>
    public void Refuse(string reason, DraftChart? chart = null) =>
        _problems.Add(new ValidationProblem(ProblemKind.Quarantine, CheckCodes.Unusable, reason, chart, []));

    /// <summary>A curator decides about the chart.</summary>
    public void Ask(string code, string reason, DraftChart chart, params ReadOnlySpan<EarningRule> rules)
    {
        if (hints.Confirms(code)) return;
        var cells = ImmutableArray.CreateBuilder<DoubtfulCell>();
        foreach (var rule in rules)
        {
            if (rule.Text is { } row && !cells.Any(cell => cell.Row == row)) cells.Add(new DoubtfulCell(row, Cell(row, rule.Formula)));
        }

        _problems.Add(new ValidationProblem(ProblemKind.Review, code, reason, chart, cells.ToImmutable()));
    }

    /// <summary>The same of something that is no rule: a header, a line.</summary>
    public void AskOf(string code, string reason, DraftChart chart, DoubtfulCell cell)
    {
        if (!hints.Confirms(code)) _problems.Add(new ValidationProblem(ProblemKind.Review, code, reason, chart, [cell]));
    }

    /// <summary>The cell of a row that holds an amount; the row where none or several do.</summary>
    private static string Cell(string row, EarningFormula formula)
    {
        var found = row.Split(" | ").Where(cell => Holds(cell, formula)).ToList();
        return found is [var only] ? only : row;
    }

    private static bool Holds(string cell, EarningFormula formula)
    {
        foreach (var amount in formula.Bands.IsEmpty ? [formula.Rate, formula.Rate * 100] : formula.Bands.Select(band => band.Amount))
        {
            var text = amount.ToString("0.####", CultureInfo.InvariantCulture);
            var digits = cell.Replace(",", "", StringComparison.Ordinal);
            var at = digits.IndexOf(text, StringComparison.Ordinal);
            if (at >= 0 && (at == 0 || !IsNumeric(digits[at - 1])) && (at + text.Length == digits.Length || !IsNumeric(digits[at + text.Length]))) return true;
        }

        return false;
    }

    private static bool IsNumeric(char letter) => char.IsAsciiDigit(letter) || letter == '.';
}
