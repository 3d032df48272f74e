namespace Loyalty.Core.Earning.Index;

/// <summary>Dated rates of exchange: the newest on or before a day counts, and never one from after it.</summary>
internal sealed class ExchangeRates
{
    private readonly Dictionary<(string, string), ExchangeRate[]> _byPair;

    public ExchangeRates(IEnumerable<ExchangeRate> rates) => _byPair = rates
        .GroupBy(rate => (rate.From, rate.To))
        .ToDictionary(pair => pair.Key, pair => pair.OrderBy(rate => rate.Date).ToArray());

    /// <summary>A rate between two currencies on a day, direct, turned round, or across a third; null when there is none.</summary>
    public ExchangeRate? Find(string from, string to, DateOnly day, ImmutableArray<ExchangeRate> own)
    {
        foreach (var rate in own)
        {
            if (rate.From == from && rate.To == to) return rate;
            if (rate.From == to && rate.To == from) return Turned(rate);
        }

        if (Direct(from, to, day) is { } direct) return direct;
        // All pairs of a central bank share one side: both currencies may be reached through it.
        foreach (var (one, other) in _byPair.Keys)
        {
            if ((Across(one) ?? Across(other)) is { } crossed) return crossed;
        }

        return null;

        ExchangeRate? Across(string third) => Direct(from, third, day) is { } half && Direct(third, to, day) is { } rest
            ? new ExchangeRate(from, to, half.Date < rest.Date ? half.Date : rest.Date, half.Rate * rest.Rate, half.DocumentId)
            : null;
    }

    private ExchangeRate? Direct(string from, string to, DateOnly day) =>
        Latest(from, to, day) ?? (Latest(to, from, day) is { } turned ? Turned(turned) : null);

    private static ExchangeRate Turned(ExchangeRate rate) => rate with { From = rate.To, To = rate.From, Rate = 1 / rate.Rate };

    private ExchangeRate? Latest(string from, string to, DateOnly day)
    {
        if (!_byPair.TryGetValue((from, to), out var rates)) return null;
        for (var i = rates.Length - 1; i >= 0; i--)
        {
            if (rates[i].Date <= day) return rates[i];
        }

        return null;
    }
}
