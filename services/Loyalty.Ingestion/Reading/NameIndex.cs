using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading;

/// <summary>
/// Names looked up by dictionary. Immutable, thread-safe. An airline answers to its name, to the name in brackets beside it and, where
/// nothing else is meant, to the name without "Airlines" or "Airways"; a program to its id, its name and its former names.
/// </summary>
public sealed class NameIndex : INameIndex
{
    private static readonly string[] Suffixes = [" airlines", " airways", " air lines", " international air lines", " international airlines"];

    // A short name is taken for an airline in running text only where one of these follows it.
    private static readonly FrozenSet<string> Followers = FrozenSet.ToFrozenSet(
        ["and", "or", "flights", "flight", "operated", "marketed", "codeshare", "codeshares", "group", "tickets", "from"], StringComparer.Ordinal);

    // After one of these the short name of an airline that is also a country's means the country: "flights within China".
    private static readonly FrozenSet<string> BeforePlaces = FrozenSet.ToFrozenSet(
        ["within", "in", "inside", "outside", "to", "from", "between", "via"], StringComparer.Ordinal);

    private static readonly SearchValues<char> PairSigns = SearchValues.Create("-–—↔⇄>/");

    private readonly FrozenDictionary<string, Airline> _airlines;
    private readonly FrozenDictionary<string, LoyaltyProgram> _programs;
    private readonly FrozenDictionary<string, string> _programOfAirline;
    private readonly FrozenDictionary<string, string> _alliances;
    private readonly SearchValues<string> _allianceWords;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _members;
    private readonly FrozenDictionary<string, string> _acronyms;
    private readonly FrozenSet<string> _airports;
    private readonly FrozenDictionary<string, string> _hotels;
    private readonly Names _airlineNames = new();
    private readonly Names _programNames = new();

