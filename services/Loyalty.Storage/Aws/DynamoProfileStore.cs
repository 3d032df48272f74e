using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Loyalty.Storage.Aws;

/// <summary>Profiles in a DynamoDB table, saved under the condition that they are at the version that the caller saw.</summary>
sealed class DynamoProfileStore(DynamoTable table, FailPoints failPoints) : IProfileStore
{
    const string Json = "json", Version = "profileVersion", Writer = "writer";

    public async Task<Profile?> FindAsync(string id, CancellationToken ct)
    {
        ProfileLimits.CheckId(id);
        return await table.FindAsync(Key(id), ct) is { } item
            ? new Profile(id, item[Json].S, long.Parse(item[Version].N, CultureInfo.InvariantCulture))
            : null;
    }

    public async Task<Profile> SaveAsync(string id, string json, long expectedVersion, CancellationToken ct)
    {
        ProfileLimits.CheckId(id);
        ProfileLimits.CheckJson(json);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        failPoints.Reached("profiles:before");
        var saved = new Profile(id, json, expectedVersion + 1);
        var writer = Guid.NewGuid().ToString("n");
        var item = Key(id);
        item[Json] = new(json);
        item[Version] = Number(saved.Version);
        item[Writer] = new(writer);
        failPoints.Reached("profiles:after-write");
        var refused = expectedVersion == 0
            ? await table.TryPutAsync(item, $"attribute_not_exists({Version})", null, ct)
            : await table.TryPutAsync(item, $"{Version} = :seen", new() { [":seen"] = Number(expectedVersion) }, ct);
        // The answer to a first try may have been lost, and the second then meets its own work.
        if (refused is not null && refused.Item.GetValueOrDefault(Writer)?.S != writer) throw new ProfileConflictException(expectedVersion);
        failPoints.Reached("profiles:after-commit");
        return saved;
    }

    public async Task<bool> DeleteAsync(string id, CancellationToken ct)
    {
        ProfileLimits.CheckId(id);
        return await table.DeleteAsync(Key(id), ct);
    }

    static Dictionary<string, AttributeValue> Key(string id) => DynamoTable.Key("profile", id);

    static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
