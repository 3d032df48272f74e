using System.Collections.Immutable;
using Loyalty.Core.Earning;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>What facts are judged by. Immutable.</summary>
/// <param name="Names">The names that the graph knows.</param>
public sealed record ValidationContext(INameIndex Names)
{
    /// <summary>What a curator says of the document.</summary>
    public Hints Hints { get; init; } = new();

    /// <summary>The document that is judged: no chart replaces its own.</summary>
    public string DocumentId { get; init; } = "";

    /// <summary>The day the document was handed in; null where that is not known, and no day is too far ahead.</summary>
    public DateOnly? HandedIn { get; init; }

    /// <summary>The charts that the graph has.</summary>
    public ImmutableArray<EarningChart> Charts { get; init; } = [];
}
