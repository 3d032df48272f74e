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
internal sealed class OutlineBuilder(TermsReader reader, HintedTerms hinted, INameIndex names, string? programId, bool isForeign)
{
    // A line that heads a table is a few words.
    private const int ShortLead = 60;
    private const int LongestLead = 160;

    private const int LinesAbove = 3;

    private readonly List<string> _lines = [];
    private readonly HeadedAirlines _airlines = new(names, isForeign);
    private readonly SectionNotes _notes = new(reader, hinted, names, programId, isForeign);
    private Section _current = null!;
    private Terms _lead = Terms.None;
    private int _headings;

    private LoyaltyProgram? Program => programId is null ? null : names.Program(programId);

    public Section Build(DocumentText document, CancellationToken ct)
    {
        var title = hinted.Title ?? document.Title ?? "";
        var root = new Section(null, 0, title, hinted.OfDocument(title.Length > 0 ? reader.Heading(title, programId) : Terms.None));
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

    private void Open(Heading heading)
    {
        var parent = _current;
        while (parent.Parent is not null && parent.Level >= heading.Level) parent = parent.Parent;
        var terms = reader.Heading(heading.Text, programId);
        if (programId is not null && terms.ProgramId != programId) terms = terms with { ProgramId = programId };
        if (_airlines.Unknown(parent, heading.Text, terms) is { } unknown) terms = terms with { OfUnknown = unknown, Problem = terms.Problem ?? $"'{unknown}' is no airline that is known" };
        if (_headings++ == 0) terms = hinted.OfTitle(terms, heading.Text);
        terms = hinted.OfHeading(terms, heading.Text);
        if (terms.Carriers is ["*"] && !CarrierWords.IsEveryOther(Phrase.Fold(heading.Text))) terms = terms with { Carriers = [] };
        if (terms.Carriers is [var alliance] && IsAllianceOf(alliance, parent.All.Carriers)) terms = terms with { Carriers = [] };
        _current = new Section(parent, heading.Level, heading.Text, terms);
        parent.Children.Add(_current);
        _lead = Terms.None;
    }

    /// <summary>"Star Alliance partners" under the name of one of them, which is not the program's own, says to what it belongs, not whose flights are meant.</summary>
    private bool IsAllianceOf(string alliance, ImmutableArray<string> above) =>
        AllianceWords.IsCarrier(alliance) && above is [var airline] && names.AllianceMembers(AllianceWords.IdOf(alliance)).Contains(airline)
        && (programId is null || names.Program(programId)?.Airline != airline);

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
        if (AirlineCodes.Take(_lines, names) is { } code && hinted.Carriers is null) _current.OfAirline(code);
        if (_lines.Count == 0) return;
        var since = ChangeLog.Cut(_lines, _current);
        FlushCharts(beforeTable);
        if (since is { } day && _current.HoldsTables) _current.BoundBehind(day);
    }

    private void FlushCharts(bool beforeTable)
    {
        if (_lines.Count == 0) return;
        // What gives a class of the table above another rate for a time is no chart by itself.
        if (_current.HoldsTables && _lines.FindAll(line => StrayRates.In(line) || ClassDays.IsRated(line)) is { Count: > 0 } stray)
        {
            _lines.RemoveAll(stray.Contains);
            _notes.Add(stray, _current);
            if (_lines.Count == 0) return;
        }

        if (ListedCharts.Read(_lines, _current, Program, names, out var rest) is { } tables)
        {
            _notes.Add(rest, _current);
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
        else if (beforeTable && hinted.FlownByAnother(last) is { } flies)
        {
            _lead = Terms.None with { Role = FlightRole.Marketing, SoldAndFlown = HintedTerms.SoldBy(flies) };
            _current.Notes.Add(last);
            _lines.RemoveAt(_lines.Count - 1);
        }
        else if (beforeTable) _lead = (IsUnknown(last) ? Terms.None with { Withheld = $"'{last}' was not understood" } : TermsReader.OfTable(last)).Under(_lead);
        _notes.Add(_lines, _current);
        _lines.Clear();
    }

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

    /// <summary>A short line that ends in a colon and that no glossary could put into English: it may say which flights the chart is for.</summary>
    private static bool IsUnknown(string line) => line.Length <= (line.Any(letter => letter >= 0x2E80) ? 90 : 60) && line.EndsWith(':') && line.Any(letter => char.IsLetter(letter) && letter >= 0x250);

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
        if (terms.Carriers is [var named] && AllianceWords.IsCarrier(named) && _current.NamesCarriers) return false;
        lead = terms;
        return true;
    }
}
