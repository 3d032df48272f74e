using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Loyalty.Ingestion.Text;

/// <summary>A document as headings, paragraphs, list items and tables, in reading order, whatever its format was.</summary>
/// <param name="Format">html, pdf, text, markdown or csv.</param>
/// <param name="Title">The document's own title, when it has one.</param>
/// <param name="Blocks">Its parts, in reading order.</param>
public sealed record DocumentText(string Format, string? Title, ImmutableArray<TextBlock> Blocks);

/// <summary>A part of a document.</summary>
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(ListItem), "item")]
[JsonDerivedType(typeof(Table), "table")]
public abstract record TextBlock
{
    /// <summary>Its words, where it is a heading, a paragraph or a list's item; null for a table.</summary>
    public string? Line() => this switch { Heading heading => heading.Text, Paragraph paragraph => paragraph.Text, ListItem item => item.Text, _ => null };
}

/// <summary>A heading; level 1 is the highest.</summary>
public sealed record Heading(int Level, string Text) : TextBlock;

/// <summary>Running text; line breaks inside it are kept as \n.</summary>
public sealed record Paragraph(string Text) : TextBlock;

/// <summary>An item of a list; depth 0 is the outermost.</summary>
public sealed record ListItem(int Depth, string Text) : TextBlock;

/// <summary>
/// A table as a full grid: a cell that spans rows or columns stands in every place it covers, each with the same <see cref="Cell.Origin"/>.
/// </summary>
public record Table(string? Caption, ImmutableArray<ImmutableArray<Cell>> Rows) : TextBlock;

/// <summary>One place of a table's grid.</summary>
/// <param name="Text">Its text, white space folded, line breaks kept as \n.</param>
/// <param name="Header">Whether the markup says it is a header.</param>
/// <param name="Origin">Row * 1000 + column of the cell whose text this is: places covered by one spanning cell share it.</param>
public record Cell(string Text, bool Header, int Origin);
