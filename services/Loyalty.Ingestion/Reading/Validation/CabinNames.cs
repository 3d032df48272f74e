using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>Cabins in the words of a reason.</summary>
internal static class CabinNames
{
    public static string Of(Cabin cabin) => cabin switch
    {
        Cabin.Economy => "economy",
        Cabin.PremiumEconomy => "premium economy",
        Cabin.Business => "business",
        _ => "first",
    };
}
