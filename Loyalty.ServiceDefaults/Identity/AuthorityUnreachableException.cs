namespace Microsoft.Extensions.Hosting;

/// <summary>A token could not be checked: nothing is known against it.</summary>
sealed class AuthorityUnreachableException(Exception cause)
    : Exception("The authority that issues tokens does not answer, so yours could not be checked. Try again in a moment.", cause);
