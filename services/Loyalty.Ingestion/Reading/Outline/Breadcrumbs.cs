using Loyalty.Core.Geography;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>Where in its site a page stands: "Home > Domestic flights > Class J". A page among those of some flights is about these.</summary>
internal static class Breadcrumbs
{
    private static readonly string[] Between = [" > ", " » ", " › ", " / ", ">", "»"];

    private const string Signs = ">»›/";

    private static readonly Phrases First = new("home", "top", "start", "homepage");

    /// <summary>The market that one of the steps names; null for a line of anything else.</summary>
    public static Market? Market(string line)
    {
        if (line.Length is < 8 or > 160 || line.AsSpan().IndexOfAny(Signs) < 0 || line.AsSpan().ContainsAnyInRange('0', '9')) return null;
        foreach (var between in Between)
        {
            var steps = line.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (steps.Length < 3 || !First.In(Phrase.Fold(steps[0]))) continue;
            foreach (var step in steps)
            {
                if (MarketWords.Read(Phrase.Fold(step)) is { Kind: MarketKind.Domestic or MarketKind.International } market) return market;
            }

            return null;
        }

        return null;
    }
}
