using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.People;

/// <summary>Puts people into the web application: who they are, what they may open, and how they change that.</summary>
public static class PeopleComposition
{
    private const string SessionCookie = "skillmix-session";

    /// <summary>A session that nobody uses ends after so long.</summary>
    private static readonly TimeSpan IdleTime = TimeSpan.FromDays(7);

    private static readonly TimeSpan LocalMemory = TimeSpan.FromDays(365);

    /// <summary>The services. To be called after those of Razor components, whose notion of who is at the screen it replaces.</summary>
    public static void AddPeople(this IServiceCollection services, DashboardOptions options)
    {
        services.AddSingleton(all => PeopleFile.Beside(all.GetRequiredService<CurrentStore>().OwnPath));
        services.AddSingleton(all =>
            Accounts.Of(all.GetRequiredService<PeopleFile>(), all.GetRequiredService<TimeProvider>())
        );
        services.AddSingleton<LocalPeople>();
        services.AddSingleton<Doorkeeper>();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<AuthenticationStateProvider, PersonState>();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, KindRefusal>();
        services.AddAuthorization(Access.Write);
        if (options.UsesAccounts)
        {
            services
                .AddAuthentication(Doorkeeper.AccountScheme)
                .AddCookie(Doorkeeper.AccountScheme, cookie => Configure(cookie));
        }
        else
        {
            services
                .AddAuthentication(Doorkeeper.LocalScheme)
                .AddScheme<AuthenticationSchemeOptions, LocalPersonHandler>(Doorkeeper.LocalScheme, null);
        }
    }

    /// <summary>Finds out who asks, and turns away whom an address is not for.</summary>
    public static void UsePeople(this WebApplication app)
    {
        app.Use(RequireReadableFileAsync);
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>What cannot be done inside a circuit, because it sets a cookie.</summary>
    public static void MapPeople(this WebApplication app, DashboardOptions options)
    {
        if (options.UsesAccounts)
        {
            app.MapPost(SkillMixUrls.SignOutPath, SignOutAsync).RequireAuthorization(Access.AnyoneSignedIn);
        }
        else
        {
            app.MapPost(SkillMixUrls.ThisIsMePath, ThisIsMe).RequireAuthorization(Access.AnyoneSignedIn);
        }
    }

    /// <summary>The hub and whatever else belongs to pages, but is none, is for everybody who has signed in.</summary>
    public static void RequireSomebody(this RazorComponentsEndpointConventionBuilder pages) =>
        pages.Add(endpoint =>
        {
            if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            {
                endpoint.Metadata.Add(new AuthorizeAttribute(Access.AnyoneSignedIn));
            }
        });

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = SessionCookie;
        options.Cookie.HttpOnly = true;
        // Not Strict: whoever follows a link from a letter stays signed in. What changes anything is a POST with a token.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = IdleTime;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = SendToSignIn;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var door = context.HttpContext.RequestServices.GetRequiredService<Doorkeeper>();
        if (door.Again(context.Principal!) is { } now)
        {
            context.ReplacePrincipal(now);
        }
        else
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Doorkeeper.AccountScheme);
        }
    }

    /// <summary>To the sign-in, by a path alone, which also holds behind a proxy; the script of a circuit is told 401.</summary>
    private static Task SendToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        // A 401 goes through here once more, on its way to the page that says what is missing.
        var again = context.HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var path = again is null ? request.Path : new PathString(again.OriginalPath);
        if (path.StartsWithSegments("/_blazor"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            var asked = path.ToUriComponent() + request.QueryString;
            context.Response.Redirect(
                SkillMixUrls.SignIn(HttpMethods.IsGet(request.Method) ? SkillMixUrls.LocalOrHome(asked) : null)
            );
        }

        return Task.CompletedTask;
    }

    /// <summary>Where it cannot be known who somebody is, nobody is let in.</summary>
    private static async Task RequireReadableFileAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            _ = context.RequestServices.GetRequiredService<PeopleFile>().People;
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            var usesAccounts = context.RequestServices.GetRequiredService<DashboardOptions>().UsesAccounts;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync(
                usesAccounts
                    ? "SkillMix cannot read who may sign in. Whoever runs it learns more from 'skillmix account list'."
                    : problem.Message
            );
            return;
        }

        await next(context);
    }

    /// <summary>Ends all sessions of a person, so that no other tab and no copy of the cookie stays signed in.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, Accounts accounts)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.Text("This page is too old to sign out from; load it again.", statusCode: 400);
        }

        accounts.EndSessions(PersonPrincipal.PersonOf(context.User)!.Id);
        await context.SignOutAsync(Doorkeeper.AccountScheme);
        return Results.LocalRedirect(SkillMixUrls.SignIn());
    }

    /// <summary>Remembers who sits at this browser. The form's token is checked before, as that of each form that binds.</summary>
    private static IResult ThisIsMe(HttpContext context, [FromForm] Guid id)
    {
        context.Response.Cookies.Append(
            LocalPeople.CookieName,
            id.ToString(),
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = LocalMemory,
                IsEssential = true,
            }
        );
        return Results.LocalRedirect(SkillMixUrls.PeoplePath);
    }
}
