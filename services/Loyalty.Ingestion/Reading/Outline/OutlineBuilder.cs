using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Makes a document's blocks sections with terms: what each heading and note says for the tables under it.</summary>
internal sealed class OutlineBuilder(TermsReader reader, INameIndex names, Hints hints, string? programId, bool isForeign)
{
    // A line that heads a table is a few words.
    private const int ShortLead = 60;
    private const int LongestLead = 160;

    private const int LinesAbove = 3;

    private readonly List<string> _lines = [];
    private readonly HeadedAirlines _airlines = new(names, isForeign);
    private Section _current = null!;
    private Terms _lead = Terms.None;
    private int _headings;

    private LoyaltyProgram? Program => programId is null ? null : names.Program(programId);

    public Section Build(DocumentText document, CancellationToken ct)
    {
        var title = hints.Title ?? document.Title ?? "";
        var root = new Section(null, 0, title, Root(title));
        _current = root;
        foreach (var block in document.Blocks)
        {
            ct.ThrowIfCancellationRequested();
            switch (block)
            {
                case Heading heading:
                    FlushLines();
                    Open(heading);
                    break;
                case Paragraph paragraph:
                    _lines.AddRange(paragraph.Text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                    break;
                case ListItem item:
                    _lines.Add(item.Text);
                    break;
                case Table printed when ChangeLog.Entries(printed) is { Count: > 0 } entries:
                    _lines.AddRange(entries);
                    break;
                case Table printed:
                    var table = printed;
                    var edition = TakeNextEdition();
                    if (_current.Pieces is [.., var before] && HeadedTables.Under(before.Table, printed) is { } headed)
                    {
                        table = headed;
                        NoteLastPart(all: true);
                    }

                    ImmutableArray<string> above = _lines.Count == 0 ? [] : [.. _lines.TakeLast(LinesAbove)];
                    FlushLines(beforeTable: edition is null);
                    _lines.AddRange(LaidOut.In(table));
                    FlushLines();
                    if (edition is not null) _lead = Terms.None with { Validity = edition };
                    _current.Pieces.Add(new Piece(table, _lead) { Above = above });
                    break;
                default:
                    break;
            }
        }

        FlushLines();
        if (Program is { } program)
        {
            if (program.Kind == ProgramKind.Airline)
            {
                TierSections.Read(root, program, names);
                HeadedTiles.Read(root, program, names);
                TierTiles.Read(root, program, names);
                TierProfiles.Read(root, program, names);
            }
            else
            {
                TransferSections.Read(root, names);
            }
        }

        return root;
    }

    /// <summary>What the curator says wins over the title, and the title over nothing.</summary>
    private Terms Root(string title)
    {
        var terms = title.Length > 0 ? reader.Heading(title, programId) : Terms.None;
        return terms with
        {
            ProgramId = programId,
            Carriers = HintedCarriers ?? (terms.Carriers is ["*"] ? [] : terms.Carriers),
            Validity = Hinted(terms.Validity),
            Market = null,
            Unplaced = null,
            Cabin = null,
        };
    }

    /// <summary>A sentence on whose flights bring miles, and nothing on tickets or on what is left out.</summary>
    private static bool IsOfFlights(string line) =>
        line.Length <= 300 && line.Contains("flight", StringComparison.OrdinalIgnoreCase) && Phrase.Fold(line) is var folded && FlightWords.In(folded) && EarnWords.In(folded) && !OfTickets.In(folded);

    private ImmutableArray<string>? HintedCarriers =>
        string.IsNullOrWhiteSpace(hints.Carrier) ? null
        : [.. hints.Carrier.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private Validity? Hinted(Validity? text) =>
        hints.EffectiveDate is not { } from ? text
        : text is { Until: { } until } known && until < from ? known with { From = from, Until = null }
        : (text ?? default) with { From = from };

    private void Open(Heading heading)
    {
        var parent = _current;
        while (parent.Parent is not null && parent.Level >= heading.Level) parent = parent.Parent;
        var terms = reader.Heading(heading.Text, programId);
        if (programId is not null) terms = terms with { ProgramId = programId };
        if (_airlines.Unknown(parent, heading.Text, terms) is { } unknown) terms = terms with { OfUnknown = unknown, Problem = terms.Problem ?? $"'{unknown}' is no airline that is known" };
        if (_headings++ == 0) terms = OfTitle(terms, heading.Text);
        // Whose flights the page is about, the curator knows better than a heading that names the program's own airline.
        if (HintedCarriers is not null && programId is not null && terms.Carriers is [var named] && !HintedCarriers.Value.Contains(named) && names.Program(programId)?.Airline == named)
        {
            terms = FlownByAnother(heading.Text) is { } flies ? terms with { Carriers = [], Role = FlightRole.Marketing, SoldAndFlown = SoldBy(flies) } : terms with { Carriers = [] };
        }

        if (terms.Carriers is ["*"] && !CarrierWords.IsEveryOther(Phrase.Fold(heading.Text))) terms = terms with { Carriers = [] };
        if (terms.Carriers is [var alliance] && IsAllianceOf(alliance, parent.All.Carriers)) terms = terms with { Carriers = [] };
        _current = new Section(parent, heading.Level, heading.Text, terms);
        parent.Children.Add(_current);
        _lead = Terms.None;
    }

    /// <summary>"Star Alliance partners" under the name of one of them, which is not the program's own, says to what it belongs, not whose flights are meant.</summary>
    private bool IsAllianceOf(string alliance, ImmutableArray<string> above)
    {
        const string prefix = "alliance:";
        return alliance.StartsWith(prefix, StringComparison.Ordinal) && above is [var airline] && names.AllianceMembers(alliance[prefix.Length..]).Contains(airline)
            && (programId is null || names.Program(programId)?.Airline != airline);
    }

    /// <summary>The first heading is the document's title too: hints win over it.</summary>
    private Terms OfTitle(Terms terms, string text) => terms with
    {
        Carriers = HintedCarriers is not { } hinted ? terms.Carriers : hinted is [var only] ? Together(text, only) : [],
        Validity = hints.EffectiveDate is null ? terms.Validity : Hinted(terms.Validity),
    };

    /// <summary>"AEGEAN &amp; Olympic Air flights": whoever hints at the one means both.</summary>
    private ImmutableArray<string> Together(string text, string hinted)
    {
        var found = NamesFound.In(text, names);
        if (found.Airlines.Length is < 2 or > 4 || !found.Airlines.Any(airline => airline.Iata == hinted)) return [];
        for (var i = 1; i < found.Airlines.Length; i++)
        {
            var (_, index, length) = found.Airlines[i - 1];
            if (text[(index + length)..found.Airlines[i].Index].Trim().ToLowerInvariant() is not ("and" or "&" or "/" or "," or "or" or "+")) return [];
        }

        return [.. found.Airlines.Select(airline => airline.Iata).Distinct()];
    }

    /// <summary>Marked notes between two parts of a table are about the part above them; in such a section, so are those behind the last.</summary>
    private void NoteLastPart(bool all)
    {
        if (_lines.Count == 0 || !_lines.TrueForAll(IsMarked)) return;
        _current.IsNotedByPart |= all;
        if (!_current.IsNotedByPart) return;
        _current.Pieces[^1] = _current.Pieces[^1] with { Notes = [.. _current.Pieces[^1].Notes, .. _lines] };
        _lines.Clear();
    }

    /// <summary>"*These rates apply to departures from 1 January 2020" right before a table, where the one above holds until the day before: marked or not, it dates what comes.</summary>
    private Validity? TakeNextEdition()
    {
        if (_lines.Count == 0 || _lines[^1] is not { Length: <= LongestLead } line || line[0] is not ('*' or '※') || _current.Pieces is not [.., var above]) return null;
        if (DatePhrases.ReadValidity(Phrase.Fold(line.TrimStart('*', '※', ' ')), null, out var problem) is not { From: { } from, Until: null } edition || problem is not null) return null;
        if ((above.Lead.Validity ?? _current.All.Validity)?.Until != from.AddDays(-1)) return null;
        _lines.RemoveAt(_lines.Count - 1);
        return edition;
    }

    /// <summary>A note that belongs to a mark; a short line with an airline's name or a colon may head what comes.</summary>
    private bool IsMarked(string line) =>
        line[0] is '*' or '†' or '‡' or '※' or '#' && line[^1] is not (':' or '：') && (line.Length > 40 || names.AirlinesIn(line).IsEmpty);

    private void FlushLines(bool beforeTable = false)
    {
        if (_lines.Count > 0 && _current is { IsNotedByPart: true, Pieces.Count: > 0 }) NoteLastPart(all: false);
        if (_lines.Count == 0) return;
        TakeAirlineCode();
        if (_lines.Count == 0) return;
        var since = ChangeLog.Cut(_lines, _current);
        FlushCharts(beforeTable);
        if (since is { } day && _current.HoldsTables) _current.BoundBehind(day);
    }

    /// <summary>"Airline code" over "CA", as pages made from a form have it: whose flights the page is about.</summary>
    private void TakeAirlineCode()
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            if (!IsAirlineCode(_lines[i])) continue;
            var colon = _lines[i].IndexOf(':', StringComparison.Ordinal);
            var isBelow = colon < 0 || colon == _lines[i].Length - 1;
            if (isBelow && i + 1 == _lines.Count) return;
            var code = isBelow ? _lines[i + 1].Trim(' ', '-', '•') : _lines[i][(colon + 1)..].Trim();
            if (code.Length != 2 || !names.IsAirline(code)) continue;
            // Several are a list of airlines.
            if (_lines.FindLastIndex(IsAirlineCode) != i) return;
            _lines.RemoveRange(i, isBelow ? 2 : 1);
            if (HintedCarriers is null) _current.OfAirline(code);
            return;
        }
    }

