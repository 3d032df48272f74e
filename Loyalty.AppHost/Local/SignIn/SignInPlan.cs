using System.Collections.Immutable;

namespace Loyalty.AppHost.Local.SignIn;

/// <summary>The issuer that a suite on this machine may have, so that its services ask for tokens as they do in production.</summary>
/// <param name="Issuer">Its address, which is its name in tokens too.</param>
sealed record SignInPlan(Uri Issuer)
{
    /// <summary>Above the services and their pages, below the first replica.</summary>
    const int PortOffset = 9;
    public const string Audience = "loyalty", RoleClaim = "roles";

    /// <summary>What a caller may ask to be.</summary>
    public static ImmutableArray<string> Roles { get; } = ["traveller", "curator", "operator"];

    /// <summary>As tokens say it, without the slash that a URI ends with.</summary>
    public string Name => Issuer.GetLeftPart(UriPartial.Authority);

    /// <summary>What a service is told, so that it believes this issuer.</summary>
    public ImmutableArray<(string Name, string Value)> Environment =>
    [
        ("Authentication__Schemes__Bearer__Authority", Name),
        ("Authentication__Schemes__Bearer__ValidAudiences__0", Audience),
        ("Loyalty__Identity__RoleClaim", RoleClaim),
    ];

    public static SignInPlan? For(LocalOptions options) =>
        options.SignIn ? new(new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", options.PortBase + PortOffset).Uri) : null;
}
