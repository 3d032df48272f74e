using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Who asks, and what they may. Where an authority is configured, a caller is who its token says; elsewhere a service
/// listens on loopback only, and whoever reaches it is the one local person, who may do all.
/// </summary>
static class Identity
{
    /// <summary>Of keys whose other half the issuer keeps. A secret that both hold is no proof of who signed.</summary>
    static readonly string[] Signatures =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];
    static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30), AuthorityPatience = TimeSpan.FromSeconds(5);

    internal static void AddIdentity(this IHostApplicationBuilder builder)
    {
        if (Authority.Of(builder.Configuration) is { } authority)
        {
            builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer => Believe(bearer, authority));
            builder.DescribeBearer();
        }
        else
        {
            builder.Services.AddAuthentication(LocalPerson.Scheme).AddScheme<AuthenticationSchemeOptions, LocalPerson>(LocalPerson.Scheme, null);
        }
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusal>();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsNoRoute).Build());
    }

    internal static void UseIdentity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    static void Believe(JwtBearerOptions bearer, Authority authority)
    {
        // Claims keep the names that the issuer gave them.
        bearer.MapInboundClaims = false;
        bearer.RequireHttpsMetadata = !authority.IsLoopback;
        bearer.BackchannelTimeout = AuthorityPatience;
        bearer.Events = new JwtBearerEvents { OnAuthenticationFailed = TellWhoseFaultItIsAsync };
        // Said here though some of it is the default: what is checked must not hang on what else the section holds. The issuer is the one that the authority's metadata names.
        var token = bearer.TokenValidationParameters;
        token.ValidateIssuer = true;
        token.ValidateAudience = true;
        token.AudienceValidator = (audiences, read, _) => IsForUs(audiences, read, authority);
        token.RequireExpirationTime = true;
        token.ValidateLifetime = true;
        token.ClockSkew = ClockSkew;
        token.RequireSignedTokens = true;
        token.ValidAlgorithms = Signatures;
        token.NameClaimType = "sub";
        token.RoleClaimType = authority.RoleClaim;
    }

    /// <summary>Without the keys of the authority every token looks forged, and whoever sent it is not to throw it away for that.</summary>
    static async Task TellWhoseFaultItIsAsync(AuthenticationFailedContext context)
    {
        try
        {
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException unreachable)
        {
            context.Fail(new AuthorityUnreachableException(unreachable));
        }
    }

    /// <summary>As API Gateway's own authorizer has it: Cognito's access tokens name no audience, but the client that they were issued to.</summary>
    static bool IsForUs(IEnumerable<string> audiences, SecurityToken token, Authority authority)
    {
        var named = audiences.ToList();
        if (named.Count == 0 && token is IdentityModel.JsonWebTokens.JsonWebToken jwt && jwt.TryGetPayloadValue<string>("client_id", out var client)) named.Add(client);
        return named.Exists(authority.Audiences.Contains)
            ? true
            : throw new SecurityTokenInvalidAudienceException("The token is for another audience.");
    }

    /// <summary>What is not there, or not by this method, has nothing to guard: its 404 or 405 may be told to anybody.</summary>
    static bool IsNoRoute(AuthorizationHandlerContext context) => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;
}
