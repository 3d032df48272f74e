using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Whether words tell what held before, what holds now, or what is to come.</summary>
internal enum Edition
{
    Previous,
    Current,
    New,
}

/// <summary>What holds now, beside what is new from a day on, ends on the day before; so does what held before it, and what holds from a day, beside what holds for the same flights from a later one.</summary>
internal static class Editions
{
    public static void Close(Section root)
    {
        List<(Section Section, int Index, Terms Terms)> pieces = [];
        Gather(root, pieces);
        for (var i = 0; i < pieces.Count; i++)
        {
            var (section, index, terms) = pieces[i];
            if (section.Pieces[index].Lead is { Validity: { From: { } first, Until: null } } lead && Later(section, lead, first) is { } later)
            {
                section.Pieces[index] = section.Pieces[index] with { Lead = lead with { Validity = lead.Validity.Value with { Until = later.AddDays(-1) } } };
                continue;
            }

            if (terms.Edition == Edition.Previous && section.Own.Validity is null && section.Pieces[index].Lead.Validity is null && Instead(section, index, pieces) is { } instead)
            {
                section.Pieces[index] = section.Pieces[index] with { Lead = section.Pieces[index].Lead with { Validity = new Validity(null, instead.From!.Value.AddDays(-1), instead.By) } };
                continue;
            }

            if (terms is not { Edition: Edition.Current, Validity: null }) continue;
            var next = pieces.Skip(i + 1).FirstOrDefault(later => later.Terms is { Edition: Edition.New, Validity.From: not null } && later.Terms.Metric == terms.Metric);
            if (next.Terms?.Validity is not { From: { } from } validity) continue;
            var piece = section.Pieces[index];
            section.Pieces[index] = piece with { Lead = piece.Lead with { Validity = new Validity(null, from.AddDays(-1), validity.By) } };
        }
    }

    /// <summary>From when the tables beside one that tells what was before hold; null where they do not hold from one day.</summary>
    private static Validity? Instead(Section previous, int at, List<(Section Section, int Index, Terms Terms)> pieces)
    {
        Validity? instead = null;
        foreach (var (section, index, terms) in pieces)
        {
            if (section == previous ? index == at : section.Parent != previous.Parent) continue;
            if (terms.IsHistory || terms.Validity is not { From: not null, Until: null } validity || (instead is { } other && other.From != validity.From)) return null;
            instead = validity;
        }

        return instead;
    }

    /// <summary>The next day from which a lead that says the same of another table of the section lets it hold.</summary>
    private static DateOnly? Later(Section section, Terms lead, DateOnly first)
    {
        DateOnly? next = null;
        foreach (var piece in section.Pieces)
        {
            if (piece.Lead is { Validity: { From: { } from, Until: null } } other && from > first && !(from >= next) && other with { Validity = lead.Validity } == lead) next = from;
        }

        return next;
    }

    private static void Gather(Section section, List<(Section, int, Terms)> pieces)
    {
        for (var i = 0; i < section.Pieces.Count; i++) pieces.Add((section, i, section.Pieces[i].Lead.Under(section.All)));
        foreach (var child in section.Children) Gather(child, pieces);
    }
}
