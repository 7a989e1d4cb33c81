using Microsoft.AspNetCore.Components;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Pages.People;

/// <summary>One account: its role, its password, its lock, its end; or the form for a new one.</summary>
public sealed partial class AccountPanel : ComponentBase
{
    private string? _name;
    private string _role = RoleWords.Of(PersonRole.Annotator);
    private string? _password;
    private int _entered;
    private bool _isRemoving;
    private string? _said;
    private string? _problem;

    [Inject]
    public required Accounts Accounts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Whose account it is; null for a new one.</summary>
    [Parameter, EditorRequired]
    public PersonEntry? Entry { get; set; }

    /// <summary>Something of the account was changed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override void OnInitialized()
    {
        if (Entry is not null)
        {
            _role = RoleWords.Of(Entry.Role);
        }
    }

    private async Task AddAsync()
    {
        var password = Taken();
        Guid? added = null;
        await DoAsync(() => added = Accounts.Add(_name ?? "", RoleWords.Read(_role), password).Id, "Added.");
        if (added is not null)
        {
            Navigation.NavigateTo(SkillMixUrls.PeoplePath);
        }
    }

    private Task SetRoleAsync()
    {
        var (id, role) = (Entry!.Id, RoleWords.Read(_role));
        return DoAsync(() => Accounts.SetRole(id, role), $"The role is {RoleWords.Of(role)} now.");
    }

    private Task SetPasswordAsync()
    {
        var (id, password) = (Entry!.Id, Taken());
        return DoAsync(
            () => Accounts.SetPassword(id, password),
            "The password is set; whoever was signed in with the former one is not any more."
        );
    }

    private Task UnlockAsync()
    {
        var id = Entry!.Id;
        return DoAsync(() => Accounts.Unlock(id), "Unlocked.");
    }

    private async Task Remove()
    {
        var id = Entry!.Id;
        _isRemoving = false;
        await DoAsync(() => Accounts.Remove(id), "Removed.");
        if (_problem is null)
        {
            Navigation.NavigateTo(SkillMixUrls.PeoplePath);
        }
    }

    /// <summary>What was typed as a password; nothing of it stays on the page.</summary>
    private string Taken()
    {
        var password = _password ?? "";
        _password = null;
        _entered++;
        return password;
    }

    /// <summary>Making a hash takes a moment, which is not the circuit's.</summary>
    private async Task DoAsync(Action change, string said)
    {
        (_said, _problem) = (null, null);
        try
        {
            await Task.Run(change);
            _said = said;
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _problem = problem.Message;
        }

        await OnChanged.InvokeAsync();
    }
}
