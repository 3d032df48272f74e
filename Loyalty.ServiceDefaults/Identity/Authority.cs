using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.Hosting;

/// <summary>Who issues the tokens that a service believes, and for whom: ASP.NET's own section, and the claim that holds roles.</summary>
/// <param name="RoleClaim">Such as <c>roles</c>, or <c>cognito:groups</c>.</param>
sealed record Authority(Uri Url, IReadOnlyList<string> Audiences, string RoleClaim)
{
    internal const string UrlKey = "Authentication:Schemes:Bearer:Authority";
    const string AudienceKey = "Authentication:Schemes:Bearer:ValidAudience", AudiencesKey = "Authentication:Schemes:Bearer:ValidAudiences";
    const string RoleClaimKey = "Loyalty:Identity:RoleClaim", PublishedKey = "Loyalty:Published";

    /// <summary>Only a program of this machine stands behind loopback: between the two is no network to be overheard on.</summary>
    public bool IsLoopback => Url.IsLoopback;

    /// <summary>Null where none is configured, which is allowed here and never when published.</summary>
    /// <exception cref="InvalidOperationException">What is configured would leave the door open, or nobody could pass it.</exception>
    public static Authority? Of(IConfiguration configuration)
    {
        var configured = configuration[UrlKey];
        if (string.IsNullOrWhiteSpace(configured))
        {
            if (!configuration.GetValue<bool>(PublishedKey)) return null;
            throw Refusal($"it is published ({PublishedKey}) and no authority says who its callers are. Set {UrlKey} to the issuer of their tokens");
        }
        if (!Uri.TryCreate(configured, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            throw Refusal($"its authority '{configured}' ({UrlKey}) is no https address. Only an issuer on loopback may do without");
        var audiences = new[] { configuration[AudienceKey] }
            .Concat(configuration.GetSection(AudiencesKey).GetChildren().Select(child => child.Value))
            .OfType<string>().Where(audience => !string.IsNullOrWhiteSpace(audience)).ToArray();
        if (audiences.Length == 0)
            throw Refusal($"it has an authority and no audience: a token that was issued for any other program would do. Set {AudiencesKey}:0");
        return new Authority(url, audiences, configuration[RoleClaimKey] is { Length: > 0 } claim ? claim : "roles");
    }

    static InvalidOperationException Refusal(string why) => new($"This service refuses to start: {why}.");
}
