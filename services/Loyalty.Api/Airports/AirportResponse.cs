using Loyalty.Core.Geography;

namespace Loyalty.Api.Airports;

sealed record AirportResponse(
    string Iata,
    string Name,
    string? City,
    [property: Description("ISO 3166-1 alpha-2.")] string Country,
    [property: Description("AF, AN, AS, EU, NA, OC or SA.")] string Continent,
    double Latitude,
    double Longitude)
{
    public static AirportResponse Of(Airport airport) => new(
        airport.Iata, airport.Name, airport.City, airport.Country, airport.Continent, airport.Latitude, airport.Longitude);
}
