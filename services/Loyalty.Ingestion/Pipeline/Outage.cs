using System.Net.Sockets;
using Amazon.Runtime;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Loyalty.Storage.Aws;
using Microsoft.Data.Sqlite;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>Tells what is wrong with the stores from what is wrong with a document: the first is waited out, the second is a curator's.</summary>
static class Outage
{
    // SQLite's codes for a file that is locked, may not be written, cannot be read or written, or has no room.
    private static readonly int[] SqliteCodes = [5, 6, 8, 10, 13, 14];

    /// <summary>Whether a store failed, and the same work may succeed later.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        StoreOutageException or LeaseLostException or MissingResourceException => true,
        Knowledge.Snapshots.GraphReplacedException or HttpRequestException or SocketException or AmazonClientException => true,
        AmazonServiceException service => (int)service.StatusCode is 0 or 403 or 408 or 429 or >= 500,
        GremlinException gremlin => gremlin.Failure != GremlinFailure.Rejected,
        SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteErrorCode),
        // A full or lost disk, or one that may not be written; what a document does to its reader is an UnreadableDocumentException.
        IOException or UnauthorizedAccessException => true,
        AggregateException { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}

/// <summary>A store cannot be worked with for now.</summary>
public sealed class StoreOutageException(string message, Exception? inner = null) : Exception(message, inner);