    public NameIndex(
        IEnumerable<Airline> airlines, IEnumerable<AllianceFact> alliances, IEnumerable<LoyaltyProgram> programs, IEnumerable<string> airports)
    {
        var airlineList = airlines.ToList();
        var programList = programs.ToList();
        _airlines = Last(airlineList, a => a.Iata).ToFrozenDictionary(StringComparer.Ordinal);
        _programs = Last(programList, p => p.Id).ToFrozenDictionary(StringComparer.Ordinal);
        _programOfAirline = Last(programList.Where(p => p.Airline is not null), p => p.Airline!)
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Id, StringComparer.Ordinal);
        _alliances = alliances.SelectMany(a => new[] { (Name: a.Id, a.Id), (a.Name, a.Id) })
            .GroupBy(a => Phrase.Fold(a.Name), a => a.Id).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _allianceWords = SearchValues.Create([.. _alliances.Keys.Select(name => name.Split(' ')[0])], StringComparison.Ordinal);
        _members = _airlines.Values.Where(a => a.Alliance is not null).GroupBy(a => a.Alliance!, a => a.Iata)
            .ToFrozenDictionary(g => g.Key, g => g.Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
        // "LOT" and "TAP", where nothing else stands.
        _acronyms = _airlines.Values.Where(airline => Acronym(airline.Name) is not null).GroupBy(airline => Acronym(airline.Name)!, airline => airline.Iata)
            .Where(airlines => airlines.Count() == 1).ToFrozenDictionary(airlines => airlines.Key, airlines => airlines.First(), StringComparer.Ordinal);
        _airports = airports.ToFrozenSet(StringComparer.Ordinal);
        // A hotel company stands for its program.
        _hotels = programList.Where(p => p.Kind == ProgramKind.Hotel && p.Name.IndexOf(' ', StringComparison.Ordinal) > 2).GroupBy(p => Phrase.Fold(p.Name.Split(' ')[0]), p => p.Id)
            .Where(programs => programs.Distinct().Count() == 1).ToFrozenDictionary(programs => programs.Key, programs => programs.First(), StringComparer.Ordinal);
        foreach (var airline in _airlines.Values.OrderBy(a => a.Iata, StringComparer.Ordinal)) AddNames(airline);
        foreach (var airline in _airlines.Values.OrderBy(a => a.Iata, StringComparer.Ordinal)) AddOtherName(airline);
        foreach (var program in _programs.Values.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            _programNames.Add(program.Id, program.Id, isShort: false);
            _programNames.Add(program.Name, program.Id, isShort: false);
            if (program.Name.StartsWith("The ", StringComparison.Ordinal)) _programNames.Add(program.Name[4..], program.Id, isShort: false);
            if (program.Name.Contains('&', StringComparison.Ordinal))
                _programNames.Add(program.Name.Replace("&", " and ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal), program.Id, isShort: false);
        }
    }

    /// <summary>The names that earlier facts and this document's own brought.</summary>
    public static NameIndex From(IEnumerable<ExtractedFacts> facts)
    {
        var all = facts.ToList();
        var metrics = all.SelectMany(f => f.Metrics).ToLookup(m => m.ProgramId, m => m.Metric, StringComparer.Ordinal);
        var tiers = all.SelectMany(f => f.Tiers).ToLookup(t => t.ProgramId, t => t.Tier, StringComparer.Ordinal);
        return new NameIndex(
            all.SelectMany(f => f.Airlines), all.SelectMany(f => f.Alliances),
            all.SelectMany(f => f.Programs).Select(p => p with
            {
                Metrics = [.. p.Metrics.Concat(metrics[p.Id]).DistinctBy(m => m.Name)],
                Tiers = [.. p.Tiers.Concat(tiers[p.Id]).DistinctBy(t => t.Name).OrderBy(t => t.Rank)],
            }),
            all.SelectMany(f => f.Airports).Select(a => a.Iata));
    }

    public bool IsAirline(string iata) => _airlines.ContainsKey(iata);

    public string? AirlineByName(string name)
    {
        var trimmed = name.Trim();
        return _airlines.ContainsKey(trimmed) ? trimmed : _airlineNames.Exact(Phrase.Fold(trimmed)) ?? _acronyms.GetValueOrDefault(trimmed);
    }

    public string? CountryOf(string iata) => _airlines.GetValueOrDefault(iata)?.Country;

    public string? ProgramByName(string nameOrId)
    {
        var trimmed = nameOrId.Trim();
        if (_programs.ContainsKey(trimmed)) return trimmed;
        if (_programNames.Exact(Phrase.Fold(trimmed)) is { } exact) return exact;
        return ProgramsIn(trimmed) is [var only] ? only.ProgramId : _hotels.GetValueOrDefault(WithoutHotels(Phrase.Fold(trimmed)));
    }

    public string? ProgramOfAirline(string iata) => _programOfAirline.GetValueOrDefault(iata);

    public LoyaltyProgram? Program(string id) => _programs.GetValueOrDefault(id);

    public bool MayNameAlliance(string folded) => folded.AsSpan().ContainsAny(_allianceWords);

    public string? AllianceByName(string name) => _alliances.GetValueOrDefault(Phrase.Fold(name));

    public IEnumerable<string> AllianceMembers(string allianceId) => _members.GetValueOrDefault(allianceId, []);

    public bool IsAirport(string iata) => _airports.Contains(iata);

    public ImmutableArray<(string Iata, int Index, int Length)> AirlinesIn(string text) => _airlineNames.In(text);

    public ImmutableArray<(string ProgramId, int Index, int Length)> ProgramsIn(string text) => _programNames.In(text);

    /// <summary>The capitals that a name of several words begins with.</summary>
    private static string? Acronym(string name) =>
        name.IndexOf(' ', StringComparison.Ordinal) is >= 3 and var end && !name.AsSpan(0, end).ContainsAnyExceptInRange('A', 'Z') && name[..end] is not "AIR" ? name[..end] : null;

    private void AddNames(Airline airline)
    {
        var name = airline.Name;
        _airlineNames.Add(name, airline.Iata, isShort: false);
        var open = name.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && name.EndsWith(')'))
        {
            _airlineNames.Add(name[..open].Trim(), airline.Iata, isShort: false);
            _airlineNames.Add(name[(open + 1)..^1], airline.Iata, isShort: false);
        }

        var folded = Phrase.Fold(name);
        foreach (var suffix in Suffixes)
        {
            // Where members are Silver, no airline is.
            if (folded.EndsWith(suffix, StringComparison.Ordinal) && folded.Length - suffix.Length >= 4 && LineKey.UsualTierAt(folded, 0) < folded.Length - suffix.Length)
                _airlineNames.Add(name[..^suffix.Length], airline.Iata, isShort: true);
        }
    }

    /// <summary>Airways that people call Airlines, and the other way round, where no other airline is called so.</summary>
    private void AddOtherName(Airline airline)
    {
        foreach (var (own, other) in (ReadOnlySpan<(string, string)>)[(" Airways", " Airlines"), (" Airlines", " Airways"), (" Airways", " Airway"), (" Airlines", " Airline"), (" Air Lines", " Airlines")])
        {
            if (airline.Name.EndsWith(own, StringComparison.Ordinal)) _airlineNames.Add(airline.Name[..^own.Length] + other, airline.Iata, isShort: false);
        }
    }

    private static string WithoutHotels(string folded)
    {
        foreach (var hotels in (ReadOnlySpan<string>)[" hotels & resorts", " hotels and resorts", " hotels", " rewards"])
        {
            if (folded.EndsWith(hotels, StringComparison.Ordinal)) return folded[..^hotels.Length];
        }

        return folded;
    }

    private static Dictionary<string, T> Last<T>(IEnumerable<T> items, Func<T, string> key)
    {
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        foreach (var item in items) map[key(item)] = item;
        return map;
    }

    /// <summary>Names by their first word, so that a text is searched in one pass.</summary>
    private sealed class Names
    {
        private const int ShortestUnspaced = 8;

        // "AirFrance" in a header, where no other name is written so.
        private readonly Dictionary<string, string> _unspaced = new(StringComparer.Ordinal);
        private readonly WordBeginnings _beginnings = new();
        private readonly Dictionary<string, (string Id, bool IsShort)> _exact = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<(string Name, string Id, bool IsShort)>>.AlternateLookup<ReadOnlySpan<char>> _byFirstWord =
            new Dictionary<string, List<(string Name, string Id, bool IsShort)>>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        public void Add(string name, string id, bool isShort)
        {
            var folded = Phrase.Fold(name);
            if (folded.Length < 2 || (_exact.TryGetValue(folded, out var known) && !known.IsShort) || !_exact.TryAdd(folded, (id, isShort))) return;
            _beginnings.Add(folded);
            var list = NamesOf(FirstWord(folded, 0));
            list.Add((folded, id, isShort));
            list.Sort((a, b) => b.Name.Length.CompareTo(a.Name.Length));
            if (folded.Length >= ShortestUnspaced && folded.Contains(' ', StringComparison.Ordinal)) _unspaced.TryAdd(folded.Replace(" ", "", StringComparison.Ordinal), id);
        }

        public string? Exact(string folded) => _exact.TryGetValue(folded, out var found) ? found.Id : _unspaced.GetValueOrDefault(folded);

        public ImmutableArray<(string, int, int)> In(string text)
        {
            var start = Next(text, 0);
            if (start < 0) return [];
            ImmutableArray<(string, int, int)>.Builder? found = null;
            // Folding may change positions only where white space is folded; names are found in the text as it is, without case.
            var lower = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
            Phrase.Lower(text, lower);
            for (var at = start; at >= 0; at = Next(text, at + 1))
            {
                if (!char.IsLetterOrDigit(lower[at])) continue;
                if (!_byFirstWord.TryGetValue(FirstWord(lower, at), out var names)) continue;
                foreach (var (name, id, isShort) in names)
                {
                    var end = at + name.Length;
                    if (!lower[at..].StartsWith(name)) continue;
                    if (end < lower.Length && char.IsLetterOrDigit(lower[end])) continue;
                    if (isShort && (!EndsName(lower, end) || ((FollowsPlaceWord(lower, at) || StandsInPair(lower, at, end)) && Countries.CodeOf(text.Substring(at, name.Length)) is not null))) continue;
                    (found ??= ImmutableArray.CreateBuilder<(string, int, int)>()).Add((id, at, name.Length));
                    at = end - 1;
                    break;
                }
            }

            return found is null ? [] : found.ToImmutable();
        }

        /// <summary>The next place where a word begins as some name does: with a capital or a digit. Few words do.</summary>
        private int Next(string text, int from)
        {
            for (var at = from; at < text.Length; at++)
            {
                if (text[at] is >= 'a' and <= 'z' or ' ' || (!char.IsUpper(text[at]) && !char.IsDigit(text[at])) || (at > 0 && char.IsLetterOrDigit(text[at - 1]))) continue;
                if (_beginnings.MayBegin(text.AsSpan(at))) return at;
            }

            return -1;
        }

        private List<(string Name, string Id, bool IsShort)> NamesOf(ReadOnlySpan<char> first)
        {
            if (!_byFirstWord.TryGetValue(first, out var list)) _byFirstWord[first] = list = [];
            return list;
        }

        private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text, int start)
        {
            var end = start;
            while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
            return text[start..Math.Max(end, Math.Min(start + 1, text.Length))];
        }

        private static bool FollowsPlaceWord(ReadOnlySpan<char> lower, int start)
        {
            var before = lower[..start].TrimEnd(' ');
            var word = before[(before.LastIndexOf(' ') + 1)..];
            return BeforePlaces.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
        }

        /// <summary>"Korea - Japan", "Spain ↔ Malaysia and Thailand": beside a sign, of which the other side is a place, it is one too.</summary>
        private static bool StandsInPair(ReadOnlySpan<char> lower, int start, int end)
        {
            var before = lower[..start].TrimEnd(' ');
            if (before.Length > 1 && PairSigns.Contains(before[^1]))
            {
                before = before[..^1].TrimEnd(" <");
                var last = before[(before.LastIndexOfAny(" -–,/") + 1)..];
                var two = before[..^last.Length].TrimEnd(' ');
                if (IsPlace(last) || IsPlace(before[(two.LastIndexOf(' ') + 1)..])) return true;
            }

            var after = lower[end..].TrimStart(' ');
            if (after.Length < 2 || !PairSigns.Contains(after[0])) return false;
            after = after[1..].TrimStart("> ");
            var first = after.IndexOfAny(" -–,/") is >= 0 and var space ? space : after.Length;
            if (IsPlace(after[..first])) return true;
            var next = first < after.Length && after[first..].TrimStart(' ') is { IsEmpty: false } rest ? after.Length - rest.Length + (rest.IndexOfAny(" -–,/") is >= 0 and var gap ? gap : rest.Length) : first;
            return next > first && IsPlace(after[..next]);
        }

        private static bool IsPlace(ReadOnlySpan<char> word) => word.Length > 2 && PlaceWords.IsPlaceAlone(word.ToString());

        private static bool EndsName(ReadOnlySpan<char> lower, int end)
        {
            while (end < lower.Length && lower[end] == ' ') end++;
            if (end >= lower.Length || !char.IsLetterOrDigit(lower[end])) return true;
            return Followers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(FirstWord(lower, end));
        }
    }
}
