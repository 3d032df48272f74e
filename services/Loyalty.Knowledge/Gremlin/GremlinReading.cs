using System.Runtime.CompilerServices;
using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Reads elements by their ids, page by page, led by the versions' logs: a read costs what it brings, not what the graph holds.</summary>
internal sealed class GremlinReading(GremlinClient client, GremlinHead heads, GremlinOptions options)
{
    private const int VersionsPerPage = 50;

    public async IAsyncEnumerable<StoredElement> ReadAsync(
        long after, ImmutableArray<string>? edgeLabels, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var version = (await heads.ReadAsync(cancellationToken).ConfigureAwait(false)).Version;
        foreach (var edges in (bool[])[false, true])
        {
            var page = new Dictionary<string, long>(StringComparer.Ordinal);
            await foreach (var log in LogsAsync(after, version, edges ? ["newEdges", "edges"] : ["newVertices", "vertices"], cancellationToken).ConfigureAwait(false))
            {
                foreach (var id in edges ? log.NewEdges.Concat(log.Edges) : log.NewVertices.Concat(log.Vertices))
                {
                    page[id] = log.Version;
                    if (page.Count < options.PageSize) continue;
                    foreach (var element in await PageAsync(edges, page, version, edgeLabels, cancellationToken).ConfigureAwait(false)) yield return element;
                    page.Clear();
                }
            }

            foreach (var element in await PageAsync(edges, page, version, edgeLabels, cancellationToken).ConfigureAwait(false)) yield return element;
        }
    }

    public async Task<ImmutableDictionary<string, StoredElement>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = ImmutableDictionary.CreateBuilder<string, StoredElement>(StringComparer.Ordinal);
        foreach (var page in ids.Chunk(options.PageSize))
        {
            var before = await heads.ReadAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var elements = await Task.WhenAll(ElementsAsync('V', page, null, cancellationToken), ElementsAsync('E', page, null, cancellationToken)).ConfigureAwait(false);
                var after = await heads.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (after.Version == before.Version)
                {
                    foreach (var element in elements.SelectMany(list => list))
                    {
                        if (element.At(after.Version) is { } stored) found[element.Id] = stored;
                    }

                    break;
                }

                // A change set came to count meanwhile: a page is never half before and half after one.
                before = after;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The logs of versions, oldest first, all batches of each.</summary>
    public async IAsyncEnumerable<VersionLog> LogsAsync(
        long after, long until, ImmutableArray<string> fields, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var log in FirstLogsAsync(after, until, cancellationToken, fields).ConfigureAwait(false))
        {
            yield return log;
            foreach (var chunks in Enumerable.Range(1, Math.Max(0, log.Chunks - 1)).Chunk(VersionsPerPage))
            {
                foreach (var more in await LogsAsync(chunks.Select(chunk => GremlinNames.Log(log.Version, chunk)), fields, cancellationToken).ConfigureAwait(false))
                    yield return more;
            }
        }
    }

    /// <summary>The first log of each version, oldest first.</summary>
    public async IAsyncEnumerable<VersionLog> FirstLogsAsync(
        long after, long until, [EnumeratorCancellation] CancellationToken cancellationToken, params ImmutableArray<string> fields)
    {
        for (var first = after + 1; first <= until; first += VersionsPerPage)
        {
            var count = (int)Math.Min(VersionsPerPage, until - first + 1);
            var page = Enumerable.Range(0, count).Select(n => GremlinNames.Log(first + n, 0)).ToList();
            foreach (var log in await LogsAsync(page, fields, cancellationToken).ConfigureAwait(false)) yield return log;
        }
    }

    /// <summary>One log, or null.</summary>
    public async Task<VersionLog?> LogAsync(long version, int chunk, CancellationToken cancellationToken) =>
        (await LogsAsync([GremlinNames.Log(version, chunk)], ["newVertices", "vertices", "newEdges", "edges"], cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Elements as the server holds them.</summary>
    /// <param name="kind"><c>V</c> or <c>E</c>.</param>
    /// <param name="ids">Ids as the graph knows them.</param>
    /// <param name="labels">Which labels; null for all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<List<GremlinElement>> ElementsAsync(
        char kind, IReadOnlyCollection<string> ids, ImmutableArray<string>? labels, CancellationToken cancellationToken)
    {
        var elements = new List<GremlinElement>(ids.Count);
        if (labels is { Length: 0 }) return elements;
        foreach (var page in ids.Chunk(options.PageSize))
        {
            var text = new GremlinText().Raw($"g.{kind}(").Literals(page.Select(GremlinNames.Escape)).Raw(")");
            if (labels is { } some) text.Raw(".hasLabel(").Literals(some).Raw(")");
            elements.AddRange(await client.ReadAsync(text.Raw(".elementMap()").ToString(), GremlinElement.Read, cancellationToken).ConfigureAwait(false));
        }

        return elements;
    }

    /// <summary>Whether a change set has been applied.</summary>
    public async Task<bool> IsAppliedAsync(string changeSet, CancellationToken cancellationToken) =>
        await client.ReadAsync(new GremlinText().Raw("g.V(").Literal(GremlinNames.ChangeSet(changeSet)).Raw(").id()").ToString(), GraphSonReader.Text, cancellationToken)
            .ConfigureAwait(false) is not [];

    /// <summary>Which of these vertices are there, described or not.</summary>
    public async Task<HashSet<string>> PresentAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in ids.Chunk(options.PageSize))
        {
            var text = new GremlinText().Raw("g.V(").Literals(page.Select(GremlinNames.Escape)).Raw(").id()").ToString();
            foreach (var id in await client.ReadAsync(text, GraphSonReader.Text, cancellationToken).ConfigureAwait(false)) present.Add(GremlinNames.Unescape(id));
        }

        return present;
    }

    private async Task<List<StoredElement>> PageAsync(
        bool edges, Dictionary<string, long> page, long version, ImmutableArray<string>? edgeLabels, CancellationToken cancellationToken)
    {
        var elements = await ElementsAsync(edges ? 'E' : 'V', page.Keys, edges ? edgeLabels : null, cancellationToken).ConfigureAwait(false);
        var stored = new List<StoredElement>(elements.Count);
        foreach (var element in elements)
        {
            // What a later version touched again is listed there too.
            if (element.At(version) is { } now && now.Version == page[element.Id]) stored.Add(now);
        }

        stored.Sort(static (a, b) => string.CompareOrdinal(a.Vertex?.Id ?? a.Edge!.Id, b.Vertex?.Id ?? b.Edge!.Id));
        return stored;
    }

    private async Task<List<VersionLog>> LogsAsync(IEnumerable<string> ids, ImmutableArray<string> fields, CancellationToken cancellationToken)
    {
        var text = new GremlinText().Raw("g.V(").Literals(ids).Raw(").elementMap(")
            .Literals(["chunks", "changeSet", "recorded", "elements", .. fields]).Raw(")");
        var logs = await client.ReadAsync(text.ToString(), VersionLog.Read, cancellationToken).ConfigureAwait(false);
        logs.Sort(static (a, b) => (a.Version, a.Chunk).CompareTo((b.Version, b.Chunk)));
        return logs;
    }
}
