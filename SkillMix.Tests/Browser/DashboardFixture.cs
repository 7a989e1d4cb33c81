using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;

namespace SkillMix.Tests.Browser;

/// <summary>One server over one small simulated store, and one browser, for all browser tests.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skillmix-browser-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Address of the server, without a slash at its end.</summary>
    public string Address => _app!.Urls.First();

    /// <summary>The store that the server shows.</summary>
    public string StorePath => Path.Combine(_folder, "skillmix.db");

    public async Task InitializeAsync()
    {
        if (InstalledBrowser.Path is null)
        {
            return;
        }

        using (var file = StoreFile.Open(StorePath, StoreAccess.Create))
        using (var store = new SqliteRunStore(file, TimeProvider.System))
        {
            await new SampleStudy(Tuples: 4).MakeAsync(store, null, CancellationToken.None);
            await HostileText.KeepAsync(store);
        }

        _app = DashboardApplication.Build(new DashboardOptions(StorePath, "http://127.0.0.1:0"));
        await _app.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = InstalledBrowser.Path,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>A tab of its own, on a path of the dashboard, once the page listens to clicks and keys.</summary>
    /// <param name="path">For instance "/generations?k=3".</param>
    /// <param name="isDark">In the dark theme.</param>
    /// <param name="width">Width of the window in pixels.</param>
    public async Task<IPage> OpenAsync(string path, bool isDark = false, int width = 1440)
    {
        var browser =
            _browser
            ?? throw new InvalidOperationException(
                "No Chrome, Chromium or Edge was found; install one, or name it in SKILLMIX_BROWSER."
            );
        var context = await browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
            }
        );
        if (isDark)
        {
            await context.AddCookiesAsync([
                new()
                {
                    Name = "skillmix-theme",
                    Value = "material-dark",
                    Url = Address,
                },
            ]);
        }

        var page = await context.NewPageAsync();
        await page.GotoAsync(Address + path);
        await page.WaitForSelectorAsync("html[data-live]", new() { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>What axe finds on a page, one line each; empty where nothing is wrong.</summary>
    public static async Task<IReadOnlyList<string>> AccessibilityProblemsAsync(IPage page)
    {
        var result = await page.RunAxe();
        return
        [
            .. result.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help} ({string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Target))})"
            ),
        ];
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Browser tests share one server and one browser, and so stand in line.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardTests : ICollectionFixture<DashboardFixture>
{
    public const string Name = "browser";
}
