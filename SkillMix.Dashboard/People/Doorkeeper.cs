using System.Security.Claims;

namespace SkillMix.Dashboard.People;

/// <summary>Knows whether somebody who came in may still be here, and as whom.</summary>
public sealed class Doorkeeper(DashboardOptions options, PeopleFile file, LocalPeople locals)
{
    /// <summary>How people come in without accounts.</summary>
    public const string LocalScheme = "local";

    /// <summary>How people come in with accounts.</summary>
    public const string AccountScheme = "account";

    /// <summary>Somebody at this machine, by the cookie of their browser.</summary>
    public ClaimsPrincipal Local(Guid? cookie) => PersonPrincipal.Of(locals.At(cookie), null, LocalScheme);

    /// <summary>Somebody who has signed in.</summary>
    public static ClaimsPrincipal SignedIn(PersonEntry entry) =>
        PersonPrincipal.Of(entry.Person, entry.Stamp, AccountScheme);

    /// <summary>The same person with the name and role they have now; null where their session has ended.</summary>
    /// <exception cref="InvalidDataException">The file is no list of people.</exception>
    public ClaimsPrincipal? Again(ClaimsPrincipal principal)
    {
        if (PersonPrincipal.PersonOf(principal) is not { } person)
        {
            return null;
        }

        if (!options.UsesAccounts)
        {
            return Local(person.Id);
        }

        return
            file.People.FirstOrDefault(one => one.Id == person.Id) is { HasAccount: true } entry
            && entry.Stamp == PersonPrincipal.StampOf(principal)
            ? SignedIn(entry)
            : null;
    }
}
