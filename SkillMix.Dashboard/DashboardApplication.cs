using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Radzen;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.Figures;
using SkillMix.Dashboard.Layout;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard;

/// <summary>Composes the web application. Tests start the same one on a free port.</summary>
public static class DashboardApplication
{
    /// <summary>Builds the application over a store; it does not listen yet.</summary>
    public static WebApplication Build(DashboardOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(DashboardApplication).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.UseUrls(options.Url);
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // The keys protect cookies of this machine only; that they are not encrypted at rest is no news to anybody at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Why it could not start is said in one sentence by whoever started it; standard output stays for answers.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // An open tab keeps its connection; a stop does not wait long for it.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CurrentStore>();
        builder.Services.AddSingleton(services =>
            ModelBook.Beside(services.GetRequiredService<CurrentStore>().OwnPath, protection: options.Protection)
        );
        builder.Services.AddSingleton<PointCache>();
        builder.Services.AddSingleton<AgreementCache>();
        builder.Services.AddHostedService<SampleStudyWorker>();
        builder.Services.AddSingleton<RunDesk>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunDesk>());
        builder.Services.AddSingleton<AnnotationNews>();
        builder.Services.AddScoped<PageKeys>();
        builder.Services.AddScoped<TextMarks>();
        builder.Services.AddScoped<PageLook>();
        builder.Services.AddRadzenComponents();
        builder.Services.AddRadzenCookieThemeService(theme => theme.Name = PageTheme.CookieName);
        // The first page of a list comes back from the browser when the circuit starts, and is larger than SignalR's usual 32 KB.
        builder
            .Services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1024 * 1024);
        builder.Services.AddPeople(options);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.Use(new SecurityHeaders(options).AddAsync);
        app.UsePeople();
        app.UseAntiforgery(); // its tokens are bound to a person
        app.MapStaticAssets().AllowAnonymous();
        // It looks at nothing in the store; the page it leads to tells those whom it is not for.
        app.MapGet(
                "/g/{id:guid}",
                (Guid id) => Results.Redirect(SkillMixUrls.Generations(Core.Browse.GenerationFilter.All, id))
            )
            .RequireAuthorization(Access.AnyoneSignedIn);
        app.MapAnnotationFiles();
        app.MapFigures();
        app.MapPeople(options);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireSomebody();
        return app;
    }
}
