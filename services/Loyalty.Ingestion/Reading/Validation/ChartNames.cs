using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>Whether the programs and carriers that a document names are known: without them nothing of it can be loaded.</summary>
internal static class ChartNames
{
    public static void Check(DraftChart chart, ExtractedFacts facts, INameIndex names, Doubts doubts)
    {
        var (program, carrier) = (chart.Key.ProgramId, chart.Key.Carrier);
        if (program.Length == 0) doubts.Refuse("no program is named: give its id as a hint (programId)", chart);
        else if (!IsProgram(program, facts, names)) doubts.Refuse(UnknownProgram(program), chart);
        if (carrier.Length == 0) doubts.Refuse("no carrier is named in the title, a heading or a column: give its code as a hint (carrier)", chart);
        else if (AllianceWords.IsCarrier(carrier))
        {
            // Nobody flies for an alliance that is not known: the chart would be loaded and earn nothing.
            if (!IsAlliance(AllianceWords.IdOf(carrier), facts, names)) doubts.Refuse(UnknownAlliance(carrier), chart);
        }
        else if (carrier != ChartKey.AnyCarrier && !IsAirline(carrier, facts, names))
        {
            doubts.Refuse(UnknownCarrier(carrier), chart);
        }

        foreach (var ticketing in Ticketing(chart))
        {
            if (!IsAirline(ticketing, facts, names)) doubts.Refuse(UnknownCarrier(ticketing), chart);
        }
    }

    public static void Check(Core.Transfers.TransferRoute transfer, ExtractedFacts facts, INameIndex names, Doubts doubts)
    {
        foreach (var program in (ReadOnlySpan<string>)[transfer.FromProgram, transfer.ToProgram])
        {
            if (!IsProgram(program, facts, names)) doubts.Refuse(UnknownProgram(program));
        }
    }

    // A document may bring the names that it uses.
    private static bool IsProgram(string id, ExtractedFacts facts, INameIndex names) => names.Program(id) is not null || facts.Programs.Select(program => program.Id).Contains(id);

    private static bool IsAirline(string code, ExtractedFacts facts, INameIndex names) => names.IsAirline(code) || facts.Airlines.Select(airline => airline.Iata).Contains(code);

    private static bool IsAlliance(string id, ExtractedFacts facts, INameIndex names) => names.AllianceByName(id) == id || facts.Alliances.Select(alliance => alliance.Id).Contains(id);

    /// <summary>The carriers on whose tickets, or not on whose, a rule of the chart is, in order.</summary>
    private static List<string> Ticketing(DraftChart chart)
    {
        List<string> carriers = [];
        foreach (var rule in chart.Rules)
        {
            AddNew(carriers, rule.Selector.Ticketing);
            AddNew(carriers, rule.Selector.NotTicketing);
        }

        return carriers;
    }

    private static void AddNew(List<string> known, ImmutableArray<string> carriers)
    {
        foreach (var carrier in carriers)
        {
            if (!known.Contains(carrier)) known.Add(carrier);
        }
    }

    private static string UnknownProgram(string id) => $"unknown program '{id}': correct the hint, or hand in a sheet of programs that has it first";

    private static string UnknownAlliance(string carrier) => $"unknown alliance '{carrier}': correct the hint, or hand in a sheet of alliances that has it first";

    private static string UnknownCarrier(string code) => $"unknown carrier '{code}': correct the hint, or hand in a sheet of airlines that has it first";
}
