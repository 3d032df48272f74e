using System.Collections.Immutable;
using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>What the curator says of a document: it wins over what its title and its headings say.</summary>
internal sealed class HintedTerms(Hints hints, string? programId, INameIndex names)
{
    private static readonly Phrases CodeWords = new("code", "codes", "flight number", "flight numbers", "marketed", "sold");

    public string? Title => hints.Title;

    /// <summary>Whose flights it is about; null where the curator does not say.</summary>
    public ImmutableArray<string>? Carriers { get; } = string.IsNullOrWhiteSpace(hints.Carrier) ? null
        : [.. hints.Carrier.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether the curator knows the document's first day.</summary>
    public bool HasDay => hints.EffectiveDate is not null;

    /// <summary>The document's valid time, where its text says one.</summary>
    public Validity? Valid(Validity? text) =>
        hints.EffectiveDate is not { } from ? text
        : text is { Until: { } until } known && until < from ? known with { From = from, Until = null }
        : (text ?? default) with { From = from };

    /// <summary>What a document's title says, as far as it may.</summary>
    public Terms OfDocument(Terms title) => title with
    {
        ProgramId = programId,
        Carriers = Carriers ?? (title.Carriers is ["*"] ? [] : title.Carriers),
        Validity = Valid(title.Validity),
        Market = null,
        Unplaced = null,
        Cabin = null,
    };

    /// <summary>The first heading is the document's title too.</summary>
    public Terms OfTitle(Terms terms, string text) => Carriers is null && !HasDay ? terms : terms with
    {
        Carriers = Carriers is not { } hinted ? terms.Carriers : hinted is [var only] ? Together(text, only) : [],
        Validity = Valid(terms.Validity),
    };

    /// <summary>Whose flights the page is about, the curator knows better than a heading that names the program's own airline.</summary>
    public Terms OfHeading(Terms terms, string text)
    {
        if (Carriers is not { } hinted || programId is null || terms.Carriers is not [var named] || hinted.Contains(named) || names.Program(programId)?.Airline != named) return terms;
        return FlownByAnother(text) is { } flies ? terms with { Carriers = [], Role = FlightRole.Marketing, SoldAndFlown = SoldBy(flies) } : terms with { Carriers = [] };
    }

    /// <summary>"AEGEAN &amp; Olympic Air flights": whoever hints at the one means both.</summary>
    public ImmutableArray<string> Together(string text, string hinted)
    {
        var found = NamesFound.In(text, names);
        if (found.Airlines.Length is < 2 or > 4 || !found.Airlines.Any(airline => airline.Iata == hinted)) return [];
        for (var i = 1; i < found.Airlines.Length; i++)
        {
            var (_, index, length) = found.Airlines[i - 1];
            if (text[(index + length)..found.Airlines[i].Index].Trim().ToLowerInvariant() is not ("and" or "&" or "/" or "," or "or" or "+")) return [];
        }

        return [.. found.Airlines.Select(airline => airline.Iata).Distinct()];
    }

    /// <summary>"Flights with the code of Vueling, operated by Iberia", where the hint names Vueling: sold by one airline and flown by another.</summary>
    public string? FlownByAnother(string line)
    {
        if (Carriers is not [var hinted] || line.Length > 150 || line.IndexOf("operated by ", StringComparison.OrdinalIgnoreCase) is not (> 0 and var at)) return null;
        // "Codeshare flights with its code earn only if operated by X": those that it flies itself are meant too.
        if (SoldAndFlownSentence.Read(line, [hinted], names) is { Operators.Length: > 1 }) return null;
        if (!CodeWords.In(Phrase.Fold(line[..at])) || names.AirlinesIn(line[at..]) is not [var (iata, _, _)] || iata == hinted) return null;
        return names.AirlinesIn(line[..at]) is var sold && (sold.IsEmpty || (sold.Length == 1 && sold[0].Iata == hinted)) ? iata : null;
    }

    public static SoldAndFlown SoldBy(string operatedBy) => new(FlightRole.Marketing, [operatedBy], IsSure: true);
}
