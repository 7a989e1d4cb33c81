namespace SkillMix.Dashboard.Pages.People;

/// <summary>What somebody typed at the sign-in. The password is never shown again.</summary>
public sealed class SignInForm
{
    public string? Name { get; set; }

    public string? Password { get; set; }
}
