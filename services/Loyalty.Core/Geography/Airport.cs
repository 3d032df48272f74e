namespace Loyalty.Core.Geography;

/// <summary>An airport with an IATA code. Immutable, thread-safe.</summary>
/// <param name="Iata">Three capital letters.</param>
/// <param name="Name">The airport's name.</param>
/// <param name="City">The municipality it serves, when known.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code of its country.</param>
/// <param name="Continent">Two-letter continent code: AF, AN, AS, EU, NA, OC, SA.</param>
/// <param name="Latitude">Degrees north, WGS-84, -90 to 90.</param>
/// <param name="Longitude">Degrees east, WGS-84, -180 to 180.</param>
public sealed record Airport(
    string Iata, string Name, string? City, string Country, string Continent, double Latitude, double Longitude);
