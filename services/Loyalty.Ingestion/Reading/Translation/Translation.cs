using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Translation;

/// <summary>
/// A document in another language, said in English for the reader. Cells keep what the document prints, which is what facts quote; elite metrics
/// keep their own names where the program knows none that says the same.
/// </summary>
internal sealed class Translation
{
    private readonly LoyaltyProgram? _program;
    private readonly Wordings _wordings;
    private readonly Dictionary<string, Wording> _labels = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _metrics = new(StringComparer.Ordinal);

    private Translation(Glossary glossary, INameIndex names, LoyaltyProgram? program)
    {
        _program = program;
        _wordings = new Wordings(glossary, names, Metric, program);
    }

    /// <summary>The document, its title and the names, in English; the same instances where the document is.</summary>
    public static (DocumentText Document, Hints Hints, INameIndex Names) Of(DocumentText document, Hints hints, INameIndex names, string? programId)
    {
        if (Languages.Of(document, hints.Title) is not { } glossary) return (document, hints, names);
        var translation = new Translation(glossary, names, programId is null ? null : names.Program(programId));
        var english = translation.Of(document);
        var said = hints.Title is null ? hints : hints with { Title = translation.Label(hints.Title).Text };
        return (english, said, programId is null || translation._metrics.Count == 0 ? names : new PageMetrics(names, programId, translation._metrics));
    }

    private DocumentText Of(DocumentText document) => document with
    {
        Title = document.Title is null ? null : Label(document.Title).Text,
        Blocks = [.. document.Blocks.Select(Of)],
    };

    private TextBlock Of(TextBlock block) => block switch
    {
        Heading heading => heading with { Text = Label(heading.Text).Text },
        Paragraph paragraph => paragraph with { Text = _wordings.Prose(paragraph.Text) },
        ListItem item => item with { Text = _wordings.Prose(item.Text) },
        Table table => new Table(table.Caption is null ? null : Label(table.Caption).Text, [.. table.Rows.Select(Of)]),
        _ => block,
    };

    private ImmutableArray<Cell> Of(ImmutableArray<Cell> row)
    {
        var cells = ImmutableArray.CreateBuilder<Cell>(row.Length);
        foreach (var cell in row)
        {
            var said = Label(cell.Text);
            cells.Add(said.Text == cell.Text && said.Unknown is null ? cell : new TranslatedCell(said.Text, cell.Header, cell.Origin, cell.Text, said.Unknown));
        }

        return cells.MoveToImmutable();
    }

    /// <summary>Tables say the same again and again.</summary>
    private Wording Label(string text)
    {
        if (_labels.TryGetValue(text, out var said)) return said;
        said = _wordings.Label(text);
        _labels.Add(text, said = said with { Text = said.Text.Trim() });
        return said;
    }

    private string Metric(Term term, string printed)
    {
        if (_program is null) return term.English;
        foreach (var known in _program.Metrics)
        {
            if (Phrase.Fold(known.Name).TrimEnd('s') == term.English.ToLowerInvariant().TrimEnd('s')) return known.Name;
        }

        var own = term.OwnName ?? string.Join(' ', printed.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        _metrics.Add(own);
        return own;
    }
}
