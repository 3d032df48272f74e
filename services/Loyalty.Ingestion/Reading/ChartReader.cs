using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Mentions;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Sheets;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Validation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading;

/// <summary>
/// Reads what a document states: earning charts, transfers, tiers, and the sheets of reference facts. Deterministic and pure: the same
/// document, hints and names give the same facts. What looks like a row of a chart and is not understood is named, never guessed.
/// </summary>
public sealed class ChartReader
{
    /// <param name="document">The document's text.</param>
    /// <param name="hints">What a curator says about it; wins over what the text says.</param>
    /// <param name="names">The names that the graph knows.</param>
    /// <param name="documentId">The document's id, for facts that carry their source.</param>
    public ExtractedFacts Read(DocumentText document, Hints hints, INameIndex names, string documentId, CancellationToken ct)
    {
        var reading = new Reading(document, hints, names, documentId);
        return reading.Run(ct);
    }

    private sealed class Reading
    {
        private readonly DocumentText _document;
        private readonly Hints _hints;
        private readonly INameIndex _names;
        private readonly INameIndex _known;
        private readonly DocumentText _printed;
        private readonly string? _printedTitle;
        private readonly bool _isForeign;
        private readonly string? _programId;
        private readonly DateOnly? _yearOf;
        private readonly TermsReader _reader;
        private readonly ChartDrafts _drafts;
        private readonly LettersByCabin _letters = new();
        private readonly Dictionary<string, Region> _regions = new(StringComparer.Ordinal);
        private readonly SheetFacts _sheets;
        private readonly WhoseFlights _whose;
        private readonly Arrangements _arrangements;
        private Dictionary<string, FareClasses> _groups = [];

        public Reading(DocumentText document, Hints hints, INameIndex names, string documentId)
        {
            document = RepeatedHeaders.Without(document);
            _programId = hints.ProgramId is { Length: > 0 } hinted ? names.ProgramByName(hinted) ?? hinted : ProgramNamed(document, names);
            (_printed, _printedTitle) = (document, hints.Title ?? document.Title);
            (_document, _hints, _names) = Translation.Translation.Of(document, hints, names, _programId);
            var isEnglish = ReferenceEquals(_document, _printed);
            _document = DayOrder.Settle(_document);
            if (isEnglish) _printed = _document;
            _isForeign = !isEnglish;
            _yearOf = hints.EffectiveDate ?? hints.SourceDate ?? PageDate.Of(_document);
            _reader = new TermsReader(_names, _yearOf);
            _known = names;
            _sheets = new SheetFacts(documentId, hints, _names);
            _drafts = new ChartDrafts(new Lazy<BareDollars?>(() => BareDollars.Of(_document, Program?.Airline is { } home ? _names.CountryOf(home) : null)));
            _whose = new WhoseFlights(_document, _hints, _programId, _names, _reader);
            _arrangements = new Arrangements(_reader, _names, _programId, _yearOf);
        }

        private LoyaltyProgram? Program => _programId is null ? null : _names.Program(_programId);

        public ExtractedFacts Run(CancellationToken ct)
        {
            var root = new OutlineBuilder(_reader, new HintedTerms(_hints, _programId, _names), _names, _programId, _isForeign).Build(_document, ct);
            Editions.Close(root);
            _groups = ClassGroupTables.In(root);
            Read(root, ct);
            var whole = root.Children is [var first, ..] && root.Own.Validity is null ? first.Own.Validity ?? default : root.Own.Validity ?? default;
            var charts = Limits.Ask(MetricEnds.Close(_drafts.Build(whole), _document, _names), _document, _printed, _hints, Program, _names);
            var facts = _sheets.Build() with
            {
                Charts = charts,
                FareClasses = _letters.Build(),
                Regions = _regions.Count == 0 ? [.. _sheets.Regions] : [.. _sheets.Regions, .. _regions.Values.OrderBy(r => r.Id, StringComparer.Ordinal)],
                Metrics = [.. _sheets.Metrics, .. NewMetrics(charts)],
                ProgramId = Program?.Id,
                Title = _printedTitle ?? _printed.Blocks.OfType<Heading>().FirstOrDefault()?.Text,
                EffectiveDate = whole.From,
                UnitMentions = charts.Any(c => c.Rules.Any(UnitCheck.CountsDistance)) ? UnitMentions.In(_document, OtherUnit(charts)) : [],
                DayMentions = charts.IsEmpty ? [] : DayMentions.In(_document, _hints),
            };
            return facts.IsEmpty && facts.Unread.IsEmpty ? facts with { Unread = UnreadAmounts.In(_document, _printed) } : facts;
        }

        private void Read(Section section, CancellationToken ct)
        {
            foreach (var piece in section.Pieces)
            {
                ct.ThrowIfCancellationRequested();
                Read(piece, section, ct);
            }

            foreach (var child in section.Children) Read(child, ct);
        }

