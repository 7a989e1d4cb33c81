using System.Security.Claims;

namespace SkillMix.Dashboard.People;

/// <summary>A person as ASP.NET Core carries them through a request and a circuit.</summary>
public static class PersonPrincipal
{
    private const string StampClaim = "stamp";

    /// <summary>The principal of a person.</summary>
    /// <param name="person">Who.</param>
    /// <param name="stamp">What their session must go on to have; null where sessions do not end.</param>
    /// <param name="scheme">How they came in.</param>
    public static ClaimsPrincipal Of(Person person, Guid? stamp, string scheme)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, person.Id.ToString()),
                new(ClaimTypes.Name, person.Name),
                new(ClaimTypes.Role, person.Role.ToString()),
            ],
            scheme
        );
        if (stamp is { } known)
        {
            identity.AddClaim(new(StampClaim, known.ToString()));
        }

        return new(identity);
    }

    /// <summary>Who a principal is; null for nobody.</summary>
    public static Person? PersonOf(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true, Name: { } name }
        && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        && Enum.TryParse<PersonRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new(id, name, role)
            : null;

    /// <summary>The stamp of a session; null where it has none.</summary>
    public static Guid? StampOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(StampClaim), out var stamp) ? stamp : null;
}
