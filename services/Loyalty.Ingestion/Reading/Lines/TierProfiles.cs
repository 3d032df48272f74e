using System.Buffers;
using System.Text;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Tiers of which a page, a part of it or some lines under the name tell: what each takes, what its alliance calls it, what it adds. One tier is
/// enough, where the page says that it is one: programs have a page for each.
/// </summary>
internal sealed class TierProfiles
{
    // Of what stands under a tier's name, what is no way to it.
    private static readonly Phrases Others = new(
        "bonus", "award", "awards", "reward", "rewards", "redeem", "expire", "expires", "transfer", "buy", "purchase", "gift",
        "welcome", "birthday", "anniversary", "spouse", "family", "together", "discount", "discounted", "discounts", "voucher", "vouchers", "lounge", "lounges", "example", "up to", "half", "extra", "additional", "baggage", "upgrade voucher", "upgrades", "donate", "card holders", "spend on", "if", "extend", "extended", "valid until", "free");

    // Keeping, and gifts, in pages that no glossary puts into English.
    private static readonly SearchValues<string> OthersElsewhere = SearchValues.Create(["mantener", "manter", "maintenir", "conserver", "behalten", "mantenere", "behold", "utrzym"], StringComparison.OrdinalIgnoreCase);

    // With signs that plain texts have not.
    private static readonly SearchValues<string> OthersInSigns = SearchValues.Create(
        ["维持", "維持", "保持", "继续", "續會", "续会", "更新", "生日", "誕生日", "赠", "贈", "duy trì", "gia hạn", "sinh nhật", "tặng", "säily", "behåll", "продлен", "сохран", "유지", "생일", "الاحتفاظ", "تجديد"], StringComparison.OrdinalIgnoreCase);

    private static readonly Phrases Closing = new(
        "benefits", "benefit", "privileges", "validity", "period", "example", "examples", "redeem", "rewards", "awards", "lounge", "faq", "contact", "partners");

    private static readonly Phrases OfStatus = new("tier", "tiers", "elite", "status", "level", "qualifying", "qualification", "qualify", "membership");

    private static readonly Phrases Reaching = new("qualifies for", "qualify for", "qualified for", "upgraded to", "upgrade to", "attain", "attains", "attained", "attaining", "reached with", "achieve", "achieved", "become", "becomes", "awarded to", "granted to", "obtained", "reach");

    // What all words of reaching have one of.
    private static readonly SearchValues<string> ReachingStems = SearchValues.Create(["qualif", "upgrade", "attain", "reach", "achiev", "become", "awarded to", "granted to", "obtained"], StringComparison.OrdinalIgnoreCase);

    private const int Reach = 6;

    private readonly LoyaltyProgram _program;
    private readonly INameIndex _names;
    private readonly SpokenAlliances _alliances;
    private readonly TierSentences _sentences;
    private readonly List<TierProfile> _profiles = [];

    private TierProfiles(LoyaltyProgram program, INameIndex names)
    {
        (_program, _names, _alliances) = (program, names, new SpokenAlliances(names));
        _sentences = new TierSentences(program, names, _alliances);
    }

    /// <summary>Whose lines follow.</summary>
    /// <param name="Left">How many more lines a name that is a line reaches; a heading's reach ends with its section.</param>
    private readonly record struct Place(TierProfile? Profile, bool IsOpen, int Left);

    /// <summary>Gives the page a table of the tiers that it profiles, or one that was made of its lines what their alliance calls them.</summary>
    public static void Read(Section root, LoyaltyProgram program, INameIndex names)
    {
        if (program.Kind != ProgramKind.Airline) return;
        var profiles = new TierProfiles(program, names);
        profiles.Visit(root, default);
        if (profiles._profiles.Count == 0) return;
        var tables = new ProfileTables(profiles._profiles, profiles._alliances.Named, program, names);
        if (ProfileTables.Made(root) is { } made) tables.Complete(made);
        else tables.AddRequirements(root);
        if (HasEarnings(root)) return;
        tables.AddEarnings(root, "Status bonus miles", profile => profile.Share);
        tables.AddEarnings(root, "Miles", profile => profile.Spend);
    }

    /// <summary>Whether lines made a table of what flights earn by tier.</summary>
    private static bool HasEarnings(Section section) => section.Pieces.Exists(piece => piece.Table is TableOfFlights) || section.Children.Exists(HasEarnings);

