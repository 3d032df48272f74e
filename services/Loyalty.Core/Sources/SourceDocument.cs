namespace Loyalty.Core.Sources;

/// <summary>The published document that a fact was read from. Immutable, thread-safe.</summary>
/// <param name="Id">SHA-256 of the document's bytes, in lower-case hexadecimal.</param>
/// <param name="Title">What the document calls itself, or what its curator called it.</param>
/// <param name="Url">Where it was published (http or https), when known.</param>
/// <param name="EffectiveDate">The first day that the document names for what it says, when it names one.</param>
/// <param name="SourceDate">The day the source itself carries, when known: an old source stays old.</param>
public sealed record SourceDocument(string Id, string Title, string? Url, DateOnly? EffectiveDate, DateOnly? SourceDate);
