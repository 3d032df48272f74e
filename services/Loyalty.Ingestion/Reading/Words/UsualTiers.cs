using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>
/// What programs usually call their tiers: metals, gems and colours, in the languages that pages are written in. Glossaries leave them as they are,
/// for they are names; that two of them are one metal shows that they are one tier.
/// </summary>
internal static class UsualTiers
{
    private static readonly (string English, string Others)[] Names =
    [
        ("silver", "silber plata prata argent argento zilver sølv silfur hopea gümüş perak srebrny srebrna srebro stříbrná stříbrný strieborná ezüst argintiu bạc серебряный серебряная серебро срібний срібна сребърно ασημένιο فضي فضية الفضي الفضية כסף שילבר เงิน ซิลเวอร์ 银卡 銀卡 銀 シルバー 실버"),
        ("gold", "golden oro ouro dourado goud guld gull kulta altın emas złoty złota złoto zlatá zlatý zlato arany aur vàng золотой золотая золото золотий злато χρυσό ذهبي ذهبية الذهبي الذهبية זהב ทอง โกลด์ 金卡 金 ゴールド 골드"),
        ("platinum", "platino platina platine platin platynowy platynowa platinová platinový platină платиновый платиновая платина платиновий πλατινένιο بلاتيني بلاتينية البلاتيني البلاتينية פלטינה פלטינום แพลทินัม 白金卡 白金 铂金卡 鉑金卡 プラチナ 플래티넘 플래티늄"),
        ("diamond", "diamant diamante diamanté diamanttaso timantti elmas berlian intan diamentowy diamantová gyémánt бриллиантовый бриллиант діамантовий диамант ماسي ماسية الماسي الماسية יהלום ไดมอนด์ 钻石卡 鑽石卡 鑽石 晶鑽卡 晶钻卡 ダイヤモンド ダイアモンド ダイヤ 다이아몬드"),
        ("bronze", "bronce bronzo brons bronse pronssi bronz perunggu brązowy bronzová бронзовый бронзовая бронзовий برونزي برونزية البرونزي البرونزية ארד บรอนซ์ 铜卡 銅卡 ブロンズ 브론즈"),
        ("titanium", "titanio titânio titane titan титановый титан ไทเทเนียม 티타늄 鈦卡 钛卡 鈦金卡 钛金卡 チタン"),
        ("emerald", "esmeralda émeraude smeraldo smaragd smaragdi zümrüt zamrud изумрудный изумруд زمردي الزمردي 翡翠卡 翡翠 エメラルド 에메랄드"),
        ("sapphire", "zafiro safira saphir zaffiro saffier safir safiiri safír сапфировый сапфир ياقوتي サファイア 사파이어"),
        ("ruby", "rubí rubis rubino rubin rubiini yakut рубиновый рубин ルビー 루비"),
        ("topaz", "topázio topacio topazio topas topaze топаз"), ("crystal", "クリスタル 크리스탈"), ("jade", "giada ジェイド"), ("pearl", "perla pérola"), ("black", "negro preto nero noir 黑卡 ブラック"), ("red", ""),
        ("blue", "الأزرق 蓝卡 藍卡 ブルー"), ("plus", ""), ("signature", ""), ("explorer", ""), ("classic", ""), ("prestige", ""), ("ivory", ""), ("premier", ""),
    ];

    // Names of more than one word, which nothing parts.
    private static readonly (string Words, string English)[] OfSeveralWords =
        [("bạch kim", "platinum"), ("kim cương", "diamond"), ("ngọc lục bảo", "emerald"), ("hồng ngọc", "ruby"), ("ngọc bích", "sapphire")];

    private static readonly SearchValues<string> SeveralWords = SearchValues.Create([.. OfSeveralWords.Select(name => name.Words)], StringComparison.Ordinal);

    private static readonly FrozenDictionary<string, string> English = Names
        .SelectMany(name => name.Others.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(name.English), (name, word) => KeyValuePair.Create(word, name.English))
        .DistinctBy(pair => pair.Key).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByWord = English.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string> Metals = FrozenSet.ToFrozenSet(["silver", "gold", "platinum", "diamond", "bronze", "titanium", "emerald", "sapphire", "ruby", "crystal"], StringComparer.Ordinal);

    private static readonly WordBeginnings Beginnings = ReadBeginnings();

    // What stands with the name without a space, and means a member or a card.
    private static readonly string[] Attached = ["会员", "會員", "会員", "회원", "メンバー", "卡", "級", "级", "등급", "medlemmer", "medlemmar", "medlem", "mitglieder", "mitglied", "leden", "lid", "jäsenet", "jäsen"];

    private static readonly SearchValues<char> LastOfAttached = SearchValues.Create([.. Attached.Select(word => word[^1])]);

