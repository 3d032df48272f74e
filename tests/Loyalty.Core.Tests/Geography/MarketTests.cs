using CsCheck;
using Loyalty.Core.Geography;

namespace Loyalty.Core.Tests.Geography;

public sealed class MarketTests
{
    private static readonly Gen<Market> Markets = Gen.OneOf(
        Gen.OneOf(MarketKind.Any, MarketKind.International, MarketKind.Intercontinental, MarketKind.Within, MarketKind.Continental, MarketKind.Domestic)
            .Select(kind => new Market(kind)),
        Gen.OneOf(MarketKind.Domestic, MarketKind.Within, MarketKind.Continental).Select(Code(2), (kind, place) => new Market(kind, place)),
        Code(3).Select(airport => new Market(MarketKind.Airport, airport)),
        Code(3).Select(Code(3), (from, to) => new Market(MarketKind.Route, from, to)),
        Code(4).Select(region => new Market(MarketKind.Regions, "UA_Test:" + region)),
        Code(4).Select(Code(4), (from, to) => new Market(MarketKind.Regions, "UA_Test:" + from, "UA_Test:" + to)));

    [Fact]
    public void The_canonical_text_is_read_back() => Markets.Sample(market =>
    {
        var read = Market.Parse(market.ToString());
        Assert.Equal(market.ToString(), read.ToString());
        Assert.Equal((market.Kind, market.From is null, market.To is null), (read.Kind, read.From is null, read.To is null));
    });

    [Fact]
    public void Both_directions_are_one_text() => Markets.Where(market => market.To is not null)
        .Sample(market => Assert.Equal(market.ToString(), (market with { From = market.To, To = market.From }).ToString()));

    [Theory]
    [InlineData("any", MarketKind.Any, null, null)]
    [InlineData("within:EU", MarketKind.Within, "EU", null)]
    [InlineData("domestic:JP", MarketKind.Domestic, "JP", null)]
    [InlineData("route:FRA-SIN", MarketKind.Route, "FRA", "SIN")]
    [InlineData("regions:NH_MileageClub:Zone1-NH_MileageClub:Zone2", MarketKind.Regions, "NH_MileageClub:Zone1", "NH_MileageClub:Zone2")]
    public void Texts(string text, MarketKind kind, string? from, string? to) => Assert.Equal(new Market(kind, from, to), Market.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("everywhere")]
    [InlineData("7")]
    [InlineData("Route;FRA-SIN")]
    public void What_names_no_market_is_refused(string text) => Assert.Throws<FormatException>(() => Market.Parse(text));

    private static Gen<string> Code(int length) => Gen.Char['A', 'Z'].Array[length].Select(letters => new string(letters));
}
