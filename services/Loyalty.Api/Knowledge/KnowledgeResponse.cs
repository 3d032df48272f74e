using Loyalty.Knowledge.Snapshots;

namespace Loyalty.Api.Knowledge;

sealed record KnowledgeResponse(
    [property: Description("Grows with every change of the knowledge graph.")] long Version,
    DateTimeOffset BuiltAt,
    [property: Description("The snapshot file that the service started from; null when it read the graph whole.")] string? StartedFrom,
    KnowledgeCounts Counts,
    ImmutableArray<KnowledgeSource> Sources)
{
    public static KnowledgeResponse Of(KnowledgeSnapshot knowledge, string? startedFrom)
    {
        var facts = knowledge.Facts;
        return new KnowledgeResponse(
            knowledge.Version,
            knowledge.BuiltAt,
            startedFrom,
            new KnowledgeCounts(facts.Airports.Length, facts.Airlines.Length, facts.Programs.Length, facts.Charts.Length,
                facts.Charts.Sum(chart => chart.Rules.Length), facts.Documents.Length),
            [.. facts.Documents.Select(document => new KnowledgeSource(
                document.Id, document.Title, document.Url, document.EffectiveDate, document.SourceDate))]);
    }
}

sealed record KnowledgeCounts(int Airports, int Airlines, int Programs, int Charts, int Rules, int Documents);

sealed record KnowledgeSource(
    string Id,
    string Title,
    string? Url,
    [property: Description("The first day that the document names for what it says.")] DateOnly? EffectiveDate,
    [property: Description("The day the document itself carries.")] DateOnly? SourceDate);
