using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Background;

namespace SkillMix.Tests.Browser;

/// <summary>One server over one small simulated store, and one browser, for all browser tests.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skillmix-browser-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly List<IBrowserContext> _tabs = [];

    /// <summary>Address of the server, without a slash at its end.</summary>
    public string Address => _app!.Urls.First();

    /// <summary>The store that the server shows.</summary>
    public string StorePath => Path.Combine(_folder, "skillmix.db");

    /// <summary>Tells the pages that there is news in the store.</summary>
    public void Tell() => _app!.Services.GetRequiredService<CurrentStore>().Tell();

    /// <summary>Where the sample store would be; something else is there, so that it cannot be opened.</summary>
    public string SamplePath => Path.Combine(_folder, "sample.db");

    public async Task InitializeAsync()
    {
        if (InstalledBrowser.Path is null)
        {
            return;
        }

        using (var file = StoreFile.Open(StorePath, StoreAccess.Create))
        {
            var store = new SqliteRunStore(file, TimeProvider.System);
            await new SampleStudy(Tuples: 4).MakeAsync(store, null, CancellationToken.None);
            await DriftedAnchors.KeepAsync(store);
            await HostileText.KeepAsync(store);
            await store.KeepImportAsync("long", LongImport(), CancellationToken.None);
            var index = new SqliteGenerationIndex(file, TimeProvider.System);
            await index.SaveViewAsync("from elsewhere", "javascript:alert(1)?k=4&is=split", CancellationToken.None);
        }

        await File.WriteAllTextAsync(SamplePath, "no SQLite file");
        _app = DashboardApplication.Build(
            new DashboardOptions(StorePath, "http://127.0.0.1:0", SamplePath)
            {
                Protection = Path.Combine(_folder, "protection"),
            }
        );
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
    /// <param name="script">Run in the page before its own scripts.</param>
    /// <param name="address">Of another server, without a slash at its end; null for the shared one.</param>
    public async Task<IPage> OpenAsync(
        string path,
        bool isDark = false,
        int width = 1440,
        string? script = null,
        string? address = null
    )
    {
        var page = await NewTabAsync(isDark, width, script);
        await page.GotoAsync((address ?? Address) + path);
        await IsLiveAsync(page);
        return page;
    }

    /// <summary>A tab that shares nothing with others, on no page yet.</summary>
    /// <param name="isDark">In the dark theme.</param>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="script">Run in each page before its own scripts.</param>
    /// <param name="hasScripts">False for a browser in which scripts are turned off.</param>
    public async Task<IPage> NewTabAsync(
        bool isDark = false,
        int width = 1440,
        string? script = null,
        bool hasScripts = true
    )
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
                JavaScriptEnabled = hasScripts,
            }
        );
        _tabs.Add(context);
        if (script is not null)
        {
            await context.AddInitScriptAsync(script);
        }

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

        return await context.NewPageAsync();
    }

    /// <summary>Waits until the page listens to clicks and keys.</summary>
    public static Task IsLiveAsync(IPage page) =>
        page.WaitForSelectorAsync("html[data-live]", new() { State = WaitForSelectorState.Attached });

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

    /// <summary>Closes the tabs of a test.</summary>
    public async Task CloseTabsAsync()
    {
        foreach (var tab in _tabs)
        {
            await tab.CloseAsync();
        }

        _tabs.Clear();
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

    /// <summary>A report of more than a megabyte: more than the browser may hand back when a page comes alive.</summary>
    private static string LongImport() =>
        System.Text.Json.JsonSerializer.Serialize(
            new ImportReport(
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                [
                    .. Enumerable
                        .Range(1, 6000)
                        .Select(line => new SkippedFile($"run/records.csv, line {line}", new('x', 200))),
                ],
                []
            )
        );
}

/// <summary>Browser tests share one server and one browser, and so stand in line.</summary>
[CollectionDefinition(Name)]
public sealed class DashboardTests : ICollectionFixture<DashboardFixture>
{
    public const string Name = "browser";
}

/// <summary>Tests of pages: the tabs of each test are closed at its end.</summary>
[Collection(DashboardTests.Name)]
public abstract class PageTests(DashboardFixture dashboard) : IAsyncLifetime
{
    /// <summary>The server and the browser.</summary>
    protected DashboardFixture Dashboard { get; } = dashboard;

    public Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => Dashboard.CloseTabsAsync();
}
