using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.People;

/// <summary>Where somebody changes their own password; who knows the present one may.</summary>
public sealed partial class OwnPasswordPanel : ComponentBase
{
    private string? _present;
    private string? _fresh;
    private int _entered;
    private bool _isChanging;
    private string? _problem;

    [Inject]
    public required Accounts Accounts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Who is at the screen.</summary>
    [Parameter, EditorRequired]
    public required Person Person { get; set; }

    private async Task ChangeAsync()
    {
        var (present, fresh) = (_present ?? "", _fresh ?? "");
        (_present, _fresh, _problem) = (null, null, null);
        _entered++; // fresh fields, so that nothing typed stays on the page
        _isChanging = true;
        try
        {
            var outcome = await Accounts.ChangePasswordAsync(Person.Id, present, fresh, CancellationToken.None);
            _problem =
                outcome is SignInOutcome.Refused
                    ? "That is not your present password. It was not changed."
                    : SignInWords.Problem(outcome);
            if (_problem is null)
            {
                Navigation.NavigateTo(SkillMixUrls.SignIn(isChanged: true), forceLoad: true);
            }
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _problem = problem.Message;
        }
        finally
        {
            _isChanging = false;
        }
    }
}
