namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Countries, continents and areas where the words of charts name them. Pure; works on folded text.</summary>
internal static class PlaceWords
{
    // No list says which countries these have.
    private static readonly HashSet<string> Areas = new(StringComparer.Ordinal)
    {
        "latin america", "middle east", "near east", "far east", "caribbean", "central america", "the americas", "americas", "southeast asia", "south east asia", "south asia", "east asia", "north asia", "central asia", "north africa", "west africa", "east africa",
        "southern africa", "scandinavia", "australasia", "pacific", "south pacific", "hawaii", "mainland china", "western europe", "eastern europe", "northern europe", "southern europe", "central europe", "balkans", "indian subcontinent", "transpacific", "transatlantic",
    };

    // The first letters of the areas.
    private static readonly WordBeginnings BeginningsOfAreas = ReadBeginnings();

    private static readonly System.Buffers.SearchValues<char> Between = System.Buffers.SearchValues.Create(" ,;:/()&+");

    [ThreadStatic]
    private static Remembered<bool>? _namesPlace;

    /// <summary>Whether a country or a continent is named.</summary>
    public static bool NamesPlace(string folded) => Remembered<bool>.Of(ref _namesPlace, folded, static words => PlacesIn(words).Count > 0);

    /// <summary>Whether a label is nothing but a country or a continent.</summary>
    public static bool IsPlaceAlone(string folded) => Countries.ContinentOf(folded) is not null || Countries.CodeOf(folded) is not null || Areas.Contains(folded);

    public static bool BeginsWithPlace(ReadOnlySpan<char> words)
    {
        var place = "";
        var count = 0;
        foreach (var range in words.SplitAny(Between))
        {
            var word = words[range].Trim();
            if (word.IsEmpty || word is "the") continue;
            if (count == 0 && !MayBeginPlace(word)) return false;
            place = count == 0 ? word.ToString() : $"{place} {word}";
            if (IsPlaceAlone(place)) return true;
            if (++count == 3) return false;
        }

        return false;
    }

    public static bool EndsInPlace(string words)
    {
        var last = Words(words).TakeLast(2).ToArray();
        return last.Length > 0 && ((MayBeginPlace(last[^1]) && IsPlaceAlone(last[^1])) || (last.Length > 1 && MayBeginPlace(last[0]) && IsPlaceAlone($"{last[0]} {last[1]}")));
    }

    private static bool MayBeginPlace(ReadOnlySpan<char> word) => Countries.MayBegin(word) || BeginningsOfAreas.MayBegin(word);

    private static WordBeginnings ReadBeginnings()
    {
        var beginnings = new WordBeginnings();
        foreach (var area in Areas) beginnings.Add(area);
        return beginnings;
    }

    /// <summary>"Korea-Japan".</summary>
    public static bool NamesPair(string folded)
    {
        if (!folded.AsSpan().ContainsAny('-', '–')) return false;
        foreach (var range in folded.AsSpan().SplitAny(Between))
        {
            var word = folded.AsSpan(range).Trim();
            var dash = word.IndexOfAny('-', '–');
            if (dash <= 0 || dash + 1 == word.Length || word[(dash + 1)..].ContainsAny('-', '–')) continue;
            if (Countries.MayBegin(word[..dash]) && Countries.MayBegin(word[(dash + 1)..]) && NamesPlace(word[..dash].ToString()) && NamesPlace(word[(dash + 1)..].ToString())) return true;
        }

        return false;
    }

    /// <summary>The countries and continents that a word, or two together, name.</summary>
    public static List<(string Code, bool IsContinent)> PlacesIn(string folded)
    {
        List<(string, bool)> places = [];
        var before = default(ReadOnlySpan<char>);
        foreach (var range in folded.AsSpan().SplitAny(Between))
        {
            var word = folded.AsSpan(range).Trim();
            if (word.IsEmpty) continue;
            if (Countries.MayBegin(word)) Add(word.ToString());
            if (!before.IsEmpty && Countries.MayBegin(before)) Add($"{before} {word}");
            before = word;
        }

        return places;

        void Add(string name)
        {
            if (name.Length <= 2) return;
            var continent = Countries.ContinentOf(name);
            if ((continent ?? Countries.CodeOf(name)) is { } code && !places.Contains((code, continent is not null))) places.Add((code, continent is not null));
        }
    }

    public static string[] Words(string folded) =>
        folded.Split([' ', ',', ';', ':', '/', '(', ')', '&', '+'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
