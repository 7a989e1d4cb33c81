using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.People;

/// <summary>
/// Who is at a screen, in prerendering and in the circuit. A circuit makes no requests, so that an ended session, another role or
/// another name is found here: at once where this process made the change, and soon where the command line did.
/// </summary>
public sealed class PersonState : ServerAuthenticationStateProvider, IDisposable
{
    /// <summary>How soon a change by another process is seen.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    private readonly Doorkeeper _door;
    private readonly PeopleFile _file;
    private readonly ITimer _timer;
    private ClaimsPrincipal? _principal;

    public PersonState(Doorkeeper door, PeopleFile file, TimeProvider clock)
    {
        _door = door;
        _file = file;
        AuthenticationStateChanged += Remember;
        _file.Changed += Check;
        _timer = clock.CreateTimer(_ => Check(), null, Pace, Pace);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _file.Changed -= Check;
        AuthenticationStateChanged -= Remember;
    }

    /// <summary>The framework sets the state once, complete, at the beginning of a request or circuit.</summary>
    private void Remember(Task<AuthenticationState> state) =>
        _principal = state.IsCompletedSuccessfully ? state.Result.User : null;

    private void Check()
    {
        if (_principal is not { Identity.IsAuthenticated: true } before)
        {
            return;
        }

        ClaimsPrincipal? now;
        try
        {
            now = _door.Again(before);
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            now = null; // who cannot be looked up is not let in
        }

        if (now is null || PersonPrincipal.PersonOf(now) != PersonPrincipal.PersonOf(before))
        {
            SetAuthenticationState(
                Task.FromResult(new AuthenticationState(now ?? new ClaimsPrincipal(new ClaimsIdentity())))
            );
        }
    }
}
