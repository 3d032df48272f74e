using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Extensions.Hosting;

/// <summary>Tells a caller who is refused why, as problem details, beside what RFC 6750 has them read from <c>WWW-Authenticate</c>.</summary>
sealed class Refusal : IAuthorizationMiddlewareResultHandler
{
    const string RetryAfterSeconds = "5";

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }
        if (authorizeResult.Challenged)
        {
            await RefuseUnknownAsync(context, (await context.AuthenticateAsync()).Failure);
            return;
        }
        await context.ForbidAsync();
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        await Problem.WriteAsync(context, StatusCodes.Status403Forbidden, WhyForbidden(policy));
    }

    static async Task RefuseUnknownAsync(HttpContext context, Exception? failure)
    {
        if (failure is AuthorityUnreachableException)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await Problem.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, failure.Message);
            return;
        }
        await context.ChallengeAsync();
        await Problem.WriteAsync(context, StatusCodes.Status401Unauthorized, WhyUnknown(failure));
    }

    static string WhyUnknown(Exception? failure) => failure switch
    {
        null => "This needs a token: Authorization: Bearer, and one that the authority of this service issued.",
        SecurityTokenExpiredException => "The token has expired.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenNoExpirationException => "The token does not say when it expires.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        SecurityTokenInvalidIssuerException => "The token is from another issuer.",
        SecurityTokenInvalidAlgorithmException or SecurityTokenInvalidSignatureException => "The token is not signed by a key of its issuer.",
        _ => "The token cannot be accepted.",
    };

    static string WhyForbidden(AuthorizationPolicy policy)
    {
        var roles = policy.Requirements.OfType<RolesAuthorizationRequirement>().SelectMany(requirement => requirement.AllowedRoles).ToList();
        return roles.Count == 0
            ? "This route does not say who may ask, so nobody may."
            : $"This needs the role {string.Join(" or ", roles)}, and the caller has none of them.";
    }
}
