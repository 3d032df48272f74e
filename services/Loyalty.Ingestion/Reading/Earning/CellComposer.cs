using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Puts the amounts of one cell together: a change from old to new, a base with a bonus, a minimum, a cap.</summary>
internal static class CellComposer
{
    private static readonly string[] Arrows = ["→", "->", "=>", "»", "➔", "➜", "⇒", "▶"];

    // "Minimum 500", "minimum distance: 500": between two numbers the word belongs to the second.
    private static readonly Phrases MinimumWords = new("minimum", "min", "at least");

    private static readonly Phrases MaximumWords = new("maximum", "max", "at most", "capped at", "cap");

    public static CellReading Compose(string folded, List<Quantity> quantities, List<FoundDate> dates, DateOnly? yearOf)
    {
        List<(CellValue Value, Quantity Quantity)> amounts = new(quantities.Count);
        decimal? minimum = null;
        decimal? cap = null;
        for (var i = 0; i < quantities.Count; i++)
        {
            var quantity = quantities[i];
            // "(was 50)" alone: what stands there now is nothing.
            if (quantities.Count == 1 && dates.Count == 0 && Ends(quantity.Before, "was", "previously", "formerly")) return new CellReading(new CellValue(ValueKind.Empty));
            if (MinimumWords.In(quantity.Before)) minimum = quantity.Value;
            else if (MaximumWords.In(quantity.Before)) cap = quantity.Value;
            else if (Ends(quantity.Before, "up to")) return CellReading.Unread($"'{folded}' names a maximum, not a rate");
            else if (amounts.Count > 0 && quantity.Value is 1 or 10 or 100 or 1000 && !quantity.IsPercent && (IsPerOne(quantity.Before) || IsPerUnit(quantity))) amounts[^1] = Per(amounts[^1].Quantity, quantity);
            else amounts.Add((QuantityWords.Value(quantity), quantity));
        }

        var reading = amounts.Count switch
        {
            0 => CellReading.Unread($"'{folded}' states no amount of its own"),
            1 => Alone(folded, amounts[0].Value, dates, yearOf),
            2 => Pair(folded, amounts, dates, yearOf),
            _ => CellReading.Unread($"'{folded}' holds {amounts.Count} amounts"),
        };
        return reading.Problem is not null || (minimum is null && cap is null) ? reading : reading with { Minimum = minimum, Cap = cap };
    }

    private static bool CountsTwo(string first, string second) =>
        MetricWords.Read(first, first, null) is not null && MetricWords.Read(second, second, null) is { } counted && MetricWords.Read(first, first, null) != counted;

    private static CellReading Alone(string folded, CellValue value, List<FoundDate> dates, DateOnly? yearOf)
    {
        if (value.Kind == ValueKind.Number && Phrase.HasAny(folded, "that earns", "that earn") && Phrase.HasAny(folded, "award miles", "miles"))
            return new CellReading(value with { Of = EarningRule.Redeemable });
        if (dates.Count == 0) return new CellReading(value);
        var validity = DatePhrases.ReadValidity(folded, yearOf, out var problem);
        if (problem is not null || validity is null) return CellReading.Unread(problem ?? $"'{folded}' names a date that says neither from nor until");
        return new CellReading(value) { From = validity.Value.From, Until = validity.Value.Until };
    }