    private static bool IsAirlineCode(string line) => line.Length is >= 9 and <= 40 && line.Contains("code", StringComparison.OrdinalIgnoreCase) && AirlineCode.In(Phrase.Fold(line));

    private void FlushCharts(bool beforeTable)
    {
        if (_lines.Count == 0) return;
        // What gives a class of the table above another rate for a time is no chart by itself.
        if (_current.HoldsTables && _lines.FindAll(line => StrayRates.In(line) || ClassDays.IsRated(line)) is { Count: > 0 } stray)
        {
            _lines.RemoveAll(stray.Contains);
            AddNotes(stray);
            if (_lines.Count == 0) return;
        }

        if (ListedCharts.Read(_lines, _current, Program, names, out var rest) is { } tables)
        {
            AddNotes(rest);
            foreach (var (table, lead) in tables)
            {
                var terms = lead is null ? _lead : reader.Heading(lead, programId);
                if (terms.Carriers is [var alliance] && IsAllianceOf(alliance, _current.All.Carriers)) terms = terms with { Carriers = [] };
                if (lead is not null && IsUnknown(lead)) terms = terms with { Withheld = terms.Withheld ?? $"'{lead}' was not understood" };
                if (table is TableOfFlights { Problem: { } more }) terms = terms with { Problem = terms.Problem ?? more };
                _current.Pieces.Add(new Piece(table, terms));
            }

            _lines.Clear();
            return;
        }

        var last = _lines[^1];
        var isLead = beforeTable && IsLead(last, out _lead, _lead);
        if (isLead)
        {
            _lines.RemoveAt(_lines.Count - 1);
            if (_lead.Market is { } market) WithoutSiblings(market);
        }
        else if (beforeTable && FlownByAnother(last) is { } flies)
        {
            _lead = Terms.None with { Role = FlightRole.Marketing, SoldAndFlown = SoldBy(flies) };
            _current.Notes.Add(last);
            _lines.RemoveAt(_lines.Count - 1);
        }
        else if (beforeTable) _lead = (IsUnknown(last) ? Terms.None with { Withheld = $"'{last}' was not understood" } : TermsReader.OfTable(last)).Under(_lead);
        AddNotes(_lines);
        _lines.Clear();
    }

