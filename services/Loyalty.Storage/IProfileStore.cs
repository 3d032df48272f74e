namespace Loyalty.Storage;

/// <summary>
/// Profiles by id, each a JSON text with a version: SQLite here, DynamoDB when published. An id or a text that breaks <see cref="ProfileLimits"/>
/// is an <see cref="ArgumentException"/>.
/// </summary>
public interface IProfileStore
{
    /// <summary>The profile; null when there is none.</summary>
    Task<Profile?> FindAsync(string id, CancellationToken ct);

    /// <summary>Saves a profile if it is still at the version that the caller saw (0: there is none), and returns it with its next version.</summary>
    /// <exception cref="ProfileConflictException">It is at another version.</exception>
    Task<Profile> SaveAsync(string id, string json, long expectedVersion, CancellationToken ct);

    /// <summary>Removes a profile; false when there was none.</summary>
    Task<bool> DeleteAsync(string id, CancellationToken ct);
}

/// <summary>A profile as it was saved.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Json">Its content, the very text that was saved.</param>
/// <param name="Version">1 at first, one more with each save.</param>
public sealed record Profile(string Id, string Json, long Version);

/// <summary>Another saved the profile first: read it again, then decide.</summary>
public sealed class ProfileConflictException : Exception
{
    /// <summary>Made with no profile in mind.</summary>
    public ProfileConflictException() { }

    /// <summary>Made with a message of one's own.</summary>
    public ProfileConflictException(string message) : base(message) { }

    /// <summary>Made with a message and a cause.</summary>
    public ProfileConflictException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Names the version that was expected and is not there. The id is personal and stays out of the message.</summary>
    public ProfileConflictException(long expectedVersion) : base(
        expectedVersion == 0 ? "The profile exists already." : $"The profile is no longer at version {expectedVersion}.") =>
        ExpectedVersion = expectedVersion;

    /// <summary>The version that the writer had seen.</summary>
    public long ExpectedVersion { get; }
}