        private void Read(Piece piece, Section section, CancellationToken ct)
        {
            var caption = piece.Table.Caption is { Length: > 0 } text ? _reader.Heading(text, _programId) : Terms.None;
            var terms = caption.Under(piece.Lead).Under(section.All);
            if (_programId is not null && terms.ProgramId != _programId) terms = terms with { ProgramId = _programId };
            // Rules of nobody's flights would be everyone's.
            if (terms is { OfUnknown: { } somebody, Carriers.IsEmpty: true }) terms = terms with { Withheld = terms.Withheld ?? $"'{somebody}' is no airline that is known" };
            var whole = TableNotes.Split(piece.Table, out var notes);
            if (!piece.Notes.IsEmpty) notes = [.. notes, .. piece.Notes];
            if (notes.Length > 0) terms = terms.Under(Noted(notes));
            if (terms.IsHistory && terms.Validity?.Until is null) return;
            var program = terms.ProgramId is { } id ? _names.Program(id) : null;
            var benefits = terms.IsExample ? [] : TierBenefits.In(whole, program);
            if (_sheets.Read(piece.Table, terms, section, ct) || terms.IsExample || benefits.Count > 0)
            {
                // What tiers bring on an alliance's page is the program's own bonus all the same.
                if (terms.Carriers is [var named] && AllianceWords.IsCarrier(named)) terms = terms with { Carriers = [] };
                foreach (var benefit in benefits) ReadChart(benefit, terms, section, notes, ct);
                return;
            }

            (whole, terms) = _arrangements.Of(whole, terms, piece, section, program);
            ReadChart(whole, terms, section, notes, ct);
        }

        private void ReadChart(Table table, Terms terms, Section section, ImmutableArray<string> notes, CancellationToken ct)
        {
            if (TableHead.Title(table) is { } title) terms = _reader.Heading(title, _programId).Under(terms) with { ProgramId = terms.ProgramId };
            var program = terms.ProgramId is { } id ? _names.Program(id) : null;
            if (TableShape.Read(table, terms, program, _names, _yearOf) is not { } shape) return;
            // Banks and hotels have airlines and amounts in their tables too; none of it is earned by flying.
            if (program is { Kind: not ProgramKind.Airline } && !shape.Has(ColumnKind.Classes)) return;
            if (table is TableOfFlights) terms = BenefitTerms.Of(terms, shape, section, program, _names);
            if (terms.OfSomeFlights is { } some) terms = terms with { Problem = terms.Problem ?? some };
            terms = HeaderTerms.Of(shape, terms, _names, _yearOf);
            terms = _whose.Of(terms, table, shape, section, program);
            var context = new TableContext(terms, program, _names, _yearOf ?? terms.Validity?.From, _reader, () => notes.Concat(section.NotesInReach()), _drafts, _letters, _regions, _groups) { Printed = text => PrintedLines.Of(text, _document, _printed) };
            if (section.IsNotedByPart) context = context with { Marked = () => notes.Concat(section.NotesInReach()).Concat(section.Pieces.SelectMany(piece => piece.Notes)) };
            if (terms.Unplaced is { } heading && MarketPairs.OfHeading(heading, context) is { } pair)
                context = context with { Terms = terms with { Market = pair, Unplaced = null } };
            shape.Place(header => MarketPairs.OfHeading(header, context));
            if (shape.HasMarketsSideBySide) shape.Place(header => TableShape.PlaceIn(header) is var place ? NamedMarkets.Of(place, place, context, isApart: true) : null);
            new EarningTable(table, shape, context).Read(ct);
        }

        /// <summary>What the notes inside a table say for it: currency, minimum, caps; no carrier, and no date but one that begins the note.</summary>
        private Terms Noted(ImmutableArray<string> notes)
        {
            var said = Terms.None;
            foreach (var note in notes)
            {
                var terms = _reader.Note(note, _programId, leads: true, carriers: []);
                said = said.Under(ChartDays.IsOfValidity(note) ? terms : terms with { Validity = null });
            }

            return said with { Role = null };
        }

        /// <summary>The unit that should not be named. A document is of one program, or of several that count alike.</summary>
        private DistanceUnit OtherUnit(ImmutableArray<DraftChart> charts) =>
            charts.Any(c => _names.Program(c.Key.ProgramId)?.DistanceUnit == DistanceUnit.Kilometres) ? DistanceUnit.Miles : DistanceUnit.Kilometres;

        private static string? ProgramNamed(DocumentText document, INameIndex names)
        {
            if (document.Title is { } title && names.ProgramsIn(title) is [var first, ..]) return first.ProgramId;
            foreach (var block in document.Blocks)
            {
                var text = block switch { Heading h => h.Text, Paragraph p => p.Text, _ => null };
                if (text is { Length: < 2000 } && names.ProgramsIn(text) is [var named, ..]) return named.ProgramId;
            }

            return null;
        }

        /// <summary>Metrics that charts count and that the program does not list yet.</summary>
        private IEnumerable<MetricFact> NewMetrics(ImmutableArray<DraftChart> charts) =>
            charts.Where(c => c.Key.Metric != EarningRule.Redeemable && c.Key.ProgramId.Length > 0
                    && _known.Program(c.Key.ProgramId)?.Metrics.Any(m => m.Name == c.Key.Metric) != true)
                .Select(c => (c.Key.ProgramId, c.Key.Metric)).Distinct()
                .Where(m => !_sheets.Metrics.Any(known => known.ProgramId == m.ProgramId && known.Metric.Name == m.Metric))
                .Select(m => new MetricFact(m.ProgramId, new Metric(m.Metric)));
    }
}
