using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>
/// Tables that say which booking classes a fare's name stands for, "Discount Economy | O, Q, N", and no amounts: another table of the page says
/// what the name earns.
/// </summary>
internal static class ClassGroupTables
{
    /// <summary>The classes by the names of all such tables; a name that two tables give different classes is left out.</summary>
    public static Dictionary<string, FareClasses> In(Section root)
    {
        Dictionary<string, FareClasses> groups = new(StringComparer.Ordinal);
        HashSet<string> twice = new(StringComparer.Ordinal);
        Gather(root, groups, twice);
        foreach (var name in twice) groups.Remove(name);
        return groups;
    }

    private static void Gather(Section section, Dictionary<string, FareClasses> groups, HashSet<string> twice)
    {
        foreach (var piece in section.Pieces)
        {
            foreach (var (name, classes) in Read(piece.Table))
            {
                if (groups.TryGetValue(name, out var known) && known != classes) twice.Add(name);
                groups[name] = classes;
            }
        }

        foreach (var child in section.Children) Gather(child, groups, twice);
    }

    private static List<(string Name, FareClasses Classes)> Read(Table table)
    {
        List<(string, FareClasses)> groups = [];
        if (table.Rows.Length < 3 || table.Rows[0].Length != 2 || !HeaderNames.In(Phrase.Fold(table.Rows[0][1].Text).TrimEnd(':', '*')).Has(ColumnKind.Classes)) return [];
        foreach (var row in table.Rows.AsSpan()[1..])
        {
            var name = Phrase.Fold(row[0].Text);
            if (name.Length < 3 || ClassList.Read(row[0].Text).IsRead || ClassList.Read(row[1].Text) is not { IsRead: true, All: false, Marks.Length: 0, Label.Length: 0 } list) return [];
            groups.Add((name, list.Classes));
        }

        return groups;
    }
}
