using System.Collections.Immutable;

namespace Loyalty.Ingestion.Reading.Validation;

public static class FactValidator
{
    public static ImmutableArray<ValidationProblem> Validate(ExtractedFacts facts, INameIndex names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return facts.Charts.IsEmpty && facts.Airports.IsEmpty && facts.Programs.IsEmpty && facts.Airlines.IsEmpty && facts.Alliances.IsEmpty && facts.ExchangeRates.IsEmpty && facts.Transfers.IsEmpty && facts.Tiers.IsEmpty && facts.Sectors.IsEmpty && facts.Regions.IsEmpty
            ? [new ValidationProblem("No table was recognised.", true, null, null, [], [])]
            : [];
    }
}
