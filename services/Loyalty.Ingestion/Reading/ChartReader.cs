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

    private static readonly Words.Phrases Only = new("only", "restricted to", "limited to");

    private static readonly Words.Phrases OfFlights = new("flight", "flights", "operated", "operated by", "airlines");

    private static readonly Words.Phrases OfFlying = new("flight", "flights", "fly", "flying", "flyer", "flown", "fare", "fares", "ticket", "tickets", "airline", "airlines", "airways");

    private static readonly Words.Phrases OfShops = new("shop", "shops", "shopping", "store", "stores", "hotel", "hotels", "card", "cards", "car rental", "dining", "restaurants", "fuel", "retail");

    private static readonly Words.Phrases Since = new("from", "effective", "valid", "as of", "since", "starting", "on or after", "until");

    // "From January 1 to December 31 of each year" bounds what is counted, and no chart.
    private static readonly Words.Phrases EveryYear = new("of each year", "of every year", "each year", "every year", "calendar year", "of the year", "of any year");

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
        private readonly Lazy<string?> _own;
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
            _own = new Lazy<string?>(() => OwnAirline.Of(_document, _hints, _programId, _names));
        }

        private LoyaltyProgram? Program => _programId is null ? null : _names.Program(_programId);

        public ExtractedFacts Run(CancellationToken ct)
        {
            var root = new OutlineBuilder(_reader, _names, _hints, _programId, _isForeign).Build(_document, ct);
            Editions.Close(root);
            _groups = ClassGroupTables.In(root);
            Read(root, ct);
            var whole = root.Children is [var first, ..] && root.Own.Validity is null ? first.Own.Validity ?? default : root.Own.Validity ?? default;
            var charts = Limits.Ask(MetricEnds.Close(_drafts.Build(whole), _document, _names), _document, _printed, _hints, Program, _names);
            return _sheets.Build() with
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
            if (_programId is not null) terms = terms with { ProgramId = _programId };
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
                if (terms.Carriers is [var named] && named.StartsWith("alliance:", StringComparison.Ordinal)) terms = terms with { Carriers = [] };
                foreach (var benefit in benefits) ReadChart(benefit, terms, section, notes, ct);
                return;
            }

            if (PairedColumns.Of(whole, program, out var paired) is { } parted)
            {
                whole = parted;
                if (paired is not null) terms = terms with { Problem = terms.Problem ?? $"'{paired}' heads two amounts a cell: they are read in its order" };
            }

            if (LettersBehindNames.Of(whole, out var header) is { } apart)
            {
                whole = apart;
                if (header is not null) terms = TicketWords.OfHeader(header, _names) is { } stock && terms.TicketType is not null ? terms with { Stock = stock }
                    : terms with { Problem = terms.Problem ?? $"'{header}' may say for which fares the classes are" };
            }

            if (ClassesByAirline.Of(whole, _names, out var more) is { } byAirline)
            {
                var (key, said) = (whole.Rows[0][0], Phrase.Fold(whole.Rows[0][0].Text));
                // "Japan - Europe" over the names of cabins: for which flights the table is.
                if (MarketWords.Read(said) is not null || MarketWords.NamesPlace(said)) terms = Above(key, key.Text).Under(terms) with { ProgramId = terms.ProgramId };
                if (more is not null) terms = terms with { Problem = terms.Problem ?? $"'{more}' says more than whose classes they are" };
                whole = byAirline;
            }

            var chart = piece.Table is TableOfFlights ? piece.Table : Transposed.Of(whole, program) ?? RatesOverLetters.Of(whole) ?? RatesBesideLetters.Of(whole) ?? (RowsWithoutLabels.Of(whole) is { } labelled ? ClassesAcross.Of(labelled, program) ?? labelled : ClassesAcross.Of(whole, program));
            if (chart is null && FareFeatures.Of(whole, program) is { } fares)
            {
                chart = fares;
                if (fares.Caption is { Length: > 0 } above && piece.Table.Caption is null) terms = Above(whole.Rows[0][0], above).Under(terms) with { ProgramId = terms.ProgramId };
            }

            if (chart is null && ClassesOverRoutes.Of(whole, _names) is { } byRoute)
                (chart, terms) = (byRoute, terms with { Carriers = [], Problem = terms.Problem ?? "classes stand over routes, and numbers under both: they are read as what a flight earns" });
            if (chart is null && AmountGrids.Of(whole, piece, section, program) is { } grid && TableShape.Read(whole, terms, program, _names, _yearOf) is null)
                (chart, terms) = (grid, terms with { CountsFlights = true, IsPerFlight = true, Problem = terms.Problem ?? AmountGrids.Doubt });
            ReadChart(chart ?? whole, terms, section, notes, ct);
        }

        /// <summary>What the page prints where it was said in English: of regions by their names.</summary>
        private string PrintedOf(string text)
        {
            if (!_isForeign) return text;
            for (var i = 0; i < _document.Blocks.Length; i++)
            {
                if ((Line(_document.Blocks[i]), Line(_printed.Blocks[i])) is not ({ } said, { } printed) || !said.Contains(text, StringComparison.Ordinal)) continue;
                var (lines, inPrint) = (said.Split('\n'), printed.Split('\n'));
                if (lines.Length == inPrint.Length && Array.IndexOf(lines, text) is >= 0 and var line) return inPrint[line];
            }

            return text;
        }

        private static string? Line(TextBlock block) => block switch { Heading heading => heading.Text, Paragraph paragraph => paragraph.Text, ListItem item => item.Text, _ => null };

        /// <summary>What heads a table of fares says for them; a place in it says for which flights they are.</summary>
        private Terms Above(Cell cell, string text)
        {
            var said = _reader.Heading(text, _programId);
            var place = cell.Printed() is var printed && printed.EndsWith(')') && printed.IndexOf('(', StringComparison.Ordinal) is > 0 and var open ? printed[(open + 1)..^1] : null;
            // "Economy class (from the Philippines to Japan)", where a glossary has not all of it: by its own name.
            if (cell is Translation.TranslatedCell { Unknown: not null } && place is not null && MarketWords.NamesPlace(Phrase.Fold(text))) return said with { Market = null, Unplaced = place };
            if (cell is Translation.TranslatedCell { Unknown: { } unknown }) return said with { Problem = said.Problem ?? $"'{unknown}' above the table was not understood" };
            return said.Market is null && MarketWords.NamesPlace(Phrase.Fold(text)) ? said with { Unplaced = text } : said;
        }

        private void ReadChart(Table table, Terms terms, Section section, ImmutableArray<string> notes, CancellationToken ct)
        {
            if (TableHead.Title(table) is { } title) terms = _reader.Heading(title, _programId).Under(terms) with { ProgramId = terms.ProgramId };
            var program = terms.ProgramId is { } id ? _names.Program(id) : null;
            if (TableShape.Read(table, terms, program, _names, _yearOf) is not { } shape) return;
            // Banks and hotels have airlines and amounts in their tables too; none of it is earned by flying.
            if (program is { Kind: not ProgramKind.Airline } && !shape.Has(ColumnKind.Classes)) return;
            // What tiers add holds on all flights, whichever section of the page it stands in the end of.
            if (table is TableOfFlights && shape.Columns.Any(column => column.Part == ChartPart.Status))
            {
                if (section.Own is { Market: null, Unplaced: null }) terms = terms with { Market = null, Unplaced = null };
                // A day that another part of the page names may be the first of what tiers add, too.
                if (terms.Validity is null && HasDay(Root(section))) terms = terms with { Problem = terms.Problem ?? "another part of the page names a day: whether what tiers add holds from it is not said" };
                // Benefits that some flights alone bring.
                if (section.NotesInReach().FirstOrDefault(Restricts) is { } only)
                    terms = terms with { Market = MarketsOfStatus.In(only, Phrase.Fold(only), _names) ?? terms.Market, Problem = terms.Problem ?? $"'{only}' leaves out some flights" };
                // That the page tells of the alliance does not make the alliance's flights earn it.
                if (terms.Carriers is [var alliance] && alliance.StartsWith("alliance:", StringComparison.Ordinal)) terms = terms with { Carriers = program?.Airline is { } airline ? [airline] : [] };
            }

            if (terms.OfSomeFlights is { } some) terms = terms with { Problem = terms.Problem ?? some };
            terms = HeaderTerms.Of(shape, terms, _names, _yearOf);
            if (terms is { Carriers.IsEmpty: true, IsMultiplier: false } && (table is TableOfFlights || IsOfFlights(shape)) && (_own.Value ?? OfOwnTiers(table, shape, program)) is { } own) terms = terms with { Carriers = [own] };
            if (IsOfPartnersInstead(terms, table, section, program)) terms = terms with { Problem = terms.Problem ?? $"the page is about partners: whether the chart is of the program's own flights ({program!.Airline}), a person says" };
            terms = OfSomebody(terms, table, shape, section, program);
            var context = new TableContext(terms, program, _names, _yearOf ?? terms.Validity?.From, _reader, () => notes.Concat(section.NotesInReach()), _drafts, _letters, _regions, _groups) { Printed = PrintedOf };
            if (section.IsNotedByPart) context = context with { Marked = () => notes.Concat(section.NotesInReach()).Concat(section.Pieces.SelectMany(piece => piece.Notes)) };
            if (terms.Unplaced is { } heading && MarketPairs.OfHeading(heading, context) is { } pair)
                context = context with { Terms = terms with { Market = pair, Unplaced = null } };
            shape.Place(header => MarketPairs.OfHeading(header, context));
            if (shape.HasMarketsSideBySide) shape.Place(header => TableShape.PlaceIn(header) is var place ? NamedMarkets.Of(place, place, context, isApart: true) : null);
            new EarningTable(table, shape, context).Read(ct);
        }

        /// <summary>Whether the program's own airline is named in sentences alone, on a page whose headings speak of partners.</summary>
        private bool IsOfPartnersInstead(Terms terms, Table table, Section section, LoyaltyProgram? program)
        {
            if (terms.Carriers is not [var only] || only != program?.Airline || _hints.Carrier is { Length: > 0 } || table is TableOfFlights || !OwnAirline.IsTitledByPartners(_document, _hints)) return false;
            if (table.Caption is { } caption && Names(caption, only)) return false;
            for (var above = section; above is not null; above = above.Parent)
            {
                if (Names(above.Heading, only) || (above.Heading.Length > 0 && _reader.Heading(above.Heading, _programId).Carriers is [var headed] && headed == only)) return false;
            }

            return true;
        }

        private bool Names(string text, string airline) => _names.AirlinesIn(text).Any(named => named.Iata == airline);

        /// <summary>Where nothing says whose flights a chart is for, they are the program's own airline's, if a person says so.</summary>
        private Terms OfSomebody(Terms terms, Table table, TableShape shape, Section section, LoyaltyProgram? program)
        {
            if (terms is not { Carriers.IsEmpty: true, IsMultiplier: false } || program?.Airline is not { } own) return terms;
            // What tiers earn stands on pages that tell of partners too, under headings of its own.
            var byTier = IsOfSpendByTier(shape);
            if (!byTier && !(table is TableOfFlights || IsOfFlights(shape))) return terms;
            if (byTier ? !IsOfFlying(section) || OwnAirline.IsAboutOthers(section, _hints, own, _names) : OwnAirline.IsAboutOthers(_document, _hints, own, _names)) return terms;
            foreach (var column in shape.Columns)
            {
                if (column is { Kind: ColumnKind.Value, Part: ChartPart.Status } or { Kind: ColumnKind.Carrier } || !column.Carriers.IsEmpty) return terms;
            }

            // Rows over the whole table may name them, one after the other.
            if (TableShape.IsOneCell(table.Rows[shape.FirstRow]) && !_reader.Heading(table.Rows[shape.FirstRow][0].Text, _programId).Carriers.IsEmpty) return terms;
            // On a page of the program's that names no other airline, what tiers earn by flying they earn with its own, unless partners have a chart there.
            if (byTier && OwnAirline.Beside(_document, _hints, _programId, _names) == own) return terms with { Carriers = [own] };
            return terms with { Carriers = [own], Problem = terms.Problem ?? $"no airline is named: it is read as the chart of the program's own flights ({own})" };
        }

        /// <summary>An airline's own levels, each with what a unit of currency brings.</summary>
        private static bool IsOfSpendByTier(TableShape shape) =>
            shape.Has(ColumnKind.Tier) && !shape.Has(ColumnKind.Carrier) && shape.Columns.Any(column => column is { Kind: ColumnKind.Value, Currency: not null });

        /// <summary>Whether the words above and beside a table speak of flights, and what heads it of no shop, hotel or card.</summary>
        private bool IsOfFlying(Section section)
        {
            var flies = false;
            for (var above = section; above is not null; above = above.Parent)
            {
                var folded = Words.Phrase.Fold(above.Heading);
                if (OfShops.In(folded)) return false;
                flies |= OfFlying.In(folded) || above.Notes.Exists(note => note.Length < 1000 && OfFlying.In(Words.Phrase.Fold(note)));
            }

            return flies && !OfShops.In(Words.Phrase.Fold(_hints.Title ?? ""));
        }

        private static Section Root(Section section) => section.Parent is { } parent ? Root(parent) : section;

        private static bool HasDay(Section section) =>
            section.Own.Validity?.From is not null || section.Pieces.Exists(piece => piece.Lead is { Validity.From: not null } or { Problem: not null }) || section.Notes.Exists(NamesDay)
            || section.Children.Exists(HasDay);

        private static bool Restricts(string note)
        {
            if (note.Length > 300) return false;
            foreach (var sentence in Words.Phrase.Sentences(note))
            {
                var folded = Words.Phrase.Fold(sentence);
                // What else counts only on some flights is no benefit of a tier.
                if (Only.In(folded) && OfFlights.In(folded) && Words.MetricWords.Named(sentence, folded, null) is null) return true;
            }

            return false;
        }

        private static bool NamesDay(string note) =>
            note.Length < 300 && Words.Phrase.Fold(note) is var folded && Since.In(folded) && !EveryYear.In(folded) && Words.DatePhrases.Find(folded).Exists(date => !date.IsMonth)
            && Words.Phrase.Sentences(folded).Any(sentence => Words.DatePhrases.Find(sentence).Count > 0 && !LimitWords.IsOfOthers(sentence));

        /// <summary>Hotels and shops have levels and spend too; only flights have classes, cabins, distances and routes.</summary>
        private static bool IsOfFlights(TableShape shape) =>
            !shape.Has(ColumnKind.Carrier) && !shape.Columns.Any(column => column.IsMultiplier) && (shape.Has(ColumnKind.Classes) || shape.Has(ColumnKind.Cabin) || shape.Has(ColumnKind.Band) || shape.Has(ColumnKind.Market) || shape.Has(ColumnKind.FareBrand)
                || shape.Columns.Any(column => column.FareBrand is not null || !column.Cabins.IsEmpty));

        /// <summary>What tiers add holds on the program's own flights, if anywhere; whether on others', a page that is not about partners does not say.</summary>
        private string? OfOwnTiers(Table table, TableShape shape, LoyaltyProgram? program) =>
            table is TableOfFlights && shape.Columns.Any(column => column.Part == ChartPart.Status) && !OwnAirline.IsAboutPartners(_document, _hints) ? program?.Airline : null;

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
