using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// Puts values that count by now in their place, and takes away what a loader left that stopped half-way. Each step is one write under the
/// lease, and whoever holds it next goes on from there.
/// </summary>
internal sealed class GremlinTidying(GremlinClient client, GremlinHead heads, GremlinReading reading, GremlinOptions options)
{
    public async Task<GraphHead> TidyAsync(GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        if (head.Restoring) head = await ClearAsync(head, lease, cancellationToken).ConfigureAwait(false);
        if (head.Staged > 0) head = await UndoAsync(head, lease, cancellationToken).ConfigureAwait(false);
        return head.Unsettled > 0 ? await SettleAsync(head, lease, cancellationToken).ConfigureAwait(false) : head;
    }

    /// <summary>Puts the values that the newest change set has aside in their place.</summary>
    public async Task<GraphHead> SettleAsync(GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        while (head.Unsettled > 0)
        {
            var chunk = head.Unsettled - 1;
            var log = await reading.LogAsync(head.Version, chunk, cancellationToken).ConfigureAwait(false);
            var write = new GremlinWrite();
            foreach (var element in await reading.ElementsAsync('V', log?.Vertices ?? [], null, cancellationToken).ConfigureAwait(false))
            {
                if (element.Next is { } next) write.SetVertex(GremlinNames.Escape(element.Id), GremlinBatch.Stored(next.Properties, next.Version, null));
            }

            foreach (var element in await reading.ElementsAsync('E', log?.Edges ?? [], null, cancellationToken).ConfigureAwait(false))
            {
                if (element.Next is { } next) write.SetEdge(GremlinNames.Escape(element.Id), GremlinBatch.Stored(next.Properties, next.Version, null));
            }

            DropValuesAside(write, log);
            write.Head("unsettled", GremlinNames.Of(chunk));
            head = await heads.WriteAsync(write, head, lease, cancellationToken).ConfigureAwait(false) with { Unsettled = chunk };
        }

        return head;
    }

    private async Task<GraphHead> UndoAsync(GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        while (head.Staged > 0)
        {
            var chunk = head.Staged - 1;
            var log = await reading.LogAsync(head.Version + 1, chunk, cancellationToken).ConfigureAwait(false);
            var write = new GremlinWrite();
            write.Drop('E', [.. (log?.NewEdges ?? []).Select(GremlinNames.Escape)], "");
            // A vertex may be the end of an edge that counts: it stays, as one that nobody has described.
            write.Drop('V', [.. (log?.NewVertices ?? []).Select(GremlinNames.Escape)], ".properties()");
            DropValuesAside(write, log);
            write.Drop('V', [GremlinNames.Log(head.Version + 1, chunk)], "");
            write.Head("staged", GremlinNames.Of(chunk));
            head = await heads.WriteAsync(write, head, lease, cancellationToken).ConfigureAwait(false) with { Staged = chunk };
        }

        return head;
    }

    private static void DropValuesAside(GremlinWrite write, VersionLog? log)
    {
        write.Drop('V', [.. (log?.Vertices ?? []).Select(GremlinNames.Escape)], $".properties('{GremlinNames.Next}')");
        write.Drop('E', [.. (log?.Edges ?? []).Select(GremlinNames.Escape)], $".properties('{GremlinNames.Next}')");
    }

    private async Task<GraphHead> ClearAsync(GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        var others = $"V().not(__.hasId('{GremlinNames.Head}')).limit({GremlinNames.Of(options.PageSize)})";
        while ((await client.ReadAsync($"g.{others}.count()", GraphSonReader.Text, cancellationToken).ConfigureAwait(false)).Single() != "0")
        {
            var write = new GremlinWrite();
            write.DropAll(others);
            head = await heads.WriteAsync(write, head, lease, cancellationToken).ConfigureAwait(false);
        }

        var done = new GremlinWrite();
        done.Head("restoring", "");
        return await heads.WriteAsync(done, head, lease, cancellationToken).ConfigureAwait(false) with { Restoring = false };
    }
}
