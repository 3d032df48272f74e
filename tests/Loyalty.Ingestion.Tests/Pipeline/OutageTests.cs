using Loyalty.Ingestion.Pipeline;
using Microsoft.Data.Sqlite;

namespace Loyalty.Ingestion.Tests.Pipeline;

public class OutageTests
{
    public static TheoryData<Exception> OfStores => new()
    {
        new IOException("No space left on device"),
        new UnauthorizedAccessException("Access to the path is denied."),
        new SqliteException("attempt to write a readonly database", 8),
        new SqliteException("database or disk is full", 13),
    };

    [Theory]
    [MemberData(nameof(OfStores))]
    public void A_disk_that_is_full_or_may_not_be_written_is_no_fault_of_a_document(Exception failure) => Assert.True(Outage.Is(failure));
}
