using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>The words of a sentence on who sells and flies, clause by clause.</summary>
internal static class SoldAndFlownWords
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(" .•*※-–—/\"“”[]!&†‡#·_>'");

    private static readonly SearchValues<char> Clauses = SearchValues.Create(",;:()");

    private static readonly FrozenSet<string> Flown = Words("operated", "operates", "operate", "operating", "flies");

    private static readonly FrozenSet<string> Sold = Words("marketed", "markets", "marketing", "sold", "sells", "code", "codes", "designator", "prefix");

    private static readonly FrozenSet<string> Negative = Words(
        "not", "no", "none", "nothing", "excluded", "excluding", "excludes", "except", "exception", "ineligible", "cannot", "without", "never", "don't", "doesn't", "can't", "aren't", "isn't", "won't");

    private static readonly FrozenSet<string> Only = Words("only", "exclusively", "solely", "applies", "apply", "applicable", "valid", "must", "limited", "restricted");

    private static readonly FrozenSet<string> Anyone = Words("regardless", "irrespective", "whoever", "whichever", "including", "includes", "included", "even");

    private static readonly FrozenSet<string> Airlines = Words("airline", "airlines", "carrier", "carriers", "company", "companies");

    private static readonly FrozenSet<string> OtherWords = Words("other", "another", "others", "third", "different");

    // Words that say nothing of which flights, fares, tickets, days or members.
    private static readonly FrozenSet<string> Plain = Words(
        "a", "an", "the", "this", "these", "that", "those", "it", "its", "they", "their", "you", "your", "we", "our", "which", "who", "whose", "is", "are", "be", "been", "was", "were", "has", "have", "can", "may", "will", "to", "for", "of", "on", "in", "at", "by", "with", "and", "or", "if", "when", "as", "from", "under", "through",
        "all", "any", "both", "each", "own", "same", "itself", "respective", "please", "note", "notes", "there", "where", "s", "t", "there's", "order", "possible", "provided", "so", "case", "part", "following", "required", "requirement", "them", "such", "towards",
        "flight", "flights", "scheduled", "number", "numbers", "table", "chart", "rates", "rate", "miles", "mile", "mileage", "points", "point", "award", "reward", "rewards", "earn", "earns", "earned", "earning", "awarded", "credit", "credited", "accrue", "accrued", "accrues", "accrual", "accumulate", "accumulated", "accumulation",
        "collect", "collected", "collecting", "gain", "gained", "receive", "received", "get", "given", "granted", "count", "counts", "eligible", "qualify", "available", "allowed", "permitted", "member", "members", "airline", "airlines", "carrier", "carriers", "program", "programme", "do", "does", "eligibility", "being", "actually", "actual", "offered", "use", "uses", "used", "using", "travel", "travelling", "traveling", "travelled", "traveled", "fly", "flying", "loyalty", "bring", "brings");

    // "Flights flown by the member".
    private static readonly Phrases ByMembers = new("by the member", "by a member", "by members", "by you", "by the passenger", "not only", "by which", "partner airlines");

    // Whatever else stands in a sentence, it is about something else.
    private static readonly FrozenSet<string> Known = Words([
        .. Flown, .. Sold, .. Negative, .. Only, .. Anyone, .. Airlines, .. OtherWords, .. Plain, "flown", "than", "party", "but", "however", "codeshare", "codeshares", "codesharing", "share", "shares", "shared", "sharing", "unless", "otherwise", "stated", "noted", "those", "i", "o"]);

    private static FrozenSet<string> Words(params string[] words) => FrozenSet.ToFrozenSet(words, StringComparer.Ordinal);

    /// <summary>What the clauses of a sentence say; null where it has a word that may say anything else.</summary>
    public static List<SoldAndFlownClause>? Of(string sentence, ImmutableArray<string> carriers, NamesFound? known, INameIndex names)
    {
        if (ByMembers.In(Phrase.Fold(sentence))) return null;
        var found = known ?? NamesFound.In(sentence, names);
        var own = carriers.IsEmpty && found.Airlines is [var first, ..] ? [first.Iata] : carriers;
        List<SoldAndFlownClause> clauses = [];
        var words = new List<string>();
        for (var at = 0; at <= sentence.Length;)
        {
            if (at == sentence.Length || Clauses.Contains(sentence[at]))
            {
                if (words.Count > 0 && !Add(clauses, words, own)) return null;
                words.Clear();
                at++;
                continue;
            }

            if (NameAt(found, at, out var iata) is > 0 and var length)
            {
                if (iata is not null) words.Add("=" + iata);
                at += length;
                continue;
            }

            if (Ends.Contains(sentence[at]) || char.IsWhiteSpace(sentence[at]))
            {
                at++;
                continue;
            }

            var start = at++;
            while (at < sentence.Length && !Clauses.Contains(sentence[at]) && (!Ends.Contains(sentence[at]) || sentence[at] == '\'') && !char.IsWhiteSpace(sentence[at]) && NameAt(found, at, out _) == 0) at++;
            var word = sentence[start..at];
            if (CarrierWords.IsCode(word) && (own.Contains(word) || (names.IsAirline(word) && !Plain.Contains(Phrase.Fold(word))))) words.Add("=" + word);
            else if (Phrase.Fold(word).Trim('\'') is { Length: > 0 } plain)
            {
                if (!Known.Contains(plain)) return null;
                words.Add(plain);
            }
        }

        return clauses;
    }

    private static int NameAt(NamesFound found, int at, out string? iata)
    {
        iata = null;
        foreach (var (_, index, length) in found.Programs)
        {
            if (index == at) return length;
        }

        foreach (var (code, index, length) in found.Airlines)
        {
            if (index != at) continue;
            iata = code;
            return length;
        }

        return 0;
    }

    /// <summary>The words of a clause, of which "but", "except" and "including" begin another.</summary>
    private static bool Add(List<SoldAndFlownClause> clauses, List<string> words, ImmutableArray<string> own)
    {
        var start = 0;
        for (var i = 1; i < words.Count; i++)
        {
            if (!(words[i] is "but" or "except" or "excluding" or "however" || Anyone.Contains(words[i]))) continue;
            if (Clause(words[start..i], own, clauses.Count) is not { } part) return false;
            clauses.Add(part);
            start = words[i] is "but" or "however" ? i + 1 : i;
        }

        if (words[start] is "but" or "however") start++;
        if (start == words.Count) return true;
        if (Clause(words[start..], own, clauses.Count) is not { } last) return false;
        clauses.Add(last);
        return true;
    }

    /// <summary>An article of another language, which no glossary takes for a word since it may be a class: "I voli", "O acúmulo".</summary>
    private static bool IsArticle(string word, string next) => word is "i" or "o" && next.Length > 2;

    private static SoldAndFlownClause? Clause(List<string> words, ImmutableArray<string> own, int clauses)
    {
        var said = new SoldAndFlownClause();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var next = i + 1 < words.Count ? words[i + 1] : "";
            if (word[0] == '=')
            {
                if (said.IsFlown && !own.Contains(word[1..])) said = said with { IsNamedBeforeFlown = false };
                said = own.Contains(word[1..])
                    ? said with { Own = said.Own.Add(word[1..]), OwnBehindFlown = said.OwnBehindFlown + (said.IsFlown ? 1 : 0) }
                    : said with { Named = said.Named.Add(word[1..]), IsNamedBehindFlown = said.IsNamedBehindFlown && said.IsFlown };
            }
            else if (word is "codeshare" or "codeshares" or "codesharing" || (word == "code" && next is "share" or "shares" or "shared" or "sharing"))
            {
                said = said with { IsCodeshare = true };
                if (word == "code") i++;
            }
            else if (word is "not" or "than" && OtherThanOwn(words, i, own) is var end and > 0)
            {
                said = said with { IsFlown = true, IsOfOthers = true, IsOtherThanOwn = true };
                i = end;
            }
            else if (word == "other" && next == "than" && OtherThanOwn(words, i + 1, own) is var last and > 0)
            {
                said = said with { IsOfOthers = true, IsOtherThanOwn = true };
                i = last;
            }
            else if (OtherWords.Contains(word))
            {
                // "Other airlines", "third-party carriers", and "others" by itself.
                if (next == "party") i++;
                if (i + 1 < words.Count && Airlines.Contains(words[i + 1])) i++;
                else if (word != "others") return null;
                said = said with { IsOfOthers = true };
            }
            else if (Flown.Contains(word) || (word is "flown" && (next == "by" || (i > 0 && words[i - 1] is "and"))))
            {
                if (!said.IsFlown && Before(words, i) is { } named) said = said with { IsNamedBeforeFlown = said.Named.Contains(named) };
                said = said with { IsFlown = true, IsSoldBeforeFlown = said.IsSoldBeforeFlown || said.IsSold, IsSoldAndFlown = said.IsSoldAndFlown || Joins(words, i, Sold) };
            }
            else if (Sold.Contains(word) || (word == "flight" && next is "number" or "numbers"))
            {
                said = said with { IsSold = true, IsSoldAndFlown = said.IsSoldAndFlown || Joins(words, i, Flown) };
                if (word == "flight") i++;
            }
            else if (Negative.Contains(word))
            {
                said = said with { Negations = said.Negations + 1 };
            }
            else if (word == "unless" && next == "otherwise" && i + 2 < words.Count && words[i + 2] is "stated" or "noted")
            {
                i += 2;
            }
            else if (Anyone.Contains(word) || (word is "any" or "all" && Airlines.Contains(next)))
            {
                said = said with { IsAnyone = true };
            }
            else if (Only.Contains(word) || (word == "if" && said.IsCodeshare))
            {
                said = said with { IsOnly = true, IsOnlyBehindCodeshare = said.IsOnlyBehindCodeshare || (said.IsCodeshare && !said.IsOnly) };
            }
            else if (!Plain.Contains(word) && !(i == 0 && clauses == 0 && IsArticle(word, next)))
            {
                return null;
            }
        }

        return said;
    }

    /// <summary>The airline that is named right before a word; null where none is.</summary>
    private static string? Before(List<string> words, int at)
    {
        while (at > 0 && words[at - 1] is "is" or "are" or "by" or "the") at--;
        return at > 0 && words[at - 1][0] == '=' ? words[at - 1][1..] : null;
    }

    /// <summary>Whether the word before "and" is one of those: "marketed and operated".</summary>
    private static bool Joins(List<string> words, int at, FrozenSet<string> others) => at > 1 && words[at - 1] is "and" && (others.Contains(words[at - 2]) || words[at - 2] == "flown");

    /// <summary>Where "not operated by X", "(other) than X" ends; 0 where it is none.</summary>
    private static int OtherThanOwn(List<string> words, int at, ImmutableArray<string> own)
    {
        var next = at + 1;
        if (words[at] == "not")
        {
            if (next >= words.Count || !(words[next] is "operated" or "flown")) return 0;
            next++;
            if (next < words.Count && words[next] == "by") next++;
        }

        if (next < words.Count && words[next] is "the" or "those") next++;
        return next < words.Count && words[next][0] == '=' && own.Contains(words[next][1..]) ? next : 0;
    }
}
