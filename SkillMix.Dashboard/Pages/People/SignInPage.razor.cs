using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.People;

/// <summary>A name and a password. A plain form, so that it sets a cookie and works without scripts.</summary>
public sealed partial class SignInPage : ComponentBase
{
    private string? _problem;

    [Inject]
    public required Accounts Accounts { get; init; }

    [Inject]
    public required DashboardOptions Options { get; init; }

    [CascadingParameter]
    public required HttpContext HttpContext { get; set; }

    /// <summary>What was typed.</summary>
    [SupplyParameterFromForm]
    public SignInForm? Form { get; set; }

    /// <summary>The address that was asked for.</summary>
    [SupplyParameterFromQuery(Name = SkillMixUrls.BackKey)]
    public string? Back { get; set; }

    /// <summary>Given where the password was changed just now.</summary>
    [SupplyParameterFromQuery]
    public string? Changed { get; set; }

    protected override void OnInitialized()
    {
        Form ??= new();
        if (!Options.UsesAccounts || PersonPrincipal.PersonOf(HttpContext.User) is not null)
        {
            GoOn();
        }
    }

    private async Task SignInAsync()
    {
        try
        {
            var outcome = await Accounts.SignInAsync(Form!.Name ?? "", Form.Password ?? "", HttpContext.RequestAborted);
            _problem = SignInWords.Problem(outcome);
            if (outcome is SignInOutcome.SignedIn signedIn)
            {
                await HttpContext.SignInAsync(
                    Doorkeeper.AccountScheme,
                    Doorkeeper.SignedIn(signedIn.Entry),
                    new() { IsPersistent = true }
                );
                GoOn();
            }
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _problem =
                "The sign-in could not be written down, so that nobody can sign in now. Whoever runs this SkillMix can help.";
        }
    }

    /// <summary>By a path alone: behind a proxy we do not know our own name.</summary>
    private void GoOn() => HttpContext.Response.Redirect(SkillMixUrls.LocalOrHome(Back));
}
