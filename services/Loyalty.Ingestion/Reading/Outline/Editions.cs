using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Whether words tell what holds now, or what is to come.</summary>
internal enum Edition
{
    Current,
    New,
}

/// <summary>What holds now, beside what is new from a day on, ends on the day before.</summary>
internal static class Editions
{
    public static void Close(Section root)
    {
        List<(Section Section, int Index, Terms Terms)> pieces = [];
        Gather(root, pieces);
        for (var i = 0; i < pieces.Count; i++)
        {
            var (section, index, terms) = pieces[i];
            if (terms is not { Edition: Edition.Current, Validity: null }) continue;
            var next = pieces.Skip(i + 1).FirstOrDefault(later => later.Terms is { Edition: Edition.New, Validity.From: not null } && later.Terms.Metric == terms.Metric);
            if (next.Terms?.Validity is not { From: { } from } validity) continue;
            var piece = section.Pieces[index];
            section.Pieces[index] = piece with { Lead = piece.Lead with { Validity = new Validity(null, from.AddDays(-1), validity.By) } };
        }
    }

    private static void Gather(Section section, List<(Section, int, Terms)> pieces)
    {
        for (var i = 0; i < section.Pieces.Count; i++) pieces.Add((section, i, section.Pieces[i].Lead.Under(section.All)));
        foreach (var child in section.Children) Gather(child, pieces);
    }
}
