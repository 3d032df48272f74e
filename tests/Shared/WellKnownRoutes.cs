namespace Loyalty.Tests;

/// <summary>A flight between two airports that many people know.</summary>
/// <param name="Carrier">Who sells and flies it.</param>
/// <param name="Fare">Base fare and carrier surcharges together, in euros; made up.</param>
sealed record WellKnownFlight(string Origin, string Destination, string Carrier, char FareClass, decimal Fare)
{
    /// <summary>Days that do not pass, so that the answers are the same on any day.</summary>
    public static readonly DateOnly Ticketed = new(2026, 10, 1), Departure = new(2026, 12, 1);

    /// <summary>Over ten routes: those whose answers <c>docs/knowledge.md</c> shows.</summary>
    public static readonly IReadOnlyList<WellKnownFlight> All =
    [
        new("FRA", "SIN", "LH", 'K', 500),
        new("LHR", "JFK", "BA", 'Y', 500),
        new("JFK", "LAX", "AA", 'M', 300),
        new("JFK", "LAX", "DL", 'M', 300),
        new("SIN", "SYD", "SQ", 'Y', 500),
        new("NRT", "LAX", "NH", 'Y', 500),
        new("NRT", "LAX", "UA", 'Y', 500),
        new("CDG", "JFK", "AF", 'J', 2_500),
        new("SYD", "MEL", "QF", 'E', 100),
        new("HKG", "LHR", "CX", 'J', 2_500),
        new("DOH", "LHR", "QR", 'J', 2_500),
        new("IST", "JFK", "TK", 'J', 2_500),
    ];
}
