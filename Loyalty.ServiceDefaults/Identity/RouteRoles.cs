using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Each route says with one of these who may ask, or says <c>AllowAnonymous</c>. One that says nothing is refused to
/// everybody, so that a route cannot be open because somebody forgot.
/// </summary>
public static class RouteRoles
{
    /// <summary>For what answers questions and changes nothing: curators and operators may ask it too, to see what their work did.</summary>
    public static TBuilder RequireTraveller<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireOneOf(Roles.Traveller, Roles.Curator, Roles.Operator);

    /// <summary>For what decides what the suite knows.</summary>
    public static TBuilder RequireCurator<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireOneOf(Roles.Curator);

    /// <summary>For what keeps the suite running.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder routes) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireOneOf(Roles.Operator);

    static TBuilder RequireOneOf<TBuilder>(this TBuilder routes, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        routes.RequireAuthorization(new AuthorizeAttribute { Roles = string.Join(',', roles) });
}
