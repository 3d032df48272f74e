using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// Headings that go alike, one airline each: "Earning on Jet Airways", "Earning on JetKonnect". Where the first are of airlines that are known, a name that
/// nobody knows is another airline's.
/// </summary>
internal sealed class HeadedAirlines(INameIndex names)
{
    private const int LongestName = 30;

    private static readonly string[] Before = [" on ", " with ", " by "];

    // What such headings speak of besides airlines.
    private static readonly Phrases Others = new(
        "partner", "partners", "airline", "airlines", "flight", "flights", "hotel", "hotels", "car", "cars", "rental", "card", "cards", "bank", "banks", "fare", "fares", "ticket", "tickets", "other", "others", "all", "shopping", "shops", "tours",
        "the", "your", "our", "miles", "points", "us", "you", "ground", "upgrades", "awards", "holidays", "members", "member", "group", "cash", "routes", "route", "travel", "online", "board", "time");

    private readonly List<(Section Parent, string Words)> _known = [];

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

        return null;
    }

    private bool IsName(string name)
    {
        if (name.Length is < 3 or > LongestName || name.AsSpan().ContainsAnyInRange('0', '9')) return false;
        var words = name.Split(' ');
        if (words.Length > 3 || !Array.TrueForAll(words, word => word.Length > 0 && char.IsUpper(word[0]))) return false;
        var folded = Phrase.Fold(name);
        return !Others.In(folded) && CabinWords.Find(folded).IsEmpty && MarketWords.Read(folded) is null && !MarketWords.NamesPlace(folded) && !MarketWords.IsNotUnderstood(folded) && !UsualTiers.In(folded) && !BrandWords.IsBrand(folded)
            && names.ProgramsIn(name).IsEmpty;
    }
}
