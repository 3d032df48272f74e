using Loyalty.Core.Geography;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Markets between two places, such as "Japan - Asia or Oceania"; regions that a document names this way become its facts.</summary>
internal static class MarketPairs
{
    public static Market? Read(string text, TableContext context)
    {
        _ = context;
        var parts = text.Split(['-', '–', '—'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts is [var from, var to] && context.Names.IsAirport(from) && context.Names.IsAirport(to) ? new Market(MarketKind.Route, from, to) : null;
    }
}
