using System.Text.Json.Serialization;
using Loyalty.Core.Earning.Index;
using Loyalty.Core.Programs;

namespace Loyalty.Api.Programs;

sealed record ProgramList(ImmutableArray<ProgramResponse> Items, int Total);

sealed record ProgramResponse(
    string Id,
    string Name,
    string? Airline,
    string? Alliance,
    [property: JsonConverter(typeof(NameOf<ProgramKind>))] ProgramKind Kind,
    [property: Description("What its redeemable currency is called.")] string Currency,
    [property: Description("Names of its elite tiers, lowest first.")] ImmutableArray<string> Tiers)
{
    public static ProgramResponse Of(LoyaltyProgram program, EarningIndex index) => new(
        program.Id, program.Name, program.Airline, AllianceOf(program, index),
        program.Kind, program.Currency, [.. program.Tiers.Select(tier => tier.Name)]);

    private static string? AllianceOf(LoyaltyProgram program, EarningIndex index)
    {
        if (program.Airline is null || index.AllianceOf(program.Airline) is not { } id) return null;
        return index.Facts.Alliances.FirstOrDefault(alliance => alliance.Id == id)?.Name ?? id;
    }
}
