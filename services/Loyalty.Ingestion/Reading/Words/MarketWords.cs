using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>
/// Where flights go, in the words of charts. Pure; works on folded text. A label that leaves something out, or that names a place which is
/// not understood, is no market: read in part, it would be another one.
/// </summary>
internal static class MarketWords
{
    private static readonly Phrases Anywhere = new(
        "all other routes", "other routes", "all routes", "worldwide", "all flights", "any route", "all markets", "other flights");

    private static readonly Phrases BetweenContinents = new("intercontinental", "long-haul international", "between continents");

    private static readonly Phrases OfEurope = new("europe", "european", "intra-europe", "intra-european");

    private static readonly Phrases OfContinent = new("continental", "continent");

    private static readonly Phrases CrossBorder = new("cross-border", "cross border", "between countries", "between european countries", "international");

    private static readonly Phrases Inside = new("within", "intra", "inside");

    private static readonly Phrases DomesticWord = new("domestic");

    private static readonly Phrases InternationalWord = new("international");

    private static readonly Phrases Joined = new("and", "&", "/", "+", ",", "or", "incl", "including");

    private static readonly Phrases Excepting = new(
        "except", "excepting", "excluding", "excludes", "excl", "other than", "outside", "outside of", "not", "non", "without", "but");

    // A part of a continent, or one place more, that only the program's own list draws: "Europe II", "Northern Europe", "Europe and the Middle East".
    private static readonly Phrases Parts = new(
        "i", "ii", "iii", "iv", "middle east", "north", "northern", "south", "southern", "east", "eastern", "west", "western", "central", "mediterranean", "zone", "islands", "island", "peninsula", "mainland", "regional");

    // What leads from one place to another; "from" may also lead to a date.
    private static readonly Phrases Leading = new("to", "to/from", "from/to", "between");

    // What all the labels below have one of: most texts have none.
    private static readonly Phrases AnyWord = new(
        "all other routes", "other routes", "all routes", "worldwide", "all flights", "any route", "all markets", "other flights", "intercontinental",
        "long-haul international", "between continents", "within", "inside", "intra", "europe", "european",
        "cross-border", "cross border", "domestic", "continental", "international");

    private static readonly Phrases Haul = new(
        "long-haul", "short-haul", "medium-haul", "long haul", "short haul", "medium haul", "inter-island", "interisland", "transpacific", "trans-pacific", "transatlantic", "trans-atlantic",
        "regional flights", "regional routes", "regional services", "regional sectors", "flights regional", "routes regional");

    private static readonly Phrases EveryRoute = new(
        "all", "any", "our", "your", "eligible", "qualifying", "participating", "partner", "codeshare", "and", "the", "on", "for", "of", "earn", "earning", "new", "operated", "these", "following", "award", "valid", "applicable");

    // Which flights are regional, only the page's own list says.
    private static readonly Phrases Vague = new("regional", "trunk", "neighbouring", "neighboring");

    private static readonly Phrases Flights = new("flight", "flights", "route", "routes", "sectors");

    private static readonly string[] ToPlaces = ["to", "from", "in", "between"];

    private static readonly Phrases FlownWords = new("flight", "flights", "route", "routes", "sectors", "services", "travel", "fly", "flying");

    private static readonly Phrases NoPlaces = new("airlines", "partners", "airline", "programs", "programmes", "members", "miles", "points", "classes", "cabins", "fares", "days", "dates", "countries", "continents", "distance");

    private static readonly string[] Signs = [" - ", " – ", " — ", "↔", "⇄", " / "];

    private static readonly string[] WaysToPlaces = ["between", "within", "intra", "flights to", "flights from", "routes to", "routes from", "travel to", "travel from", "to/from", "to and from"];

    private static readonly HashSet<string> Company = new(StringComparer.Ordinal)
    {
        "domestic", "within", "flights", "flight", "routes", "route", "sectors", "sector", "travel", "only", "in", "all", "inside", "intra", "of", "the", "for", "on", "miles", "points", "mileage", "accrual", "earn", "earning",
    };

    [ThreadStatic]
    private static Remembered<Market?>? _read;

    [ThreadStatic]
    private static Remembered<bool>? _isNotUnderstood;

    /// <summary>The market that a label names; null when it names none, or none that is understood.</summary>
    public static Market? Read(string folded) => Remembered<Market?>.Of(ref _read, folded, ReadAll);

