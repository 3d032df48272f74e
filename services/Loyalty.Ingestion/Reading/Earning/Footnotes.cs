namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>What the footnotes of a row say: fare bases with amounts of their own, or a condition that nobody understood.</summary>
internal sealed record Footnotes(List<(string Pattern, CellValue Value)> FareBases, string? Phrase = null, string? Problem = null)
{
    private static readonly Footnotes Nothing = new([]);

    private static readonly string[] Restricting =
        ["only valid", "valid only", "only on", "only for", "only if", "only when", "only in", "except", "unless", "excluding", "does not apply", "not valid", "provided", "not eligible"];

    /// <param name="keyMarks">The marks of the row's key cells.</param>
    /// <param name="valueMarks">The marks of the amount.</param>
    /// <param name="notes">The notes in reach.</param>
    /// <param name="currency">Words that an amount may hold.</param>
    public static Footnotes Read(string keyMarks, string valueMarks, Func<IEnumerable<string>> notes, string currency)
    {
        if (keyMarks.Length == 0 && valueMarks.Length == 0) return Nothing;
        List<(string, CellValue)> bases = [];
        foreach (var mark in $"{keyMarks} {valueMarks}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
        {
            foreach (var note in notes())
            {
                if (Body(note, mark) is not { } body) continue;
                var folded = Words.Phrase.Fold(body);
                if (Words.Phrase.HasAny(folded, "fare basis", "fare bases", "farebasis", "fare basis code", "fare basis codes"))
                {
                    if (FareBasis(body, folded, currency, bases) is { } problem) return new Footnotes(bases, body, problem);
                    break;
                }

                if ((Words.Phrase.HasAny(folded, Restricting) || IsOtherAmount(folded)) && !Words.Phrase.HasAny(folded, "taxes", "fees", "tier miles", "status miles"))
                    return new Footnotes(bases, body, "its footnote names a condition that was not understood");
            }
        }

        return bases.Count == 0 ? Nothing : new Footnotes(bases);
    }

    /// <summary>"S gets 50% if booked as a tour".</summary>
    private static bool IsOtherAmount(string folded) => folded.Contains('%', StringComparison.Ordinal) && Words.Phrase.HasAny(folded, "if", "when booked", "if booked");

    /// <summary>The text of a footnote behind its mark: "* ...", "[1] ...", "1) ...", "(1) ...", "1. ...".</summary>
    private static string? Body(string note, string mark)
    {
        var text = note.TrimStart();
        foreach (var form in (ReadOnlySpan<string>)[$"[{mark}]", $"({mark})", $"{mark})", $"{mark}.", $"{mark}:", $"{mark} ", mark])
        {
            if (!text.StartsWith(form, StringComparison.Ordinal)) continue;
            if (form == mark && mark.Length > 0 && char.IsAsciiDigit(mark[0])) continue;
            var rest = text[form.Length..];
            if (rest.StartsWith('*') && mark[0] == '*') continue;
            return rest.TrimStart(' ', ')', ':', '.', ']');
        }

        return null;
    }

    /// <summary>"Fare basis ending in LGT or LGTE4: 25%"; returns what was not understood.</summary>
    private static string? FareBasis(string body, string folded, string currency, List<(string, CellValue)> bases)
    {
        var (before, after) = ("", "");
        if (Words.Phrase.HasAny(folded, "ending", "ends", "end", "suffix")) before = "*";
        else if (Words.Phrase.HasAny(folded, "starting", "beginning", "begins", "starts", "prefix")) after = "*";
        else if (Words.Phrase.HasAny(folded, "containing", "contains", "with", "including")) (before, after) = ("*", "*");
        var colon = body.LastIndexOf(':');
        var earns = Math.Max(Words.Phrase.IndexOf(folded, "earn"), Words.Phrase.IndexOf(folded, "earns"));
        var amountText = colon >= 0 ? body[(colon + 1)..] : earns >= 0 ? body[Math.Min(earns, body.Length)..] : LastAmount(body);
        var listText = colon >= 0 ? body[..colon] : earns >= 0 ? body[..Math.Min(earns, body.Length)] : body;
        var reading = CellReader.Read(amountText.Trim().TrimEnd('.'), currency);
        if (reading.Problem is not null) return $"the amount of its fare-basis footnote was not understood: {reading.Problem}";
        var found = false;
        foreach (var word in listText.Split([' ', ',', '/', '\'', '"', '“', '”'], StringSplitOptions.RemoveEmptyEntries))
        {
            var token = word.Trim('.', ';', '(', ')', '…', '-');
            if (token.Length < 2 || !IsFareBasis(token)) continue;
            bases.Add(token.Contains('*', StringComparison.Ordinal) ? (token, reading.Value) : (before + token + after, reading.Value));
            found = true;
        }

        return found ? null : "its footnote names no fare basis";
    }

    private static string LastAmount(string body)
    {
        var percent = body.LastIndexOf('%');
        if (percent < 0) return body;
        var start = percent;
        while (start > 0 && (char.IsAsciiDigit(body[start - 1]) || body[start - 1] is '.' or ',' or ' ')) start--;
        return body[start..(percent + 1)];
    }

    private static bool IsFareBasis(string token)
    {
        var letters = 0;
        foreach (var letter in token)
        {
            if (char.IsAsciiLetterUpper(letter)) letters++;
            else if (!char.IsAsciiDigit(letter) && letter is not ('*' or '?')) return false;
        }

        return letters > 0;
    }
}
