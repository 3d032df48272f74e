using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Whether words tell what holds now, or what is to come.</summary>
internal enum Edition
{
    Current,
    New,
}

/// <summary>What holds now, beside what is new from a day on, ends on the day before; so does what holds from a day, beside what holds for the same flights from a later one.</summary>
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

            if (terms is not { Edition: Edition.Current, Validity: null }) continue;
            var next = pieces.Skip(i + 1).FirstOrDefault(later => later.Terms is { Edition: Edition.New, Validity.From: not null } && later.Terms.Metric == terms.Metric);
            if (next.Terms?.Validity is not { From: { } from } validity) continue;
            var piece = section.Pieces[index];
            section.Pieces[index] = piece with { Lead = piece.Lead with { Validity = new Validity(null, from.AddDays(-1), validity.By) } };
        }
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