    private static Market? ReadAll(string folded)
    {
        if (!AnyWord.In(folded) || Excepting.In(folded) || NamesPart(folded)) return null;
        var (domestic, continental) = (DomesticWord.In(folded), OfContinent.In(folded));
        if (Anywhere.In(folded)) return PlaceWords.NamesPlace(folded) ? null : Market.Any;
        if (BetweenContinents.In(folded)) return PlaceWords.NamesPlace(folded) || domestic != continental ? null : domestic ? Market.Any : new Market(MarketKind.Intercontinental);
        // Short-haul flights are some of them: which, only the page's own list says.
        if (Haul.In(folded)) return null;
        if (OfEurope.In(folded)) return OfContinents(folded, "EU", domestic);
        if (domestic && InternationalWord.In(folded)) return Joined.In(folded) && !PlaceWords.NamesPlace(folded) ? Market.Any : null;
        if (continental) return PlaceWords.NamesPlace(folded) ? null : OfContinents(folded, null, domestic);
        // "Domestic, between the islands" are some of them.
        if (domestic && Leading.In(folded)) return null;
        if (domestic || Inside.In(folded)) return In(folded, domestic);
        return InternationalWord.In(folded) && !PlaceWords.NamesPlace(folded) ? new Market(MarketKind.International) : null;
    }

    /// <summary>
    /// Whether a label that <see cref="Read"/> makes no market of speaks of one all the same: of where flights go, of flights to a place, or
    /// of a length that only the page's own list explains.
    /// </summary>
    public static bool IsNotUnderstood(string folded) => Remembered<bool>.Of(ref _isNotUnderstood, folded, SpeaksOfPlaces);

    private static bool SpeaksOfPlaces(string folded) =>
        !folded.AsSpan().ContainsAnyInRange('0', '9')
        && ((AnyWord.In(folded) && (Anywhere.In(folded) || DomesticWord.In(folded) || OfEurope.In(folded) || InternationalWord.In(folded)))
            || Haul.In(folded) || (Phrase.Has(folded, "destinations") && Phrase.HasAny(folded, "to", "selected", "sun")) || (Flights.In(folded) && (Vague.In(folded) || LeadsToPlace(folded))));

    private static bool NamesPart(string folded) =>
        Parts.In(folded) && Parts.In(folded.Replace("north america", "", StringComparison.Ordinal).Replace("south america", "", StringComparison.Ordinal).Replace("south korea", "", StringComparison.Ordinal).Replace("south africa", "", StringComparison.Ordinal));

    /// <summary>Whether words lead from one place to another, or stay in one: "between Madrid and Mexico", "Korea - Japan", "within Australia".</summary>
    public static bool LeadsSomewhere(string folded)
    {
        if (!MayLead(folded)) return false;
        if (PlaceWords.NamesPair(folded) || FliesBetween(folded)) return true;
        foreach (var sign in Signs)
        {
            var at = folded.IndexOf(sign, StringComparison.Ordinal);
            if (at > 0 && PlaceWords.EndsInPlace(folded[..at]) && PlaceWords.BeginsWithPlace(folded.AsSpan(at + sign.Length))) return true;
        }

        // "Japan-South Korea routes".
        for (var at = folded.AsSpan().IndexOfAny('-', '–'); at > 0 && at + 1 < folded.Length;)
        {
            if (char.IsLetter(folded[at - 1]) && char.IsLetter(folded[at + 1]) && PlaceWords.EndsInPlace(folded[..at]) && PlaceWords.BeginsWithPlace(folded.AsSpan(at + 1))) return true;
            var next = folded.AsSpan(at + 1).IndexOfAny('-', '–');
            at = next < 0 ? -1 : at + 1 + next;
        }

        foreach (var way in WaysToPlaces)
        {
            for (var at = Phrase.IndexOf(folded, way); at >= 0; at = Phrase.IndexOf(folded, way, at + 1))
            {
                if (PlaceWords.BeginsWithPlace(folded.AsSpan(at + way.Length))) return true;
            }
        }

        return false;
    }