    /// <summary>Whether a folded word names a tier.</summary>
    public static bool IsName(ReadOnlySpan<char> word)
    {
        if (ByWord.ContainsKey(word)) return true;
        // "5星": levels by stars.
        if (word is [>= '1' and <= '9', '星', ..] && word[2..] is "" or "会员" or "會員" or "级" or "級") return true;
        var bare = Bare(word);
        return bare.Length < word.Length && (ByWord.ContainsKey(bare) || ByWord.ContainsKey($"{bare}卡"));
    }

    /// <summary>How long the name of a metal or a gem is that stands at a place of a text; 0 for none. Colours and the like are other words too.</summary>
    public static int MetalAt(ReadOnlySpan<char> text, int at)
    {
        Span<char> lower = stackalloc char[16];
        var longest = 0;
        for (var length = 2; length <= lower.Length && at + length <= text.Length && char.IsLetter(text[at + length - 1]); length++)
        {
            var isWhole = at + length == text.Length || !char.IsLetter(text[at + length]) || text[at] >= 0x2E80;
            if (!isWhole) continue;
            text.Slice(at, length).ToLowerInvariant(lower);
            if (ByWord.TryGetValue(lower[..length], out var english) && Metals.Contains(english)) longest = length;
        }

        return longest;
    }

    /// <summary>Whether a folded text has the name of a metal or a gem.</summary>
    public static bool NamesMetal(string folded)
    {
        for (var at = 0; at < folded.Length; at++)
        {
            if ((at == 0 || !char.IsLetter(folded[at - 1])) && MetalAt(folded, at) > 0) return true;
        }

        return false;
    }

    /// <summary>Whether a folded label has a word that names a tier: "pualani gold", "smiles prata".</summary>
    public static bool In(ReadOnlySpan<char> folded)
    {
        var isInside = false;
        for (var at = 0; at < folded.Length; at++)
        {
            if (IsBetween(folded[at]))
            {
                isInside = false;
                continue;
            }

            if (isInside) continue;
            isInside = true;
            if (!MayBegin(folded[at..])) continue;
            var end = at + 1;
            while (end < folded.Length && !IsBetween(folded[end])) end++;
            if (IsName(folded[at..end])) return true;
        }

        // All of these have signs that plain texts have not.
        return !Ascii.IsValid(folded) && folded.ContainsAny(SeveralWords);
    }

    private static bool IsBetween(char letter) => letter is not (>= 'a' and <= 'z') && letter is ' ' or '-' or '/' or '(' or ')' or '®' or '™' or '"' or '“' or '”';

    /// <summary>Whether some name has the first letters of what begins here: few words do. Among plain signs nothing but small letters begins one, and levels by stars.</summary>
    private static bool MayBegin(ReadOnlySpan<char> rest)
    {
        if (rest[0] >= 0x80) return true;
        if (!char.IsAsciiLetterLower(rest[0])) return rest.Length > 1 && rest[1] == '星';
        return rest.Length > 1 && (rest[1] >= 0x80 || (char.IsAsciiLetterLower(rest[1]) && Beginnings.MayBegin(rest)));
    }

    private static WordBeginnings ReadBeginnings()
    {
        var beginnings = new WordBeginnings();
        foreach (var name in English.Keys) beginnings.Add(name);
        return beginnings;
    }

    /// <summary>How long the name of several words is that stands at a place of a lower-case text; 0 for none.</summary>
    public static int SeveralAt(ReadOnlySpan<char> lower, int at)
    {
        if (at >= lower.Length || lower[at] is not ('b' or 'k' or 'n' or 'h')) return 0;
        foreach (var (words, _) in OfSeveralWords)
        {
            if (lower[at..].StartsWith(words) && (at + words.Length == lower.Length || !char.IsLetter(lower[at + words.Length]))) return words.Length;
        }

        return 0;
    }

    /// <summary>A folded label with its tiers in English, so that "guld" is what "oro" is.</summary>
    public static string Say(string folded)
    {
        var said = new StringBuilder(folded.Length);
        if (folded.AsSpan().ContainsAny(SeveralWords))
        {
            foreach (var (words, english) in OfSeveralWords) folded = folded.Replace(words, english, StringComparison.Ordinal);
        }

        foreach (var word in folded.Split(' '))
        {
            if (said.Length > 0) said.Append(' ');
            said.Append(English.GetValueOrDefault(word) ?? English.GetValueOrDefault(Bare(word).ToString()) ?? word);
        }

        return said.ToString();
    }

    /// <summary>A tier's name as it is printed, without what is attached to it: "Guldmedlem".</summary>
    public static string WithoutMembers(string word)
    {
        var lower = word.ToLowerInvariant();
        return ByWord.ContainsKey(lower) ? word : word[..Bare(lower).Length];
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || !LastOfAttached.Contains(word[^1])) return word;
        foreach (var attached in Attached)
        {
            if (word.Length > attached.Length && word.EndsWith(attached)) return Bare(word[..^attached.Length]);
        }

        return word;
    }
}
