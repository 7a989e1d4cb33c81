using Microsoft.AspNetCore.Authorization;

namespace SkillMix.Dashboard.People;

/// <summary>Who may open what: a page is the owners' unless it says otherwise.</summary>
/// <remarks>
/// A page for annotators carries <c>@attribute [Authorize(Policy = Access.AnyoneSignedIn)]</c>. Without accounts the same rules
/// hold, and everybody is an owner.
/// </remarks>
public static class Access
{
    /// <summary>Owners only; what a page has that says nothing.</summary>
    public const string Owner = "owner";

    /// <summary>Annotators and owners.</summary>
    public const string AnyoneSignedIn = "anyone-signed-in";

    /// <summary>Makes the rules known.</summary>
    public static void Write(AuthorizationOptions options)
    {
        options.AddPolicy(Owner, policy => policy.RequireRole(nameof(PersonRole.Owner)));
        options.AddPolicy(AnyoneSignedIn, policy => policy.RequireAuthenticatedUser());
        options.FallbackPolicy = options.GetPolicy(Owner);
    }

    /// <summary>The policy of a page; null where anybody may open it.</summary>
    /// <remarks>The fallback policy guards requests only; inside a circuit the router asks here.</remarks>
    public static string? PolicyOf(Type page) =>
        page.IsDefined(typeof(AllowAnonymousAttribute), inherit: true) ? null
        : page.GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true)
            is [AuthorizeAttribute { Policy: { } policy }]
            ? policy
        : Owner;
}