    /// <summary>"Routes between Madrid and Latin America": flights between two of anything but what is no place.</summary>
    private static bool FliesBetween(string folded)
    {
        var between = Phrase.IndexOf(folded, "between");
        if (between <= 0 || folded.IndexOf(" and ", between, StringComparison.Ordinal) < 0 || !FlownWords.In(folded[..between])) return false;
        return !NoPlaces.In(folded[between..]) && !folded.AsSpan(between).ContainsAnyInRange('0', '9');
    }

    /// <summary>Whether anything stands in it that leads from one place to another.</summary>
    private static bool MayLead(string folded)
    {
        if (folded.AsSpan().ContainsAny('-', '–', '/') || folded.AsSpan().ContainsAny('—', '↔', '⇄')) return true;
        foreach (var way in (ReadOnlySpan<string>)["to ", "from ", "between", "within", "intra"])
        {
            if (folded.Contains(way, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>"Main trunk routes", "Short sectors": some routes, by a name that only the page's own list explains.</summary>
    public static bool NamesRoutes(string folded)
    {
        if (folded is "regional") return true;
        if (!folded.EndsWith(" routes", StringComparison.Ordinal) && !folded.EndsWith(" sectors", StringComparison.Ordinal)) return false;
        return folded.AsSpan().Count(' ') <= 3 && !EveryRoute.In(folded);
    }

    /// <summary>"Direct flights", "connecting flights" over amounts: some flights, whatever they are called.</summary>
    public static bool NamesFlights(string folded)
    {
        var bare = folded.AsSpan().TrimEnd("* ");
        return bare.EndsWith(" flights") && bare.Count(' ') <= 2 && !EveryRoute.In(folded) && !Counting.In(folded);
    }

    private static readonly Phrases Counting = new("eligible", "points", "miles", "number", "per", "avios", "minimum", "of", "for", "on", "all", "own", "qualifying", "codeshare");

    /// <summary>Whether a label that names a market can be nothing else.</summary>
    public static bool IsLabel(string folded) =>
        folded.Length <= 60 && !folded.Contains('=', StringComparison.Ordinal) && !(folded.Contains('%', StringComparison.Ordinal) && folded.AsSpan().ContainsAnyInRange('0', '9'));

    /// <summary>A continent's flights are all that stay on it, unless the words leave out or single out those that stay in a country.</summary>
    private static Market? OfContinents(string folded, string? continent, bool domestic)
    {
        var crosses = CrossBorder.In(folded);
        if (continent is not null && (PlaceWords.NamesPlace(folded.Replace("europe", " ", StringComparison.Ordinal)) || (!crosses && Leading.In(folded)))) return null;
        if (domestic) return crosses || Joined.In(folded) ? new Market(MarketKind.Within, continent) : new Market(MarketKind.Domestic);
        return new Market(crosses ? MarketKind.Continental : MarketKind.Within, continent);
    }

    /// <summary>Within a country or a continent that the label names.</summary>
    private static Market? In(string folded, bool domestic)
    {
        var rest = string.Join(' ', PlaceWords.Words(folded).Where(word => !Company.Contains(word)));
        if (rest.Length > 0 && Countries.CodeOf(rest) is { } code) return new Market(MarketKind.Domestic, code);
        if (rest is "a country" or "one country" or "a european country") return new Market(MarketKind.Domestic);
        if (!domestic) return Countries.ContinentOf(rest) is { } continent ? new Market(MarketKind.Within, continent) : null;
        return PlaceWords.PlacesIn(folded) switch
        {
            [] => new Market(MarketKind.Domestic),
            [(var country, false)] => new Market(MarketKind.Domestic, country),
            [(var all, true)] when Joined.In(folded) && Inside.In(folded) => new Market(MarketKind.Within, all),
            _ => null,
        };
    }

    /// <summary>Whether a place stands where flights go; one in an airline's name does not.</summary>
    private static bool LeadsToPlace(string folded)
    {
        if (PlaceWords.NamesPair(folded)) return true;
        foreach (var to in ToPlaces)
        {
            for (var at = Phrase.IndexOf(folded, to); at >= 0; at = Phrase.IndexOf(folded, to, at + 1))
            {
                // The first two words, of which one or both together are the place.
                if (PlaceWords.PlacesIn(string.Join(' ', PlaceWords.Words(folded[(at + to.Length)..]).Where(word => word != "the").Take(2))).Count > 0) return true;
            }
        }

        return false;
    }
}
