using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>A table, or lines that may be one, with the short line that stands before it like a heading.</summary>
internal sealed record Piece(Table Table, Terms Lead)
{
    /// <summary>Notes that stand under it, and before the rest of the same table: they are about this part.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The lines right above it, the nearest last.</summary>
    public ImmutableArray<string> Above { get; init; } = [];
}

/// <summary>A heading with what stands under it, up to the next heading of its level.</summary>
internal sealed class Section(Section? parent, int level, string heading, Terms headingTerms)
{
    private DateOnly? _noted;
    private bool _holdsTables;

    // What the last day behind a table bounded, and how many tables there were.
    private (Section Section, int Tables)? _bound;

    // What was last made of the two.
    private (Terms? Own, Terms? Above, Terms? All) _all;

    public Section? Parent { get; } = parent;
    public int Level { get; } = level;
    public string Heading { get; } = heading;
    public List<Piece> Pieces { get; } = [];
    public List<Section> Children { get; } = [];

    /// <summary>Paragraphs and list items that are no lead of a table.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Whether its tables are parts of one, with the notes of each under it.</summary>
    public bool IsNotedByPart { get; set; }

    /// <summary>What the heading and the notes say, without what the sections above say.</summary>
    public Terms Own { get; private set; } = headingTerms;

    /// <summary>The same with what the sections above say.</summary>
    public Terms All
    {
        get
        {
            if (Parent is null) return Own;
            var above = Parent.All;
            if (!ReferenceEquals(_all.Own, Own) || !ReferenceEquals(_all.Above, above)) _all = (Own, above, Own.Under(above));
            return _all.All!;
        }
    }

    private int TablesAround => Pieces.Count + Children.Sum(child => child.TablesAround);

    /// <summary>Whether a table stands in it or under one of its headings.</summary>
    public bool HoldsTables => _holdsTables |= Pieces.Count > 0 || Children.Exists(child => child.HoldsTables);

    /// <summary>Whether it or a section above it names carriers.</summary>
    public bool NamesCarriers => !Own.Carriers.IsEmpty || Parent is { NamesCarriers: true };

    public void Add(string note, Terms terms)
    {
        Notes.Add(note);
        if (terms.Validity?.From is { } from && _noted is { } known && known != from)
        {
            terms = terms with { Problem = terms.Problem ?? $"'{note}' names another first day than what stands above it" };
            // Of the two, that of a sentence about nothing else is asked about.
            if (ChartDays.IsOfValidity(note)) Own = Own with { Validity = terms.Validity };
        }

        _noted ??= terms.Validity?.From;
        if (terms.SoldAndFlown is { } said && Own.Role is { } role)
        {
            var beside = said.Beside(role, Own.SoldAndFlown);
            Own = Own with { Role = beside.Role, SoldAndFlown = beside };
        }

        // "Tickets issued by LOT" over "tickets not issued by Lufthansa": the note says whose are left out.
        if (terms.Stock is { NotOn.IsDefaultOrEmpty: false } && Own.Stock is { On.IsDefaultOrEmpty: false }) Own = Own with { Stock = terms.Stock };
        Own = (Own with { Caps = [.. Own.Caps, .. terms.Caps] }).Under(terms);
    }

    /// <summary>A code says whose flights all of it is about: one airline's, though a heading or the title names its alliance.</summary>
    public void OfAirline(string code)
    {
        if (Own.Carriers is [var named] && (named == "*" || AllianceWords.IsCarrier(named))) Own = Own with { Carriers = [code] };
        Add(code, Terms.None with { Carriers = [code] });
    }

    /// <summary>Whether a note behind the tables of a section under it said from when it counts.</summary>
    public bool IsBoundBehind { get; private set; }

    /// <summary>
    /// A note behind the last table says from when it counts: all that stands beside the table, up to a heading that names whose flights or which time
    /// it is about. Where another table has said so before, this one's alone.
    /// </summary>
    public void BoundBehind(Loyalty.Core.Earning.Validity validity)
    {
        var section = this;
        // Of the days of a list of changes behind a table, the newest is the table's.
        if (_bound is { } bound && bound.Tables == TablesAround)
        {
            if (validity.From is { } day && bound.Section.Own.Validity?.From is { } known && day > known) bound.Section.Own = bound.Section.Own with { Validity = validity };
            return;
        }

        if (_bound is { } before && before.Section.Own.Validity?.From is { } first)
        {
            // Two tables of one section with a day behind each: an older one is history, of a newer one nobody can tell whose it is.
            if (validity.From > first) Doubt("two tables beside each other have another first day behind them");
            return;
        }

        if (All.Validity is null)
        {
            section = Widest;
        }
        else
        {
            for (var above = this; !above.IsBoundBehind; above = above.Parent)
            {
                if (above.Own.Validity is not null || above.Parent is null) return;
            }
        }

        section.IsBoundBehind = true;
        _bound = (section, TablesAround);
        section.Own = section.Own with { Validity = validity };
    }

    /// <summary>What a note behind its tables says of who sells or flies their flights holds for them, beside what was said above.</summary>
    public void SoldOrFlown(SoldAndFlown said)
    {
        var all = All;
        for (var i = 0; i < Pieces.Count; i++)
        {
            var lead = Pieces[i].Lead;
            var beside = said.Beside(lead.Role ?? all.Role, lead.SoldAndFlown ?? all.SoldAndFlown);
            Pieces[i] = Pieces[i] with { Lead = lead with { Role = beside.Role, SoldAndFlown = beside } };
        }
    }

    /// <summary>What a note behind the tables says against them is said of all of them.</summary>
    public void Doubt(string problem) => Widest.Own = Widest.Own with { Problem = Widest.Own.Problem ?? problem };

    /// <summary>The section around this one up to a heading that names whose flights it is about.</summary>
    private Section Widest
    {
        get
        {
            var section = this;
            while (section.Own.Carriers.IsEmpty && section.Parent is { Parent: not null } parent) section = parent;
            return section;
        }
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
