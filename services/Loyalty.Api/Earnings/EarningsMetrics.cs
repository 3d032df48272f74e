using System.Diagnostics.Metrics;

namespace Loyalty.Api.Earnings;

sealed class EarningsMetrics
{
    private readonly Counter<long> _calculations;
    private readonly Histogram<double> _duration;

    public EarningsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Loyalty.Api");
        _calculations = meter.CreateCounter<long>("loyalty.earnings.calculations", description: "Tickets calculated in all programs asked for");
        _duration = meter.CreateHistogram<double>("loyalty.earnings.duration", "s", "Validation and calculation of a ticket");
    }

    public void Calculated(TimeSpan elapsed, int segments)
    {
        var size = new KeyValuePair<string, object?>("segments", segments == 1 ? "one" : "several");
        _calculations.Add(1, size);
        _duration.Record(elapsed.TotalSeconds, size);
    }
}