    private static readonly Phrases AirlineCode = new("airline code", "carrier code", "iata code");

    private static readonly Phrases FlightWords = new("flight", "flights");

    private static readonly Phrases EarnWords = new("earn", "earns", "earned", "accrue", "accrued", "accrual", "collect", "credited", "accumulate", "accumulated", "mileage", "miles", "points");

    private static readonly Phrases OfTickets = new("ticket", "tickets", "issued", "not", "except", "excluding", "codeshare", "codeshares", "code-share", "code share", "connecting", "award flights", "redeem", "between", "transfer");

    /// <summary>Names of tables of other flights, over the name of this one: links, or tabs. They say nothing of this one.</summary>
    private void WithoutSiblings(Market market)
    {
        for (var at = _lines.Count - 1; at >= 0 && _lines[at] is { Length: <= 60 } line && !line.EndsWith('.'); at--)
        {
            if (reader.Heading(line, programId).Market is not { Kind: MarketKind.Domestic or MarketKind.International } other || other.Kind == market.Kind) return;
            _current.Notes.Add(line);
            _lines.RemoveAt(at);
        }
    }

    private static readonly Phrases NoteWords = new("note", "notes", "condition", "conditions", "remarks", "remark", "footnotes", "footnote", "terms", "important", "good to know", "please note");

