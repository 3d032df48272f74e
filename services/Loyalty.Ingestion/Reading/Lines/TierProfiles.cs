using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>
/// Tiers of which a page, a part of it or some lines under the name tell: what each takes, what its alliance calls it, what it adds. One tier is
/// enough, where the page says that it is one: programs have a page for each.
/// </summary>
internal sealed partial class TierProfiles
{
    // Of what stands under a tier's name, what is no way to it.
    private static readonly Phrases Others = new(
        "bonus", "award", "awards", "reward", "rewards", "redeem", "expire", "expires", "transfer", "buy", "purchase", "gift",
        "welcome", "birthday", "anniversary", "spouse", "family", "together", "discount", "discounted", "discounts", "voucher", "vouchers", "lounge", "lounges", "example", "up to", "half", "extra", "additional", "baggage", "upgrade voucher", "upgrades", "donate", "card holders", "spend on", "if", "extend", "extended", "valid until", "free");

    // Keeping, and gifts, in pages that no glossary puts into English.
    private static readonly System.Buffers.SearchValues<string> OthersElsewhere = System.Buffers.SearchValues.Create(
        ["维持", "維持", "保持", "继续", "續會", "续会", "更新", "生日", "誕生日", "赠", "贈", "duy trì", "gia hạn", "sinh nhật", "tặng", "mantener", "manter", "maintenir", "conserver", "behalten", "mantenere", "säily", "behåll", "behold", "utrzym", "продлен", "сохран", "유지", "생일", "الاحتفاظ", "تجديد"], StringComparison.OrdinalIgnoreCase);

    private static readonly Phrases Closing = new(
        "benefits", "benefit", "privileges", "validity", "period", "example", "examples", "redeem", "rewards", "awards", "lounge", "faq", "contact", "partners");

    private static readonly Phrases OfStatus = new("tier", "tiers", "elite", "status", "level", "qualifying", "qualification", "qualify", "membership");

    private static readonly Phrases Reaching = new("qualifies for", "qualify for", "qualified for", "upgraded to", "upgrade to", "attain", "attains", "attained", "attaining", "reached with", "achieve", "achieved", "become", "becomes", "awarded to", "granted to", "obtained", "reach");

    private static readonly Phrases OfTiers = new("tier bonus", "status bonus", "elite bonus", "elite mileage bonus");

    private static readonly Phrases Banks = new("visa", "mastercard", "amex", "american express", "bank", "banks", "online", "app", "store", "stores", "shop", "taxi", "insurance", "enrol", "enroll", "join", "joining", "register", "registration");

    private static readonly System.Buffers.SearchValues<string> PerUnit = System.Buffers.SearchValues.Create(["per ", "every", "each", "/"], StringComparison.OrdinalIgnoreCase);

    // What all words of reaching have one of.
    private static readonly System.Buffers.SearchValues<string> ReachingStems = System.Buffers.SearchValues.Create(["qualif", "upgrade", "attain", "reach", "achiev", "become", "awarded to", "granted to", "obtained"], StringComparison.OrdinalIgnoreCase);

    private const int Reach = 6;

    private readonly LoyaltyProgram _program;
    private readonly INameIndex _names;
    private readonly SpokenAlliances _alliances;
    private readonly List<Profile> _profiles = [];

    private TierProfiles(LoyaltyProgram program, INameIndex names) => (_program, _names, _alliances) = (program, names, new SpokenAlliances(names));

    private sealed class Profile(string name, Section section)
    {
        public string Name { get; } = name;

        /// <summary>Where it stands first.</summary>
        public Section Section { get; } = section;

        public bool IsSure { get; set; }

        public (decimal Value, string Text)? Takes { get; set; }

        public string? Alliance { get; set; }

        /// <summary>What it adds, and what it earns by spending; two of one kind are of two things.</summary>
        public Said Share { get; } = new();

        public Said Spend { get; } = new();
    }

    /// <summary>An amount that some lines say, each the same.</summary>
    private sealed class Said
    {
        private bool _differs;
        private string? _amount;

