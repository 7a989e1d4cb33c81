using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Components;

/// <summary>In place of a page that somebody may not open: kind words, or the way to where they can go.</summary>
public sealed partial class NotAllowed : ComponentBase
{
    private Person? _person;
    private bool _isLeaving;

    [Inject]
    public required CurrentPerson Current { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        _person = await Current.FindAsync();
        var path = "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
        if (_person is null)
        {
            // Their session has ended while the page was open.
            Navigation.NavigateTo(SkillMixUrls.SignIn(SkillMixUrls.LocalOrHome(path)), forceLoad: true);
        }
        else if (path == SkillMixUrls.Home)
        {
            _isLeaving = true;
            Navigation.NavigateTo(SkillMixUrls.AnnotatePath, replace: true);
        }
        else
        {
            _isLeaving = false;
        }
    }
}