    /// <summary>Notes gathered under a heading of their own are notes of all that stands beside that heading.</summary>
    private Section Noted => _current is { Parent: { } parent, Pieces.Count: 0 } && parent.HoldsTables && _current.Heading.Length <= 40 && NoteWords.In(Phrase.Fold(_current.Heading)) ? parent : _current;

    private void AddNotes(List<string> lines)
    {
        var section = Noted;
        // "Booking classes that earn nothing" over the letters: of all that stands beside that heading.
        var excluding = _current is { Parent: not null, Pieces.Count: 0 } && ExcludedClasses.IsHeading(_current.Heading) ? _current.Heading.TrimEnd(':', ' ') : null;
        var program = Program;
        foreach (var line in lines)
        {
            if (section.Parent is { } whole && ExcludedClasses.HoldsBeside(line, program)) whole.Notes.Add(line);
            if (excluding is not null) _current.Parent!.Notes.Add($"{excluding}: {line}");
            var leads = !section.HoldsTables;
            var terms = reader.Note(line, programId, leads, leads && section.NamesCarriers ? section.All.Carriers : []);
            if (leads && HintedCarriers is [var only] && IsOfFlights(line) && Together(line, only) is { IsEmpty: false } together) terms = terms with { Carriers = together };
            if (leads && terms is { Validity: not null, Stock: null } && !IsOfThese(line, section)) terms = terms with { Problem = terms.Problem ?? $"'{line}' may bound the flights of another airline" };
            if (leads && Breadcrumbs.Market(line) is { } market) terms = terms with { Market = market };
            if (!leads && StrayRates.In(line))
            {
                section.Doubt($"'{line}' gives classes another rate for a time, or on some flights");
                terms = Terms.None with { Validity = StrayRates.Since(line) };
            }

            // What stands behind the tables and bounds them is as good as what stands before.
            if (!leads && terms.Validity is null && ValidityNote.In(line, isForeign) is { } valid && IsOfThese(line, section) && !MarkedRows.Have(line, section)) section.BoundBehind(valid);
            if (!leads && SoldAndFlownSentence.Behind(line, section.All.Carriers, names) is { } said) section.SoldOrFlown(said);
            if (terms is { Minimum: { } least, Problem: null } && section is { Parent: { } around, HoldsTables: false } && Phrase.Has(Phrase.Fold(section.Heading), "minimum"))
                around.Add(line, Terms.None with { Minimum = least });
            if (ReferenceEquals(terms, Terms.None))
            {
                section.Notes.Add(line);
                continue;
            }

            if (section.Level <= 1 && hints.EffectiveDate is not null && terms.Validity is not null) terms = terms with { Validity = Hinted(terms.Validity) };
            if (terms.Validity is not null && section.Own.Validity is { } own && section.Level <= 1 && own.By != terms.Validity.Value.By && hints.EffectiveDate is not null)
                section.Replace(terms.Validity);
            section.Add(line, terms);
        }
    }

