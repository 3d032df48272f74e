using Loyalty.Core.Geography;

namespace Loyalty.Core.Earning.Index;

/// <summary>The places of a flight as a program sees them, as market keys.</summary>
internal static class Places
{
    private const int BesideRegions = 12;

    /// <summary>So many places a flight has at most, where an airport lies in so many regions.</summary>
    public static int Most(int regions) => BesideRegions + (2 * regions) + (regions * regions);

    public static int Of(Airport from, Airport to, ReadOnlySpan<int> fromRegions, ReadOnlySpan<int> toRegions, Span<ulong> places)
    {
        var count = 0;
        places[count++] = MarketKey.Any;
        // A country may lie on two continents; a flight inside it leaves none.
        if (from.Continent == to.Continent || from.Country == to.Country) places[count++] = MarketKey.Single(MarketKind.Within, 0);
        if (from.Continent == to.Continent) places[count++] = MarketKey.Single(MarketKind.Within, MarketKey.Code(from.Continent));
        if (from.Country == to.Country)
        {
            places[count++] = MarketKey.Single(MarketKind.Domestic, 0);
            places[count++] = MarketKey.Single(MarketKind.Domestic, MarketKey.Code(from.Country));
        }
        else
        {
            places[count++] = MarketKey.Single(MarketKind.International, 0);
            if (from.Continent == to.Continent)
            {
                places[count++] = MarketKey.Single(MarketKind.Continental, 0);
                places[count++] = MarketKey.Single(MarketKind.Continental, MarketKey.Code(from.Continent));
            }
            else
            {
                places[count++] = MarketKey.Single(MarketKind.Intercontinental, 0);
            }
        }

        uint origin = MarketKey.Code(from.Iata), destination = MarketKey.Code(to.Iata);
        places[count++] = MarketKey.Single(MarketKind.Airport, origin);
        places[count++] = MarketKey.Single(MarketKind.Airport, destination);
        places[count++] = MarketKey.Pair(MarketKind.Route, origin, destination);
        foreach (var one in fromRegions)
        {
            places[count++] = MarketKey.Single(MarketKind.Regions, (uint)one);
            foreach (var other in toRegions)
            {
                places[count++] = MarketKey.Pair(MarketKind.Regions, (uint)one, (uint)other);
            }
        }

        foreach (var other in toRegions)
        {
            if (!fromRegions.Contains(other)) places[count++] = MarketKey.Single(MarketKind.Regions, (uint)other);
        }

        return count;
    }
}

/// <summary>One named amount of a program: a component of a metric.</summary>
internal sealed record Slot(string Metric, string Component, ChartPart Part, int Order);
