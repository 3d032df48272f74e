using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>A column that says yes or no under the name of an elite metric: whether the miles beside it count for that metric too.</summary>
internal static class AnswerColumns
{
    // Glossaries leave such words out: in a sentence most of them are other words too.
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "yes", "ja", "oui", "sí", "si", "sì", "sim", "evet", "да", "так", "tak", "ano", "áno", "igen", "kyllä", "jah", "jā", "taip", "da", "ναι", "ya", "có", "是", "はい", "예", "네", "ใช่", "نعم", "כן", "✓", "✔", "●", "○",
    };

    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase)
    {
        "no", "nein", "nee", "non", "não", "nao", "hayır", "hayir", "нет", "ні", "nie", "ne", "nem", "ei", "nē", "όχι", "tidak", "không", "否", "いいえ", "아니요", "아니오", "ไม่", "لا", "לא", "✗", "✘", "×",
    };

    private static readonly int Longest = Yes.Concat(No).Max(word => word.Length);

    public static bool IsYes(string text) => Yes.Contains(text);

    public static bool IsAnswer(string text) => text.Length <= Longest && (Yes.Contains(text) || No.Contains(text));

    /// <summary>Gives the answers the amount they are about, where one column of the table holds it.</summary>
    public static void Read(List<Column> columns, ReadOnlySpan<ColumnContent> contents, LoyaltyProgram? program)
    {
        var source = -1;
        foreach (var column in columns)
        {
            if (column.Kind != ColumnKind.Value) continue;
            if (source >= 0) return;
            source = column.Index;
        }

        if (source < 0 || columns[source] is not { Metric: EarningRule.Redeemable or null, Part: ChartPart.Flight, AlsoMetric: null, Component: EarningRule.BaseComponent }) return;
        for (var i = 0; i < columns.Count; i++)
        {
            // "Status bonus: no" says that status adds nothing.
            if (columns[i].Kind == ColumnKind.Label && contents[i].IsAnswers && !columns[i].Header.Contains("bonus", StringComparison.OrdinalIgnoreCase) && MetricWords.Named(columns[i].Header, Phrase.Fold(columns[i].Header), program) is { } metric)
                columns[i] = columns[source] with { Index = i, Header = columns[i].Header, Metric = metric, Source = source };
        }
    }

    /// <summary>What a row earns of the metric.</summary>
    public static string Amount(string answer, string amount) => answer.Length == 0 ? "" : IsYes(answer.Trim()) ? amount : "no miles";
}
