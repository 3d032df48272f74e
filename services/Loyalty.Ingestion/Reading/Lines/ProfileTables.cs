using System.Collections.Immutable;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>The tables that profiles of tiers make, where it is certain that they are the program's, and in which order.</summary>
/// <param name="alliance">The alliance that the page names with a level.</param>
internal sealed class ProfileTables(List<TierProfile> profiles, string? alliance, LoyaltyProgram program, INameIndex names)
{
    /// <summary>The table that lines or headings made of what tiers take.</summary>
    public static (Section Section, int At)? Made(Section section)
    {
        if (section.Pieces.FindIndex(piece => piece.Table.Rows is [[{ Text: "Tier" }, { Text: "Required" }], ..]) is >= 0 and var at) return (section, at);
        foreach (var child in section.Children)
        {
            if (Made(child) is { } made) return made;
        }

        return null;
    }

    /// <summary>Adds to such a table what the alliance calls its tiers.</summary>
    public void Complete((Section Section, int At) made)
    {
        if (alliance is null) return;
        var piece = made.Section.Pieces[made.At];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(piece.Table.Rows.Length);
        foreach (var row in piece.Table.Rows) rows.Add(Row(row[0].Origin, row[0].Header, row[0].Text, row[1].Text, rows.Count == 0 ? alliance : TierProfile.Find(profiles, row[0].Text)?.Alliance ?? "-"));
        made.Section.Pieces[made.At] = piece with { Table = new Table(piece.Table.Caption, rows.MoveToImmutable()) };
    }

    /// <summary>What the tiers add or earn, beside each other; that of one alone where the page is sure to be about a tier.</summary>
    public void AddEarnings(Section root, string header, Func<TierProfile, AgreedAmount> said)
    {
        var earning = profiles.FindAll(profile => said(profile).Amount is not null && (profile.IsSure || profile.Takes is not null) && !IsOfCards(profile.Section) && HasRank(profile.Name));
        if (earning.Count == 0) return;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(earning.Count + 1);
        rows.Add([new Cell("Tier", true, 0), new Cell(header, true, 1)]);
        foreach (var profile in earning)
        {
            var origin = rows.Count * 1000;
            rows.Add([new Cell(profile.Name, false, origin), new TranslatedCell(said(profile).Amount!, false, origin + 1, said(profile).Line, null)]);
        }

        // One alone stands where its tier does: what is said there of flights and days holds for it.
        var section = earning is [var only] ? only.Section : root;
        section.Pieces.Add(new Piece(new TableOfFlights(null, rows.ToImmutable()), Terms.None));
    }

    /// <summary>Adds a table of the tiers of which it is said what they take.</summary>
    public void AddRequirements(Section root)
    {
        var tiers = Ordered();
        if (tiers.Count == 0) return;
        var called = tiers.Exists(tier => tier.Alliance is not null) ? alliance : null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(tiers.Count + 1);
        rows.Add(Row(0, true, "Tier", "Required", called));
        foreach (var tier in tiers) rows.Add(Row(rows.Count * 1000, false, tier.Name, tier.Takes!.Value.Text, called is null ? null : tier.Alliance ?? "-"));
        root.Pieces.Add(new Piece(new Table(null, rows.ToImmutable()), Terms.None));
    }

    /// <summary>The tiers of which it is said what they take, lowest first; none where their order is not certain.</summary>
    private List<TierProfile> Ordered()
    {
        var taking = profiles.FindAll(profile => profile.Takes is not null && !TierWords.IsBase(Phrase.Fold(profile.Name)) && !IsOfCards(profile.Section));
        if (taking is [var only]) return only.IsSure && HasRank(only.Name) ? taking : [];
        taking.Sort((one, other) => one.Takes!.Value.Value.CompareTo(other.Takes!.Value.Value));
        for (var i = 1; i < taking.Count; i++)
        {
            if (taking[i].Takes!.Value.Value == taking[i - 1].Takes!.Value.Value) return [];
        }

        return TierOrder.Agrees(taking.ConvertAll(profile => Phrase.Fold(profile.Name)), program) ? taking : [];
    }

    private static ImmutableArray<Cell> Row(int origin, bool header, string tier, string takes, string? alliance) => alliance is null
        ? [new Cell(tier, header, origin), new Cell(takes, header, origin + 1)]
        : [new Cell(tier, header, origin), new Cell(takes, header, origin + 1), new Cell(alliance, header, origin + 2)];

    /// <summary>Whether it, or what stands beside it, is a bank's card.</summary>
    private bool IsOfCards(Section section) => TierTiles.IsOfCards(section) || (section.Parent is { } parent && TierTiles.IsOfCards(parent)) || IsOfOthers(section);

    /// <summary>Whether a heading names another program or airline, whose tiers they may be.</summary>
    private bool IsOfOthers(Section section)
    {
        for (var above = section; above is not null; above = above.Parent)
        {
            if (TierNames.NamesOthers(above.Heading, program, names)) return true;
        }

        return false;
    }

    /// <summary>One tier alone ranks as the known one that it is; where some are known and it is none of them, nobody can tell its rank.</summary>
    private bool HasRank(string name) => program.Tiers.IsEmpty || TierWords.Read(Phrase.Fold(name), program) is { Tiers.Length: 1 };
}
