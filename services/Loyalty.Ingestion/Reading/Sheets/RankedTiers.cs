using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Earning;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Sheets;

/// <summary>The tiers of a table as facts: they rank by their order, which must be that of what they take, and are called as the program calls them.</summary>
internal static class RankedTiers
{
    public static void Add(List<(string Text, decimal? Threshold)> tiers, Terms terms, SheetFacts facts, Table table, Dictionary<string, string?>? alliances = null)
    {
        if (terms.ProgramId is not { } programId)
        {
            facts.Unread.Add(new UnreadRow(TableRow.Text(table.Rows[0]), table.Rows[0][0].Text, "no program is named whose tiers they are"));
            return;
        }

        // What holds for all of them is a chart, and no list of tiers.
        if (tiers.Exists(tier => Phrase.Fold(tier.Text) is "all" or "everyone" or "all members" or "all tiers" or "all levels")) return;
        if (IsHighestFirst(tiers, facts.Names.Program(programId))) tiers = [.. Enumerable.Reverse(tiers)];
        // Ranks that nobody can tell are none.
        if (FirstOutOfOrder(tiers) is { } low)
        {
            facts.Unread.Add(new UnreadRow($"{low.Text} | {low.Threshold}", low.Text, "it takes less than the tier before it: the order of the tiers is not clear"));
            return;
        }

        var rank = 0;
        var tellsThresholds = tiers.Exists(tier => tier.Threshold is not null);
        var known = facts.Names.Program(programId) is { Tiers.IsEmpty: false } own ? own : null;
        // Names that are parts of those that are known, each of another, are theirs: "Silver" of Premier Silver.
        var areKnown = known is not null && tiers.TrueForAll(tier => Known(tier.Text, known) is not null || TierWords.IsBase(Phrase.Fold(tier.Text))) && tiers.DistinctBy(tier => Known(tier.Text, known)).Count() == tiers.Count;
        // One tier by itself keeps the rank that it has, or that its name usually has.
        if (tiers is [var (lone, _)]) rank = RankOf(Phrase.Fold(lone), known) - 1;
        foreach (var (text, threshold) in tiers)
        {
            // What takes nothing is what every member is: no tier.
            if (threshold == 0 || (rank == 0 && threshold is null && tellsThresholds) || TierWords.IsBase(Phrase.Fold(text))) continue;
            var (name, alliance) = NameOf(text, facts.Names);
            // "Guld" is the Gold that is known.
            if (known is not null && TierWords.InWordsOf(known, Phrase.Fold(name)) is var said && (areKnown || said != Phrase.Fold(name)) && TierWords.Read(said, known) is { Tiers: [var named] }) name = named;
            alliance = alliances?.GetValueOrDefault(text) ?? alliance;
            // What a page does not say of a tier's alliance, another has said.
            if (alliance is null && known is not null) alliance = KnownTier(name, known)?.AllianceStatus;
            facts.Tiers.Add(new TierFact(programId, new EliteTier(name, ++rank, alliance)));
        }
    }

    private static (string Text, decimal? Threshold)? FirstOutOfOrder(List<(string Text, decimal? Threshold)> tiers)
    {
        decimal last = 0;
        foreach (var tier in tiers)
        {
            if (tier.Threshold < last) return tier;
            last = tier.Threshold ?? last;
        }

        return null;
    }

    private static string? Known(string text, LoyaltyProgram program) => TierWords.Read(TierWords.InWordsOf(program, Phrase.Fold(text)), program) is { Tiers: [var name] } ? name : null;

    private static EliteTier? KnownTier(string name, LoyaltyProgram program)
    {
        foreach (var tier in program.Tiers)
        {
            if (tier.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return tier;
        }

        return null;
    }

    /// <summary>The rank of a tier of which a page tells alone: the known one, else the place that its metal usually has.</summary>
    private static int RankOf(string folded, LoyaltyProgram? program) =>
        program is not null && TierWords.Read(folded, program) is { Tiers: [var name] } && KnownTier(name, program) is { } tier ? tier.Rank : Math.Max(1, TierOrder.Usual(folded));

    /// <summary>Whether each takes less than the one before, and is lower by its name where that says it: pages begin with the best.</summary>
    private static bool IsHighestFirst(List<(string Text, decimal? Threshold)> tiers, LoyaltyProgram? program)
    {
        decimal? last = null;
        foreach (var (_, threshold) in tiers)
        {
            if (threshold is not > 0) continue;
            if (threshold >= last) return false;
            last = threshold;
        }

        return tiers.Count > 1 && last is not null && tiers[0].Threshold > last && TierOrder.Agrees([.. Enumerable.Reverse(tiers).Select(tier => Phrase.Fold(tier.Text))], program);
    }

    /// <summary>"Platinum / Star Alliance Gold": what stands behind the slash is what the alliance calls it.</summary>
    private static (string Name, string? Alliance) NameOf(string text, INameIndex names)
    {
        var marks = "";
        // What stands in brackets under the name belongs to the alliance.
        var line = text.IndexOf("\n(", StringComparison.Ordinal) is > 0 and var under && text.EndsWith(')') ? under : -1;
        var stripped = CellReader.StripMarks(text, ref marks).Replace('\n', ' ');
        var open = stripped.IndexOf('(', StringComparison.Ordinal);
        // "Gold (Elite Plus)": in brackets stands what the alliance calls it.
        if (open > 0 && stripped.EndsWith(')') && AllianceWords.IsLevel(Phrase.Fold(stripped[(open + 1)..^1]))) return (stripped[..open].Trim(), stripped[(open + 1)..^1]);
        if (line > 0) return (text[..line].Trim(), null);
        var parts = stripped.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var name, var alliance]) return (parts is [var only] ? only : text, null);
        var words = alliance.Split(' ');
        for (var length = Math.Min(3, words.Length); length > 0; length--)
        {
            if (names.AllianceByName(string.Join(' ', words[..length])) is not null) return (name, alliance);
        }

        return (text, null);
    }
}
