using Loyalty.Core.Earning.Index;
using Loyalty.Core.Sources;

namespace Loyalty.Api;

[Description("The document behind an answer.")]
sealed record Source(
    string DocumentId, string Title, string? Url,
    [property: Description("The first day that it names.")] DateOnly? EffectiveDate,
    [property: Description("The day that it carries itself: how old it is.")] DateOnly? SourceDate)
{
    public static Source? Of(SourceDocument? document) =>
        document is null ? null : new Source(document.Id, document.Title, document.Url, document.EffectiveDate, document.SourceDate);

    public static Source Of(EarningIndex index, string documentId) =>
        Of(index.Documents.GetValueOrDefault(documentId)) ?? new Source(documentId, documentId, null, null, null);
}
