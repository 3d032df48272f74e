using System.Buffers;
using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>
/// Reads a sentence that says nothing but who sells or flies the flights of a chart: "Miles are earned on flights marketed and operated by KLM",
/// "no miles on codeshare flights of other airlines". A word that is none of such sentences', and none of it is read. Words may stand in any order
/// within a clause: what was put into English word by word keeps that of its own language.
/// </summary>
internal static class SoldAndFlownSentence
{
    private const int Longest = 260;

    private static readonly SearchValues<string> Telling = SearchValues.Create(["operat", "flown by", "flies", "market", "sold", "sells", "code", "flight number"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Who sells and flies the flights; null for any other sentence, and where it names other airlines than the chart.</summary>
    /// <param name="carriers">Whose flights the chart is for; none where nothing has said so.</param>
    /// <param name="before">What is known of them: that flights of others are left out says nothing new of those that the airline flies.</param>
    /// <param name="found">What the sentence names, where that is known.</param>
    public static SoldAndFlown? Read(string sentence, ImmutableArray<string> carriers, INameIndex names, FlightRole? before = null, NamesFound? found = null)
    {
        if (sentence.Length > Longest || !sentence.AsSpan().ContainsAny(Telling)) return null;
        foreach (var carrier in carriers)
        {
            if (carrier.Length != 2) return null;
        }

        return SoldAndFlownWords.Of(sentence, carriers, found, names) is { } clauses ? Read(clauses, carriers, before) : null;
    }

    /// <summary>The same of a note behind a chart, sentence by sentence: what does not leave out others says nothing of it there.</summary>
    public static SoldAndFlown? Behind(string note, ImmutableArray<string> carriers, INameIndex names)
    {
        if (carriers.IsEmpty || !note.AsSpan().ContainsAny(Telling)) return null;
        SoldAndFlown? all = null;
        foreach (var sentence in Phrase.Sentences(note))
        {
            if (Read(sentence, carriers, names, all?.Role) is { IsSure: true } said) all = said.Beside(all?.Role, all);
        }

        return all;
    }

    private static SoldAndFlown? Read(List<SoldAndFlownClause> clauses, ImmutableArray<string> carriers, FlightRole? before)
    {
        // What is named is all of the chart's, or nobody.
        var own = clauses.SelectMany(clause => clause.Own).Distinct().Count();
        if (own > 0 && own != Math.Max(carriers.Length, 1)) return null;
        var isOnly = clauses.Exists(clause => clause.IsOnly);
        // "Not eligible" in a clause by itself is said of all the others.
        var isNegative = clauses.Exists(clause => clause is { Negations: > 0, IsEmpty: true });
        var told = clauses.FindAll(clause => !clause.IsEmpty);
        if (told.Exists(clause => clause.IsAnyone))
        {
            var rest = SoldAndFlownClause.Together(told.FindAll(clause => !clause.IsAnyone));
            return !isNegative && rest is { Negations: 0, IsCodeshare: false, IsOfOthers: false } ? Positive(rest, isOnly, carriers) : null;
        }

        if (isNegative) return Negative(SoldAndFlownClause.Together(told), null, before);
        var left = told.FindAll(clause => clause.Negations > 0);
        var meant = SoldAndFlownClause.Together(told.FindAll(clause => clause.Negations == 0));
        if (left.Count == 0) return Positive(meant, isOnly, carriers);
        if (meant.IsEmpty) return Negative(SoldAndFlownClause.Together(left), null, before);
        if (meant is { IsSold: false, IsFlown: false, IsCodeshare: false, IsOfOthers: false }) return Negative(SoldAndFlownClause.Together([meant, .. left]), null, before);
        return Positive(meant, isOnly, carriers) is { Operators.IsEmpty: true } positive ? Negative(SoldAndFlownClause.Together(left), positive.Role, before) : null;
    }

    private static SoldAndFlown? Positive(SoldAndFlownClause said, bool isOnly, ImmutableArray<string> carriers)
    {
        if (said.IsOfOthers) return null;
        if (said.IsCodeshare)
        {
            // "Codeshare flights earn only with the code of X".
            if (said is { IsOnlyBehindCodeshare: true, IsSold: true, IsFlown: false, Named.IsEmpty: true, Own.IsEmpty: false }) return new SoldAndFlown(FlightRole.Marketing, [], IsSure: true);
            // "Codeshare flights of X earn only when operated by A or B": those that X flies itself are none.
            if (!said.IsOnlyBehindCodeshare || !said.IsFlown || said.Named.Length + said.OwnBehindFlown == 0) return null;
            if (said.Named.IsEmpty) return said.IsSold ? null : new SoldAndFlown(FlightRole.Operating, [], IsSure: true);
            var areOperators = said.IsNamedBehindFlown || (said is { IsNamedBeforeFlown: true, OwnBehindFlown: 0 } && !said.Own.IsEmpty);
            return areOperators && carriers is [var seller] ? new SoldAndFlown(FlightRole.Marketing, [.. said.Named.Add(seller).Distinct()], IsSure: true) : null;
        }

        if (said is { IsSold: true, IsFlown: true })
        {
            if (said.Named.IsEmpty) return said.Own.IsEmpty && !said.IsSoldAndFlown ? null : new SoldAndFlown(FlightRole.MarketingAndOperating, [], IsSure: true);
            // "Marketed by X and operated by X or Y".
            return said is { IsNamedBehindFlown: true, IsSoldBeforeFlown: true, IsSoldAndFlown: false } && carriers is [var only] && said.Own.Length > said.OwnBehindFlown
                ? new SoldAndFlown(FlightRole.Marketing, said.OwnBehindFlown > 0 ? [only, .. said.Named] : said.Named, IsSure: true) : null;
        }

        if (!said.Named.IsEmpty || said.Own.IsEmpty) return null;
        return said.IsFlown ? new SoldAndFlown(FlightRole.Operating, [], isOnly) : said.IsSold ? new SoldAndFlown(FlightRole.Marketing, [], isOnly) : null;
    }

    /// <summary>What is left where some flights are left out.</summary>
    /// <param name="said">What is said of them.</param>
    /// <param name="meant">What the same sentence says of those that are not.</param>
    private static SoldAndFlown? Negative(SoldAndFlownClause said, FlightRole? meant, FlightRole? before)
    {
        if (said.Negations > 1 || !said.Named.IsEmpty) return null;
        var known = meant ?? before;
        if (said.IsCodeshare)
        {
            // Of those that others fly none is left where the airline flies all.
            var isOfOperators = said is { IsFlown: true, IsSold: false, IsOfOthers: true };
            return Sure(isOfOperators && known is FlightRole.Operating ? FlightRole.Operating : FlightRole.MarketingAndOperating);
        }

        if (!said.IsOfOthers) return null;
        if (said is { IsSold: true, IsFlown: true }) return Sure(FlightRole.MarketingAndOperating);
        if (said.IsSold) return Sure(SoldAndFlown.Both(meant, FlightRole.Marketing));
        // "Flights of other airlines", or that others fly, may be any.
        return said.IsFlown && (said.IsOtherThanOwn || known is not null and not FlightRole.Marketing || meant is not null) ? Sure(SoldAndFlown.Both(meant, FlightRole.Operating)) : null;
    }

    private static SoldAndFlown Sure(FlightRole role) => new(role, [], IsSure: true);
}