    private static CellReading Pair(string folded, List<(CellValue Value, Quantity Quantity)> amounts, List<FoundDate> dates, DateOnly? yearOf)
    {
        var ((first, firstAt), (second, secondAt)) = (amounts[0], amounts[1]);
        var between = folded[firstAt.Index..secondAt.Index];
        // "150% miles, 150% tier miles" says two things.
        if (first.Kind == second.Kind && first.Amount == second.Amount && dates.Count == 0 && !CountsTwo(firstAt.After, secondAt.After)) return new CellReading(first);
        if (first.Kind == ValueKind.Percent && second.Kind is ValueKind.Factor or ValueKind.PerMile && first.Amount == second.Amount) return new CellReading(first);
        if (Contains(between, Arrows) || IsFromTo(firstAt, secondAt)) return Change(folded, first, second, dates, yearOf);
        if (Phrase.HasAny(between, "previously", "formerly", "was", "instead of", "before", "old")) return Change(folded, second, first, dates, yearOf);
        if (Phrase.HasAny(between, "now", "new") && Phrase.HasAny(firstAt.Before, "previously", "formerly", "was", "old")) return Change(folded, first, second, dates, yearOf);
        if (between.Contains('+', StringComparison.Ordinal) || Phrase.Has(between, "plus") || Phrase.Has(secondAt.After, "bonus"))
            return dates.Count == 0 ? new CellReading(first) { Bonus = second } : CellReading.Unread($"'{folded}' holds two amounts and a date");
        if (dates.Count is 1 or 2) return Dated(folded, first, second, secondAt.Index, dates, yearOf);
        return CellReading.Unread($"'{folded}' holds two amounts");
    }

    private static CellReading Change(string folded, CellValue old, CellValue now, List<FoundDate> dates, DateOnly? yearOf)
    {
        if (dates.Count == 0) return new CellReading(now) { Old = old };
        var validity = DatePhrases.ReadValidity(folded, yearOf, out var problem);
        if (problem is not null) return CellReading.Unread(problem);
        var from = validity?.From ?? validity?.Until?.AddDays(1) ?? dates[0].Date;
        return new CellReading(now) { Old = old, From = from };
    }

    /// <summary>"150% until 31 March, 125% from 1 April", or the other way round.</summary>
    private static CellReading Dated(string folded, CellValue first, CellValue second, int split, List<FoundDate> dates, DateOnly? yearOf)
    {
        var left = DatePhrases.ReadValidity(folded[..split], yearOf, out _);
        var right = DatePhrases.ReadValidity(folded[split..], yearOf, out _);
        if (right?.From is { } from && left?.From is null) return new CellReading(second) { Old = first, From = from };
        if (left?.Until is { } until && right is null) return new CellReading(second) { Old = first, From = until.AddDays(1) };
        if (left?.From is { } newer && (right is null || right.Value.Until is not null)) return new CellReading(first) { Old = second, From = newer };
        if (right?.Until is { } last && left is null) return new CellReading(first) { Old = second, From = last.AddDays(1) };
        return CellReading.Unread($"'{folded}' holds two amounts and {dates.Count} dates");
    }

    private static bool IsFromTo(Quantity first, Quantity second) =>
        (Ends(first.Before, "from") && Ends(second.Before, "to")) || (Ends(first.Before, "reduced from", "raised from", "changed from") && Ends(second.Before, "to"));

    private static bool IsPerOne(string before) => before.EndsWith('£') || before.EndsWith('€') || before.EndsWith('$') || Ends(before, "per", "every", "each") || Ends(before, "usd", "eur", "gbp");

    /// <summary>"10 points/10 HKD".</summary>
    private static bool IsPerUnit(Quantity quantity) => quantity.Before.EndsWith('/') && CurrencyWords.Find(quantity.After) is not null;

    /// <summary>"6 per £1", "8 per 100 rupees".</summary>
    private static (CellValue, Quantity) Per(Quantity amount, Quantity unit)
    {
        var value = QuantityWords.Value(amount with { After = $"{amount.After} {unit.After}" });
        return (value with { Amount = value.Amount / unit.Value }, amount);
    }

    private static bool Contains(string text, string[] any)
    {
        foreach (var one in any)
        {
            if (text.Contains(one, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static bool Ends(string text, params ReadOnlySpan<string> words)
    {
        var trimmed = text.AsSpan().TrimEnd(" (:,");
        foreach (var word in words)
        {
            if (trimmed.EndsWith(word) && (trimmed.Length == word.Length || !char.IsLetterOrDigit(trimmed[^(word.Length + 1)]))) return true;
        }

        return false;
    }
}