        public string? Amount
        {
            get => _differs ? null : _amount;
            set
            {
                _differs |= _amount is not null && value != _amount;
                _amount = value;
            }
        }

        public string Line { get; set; } = "";
    }

    /// <summary>Whose lines follow.</summary>
    /// <param name="Left">How many more lines a name that is a line reaches; a heading's reach ends with its section.</param>
    private readonly record struct Place(Profile? Profile, bool IsOpen, int Left);

    /// <summary>Gives the page a table of the tiers that it profiles, or one that was made of its lines what their alliance calls them.</summary>
    public static void Read(Section root, LoyaltyProgram program, INameIndex names)
    {
        if (program.Kind != ProgramKind.Airline) return;
        var profiles = new TierProfiles(program, names);
        var made = Made(root);
        profiles.Visit(root, default);
        if (made is { } table) profiles.Complete(table);
        else if (profiles.Known() is { Count: > 0 } known) root.Pieces.Add(new Piece(profiles.ToTable(known), Terms.None));
        if (HasEarnings(root)) return;
        profiles.AddEarnings(root, "Status bonus miles", profile => profile.Share);
        profiles.AddEarnings(root, "Miles", profile => profile.Spend);
    }

    /// <summary>Whether lines made a table of what flights earn by tier.</summary>
    private static bool HasEarnings(Section section) => section.Pieces.Exists(piece => piece.Table is TableOfFlights) || section.Children.Exists(HasEarnings);

