using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// The carrier of a chart that names none: the program's own airline, where the page can be about no other. The page or its address must
/// name that airline or head itself by the program, and name neither another airline, known or not, nor partners.
/// </summary>
internal static class OwnAirline
{
    private static readonly Phrases PartnerWords = new("partner", "partners", "codeshare", "alliance", "other airlines", "other airline");

    private static readonly string[] CommonWords = ["Frequent", "Rewards", "Program", "Programme", "Mileage", "Privilege", "Infinity"];

    private static readonly string[] AirWords = ["Air", "Airlines", "Airline", "Airways", "Aviation", "Avia", "Aero"];

    /// <returns>Its IATA code; null when the page does not make it sure.</returns>
    public static string? Of(DocumentText document, Hints hints, string? programId, INameIndex names) =>
        !IsAboutPartners(document, hints) ? Named(document, hints, programId, names) : null;

    /// <summary>The same of a chart under headings that speak of no partners, on a page that speaks of them elsewhere and has no chart there.</summary>
    public static string? Beside(DocumentText document, Hints hints, string? programId, INameIndex names) =>
        !IsOfPartners(hints.Url) && !HasPartnersChart(document, hints) ? Named(document, hints, programId, names) : null;

    /// <summary>
    /// Whether the title speaks of partners, or a heading that has a table or an amount under it, up to the next heading as high; or that has nothing
    /// under it, and may head what follows.
    /// </summary>
    private static bool HasPartnersChart(DocumentText document, Hints hints)
    {
        if (IsTitleOfPartners(document, hints)) return true;
        for (var at = 0; at < document.Blocks.Length; at++)
        {
            if (document.Blocks[at] is not Heading heading || !PartnerWords.In(Phrase.Fold(heading.Text))) continue;
            var says = false;
            for (var under = at + 1; under < document.Blocks.Length && !(document.Blocks[under] is Heading next && next.Level <= heading.Level); under++)
            {
                var text = document.Blocks[under].Line();
                if (text is null || text.AsSpan().ContainsAnyInRange('0', '9')) return true;
                says |= document.Blocks[under] is not Heading;
            }

            if (!says) return true;
        }

        return false;
    }

    private static string? Named(DocumentText document, Hints hints, string? programId, INameIndex names)
    {
        if (programId is null || names.Program(programId)?.Airline is not { } own) return null;
        var atHome = NamesInAddress(hints.Url, own, names);
        var named = atHome;
        foreach (var text in Headings(document, hints)) named |= HeadsItself(text, programId, names) || Phrase.Has(Phrase.Fold(text), "our flights");
        // At home, what sentences tell of others is no chart's; elsewhere it may be.
        foreach (var text in Texts(document, hints, prose: !atHome))
        {
            var found = NamesFound.In(text, names);
            foreach (var (iata, index, _) in found.Airlines)
            {
                if (iata == own) named = true;
                else if (!found.Programs.Any(program => index >= program.Index && index < program.Index + program.Length)) return null;
            }

            if (NamesUnknownAirline(found.Without(text))) return null;
        }

        return named ? own : null;
    }

    /// <summary>Whether a title or a heading names another airline than the program's own.</summary>
    public static bool IsAboutOthers(DocumentText document, Hints hints, string own, INameIndex names) =>
        NamesOthers(Headings(document, hints), own, names) || IsAboutPartners(document, hints);

    /// <summary>The same of what heads one table: the title, and the headings that it stands under.</summary>
    public static bool IsAboutOthers(Section section, Hints hints, string own, INameIndex names)
    {
        List<string> headings = [hints.Title ?? ""];
        for (var above = section; above is not null; above = above.Parent) headings.Add(above.Heading);
        return NamesOthers(headings, own, names) || IsOfPartners(hints.Url) || headings.Exists(heading => PartnerWords.In(Phrase.Fold(heading)));
    }

    private static bool NamesOthers(IEnumerable<string> headings, string own, INameIndex names)
    {
        foreach (var text in headings)
        {
            var found = NamesFound.In(text, names);
            if (found.Airlines.Any(airline => airline.Iata != own && !found.Programs.Any(program => airline.Index >= program.Index && airline.Index < program.Index + program.Length)) || NamesUnknownAirline(found.Without(text))) return true;
        }

        return false;
    }

