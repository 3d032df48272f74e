using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// Headings that go alike, one airline each: "Earning on Jet Airways", "Earning on JetKonnect". Where the first are of airlines that are known, a name that
/// nobody knows is another airline's.
/// </summary>
/// <param name="names">The names that the graph knows.</param>
/// <param name="isForeign">Whether the page was put into English.</param>
internal sealed class HeadedAirlines(INameIndex names, bool isForeign)
{
    private const int LongestName = 30;

    private static readonly string[] Before = [" on ", " with ", " by "];

    // What such headings speak of besides airlines.
    private static readonly Phrases Others = new(
        "partner", "partners", "airline", "airlines", "flight", "flights", "hotel", "hotels", "car", "cars", "rental", "card", "cards", "bank", "banks", "fare", "fares", "ticket", "tickets", "other", "others", "all", "shopping", "shops", "tours",
        "the", "your", "our", "miles", "points", "us", "you", "ground", "upgrades", "awards", "holidays", "members", "member", "group", "cash", "routes", "route", "travel", "online", "board", "time");

    // What such headings have around the name, at least.
    private const int LeastAround = 6;

    private readonly List<(Section Parent, string Words)> _known = [];
    private readonly List<(Section Parent, string Before, string After)> _around = [];

    /// <summary>The name of the airline that nobody knows; null for any other heading.</summary>
    public string? Unknown(Section parent, string heading, Terms terms)
    {
        if (heading.Length > 90) return null;
        foreach (var word in Before)
        {
            if (heading.IndexOf(word, StringComparison.Ordinal) is not (> 0 and var at)) continue;
            var (words, name) = (heading[..(at + word.Length)], heading[(at + word.Length)..].Trim());
            if (!terms.Carriers.IsEmpty) _known.Add((parent, words));
            else if (_known.Contains((parent, words)) && IsName(name)) return name;
            return null;
        }

        return isForeign ? Between(parent, heading, terms) : null;
    }

    /// <summary>"Miles on 【X】 flights" under "Miles on 【Y】 flights": in languages without capitals the words on both sides tell the name.</summary>
    private string? Between(Section parent, string heading, Terms terms)
    {
        if (terms.Carriers is [var code])
        {
            if (names.AirlinesIn(heading) is [var (iata, index, length)] && iata == code && heading.Length - length >= LeastAround) _around.Add((parent, heading[..index], heading[(index + length)..]));
            return null;
        }

        if (_around.Count == 0 || !terms.Carriers.IsEmpty) return null;
        foreach (var (among, before, after) in _around)
        {
            var length = heading.Length - before.Length - after.Length;
            if (among != parent || length is < 2 or > LongestName || !heading.StartsWith(before, StringComparison.Ordinal) || !heading.EndsWith(after, StringComparison.Ordinal)) continue;
            var name = heading.Substring(before.Length, length).Trim();
            if (name.Any(letter => letter >= 0x2E80) && !name.AsSpan().ContainsAnyInRange('0', '9')) return name;
        }

        return null;
    }

    private bool IsName(string name)
    {
        if (name.Length is < 3 or > LongestName || name.AsSpan().ContainsAnyInRange('0', '9')) return false;
        var words = name.Split(' ');
        if (words.Length > 3 || !Array.TrueForAll(words, word => word.Length > 0 && char.IsUpper(word[0]))) return false;
        var folded = Phrase.Fold(name);
        return !Others.In(folded) && CabinWords.Find(folded).IsEmpty && MarketWords.Read(folded) is null && !PlaceWords.NamesPlace(folded) && !MarketWords.IsNotUnderstood(folded) && !UsualTiers.In(folded) && !BrandWords.IsBrand(folded)
            && names.ProgramsIn(name).IsEmpty;
    }
}
