using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Snapshots;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>Reads the head vertex, hands the lease round, and writes under it. Thread-safe.</summary>
internal sealed class GremlinHead(GremlinClient client, GremlinOptions options, TimeProvider time)
{
    // A try fails only because another writer was quicker: so often in a row is no coincidence.
    private const int Patience = 50;

    /// <summary>The head; a graph that has none, being new or having lost its data, gets one with an identity of its own.</summary>
    public async Task<GraphHead> ReadAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var heads = await client.ReadAsync(GraphHead.ReadText, GraphHead.Read, cancellationToken).ConfigureAwait(false);
            if (heads is [var head]) return head with { ReadAt = time.GetUtcNow() };
            // Two may try at once: whoever comes second finds it made, or is told of a conflict.
            await client.TryWriteAsync(GraphHead.CreateText(), attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<LoaderLease?> TryAcquireAsync(string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var head = await ReadAsync(cancellationToken).ConfigureAwait(false);
            var now = time.GetUtcNow();
            var isFree = head.Owner.Length == 0 || head.Expires <= now.UtcTicks;
            if (!isFree && head.Owner != owner) return null;
            // The same owner prolongs its own lease only while it lasts: after that somebody else may have loaded.
            var lease = new LoaderLease(owner, isFree ? head.Token + 1 : head.Token, now + duration);
            var text = Found(head.Token, head.Owner).Raw(".has('expires',").Literal(GremlinNames.Of(head.Expires)).Raw(")");
            Set(text, "owner", owner);
            Set(text, "token", GremlinNames.Of(lease.Token));
            Set(text, "expires", GremlinNames.Of(lease.ExpiresAt.UtcTicks));
            try
            {
                if (await client.TryWriteAsync(text.Raw(".count()").ToString(), attempt, cancellationToken).ConfigureAwait(false) == true) return lease;
            }
            catch (GremlinException failure) when (failure.Failure == GremlinFailure.Conflict)
            {
                // So many others want it that somebody else has it.
                return null;
            }

            if (attempt > Patience) throw new GremlinException(GremlinFailure.Rejected, $"{options.Address}: the lease could not be taken in {attempt} tries, though nobody holds it.");
        }
    }

    public async Task ReleaseAsync(LoaderLease lease, CancellationToken cancellationToken)
    {
        var text = Found(lease.Token, lease.Owner);
        Set(text, "owner", "");
        Set(text, "expires", "0");
        var gremlin = text.Raw(".count()").ToString();
        var attempt = 0;
        while (await client.TryWriteAsync(gremlin, attempt, cancellationToken).ConfigureAwait(false) is null) attempt++;
    }

    /// <summary>Writes a batch once, and returns the head as it is afterwards, as far as a writer must know.</summary>
    /// <exception cref="LeaseLostException">The lease is another's or expired: nothing was written.</exception>
    /// <exception cref="SupersededException">The same loader has written something else meanwhile: what was read no longer holds.</exception>
    public async Task<GraphHead> WriteAsync(GremlinWrite write, GraphHead head, LoaderLease lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        head.Check(lease, now);
        // Or a change set of many requests would outlive the lease that it began under.
        var until = head.Prolonged(lease, now).UtcTicks;
        write.Head("expires", GremlinNames.Of(until));
        var name = $"{GremlinNames.Of(lease.Token)}:{Guid.NewGuid():N}";
        var text = write.Text(lease, head.Write, name);
        for (var attempt = 0; ; attempt++)
        {
            if (await client.TryWriteAsync(text, attempt, cancellationToken).ConfigureAwait(false) == true) return head with { Write = name, Expires = until };
            // Refused, or without an answer: the head tells whether it happened.
            var found = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (found.Identity != head.Identity) throw new GraphReplacedException(head.Version, found.Version);
            if (found.Write == name) return head with { Write = name, Expires = until };
            found.Check(lease, time.GetUtcNow());
            if (found.Write != head.Write) throw new SupersededException();
            if (attempt >= options.Retries) throw new GremlinException(GremlinFailure.Conflict, $"{options.Address} did not take a write after {attempt} tries.");
        }
    }

    private static GremlinText Found(long token, string owner) => new GremlinText().Raw("g.V(").Literal(GremlinNames.Head)
        .Raw(").has('token',").Literal(GremlinNames.Of(token)).Raw(").has('owner',").Literal(owner).Raw(")");

    private static void Set(GremlinText text, string name, string value) => text.Raw(".property(single,").Literal(name).Raw(",").Literal(value).Raw(")");
}

/// <summary>Something else was written under the same lease: what was read before no longer holds.</summary>
internal sealed class SupersededException : Exception;
