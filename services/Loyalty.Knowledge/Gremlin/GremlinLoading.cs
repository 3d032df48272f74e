using Loyalty.Knowledge.Graph;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// Applies change sets. One that fits a request is one request. A larger one is written in batches that do not count yet, and one last
/// small request makes all of it count: see docs/decisions/0005.
/// </summary>
internal sealed class GremlinLoading(GremlinHead heads, GremlinReading reading, GremlinTidying tidying, GremlinOptions options, TimeProvider time, Action<string> reached)
{
    public async Task<ApplyOutcome> ApplyAsync(ChangeSet changes, LoaderLease lease, CancellationToken cancellationToken)
    {
        reached("graph:before");
        while (true)
        {
            try
            {
                var head = await heads.ReadAsync(cancellationToken).ConfigureAwait(false);
                head.Check(lease, time.GetUtcNow());
                head = await tidying.TidyAsync(head, lease, cancellationToken).ConfigureAwait(false);
                if (await reading.IsAppliedAsync(changes.Id, cancellationToken).ConfigureAwait(false)) return ApplyOutcome.AlreadyApplied;
                var plan = await PlanAsync(changes, cancellationToken).ConfigureAwait(false);
                if (plan.Touched == 0) return ApplyOutcome.Unchanged;
                var applied = new AppliedChangeSet(changes.Id, head.Version + 1, changes.RecordedAt ?? time.GetUtcNow(), plan.Touched);
                head = await WriteAsync(plan, applied, head, lease, cancellationToken).ConfigureAwait(false);
                reached("graph:after-commit");
                await SettleAsync(head, lease, cancellationToken).ConfigureAwait(false);
                return ApplyOutcome.Applied;
            }
            catch (SupersededException)
            {
                // The same loader has written meanwhile: begin again from what is there now.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task SettleAsync(GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await tidying.SettleAsync(head, lease, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is LeaseLostException or SupersededException)
        {
            // The change set counts already, and whoever writes next settles first.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<ChangePlan> PlanAsync(ChangeSet changes, CancellationToken cancellationToken)
    {
        var vertices = reading.ElementsAsync('V', [.. changes.Vertices.Select(vertex => vertex.Id)], null, cancellationToken);
        var edges = reading.ElementsAsync('E', [.. changes.Edges.Select(edge => edge.Id)], null, cancellationToken);
        var own = changes.Vertices.Select(vertex => vertex.Id).ToHashSet(StringComparer.Ordinal);
        var ends = reading.PresentAsync(
            changes.Edges.SelectMany(edge => (string[])[edge.From, edge.To]).Where(id => !own.Contains(id)).Distinct(StringComparer.Ordinal), cancellationToken);
        await Task.WhenAll(vertices, edges, ends).ConfigureAwait(false);
        return ChangePlan.Between(changes,
            (await vertices.ConfigureAwait(false)).ToDictionary(element => element.Id, StringComparer.Ordinal),
            (await edges.ConfigureAwait(false)).ToDictionary(element => element.Id, StringComparer.Ordinal), await ends.ConfigureAwait(false));
    }

    private async Task<GraphHead> WriteAsync(ChangePlan plan, AppliedChangeSet applied, GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        if (plan.Writes <= options.BatchSize && Batches(plan, applied, aside: false).ToList() is [var only])
        {
            reached("graph:after-write");
            AddLog(only.Write, only.Log with { ChangeSet = applied, Chunks = 1 });
            return await CommitAsync(only.Write, applied, head, unsettled: 0, lease, cancellationToken).ConfigureAwait(false);
        }

        var chunks = 0;
        var unsettled = 0;
        foreach (var batch in Batches(plan, applied, aside: true))
        {
            AddLog(batch.Write, batch.Log);
            batch.Write.Head("staged", GremlinNames.Of(++chunks));
            if (batch.HasValuesAside) unsettled = chunks;
            head = await heads.WriteAsync(batch.Write, head, lease, cancellationToken).ConfigureAwait(false);
        }

        reached("graph:after-write");
        var last = new GremlinWrite();
        last.SetVertex(GremlinNames.Log(applied.Version, 0), VersionLog.Header(applied, chunks));
        return await CommitAsync(last, applied, head, unsettled, lease, cancellationToken).ConfigureAwait(false);
    }

    private static void AddLog(GremlinWrite write, VersionLog log) => write.AddVertex(log.Id, GremlinNames.LogLabel, log.Properties());

    private async Task<GraphHead> CommitAsync(
        GremlinWrite write, AppliedChangeSet applied, GraphHead head, int unsettled, LoaderLease lease, CancellationToken cancellationToken)
    {
        write.AddVertex(GremlinNames.ChangeSet(applied.Id), GremlinNames.ChangeSetLabel, [new GraphProperty("version", GremlinNames.Of(applied.Version))]);
        write.Head("version", GremlinNames.Of(applied.Version));
        write.Head("staged", "0");
        write.Head("unsettled", GremlinNames.Of(unsettled));
        head = await heads.WriteAsync(write, head, lease, cancellationToken).ConfigureAwait(false);
        return head with { Version = applied.Version, Staged = 0, Unsettled = unsettled };
    }

    // Other values first: so the batches that have some to settle are the first ones.
    private IEnumerable<GremlinBatch> Batches(ChangePlan plan, AppliedChangeSet applied, bool aside)
    {
        var chunk = 0;
        var batch = new GremlinBatch(applied.Version, chunk, applied.RecordedAt);
        foreach (var write in Writes(plan, aside))
        {
            if (batch.Write.Count >= options.BatchSize || batch.Write.Length >= options.MaxRequestLength)
            {
                yield return batch;
                batch = new GremlinBatch(applied.Version, ++chunk, applied.RecordedAt);
            }

            write(batch);
        }

        yield return batch;
    }

    private static IEnumerable<Action<GremlinBatch>> Writes(ChangePlan plan, bool aside) =>
    [
        .. plan.Changed.Select(change => (Action<GremlinBatch>)(batch => batch.Change(change.Held, change.Differing, aside))),
        .. plan.Stubs.Select(id => (Action<GremlinBatch>)(batch => batch.AddStub(id))),
        .. plan.Vertices.Select(vertex => (Action<GremlinBatch>)(batch => batch.Add(vertex.Vertex, vertex.Stub))),
        .. plan.Edges.Select(edge => (Action<GremlinBatch>)(batch => batch.Add(edge.Edge, edge.Stub))),
    ];
}