    /// <summary>Whether an address, a title or a heading speaks of partners.</summary>
    public static bool IsAboutPartners(DocumentText document, Hints hints)
    {
        if (IsOfPartners(hints.Url)) return true;
        foreach (var text in Headings(document, hints))
        {
            if (PartnerWords.In(Phrase.Fold(text))) return true;
        }

        return false;
    }

    /// <summary>Whether the title, or the first heading, speaks of partners.</summary>
    public static bool IsTitledByPartners(DocumentText document, Hints hints) =>
        IsTitleOfPartners(document, hints) || (document.Blocks.OfType<Heading>().FirstOrDefault() is { } first && PartnerWords.In(Phrase.Fold(first.Text)));

    private static bool IsTitleOfPartners(DocumentText document, Hints hints) => PartnerWords.In(Phrase.Fold(hints.Title ?? "")) || PartnerWords.In(Phrase.Fold(document.Title ?? ""));

    private static bool IsOfPartners(string? url) => url is not null && PartnerWords.In(Phrase.Fold(url.Replace('-', ' ').Replace('/', ' ').Replace('_', ' ')));

    /// <summary>Whether a heading has the program's name, or the one long word of it that is no common word.</summary>
    private static bool HeadsItself(string heading, string programId, INameIndex names) =>
        names.ProgramsIn(heading).Any(program => program.ProgramId == programId)
        || (names.Program(programId)?.Name.Split(' ') is { Length: > 1 } words && Array.Exists(words, word => word.Length > 6 && !CommonWords.Contains(word) && Phrase.Has(heading, word)));

    private static IEnumerable<string> Headings(DocumentText document, Hints hints)
    {
        yield return hints.Title ?? "";
        yield return document.Title ?? "";
        foreach (var block in document.Blocks)
        {
            if (block is Heading heading) yield return heading.Text;
        }
    }

    private static IEnumerable<string> Texts(DocumentText document, Hints hints, bool prose)
    {
        yield return hints.Title ?? "";
        yield return document.Title ?? "";
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case Heading heading: yield return heading.Text; break;
                case Paragraph paragraph when prose: yield return paragraph.Text; break;
                case ListItem item when prose: yield return item.Text; break;
                case Table table:
                    if (table.Caption is { } caption) yield return caption;
                    foreach (var row in table.Rows)
                    {
                        foreach (var cell in row) yield return cell.Text;
                    }

                    break;
                default: break;
            }
        }
    }

    /// <summary>Whether a word in capitals stands beside Air, Airlines and the like: a carrier that no sheet has.</summary>
    private static bool NamesUnknownAirline(string text)
    {
        var words = text.Split([' ', ',', '.', '(', ')', '\n', ':', ';', '/'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            if (!AirWords.Contains(words[i])) continue;
            if (i > 0 && IsName(words[i - 1])) return true;
            if (words[i] is "Air" or "Aero" && i + 1 < words.Length && IsName(words[i + 1])) return true;
        }

        return false;
    }

    private static bool IsName(string word) => word.Length > 1 && char.IsUpper(word[0]) && !PartnerWords.In(Phrase.Fold(word)) && word is not ("Our" or "The" or "By" or "On" or "Miles");

    /// <summary>"garuda-indonesia.com" is Garuda Indonesia's.</summary>
    private static bool NamesInAddress(string? url, string own, INameIndex names)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return false;
        foreach (var label in address.Host.Split('.'))
        {
            if (label.Length == 2 && label.Equals(own, StringComparison.OrdinalIgnoreCase)) return true;
            var spaced = string.Join(' ', label.Split('-').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
            if (names.AirlineByName(spaced) == own || (spaced.Length > 3 && names.ProgramByName(spaced) is { } program && names.Program(program)?.Airline == own)) return true;
            foreach (var suffix in (ReadOnlySpan<string>)["airlines", "airways", "air"])
            {
                if (label.EndsWith(suffix, StringComparison.Ordinal) && label.Length > suffix.Length
                    && names.AirlineByName($"{char.ToUpperInvariant(label[0])}{label[1..^suffix.Length]} {suffix}") == own) return true;
            }
        }

        return false;
    }
}
