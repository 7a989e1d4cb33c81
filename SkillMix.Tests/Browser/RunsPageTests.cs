using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Tests.FakeProvider;
using SkillMix.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

/// <summary>Runs write to their store, so these tests have servers of their own; the browser is the shared one.</summary>
public sealed class RunsPageTests(DashboardFixture dashboard) : PageTests(dashboard), IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WebApplication> _apps = [];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var app in _apps)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task NewRun_DesignedAndStarted_SaysWhatItTakesAndFinishes()
    {
        var address = await ServeAsync();
        var page = await Dashboard.OpenAsync("/runs/new", address: address);
        await AddAsync(page, "Students: who writes", "rehearsal/base");
        await AddAsync(page, "Graders: who judges", "rehearsal/grader-a");

        // k = 2 and 3, 20 tuples each, one text of two turns and one grading.
        await Expect(page.GetByText("40 texts, 120 requests")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/runs/[0-9a-f]{32}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "base, k 2, 3, 20 tuples" })).ToBeVisibleAsync();
        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("finished");
        await Expect(page.GetByText("40 of 40").First).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(new Regex("finished"));
        await Expect(page.Locator(".rz-notification")).ToContainTextAsync("finished");
    }

    [BrowserFact]
    public async Task NewRun_ItsAddressInAnotherTab_IsTheSameDesign()
    {
        var address = await ServeAsync();
        var page = await Dashboard.OpenAsync(
            "/runs/new?student=rehearsal%2Fbase&grader=rehearsal%2Fgrader-a%7Cgrade-prose%7C2&k=2&tuples=7&temperature=none&usd=1.5",
            address: address
        );

        await Expect(page.GetByLabel("Tuples per setting and k")).ToHaveValueAsync("7");
        await page.GetByLabel("Texts per tuple and student").FillAsync("2");
        await page.GetByLabel("Texts per tuple and student").BlurAsync();
        await Expect(page).ToHaveURLAsync(new Regex("rounds=2"));
        var again = await Dashboard.OpenAsync(new Uri(page.Url).PathAndQuery, address: address);

        await Expect(again.GetByLabel("Texts per tuple and student")).ToHaveValueAsync("2");
        await Expect(again.GetByLabel("Gradings per text")).ToHaveValueAsync("2");
        await Expect(again.GetByLabel("Most USD")).ToHaveValueAsync("1.5");
        // 7 tuples, 2 texts of two turns each, 2 gradings of each text.
        await Expect(again.GetByText("14 texts, 56 requests")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task NewRun_WithoutAKey_NamesTheVariableAndMakesNoRun()
    {
        var address = await ServeAsync();
        var page = await Dashboard.OpenAsync(
            "/runs/new?student=compatible%2Fnowhere&grader=rehearsal%2Fgrader-a&k=2&tuples=2",
            address: address
        );

        await page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("SKILLMIX_NOWHERE_BASE_URL");
        await page.GotoAsync(address + "/runs");
        await Expect(page.GetByText("This store holds no run yet.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Run_PausedAndTakenUp_AsksNothingTwice()
    {
        var gate = new TaskCompletionSource();
        await using var server = await FakeProviderServer.StartAsync(request =>
            FakeReply.Says(Reply(request)) with
            {
                Gate = gate.Task,
            }
        );
        WriteModels(server);
        var address = await ServeAsync();
        var page = await StartAsync(
            address,
            "student=compatible%2Fwriter&grader=compatible%2Fjudge&k=2&tuples=5&in-flight=2"
        );

        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("running");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("pausing");
        gate.SetResult();
        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("paused");
        Assert.Equal(2, server.Requests.Count);

        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("finished");

        // Five texts of two turns and a grading each.
        Assert.Equal(15, server.Requests.Count);
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "compatible/writer writer write 10" }))
            .ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Run_WhoseRequestsFail_SaysSoInTheProvidersWordsAndAsksAgain()
    {
        var isDown = true;
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Model == "judge" && isDown
                ? FakeReply.Fails(400, "The judge <b>sleeps</b>.")
                : FakeReply.Says(Reply(request))
        );
        WriteModels(server);
        var page = await StartAsync(
            await ServeAsync(),
            "student=compatible%2Fwriter&grader=compatible%2Fjudge&k=2&tuples=2"
        );

        await Expect(page.GetByText("The judge <b>sleeps</b>.")).ToBeVisibleAsync();
        isDown = false;
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask 2 again" }).ClickAsync();

        await Expect(page.GetByText("2 of 2")).ToHaveCountAsync(2);
        await Expect(page.GetByText("What failed")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Run_OfADashboardThatEnds_GoesOnWithTheNext()
    {
        var gate = new TaskCompletionSource();
        await using var server = await FakeProviderServer.StartAsync(request =>
            FakeReply.Says(Reply(request)) with
            {
                Gate = gate.Task,
            }
        );
        WriteModels(server);
        var page = await StartAsync(
            await ServeAsync(),
            "student=compatible%2Fwriter&grader=compatible%2Fjudge&k=2&tuples=3"
        );
        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("running");
        var path = new Uri(page.Url).PathAndQuery;

        await _apps[0].StopAsync();
        gate.SetResult();
        var after = await Dashboard.OpenAsync(path, address: await ServeAsync());

        await Expect(after.Locator(".head .badge").First).ToHaveTextAsync("finished");
        await Expect(after.GetByText("3 of 3").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Run_ThatAnotherProcessWorksOn_IsFollowedAndNotTaken()
    {
        var address = await ServeAsync();
        var run = await PlannedAsync();
        using var file = StoreFile.Open(Db, StoreAccess.ReadWrite);
        var store = new SqliteRunStore(file, TimeProvider.System);
        var elsewhere = RunHolder.Me(RunHolder.CommandLine);
        await store.TakeAsync(run, elsewhere, RunTerms.Default, default);

        var page = await Dashboard.OpenAsync(SkillMixUrls.Run(run.Id), address: address);

        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("running");
        await Expect(page.GetByText("worked on by the command line")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Go on" })).ToHaveCountAsync(0);
        await store.SetStateAsync(run, RunState.Finished, null, default);
        await store.ReleaseAsync(run, elsewhere);
        await Expect(page.Locator(".head .badge").First).ToHaveTextAsync("finished");
    }

    [BrowserFact]
    public async Task Axe_OnTheRunPages_FindsNothing()
    {
        var address = await ServeAsync();
        var design = "student=rehearsal%2Fbase&grader=rehearsal%2Fgrader-a&k=2&tuples=3";
        var page = await StartAsync(address, design);
        var paths = new[] { "/runs", new Uri(page.Url).PathAndQuery, "/runs/new?" + design };
        foreach (var path in paths)
        {
            foreach (var isDark in new[] { false, true })
            {
                var look = await Dashboard.OpenAsync(path, isDark, isDark ? 1024 : 1440, address: address);
                await look.Locator("table.data").First.WaitForAsync();
                Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(look));
            }
        }
    }

    private string Db => _folder.File("skillmix.db");

    /// <summary>A dashboard over the store of this test, on a free port.</summary>
    private async Task<string> ServeAsync()
    {
        var app = DashboardApplication.Build(
            new DashboardOptions(Db, "http://127.0.0.1:0") { Protection = _folder.File("protection") }
        );
        await app.StartAsync();
        _apps.Add(app);
        return app.Urls.First();
    }

    private async Task<IPage> StartAsync(string address, string design)
    {
        var page = await Dashboard.OpenAsync("/runs/new?" + design, address: address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/runs/[0-9a-f]{32}$"));
        return page;
    }

    private async Task<Run> PlannedAsync()
    {
        using var file = StoreFile.Open(Db, StoreAccess.ReadWrite);
        var store = new SqliteRunStore(file, TimeProvider.System);
        var prepared = PreparedRun.From(
            new RunDesign
            {
                Name = "elsewhere",
                Ks = [2],
                Tuples = 2,
                Students = ["rehearsal/base"],
                Graders = [new("rehearsal/grader-a")],
            },
            "."
        );
        return await new RunBook(store, new RehearsalDirectory()).OpenAsync(prepared, default);
    }

    private void WriteModels(FakeProviderServer server) =>
        File.WriteAllText(
            _folder.File("models.yaml"),
            $"""
            models:
              - name: compatible/writer
                endpoint: {server.OpenAIAddress}
              - name: compatible/judge
                endpoint: {server.OpenAIAddress}
            """
        );

    private static async Task AddAsync(IPage page, string label, string model)
    {
        await page.GetByLabel(label).FillAsync(model);
        await page.GetByLabel(label).PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = model })).ToBeVisibleAsync();
    }

    private static string Reply(FakeRequest request) =>
        request.Model == "judge"
            ? "Here's the grading table:\n| Criteria | Points Earned |\n|---|---|\n"
                + string.Concat(Enumerable.Range(1, 5).Select(i => $"| item {i} | 1 |\n"))
                + "\nExplanation:\nAll is well."
            : "Answer: A short text.\nExplanation: none.";
}
