using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.People;

/// <summary>Who works with this store: names to choose from, or accounts with roles and passwords.</summary>
public sealed partial class PeoplePage : UrlPage
{
    private PeopleView _view = new();
    private Person? _person;
    private IReadOnlyList<Person> _locals = [];
    private IReadOnlyList<PersonEntry> _accounts = [];

    [Inject]
    public required DashboardOptions Options { get; init; }

    [Inject]
    public required PeopleFile File { get; init; }

    [Inject]
    public required LocalPeople Locals { get; init; }

    [Inject]
    public required Accounts Accounts { get; init; }

    /// <summary>Another name or role while the page is open counts at once.</summary>
    [CascadingParameter]
    public required Task<AuthenticationState> State { get; set; }

    private bool IsOwner => _person is { IsOwner: true };

    protected override async Task OnParametersSetAsync() => _person = PersonPrincipal.PersonOf((await State).User);

    protected override Task LoadAsync(CancellationToken cancellationToken)
    {
        _view = SkillMixUrls.ReadPeople(Navigation.Uri);
        if (Options.UsesAccounts)
        {
            _accounts = Accounts.All;
        }
        else
        {
            _locals = Locals.All;
        }

        return Task.CompletedTask;
    }
}
