using Loyalty.Storage.Local;

namespace Loyalty.Storage.Tests.Local;

public sealed class SqliteProfileStoreTests : ProfileStoreContract, IDisposable
{
    readonly TemporaryFolder data = new();
    readonly List<SqliteProfileStore> opened = [];

    protected override IProfileStore Open()
    {
        var store = new SqliteProfileStore(Path.Combine(data.Path, "profiles.db"));
        opened.Add(store);
        return store;
    }

    public void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        data.Dispose();
    }
}