    /// <summary>Whether a note names no other airline than those whose flights its section is about, and the program's own.</summary>
    private bool IsOfThese(string line, Section section)
    {
        if (section.All.Carriers is not { IsEmpty: false } carriers || carriers[0].Length != 2) return true;
        foreach (var (iata, _, _) in names.AirlinesIn(line))
        {
            if (!carriers.Contains(iata) && (programId is null || names.Program(programId)?.Airline != iata)) return false;
        }

        return true;
    }

    /// <summary>A short line that ends in a colon and that no glossary could put into English: it may say which flights the chart is for.</summary>
    private static bool IsUnknown(string line) => line.Length <= (line.Any(letter => letter >= 0x2E80) ? 90 : 60) && line.EndsWith(':') && line.Any(letter => char.IsLetter(letter) && letter >= 0x250);

    /// <summary>"Flights with the code of Vueling, operated by Iberia", where the hint names Vueling: sold by one airline and flown by another.</summary>
    private string? FlownByAnother(string line)
    {
        if (HintedCarriers is not [var hinted] || line.Length > 150 || line.IndexOf("operated by ", StringComparison.OrdinalIgnoreCase) is not (> 0 and var at)) return null;
        // "Codeshare flights with its code earn only if operated by X": those that it flies itself are meant too.
        if (SoldAndFlownSentence.Read(line, [hinted], names) is { Operators.Length: > 1 }) return null;
        if (!CodeWords.In(Phrase.Fold(line[..at])) || names.AirlinesIn(line[at..]) is not [var (iata, _, _)] || iata == hinted) return null;
        return names.AirlinesIn(line[..at]) is var sold && (sold.IsEmpty || (sold.Length == 1 && sold[0].Iata == hinted)) ? iata : null;
    }

    private static SoldAndFlown SoldBy(string operatedBy) => new(FlightRole.Marketing, [operatedBy], IsSure: true);

    private static readonly Phrases CodeWords = new("code", "codes", "flight number", "flight numbers", "marketed", "sold");

    /// <summary>A short line without a sentence's end that stands before a table and names what the table is about.</summary>
    private bool IsLead(string line, out Terms lead, Terms before)
    {
        lead = before;
        // "Also between Australia and New Zealand": beside what the heading says.
        if (line.Length > LongestLead || line.StartsWith("Also ", StringComparison.Ordinal) || line.EndsWith('.') || line.StartsWith('*') || line.StartsWith('[')) return false;
        var terms = reader.Heading(line, programId);
        if (line.Length > ShortLead)
        {
            // Of which flights the table is, a longer line may say too, and much else.
            if (terms is { Market: null or { Kind: MarketKind.Any }, Unplaced: null }) return false;
            // "As of 28 October 2018, by the day of boarding, members receive on domestic flights the credit rate shown below:"
            if (line.EndsWith(':') && TermsReader.OfTable(line) is { Market: { } shown })
            {
                lead = (Terms.None with { Market = shown, Validity = terms.Validity, Problem = terms.Problem }).Under(before);
                return true;
            }

            lead = before with { Problem = before.Problem ?? $"'{line}' speaks of some flights: the table may be for these alone" };
            return true;
        }

        if (terms.Carriers.IsEmpty && terms.Cabin is null && terms is { Market: null, Unplaced: null } && !terms.IsHistory && !terms.IsExample && terms.Validity is null && terms.Metric is null) return false;
        if (terms.Stock is not null) return false;
        // "Flights that other airlines operate earn nothing" says whose flights the table is not for.
        if (terms.Carriers is ["*"] && SoldAndFlownSentence.Read(line, _current.All.Carriers, names) is not null) return false;
        if (terms.Carriers is [var named] && named.StartsWith("alliance:", StringComparison.Ordinal) && _current.NamesCarriers) return false;
        lead = terms;
        return true;
    }
}
