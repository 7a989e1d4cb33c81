using Microsoft.AspNetCore.Components.Authorization;

namespace SkillMix.Dashboard.People;

/// <summary>Who is at the screen: the same with and without accounts, in the first HTML and in the circuit.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider state, DashboardOptions options, LocalPeople locals)
{
    /// <summary>Who it is; null where nobody has signed in, or a session has ended.</summary>
    public async ValueTask<Person?> FindAsync() =>
        PersonPrincipal.PersonOf((await state.GetAuthenticationStateAsync()).User);

    /// <summary>Who it is, for something that will be kept under their id: the file knows them from now on.</summary>
    /// <exception cref="InvalidOperationException">Nobody has signed in, or their session has ended.</exception>
    /// <exception cref="InvalidDataException">The file is no list of people.</exception>
    public async ValueTask<Person> GetAsync()
    {
        var person =
            await FindAsync()
            ?? throw new InvalidOperationException("Nobody is signed in here any more; load the page again.");
        if (!options.UsesAccounts)
        {
            locals.Keep();
        }

        return person;
    }
}
