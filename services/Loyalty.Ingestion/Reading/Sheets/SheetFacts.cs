using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Transfers;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>Gathers the facts of reference sheets: tables that are no earning charts, known by the names of their columns.</summary>
internal sealed class SheetFacts(string documentId, Hints hints, INameIndex names)
{
    private bool _isInward;

    public string DocumentId { get; } = documentId;
    public Hints Hints { get; } = hints;
    public INameIndex Names { get; } = names;
    public List<AllianceFact> Alliances { get; } = [];
    public List<Airline> Airlines { get; } = [];
    public List<LoyaltyProgram> Programs { get; } = [];
    public List<TierFact> Tiers { get; } = [];
    public List<MetricFact> Metrics { get; } = [];
    public List<Region> Regions { get; } = [];
    public List<Airport> Airports { get; } = [];
    public List<SectorDistance> Sectors { get; } = [];
    public List<ExchangeRate> ExchangeRates { get; } = [];
    public List<TransferRoute> Transfers { get; } = [];
    public List<UnreadRow> Unread { get; } = [];

    /// <summary>Whether the words around a list say that it is of what is sent to the program: "transfer to", "convert into".</summary>
    private bool SaysInward(Section section, string programId)
    {
        if (Names.Program(programId) is not { Kind: ProgramKind.Airline } program) return false;
        var name = Phrase.Fold(program.Name);
        for (var above = section; above is not null; above = above.Parent)
        {
            foreach (var text in above.Notes.Append(above.Heading))
            {
                if (text.Length > 300 || Phrase.Fold(text) is not { } folded || !(Phrase.Has(folded, $"to {name}") || Phrase.Has(folded, $"into {name}"))) continue;
                if (Phrase.HasAny(folded, "transfer", "transfers", "convert", "conversion", "exchange", "turn")) return true;
            }
        }

        return false;
    }

    /// <summary>Reads a table if it is a sheet; false leaves it to others.</summary>
    public bool Read(Table table, Terms terms, Section section, CancellationToken ct)
    {
        if (table.Rows.Length < 2) return false;
        var routes = Transfers.Count;
        var isSheet = ReadSheet(table, terms, section, ct);
        _isInward |= Transfers.Count > routes && terms.ProgramId is { } id && SaysInward(section, id);
        return isSheet;
    }

    private bool ReadSheet(Table table, Terms terms, Section section, CancellationToken ct)
    {
        var sheet = new SheetTable(table);
        if (AirportSheet.Is(sheet)) AirportSheet.Read(sheet, this, ct);
        else if (RateSheet.Is(sheet)) RateSheet.Read(sheet, this);
        else if (ProgramSheet.Is(sheet)) ProgramSheet.Read(sheet, this);
        else if (AirlineSheet.Is(sheet)) AirlineSheet.Read(sheet, this);
        else if (AirlineSheet.IsAlliances(sheet)) AirlineSheet.ReadAlliances(sheet, this);
        else if (RegionSheet.Is(sheet)) RegionSheet.Read(sheet, terms.ProgramId, this);
        else if (SectorSheet.Is(sheet)) SectorSheet.Read(sheet, terms.ProgramId, this);
        else if (TierSheet.Is(sheet)) TierSheet.Read(sheet, this);
        else if (TransferSheet.Is(sheet)) TransferSheet.Read(sheet, terms, this);
        else if (!sheet.HoldsPairs || !TransferAmounts.SpeakOfTransfers(sheet.Title ?? "", section)) return TierSheet.Read(table, terms, section, this);
        else if (TransferAmounts.Is(sheet)) TransferAmounts.Read(sheet, terms, section, this);
        else if (NamedAmounts.Read(table, sheet, terms, section, this)) return true;
        else return TierSheet.Read(table, terms, section, this);
        return true;
    }

    public ExtractedFacts Build()
    {
        OutwardOnly();
        return new ExtractedFacts
        {
            Alliances = [.. Alliances],
            Airlines = [.. Airlines],
            Programs = [.. Programs],
            Tiers = [.. Tiers],
            Metrics = [.. Metrics],
            Regions = [.. Regions],
            Airports = [.. Airports],
            Sectors = [.. Sectors],
            ExchangeRates = [.. ExchangeRates],
            Transfers = [.. Transfers],
            Unread = [.. Unread],
        };
    }

    /// <summary>
    /// A list of banks and hotels on an airline program's page may say what they send to it, or what it sends to them: a bank receives nothing, so
    /// that such a list is not read at all.
    /// </summary>
    private void OutwardOnly()
    {
        var inward = Transfers.FindAll(route => Names.Program(route.FromProgram)?.Kind == ProgramKind.Airline && Names.Program(route.ToProgram) is { Kind: not ProgramKind.Airline });
        if (inward.Count < 2) return;
        // "How many points it takes to transfer to JetMiles": more is sent than arrives.
        if (_isInward && inward.TrueForAll(route => route.Sent >= route.Received))
        {
            foreach (var route in inward)
            {
                Transfers.Remove(route);
                var (from, to) = (route.ToProgram, route.FromProgram);
                var id = EarningIds.Hash($"{from}|{to}|{route.Validity.From:yyyy-MM-dd}|{route.Validity.Until:yyyy-MM-dd}|{route.Sent}|{route.Received}|{route.BonusRate}");
                Transfers.Add(route with { Id = id, FromProgram = from, ToProgram = to });
            }

            return;
        }

        foreach (var route in inward)
        {
            Transfers.Remove(route);
            Unread.Add(new UnreadRow($"{route.FromProgram} | {route.ToProgram} | {route.Sent}:{route.Received}", route.ToProgram, "it does not say which of the two sends and which receives: name the one that sends as the program"));
        }
    }
}
