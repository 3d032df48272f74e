using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>A table, or lines that may be one, with the short line that stands before it like a heading.</summary>
internal sealed record Piece(Table Table, Terms Lead);

/// <summary>A heading with what stands under it, up to the next heading of its level.</summary>
internal sealed class Section(Section? parent, int level, string heading, Terms headingTerms)
{
    private DateOnly? _noted;

    public Section? Parent { get; } = parent;
    public int Level { get; } = level;
    public string Heading { get; } = heading;
    public List<Piece> Pieces { get; } = [];
    public List<Section> Children { get; } = [];

    /// <summary>Paragraphs and list items that are no lead of a table.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What the heading and the notes say, without what the sections above say.</summary>
    public Terms Own { get; private set; } = headingTerms;

    /// <summary>The same with what the sections above say.</summary>
    public Terms All => Parent is null ? Own : Own.Under(Parent.All);

    /// <summary>Whether it or a section above it names carriers.</summary>
    public bool NamesCarriers => !Own.Carriers.IsEmpty || Parent is { NamesCarriers: true };

    public void Add(string note, Terms terms)
    {
        Notes.Add(note);
        if (terms.Validity?.From is { } from && _noted is { } known && known != from) terms = terms with { Problem = terms.Problem ?? $"'{note}' names another first day than what stands above it" };
        _noted ??= terms.Validity?.From;
        // "Tickets issued by LOT" over "tickets not issued by Lufthansa": the note says whose are left out.
        if (terms.Stock is { NotOn.IsDefaultOrEmpty: false } && Own.Stock is { On.IsDefaultOrEmpty: false }) Own = Own with { Stock = terms.Stock };
        Own = (Own with { Caps = [.. Own.Caps, .. terms.Caps] }).Under(terms);
    }

    /// <summary>A note knows better than the heading from when it counts.</summary>
    public void Replace(Loyalty.Core.Earning.Validity? validity) => Own = Own with { Validity = validity };

    /// <summary>Notes of this section and of those above it, this one's first.</summary>
    public IEnumerable<string> NotesInReach()
    {
        for (var section = this; section is not null; section = section.Parent)
        {
            foreach (var note in section.Notes) yield return note;
        }
    }
}
