using Loyalty.Core.Sources;

namespace Loyalty.Core.Earning.Index;

/// <summary>A chart's edition with its end derived from the charts that follow it under the same key.</summary>
internal sealed class CompiledChart
{
    private int _endsByTravel = int.MaxValue;
    private int _endsByTicketing = int.MaxValue;
    private CompiledChart[] _editions = [];

    public CompiledChart(EarningChart chart, SourceDocument source)
    {
        Chart = chart;
        Source = source;
        From = chart.Validity.From?.DayNumber ?? int.MinValue;
        Until = chart.Validity.Until?.DayNumber ?? int.MaxValue;
        ByTicketing = chart.Validity.By == DateBasis.Ticketing;
    }

    public EarningChart Chart { get; }

    public SourceDocument Source { get; }

    public int From { get; }

    public int Until { get; }

    public bool ByTicketing { get; }

    /// <summary>Links all editions of one key: each newer one ends the older ones.</summary>
    public static void Link(List<CompiledChart> editions)
    {
        editions.Sort(static (a, b) => a.CompareAge(b));
        var chain = editions.ToArray();
        int travel = int.MaxValue, ticketing = int.MaxValue;
        for (var i = chain.Length - 1; i >= 0; i--)
        {
            chain[i]._editions = chain;
            chain[i]._endsByTravel = travel;
            chain[i]._endsByTicketing = ticketing;
            if (chain[i].ByTicketing) ticketing = Math.Min(ticketing, chain[i].From);
            else travel = Math.Min(travel, chain[i].From);
        }
    }

    /// <summary>The first day of travel on which it is in force, by all that is known now.</summary>
    public int TravelFrom => ByTicketing ? int.MinValue : From;

    /// <summary>The day of travel from which on it is not.</summary>
    public int TravelEnd => ByTicketing ? _endsByTravel : Math.Min(_endsByTravel, Until == int.MaxValue ? Until : Until + 1);

    /// <summary>The first day of issue for which it is in force.</summary>
    public int TicketingFrom => ByTicketing ? From : int.MinValue;

    /// <summary>The day of issue from which on it is not.</summary>
    public int TicketingEnd => ByTicketing ? Math.Min(_endsByTicketing, Until == int.MaxValue ? Until : Until + 1) : _endsByTicketing;

    public bool InForce(int travel, int ticketing, DateTimeOffset? knownAt)
    {
        var day = ByTicketing ? ticketing : travel;
        if (day < From || day > Until) return false;
        if (knownAt is null) return travel < _endsByTravel && ticketing < _endsByTicketing;
        if (Chart.RecordedAt > knownAt) return false;
        foreach (var other in _editions)
        {
            if (other.Chart.RecordedAt <= knownAt && CompareAge(other) < 0
                && other.From <= (other.ByTicketing ? ticketing : travel)) return false;
        }

        return true;
    }

    /// <summary>Older first: by first day, then by when it was recorded, then by document so that the order is total.</summary>
    private int CompareAge(CompiledChart other)
    {
        var order = From.CompareTo(other.From);
        if (order == 0) order = Chart.RecordedAt.CompareTo(other.Chart.RecordedAt);
        return order != 0 ? order : string.CompareOrdinal(Chart.DocumentId, other.Chart.DocumentId);
    }
}