    /// <summary>What the tiers add or earn, beside each other; that of one alone where the page is sure to be about a tier.</summary>
    private void AddEarnings(Section root, string header, Func<Profile, Said> said)
    {
        var earning = _profiles.FindAll(profile => said(profile).Amount is not null && (profile.IsSure || profile.Takes is not null) && !IsOfCards(profile.Section) && HasRank(profile.Name));
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

    /// <summary>The table that lines or headings made of what tiers take.</summary>
    private static (Section Section, int At)? Made(Section section)
    {
        if (section.Pieces.FindIndex(piece => piece.Table.Rows is [[{ Text: "Tier" }, { Text: "Required" }], ..]) is >= 0 and var at) return (section, at);
        foreach (var child in section.Children)
        {
            if (Made(child) is { } made) return made;
        }

        return null;
    }

    private void Complete((Section Section, int At) made)
    {
        if (_alliances.Named is not { } alliance) return;
        var piece = made.Section.Pieces[made.At];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(piece.Table.Rows.Length);
        foreach (var row in piece.Table.Rows) rows.Add(Row(row[0].Origin, row[0].Header, row[0].Text, row[1].Text, rows.Count == 0 ? alliance : Find(row[0].Text)?.Alliance ?? "-"));
        made.Section.Pieces[made.At] = piece with { Table = new Table(piece.Table.Caption, rows.MoveToImmutable()) };
    }

    private Profile? Find(string name)
    {
        var said = UsualTiers.Say(Phrase.Fold(name));
        return _profiles.Find(known => UsualTiers.Say(Phrase.Fold(known.Name)) == said);
    }

    private void Visit(Section section, Place above)
    {
        var place = At(section, above);
        var within = place;
        foreach (var note in section.Notes)
        {
            foreach (var line in note.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // Under a tier's own heading, another's name is a benefit: "Gold card for your spouse".
                if (TierNames.OfLine(line, _program, out var isSure) is { } name && (place.Profile is null || place.Profile == Find(name)) && !_names.MayNameAlliance(Phrase.Fold(line)))
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
        var isOpen = !Closing.In(Phrase.Fold(heading)) && !KeepingWords.In(Phrase.Fold(heading)) && !heading.AsSpan().ContainsAny(OthersElsewhere);
        if (_names.MayNameAlliance(Phrase.Fold(heading))) return above with { IsOpen = above.IsOpen && isOpen };
        var isSure = true;
        if ((TierNames.In(heading, _program, out isSure) ?? Own(section, ref isSure)) is { } name) return new Place(Of(name, section, isSure), isOpen, 0);
        // "Requirements" under a name: one qualifies for it.
        if (above.Profile is { } profile && TierNames.IsQualifying(heading)) profile.IsSure = true;
        return above with { IsOpen = above.IsOpen && isOpen };
    }

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

    private Profile Of(string name, Section section, bool isSure)
    {
        var profile = Find(name);
        if (profile is null) _profiles.Add(profile = new Profile(name, section));
        profile.IsSure |= isSure;
        return profile;
    }

    private void Say(string line, Place place, Section section)
    {
        if (line.Length > 2000) return;
        if (place.Profile is { } profile) profile.Alliance ??= _alliances.Level(line);
        // Of no tier's lines, few say that one is reached.
        if (!line.AsSpan().ContainsAnyInRange('0', '9') || (place.Profile is null && !line.AsSpan().ContainsAny(ReachingStems)) || line.AsSpan().ContainsAny(OthersElsewhere)) return;
        foreach (var sentence in Phrase.Sentences(line))
        {
            if (sentence.Length < 6 || !sentence.AsSpan().ContainsAnyInRange('0', '9')) continue;
            if (place.Profile is { } earning) Earn(sentence, earning);
            if (Phrase.Fold(sentence) is not { } folded || Others.In(folded) || KeepingWords.In(folded)) continue;
            if (place is { Profile: { Takes: null } open, IsOpen: true })
            {
                if (Takes(sentence) is not { } takes || NamesOther(sentence, open.Name)) continue;
                open.Takes = takes;
                open.IsSure |= OfStatus.In(folded);
            }
            else if (place.Profile is null && Reaching.In(folded) && Takes(sentence) is { } reached && Reached(sentence) is { } tier && Of(tier, section, true) is { Takes: null } profiled)
            {
                profiled.Takes = reached;
            }
        }
    }

    /// <summary>"50% bonus miles", "Earn 8 miles per euro spent": what a flight brings to the tier whose line it is.</summary>
    private void Earn(string sentence, Profile profile)
    {
        if (sentence.Length > 160 || NamesOther(sentence, profile.Name)) return;
        if (sentence.AsSpan().ContainsAny('%', '％'))
        {
            if (TierTiles.Share(_alliances.Without(sentence), _program, _names) is not { } share || Banks.In(Phrase.Fold(sentence))) return;
            profile.Share.Amount = share;
            profile.IsSure |= OfTiers.In(Phrase.Fold(sentence));
            profile.Share.Line = sentence;
        }
        else if (sentence.AsSpan().ContainsAny(PerUnit) && new SpokenAmounts(_program, _names).Read($"{profile.Name} members: {sentence}") is [{ Line: { Key.Kind: Earning.ColumnKind.Tier, Value: { Measure: LineMeasure.Spend, IsBonus: false } spend } } row] && IsOfOwnFlights(row.Carriers))
        {
            profile.Spend.Amount = spend.Text;
            profile.Spend.Line = sentence;
        }
    }

    private bool IsOfOwnFlights(SpokenCarriers? carriers) => carriers is null || (carriers.Codes is [var only] && only == _program.Airline);

    /// <summary>"A member qualifies for Premier membership with 12,500 qualifying points": the one tier that a sentence names.</summary>
    private string? Reached(string sentence)
    {
        string? only = null;
        foreach (var token in SpokenToken.Of(sentence, _program))
        {
            if (token.Kind != Earning.ColumnKind.Tier || SpokenWords.IsEveryone(token.Text)) continue;
            if (only is not null && only != token.Text) return null;
            only = token.Text;
        }

        return only;
    }

    /// <summary>"With 40,000 miles Silver becomes Gold", under Silver: another tier's way.</summary>
    private bool NamesOther(string sentence, string name)
    {
        sentence = _alliances.Without(sentence);
        var own = UsualTiers.Say(Phrase.Fold(name));
        for (var at = 0; at < sentence.Length; at++)
        {
            if ((at > 0 && char.IsLetter(sentence[at - 1]) && sentence[at] < 0x2E80) || !(char.IsUpper(sentence[at]) || sentence[at] >= 0x250)) continue;
            var length = UsualTiers.MetalAt(sentence, at);
            if (length > 0 && !Phrase.Has(own, UsualTiers.Say(Phrase.Fold(sentence.Substring(at, length))))) return true;
        }

        return false;
    }

    private static (decimal Value, string Text)? Takes(string sentence)
    {
        // "If you lack miles, we lend you up to 10,000" is a benefit.
        if (UpTo().IsMatch(sentence)) return null;
        if (SpokenTiers.Largest(sentence) is { } largest) return largest;
        // Where the words have no spaces, what is counted may stand before the number.
        return !System.Text.Ascii.IsValid(sentence) && CountedBefore().Match(sentence) is { Success: true } match ? (TierLines.NumberIn(match.Groups["n"].Value), match.Groups["n"].Value) : null;
    }

    /// <summary>The tiers of which it is said what they take, lowest first; none where their order is not certain.</summary>
    private List<Profile> Known()
    {
        var taking = _profiles.FindAll(profile => profile.Takes is not null && !TierWords.IsBase(Phrase.Fold(profile.Name)) && !IsOfCards(profile.Section));
        if (taking is [var only]) return only.IsSure && HasRank(only.Name) ? taking : [];
        taking.Sort((one, other) => one.Takes!.Value.Value.CompareTo(other.Takes!.Value.Value));
        for (var i = 1; i < taking.Count; i++)
        {
            if (taking[i].Takes!.Value.Value == taking[i - 1].Takes!.Value.Value) return [];
        }

        return TierOrder.Agrees(taking.ConvertAll(profile => Phrase.Fold(profile.Name)), _program) ? taking : [];
    }

    /// <summary>Whether it, or what stands beside it, is a bank's card.</summary>
    private bool IsOfCards(Section section) => TierTiles.IsOfCards(section) || (section.Parent is { } parent && TierTiles.IsOfCards(parent)) || IsOfOthers(section);

    /// <summary>Whether a heading names another program or airline, whose tiers they may be.</summary>
    private bool IsOfOthers(Section section)
    {
        for (var above = section; above is not null; above = above.Parent)
        {
            if (TierNames.NamesOthers(above.Heading, _program, _names)) return true;
        }

        return false;
    }

    /// <summary>One tier alone ranks as the known one that it is; where some are known and it is none of them, nobody can tell its rank.</summary>
    private bool HasRank(string name) => _program.Tiers.IsEmpty || TierWords.Read(Phrase.Fold(name), _program) is { Tiers.Length: 1 };

    private Table ToTable(List<Profile> tiers)
    {
        var alliance = tiers.Exists(tier => tier.Alliance is not null) ? _alliances.Named : null;
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(tiers.Count + 1);
        rows.Add(Row(0, true, "Tier", "Required", alliance));
        foreach (var tier in tiers) rows.Add(Row(rows.Count * 1000, false, tier.Name, tier.Takes!.Value.Text, alliance is null ? null : tier.Alliance ?? "-"));
        return new Table(null, rows.ToImmutable());
    }

    private static ImmutableArray<Cell> Row(int origin, bool header, string tier, string takes, string? alliance) => alliance is null
        ? [new Cell(tier, header, origin), new Cell(takes, header, origin + 1)]
        : [new Cell(tier, header, origin), new Cell(takes, header, origin + 1), new Cell(alliance, header, origin + 2)];

    [GeneratedRegex(@"\b(?:until|até|bis zu|jusqu['’]à|fino a|upp till|op til|opptil|jopa|aż do|до|tối đa) \d{1,3}[.,  ]\d{3}|(?:最多|最大|最高)\s?\d{1,3},?\d{3}|\d{3}’?(?:e|a|ye|ya) kadar", RegexOptions.IgnoreCase)]
    private static partial Regex UpTo();

    [GeneratedRegex(@"(?:里程|哩程|里数|里數|积分|積分|航段|マイル|ポイント|搭乗回数|마일|포인트)[^\d]{0,10}?(?<n>\d{1,3}(?:[,.]\d{3})+|\d{4,6})")]
    private static partial Regex CountedBefore();
}