    private void Visit(Section section, Place above)
    {
        var place = At(section, above);
        var within = place;
        foreach (var note in section.Notes)
        {
            foreach (var line in note.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // Under a tier's own heading, another's name is a benefit: "Gold card for your spouse".
                if (TierNames.OfLine(line, _program, out var isSure) is { } name && (place.Profile is null || place.Profile == TierProfile.Find(_profiles, name)) && !_names.MayNameAlliance(Phrase.Fold(line)))
                {
                    within = new Place(Of(name, section, isSure), true, Reach);
                    continue;
                }

                if (within.Left > 0 && (within = within with { Left = within.Left - 1 }).Left == 0) within = place;
                Say(line, within, section);
            }
        }

        if (place.Profile is not null)
        {
            foreach (var piece in section.Pieces) Say(piece.Table, place, section);
        }

        foreach (var child in section.Children) Visit(child, place);
    }

    /// <summary>A table of what the tier brings, a label and what it is about: each row says what a line would.</summary>
    private void Say(Table table, Place place, Section section)
    {
        if (table is TableOfFlights || table.Rows.Length > 40 || table.Rows[0].Length != 2) return;
        foreach (var row in table.Rows) Say($"{row[0].Text}: {row[1].Text}".Replace('\n', ' '), place, section);
    }

    /// <summary>Whose section it is: that of the tier of its heading, else that of the one above.</summary>
    private Place At(Section section, Place above)
    {
        var heading = section.Heading;
        if (heading.Length == 0) return above;
        var ofAlliance = _names.MayNameAlliance(Phrase.Fold(heading));
        var isSure = true;
        if (!ofAlliance && (TierNames.In(heading, _program, out isSure) ?? Own(section, ref isSure)) is { } name) return new Place(Of(name, section, isSure), IsOpen(heading), 0);
        if (above.Profile is not { } profile) return above;
        // "Requirements" under a name: one qualifies for it.
        if (!ofAlliance && TierNames.IsQualifying(heading)) profile.IsSure = true;
        return above with { IsOpen = above.IsOpen && IsOpen(heading) };
    }

    private static bool IsOpen(string heading) => Phrase.Fold(heading) is var folded && !Closing.In(folded) && !KeepingWords.In(folded) && !IsOfOthersElsewhere(heading);

    private static bool IsOfOthersElsewhere(string text) => text.AsSpan().ContainsAny(OthersElsewhere) || (!Ascii.IsValid(text) && text.AsSpan().ContainsAny(OthersInSigns));

    private string? Own(Section section, ref bool isSure)
    {
        isSure = true;
        if (TierNames.OfProgram(section.Heading, _program) is { } named) return named;
        foreach (var child in section.Children)
        {
            if (TierNames.QualifiedFor(section.Heading, child.Heading, _program) is { } qualified) return qualified;
        }

        return null;
    }

    private TierProfile Of(string name, Section section, bool isSure)
    {
        var profile = TierProfile.Find(_profiles, name);
        if (profile is null) _profiles.Add(profile = new TierProfile(name, section));
        profile.IsSure |= isSure;
        return profile;
    }

    private void Say(string line, Place place, Section section)
    {
        if (line.Length > 2000) return;
        if (place.Profile is { } profile) profile.Alliance ??= _alliances.Level(line);
        // Of no tier's lines, few say that one is reached.
        if (!line.AsSpan().ContainsAnyInRange('0', '9') || (place.Profile is null && !line.AsSpan().ContainsAny(ReachingStems)) || IsOfOthersElsewhere(line)) return;
        foreach (var sentence in Phrase.Sentences(line))
        {
            if (sentence.Length < 6 || !sentence.AsSpan().ContainsAnyInRange('0', '9')) continue;
            if (place.Profile is { } earning) _sentences.Earn(sentence, earning);
            if (Phrase.Fold(sentence) is not { } folded || Others.In(folded) || KeepingWords.In(folded)) continue;
            if (place is { Profile: { Takes: null } open, IsOpen: true })
            {
                if (TierSentences.Takes(sentence) is not { } takes || _sentences.NamesOther(sentence, open)) continue;
                open.Takes = takes;
                open.IsSure |= OfStatus.In(folded);
            }
            else if (place.Profile is null && Reaching.In(folded) && TierSentences.Takes(sentence) is { } reached && _sentences.Reached(sentence) is { } tier && Of(tier, section, true) is { Takes: null } profiled)
            {
                profiled.Takes = reached;
            }
        }
    }
}
