using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>
/// Programs with their traits, a row each. Columns: program (its id), name, kind, airline, currency, distance unit, rounding, rounding scope,
/// rounding stage, fare rounding, minimum, minimum stage, minimum for, elite bonus base, elite bonus components, metrics, source. A trait left empty is
/// the default; a row without a source stays unread.
/// </summary>
internal static class ProgramSheet
{
    public static bool Is(SheetTable sheet) => sheet.HasAll("program", "name", "source") && sheet.First("currency", "rounding", "kind", "airline") is not null;

    public static void Read(SheetTable sheet, SheetFacts facts)
    {
        for (var row = sheet.FirstRow; row < sheet.Count; row++)
        {
            var (phrase, problem) = ("", AirlineSheet.Source(sheet, row));
            var program = problem is null ? Program(sheet, row, facts, ref phrase, ref problem) : null;
            if (program is null || problem is not null)
            {
                facts.Unread.Add(sheet.Unread(row, phrase, problem ?? "it names no program"));
                continue;
            }

            facts.Programs.Add(program);
            foreach (var metric in program.Metrics) facts.Metrics.Add(new MetricFact(program.Id, metric));
        }
    }

    private static LoyaltyProgram? Program(SheetTable sheet, int row, SheetFacts facts, ref string phrase, ref string? problem)
    {
        var id = sheet[row, "program"];
        if (id.Length == 0 || sheet[row, "name"].Length == 0) return null;
        var read = new TraitReader(sheet, row);
        var airline = sheet[row, "airline"];
        var components = List(sheet[row, "elite bonus components"]);
        var program = new LoyaltyProgram
        {
            Id = id,
            Name = sheet[row, "name"],
            Kind = read.Trait("kind", ProgramKind.Airline),
            Airline = airline.Length == 0 ? null : airline,
            Currency = sheet[row, "currency"] is { Length: > 0 } currency ? currency : "miles",
            DistanceUnit = read.Trait("distance unit", DistanceUnit.Miles),
            Rounding = new Rounding(
                read.Trait("rounding", Rounding.Default.Mode), read.Trait("rounding scope", Rounding.Default.Scope), read.Trait("rounding stage", Rounding.Default.Stage)),
            FareRounding = read.Trait("fare rounding", RoundingMode.None),
            Minimum = new MinimumCredit(
                read.Trait("minimum stage", MinimumCredit.Default.Stage), read.Trait("minimum for", MinimumCredit.Default.For), read.Number("minimum")),
            EliteBonus = new EliteBonus(read.Trait("elite bonus base", EliteBonus.Default.Base), components.IsEmpty ? EliteBonus.Default.Components : components),
            Metrics = [.. List(sheet[row, "metrics"]).Select(Metric)],
            DocumentId = facts.DocumentId,
        };
        (phrase, problem) = (read.Phrase, read.Problem);
        if (problem is null && !IsId(id)) (phrase, problem) = (id, "a program's id is an IATA code or a name in capitals, _ and a name, such as UA_MileagePlus");
        if (problem is null && airline.Length > 0 && !CarrierWords.IsCode(airline)) (phrase, problem) = (airline, "an IATA code has two capital letters or digits");
        return program;
    }

    /// <summary>Ids stand in addresses and hints, and stay: the graph forgets none.</summary>
    private static bool IsId(string id) =>
        id.Split('_') is [{ Length: > 0 } owner, { Length: > 0 } name] && owner.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)) && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>"PQP", or "Premium Points (floor)" where its rounding differs from the program's.</summary>
    private static Metric Metric(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && Enum.TryParse<RoundingMode>(text[(open + 1)..].TrimEnd(')'), ignoreCase: true, out var mode)
            ? new Metric(text[..open].Trim(), Rounding.Default with { Mode = mode })
            : new Metric(text);
    }

    private static ImmutableArray<string> List(string text) =>
        [.. text.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Reads traits by name, "before bonus" being BeforeBonus, and remembers the first that is none.</summary>
    private sealed class TraitReader(SheetTable sheet, int row)
    {
        public string Phrase { get; private set; } = "";

        public string? Problem { get; private set; }

        public T Trait<T>(string column, T otherwise) where T : struct, Enum
        {
            var text = sheet[row, column].Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
            if (text.Length == 0) return otherwise;
            if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && !char.IsDigit(text[0])) return value;
            Fail(sheet[row, column], $"'{sheet[row, column]}' is no {column}: it is one of {string.Join(", ", Enum.GetNames<T>())}");
            return otherwise;
        }

        public decimal? Number(string column)
        {
            var text = sheet[row, column];
            if (text.Length == 0) return null;
            if (sheet.Number(row, column) is { } value) return value;
            Fail(text, $"'{text}' is no number");
            return null;
        }

        private void Fail(string phrase, string problem)
        {
            if (Problem is not null) return;
            (Phrase, Problem) = (phrase, problem);
        }
    }
}
