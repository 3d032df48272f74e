namespace Loyalty.Storage.Aws;

/// <summary>A bucket, queue or table is not there or not set up as it must be; the message says which, and what to do.</summary>
public sealed class MissingResourceException : Exception
{
    /// <summary>Made with nothing in mind.</summary>
    public MissingResourceException() { }

    /// <summary>Made with a message of one's own.</summary>
    public MissingResourceException(string message) : base(message) { }

    /// <summary>Made with a message and a cause.</summary>
    public MissingResourceException(string message, Exception innerException) : base(message, innerException) { }

    internal static MissingResourceException For(string what, string setting, Exception? cause = null) => new(
        $"{what}. Create it, name another in Loyalty:{setting}, or set Loyalty:CreateResources to true to have it created.", cause!);
}
