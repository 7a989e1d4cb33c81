using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace SkillMix.Dashboard.People;

/// <summary>Without accounts: whoever the browser's cookie names, or the first local person.</summary>
public sealed class LocalPersonHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Doorkeeper door
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Guid? cookie = Guid.TryParse(Request.Cookies[LocalPeople.CookieName], out var id) ? id : null;
        return Task.FromResult(AuthenticateResult.Success(new(door.Local(cookie), Scheme.Name)));
    }
}
