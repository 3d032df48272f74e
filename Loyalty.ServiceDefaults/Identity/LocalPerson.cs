using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Hosting;

/// <summary>Whoever sits at this machine has every role, for the stores are their own files anyway.</summary>
sealed class LocalPerson(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal new const string Scheme = "Local";
    static readonly ClaimsPrincipal person = new(new ClaimsIdentity(
        [new Claim("sub", "local"), .. Roles.All.Select(role => new Claim("roles", role))], Scheme, nameType: "sub", roleType: "roles"));

    // There is no address where the server is in the test's own process. A service that listens elsewhere does not start: this is for the day when one does.
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
        Context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address)
            ? AuthenticateResult.NoResult()
            : AuthenticateResult.Success(new AuthenticationTicket(person, Scheme)));
}
