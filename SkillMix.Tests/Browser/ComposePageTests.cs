using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkillMix.Tests.FakeProvider;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class ComposePageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    private const string Models =
        "student=rehearsal%2Fbase&student=rehearsal%2Ftuned-1-2&grader=rehearsal%2Fgrader-a&grader=rehearsal%2Fgrader-b";

    [BrowserFact]
    public async Task Compose_TwoSkillsAndATopic_ShowsThePromptWritesSideBySideAndIsKept()
    {
        var page = await Dashboard.OpenAsync("/compose?" + Models);
        await page.GetByRole(AriaRole.Button, new() { Name = "metaphor", Exact = true }).ClickAsync();
        await page.Locator("#search").FillAsync("modus pon");
        await page.GetByRole(AriaRole.Button, new() { Name = "modus ponens", Exact = true }).ClickAsync();
        await page.GetByLabel("Topics of the catalogue").FillAsync("Sewing");
        await page.GetByLabel("Topics of the catalogue").PressAsync("Enter");

        await Expect(page.GetByLabel("Prompt of turn 1", new() { Exact = true }).Last)
            .ToContainTextAsync("metaphor, modus ponens");
        await Expect(page.GetByText("4 requests to students, 4 to graders")).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("skill=metaphor&skill=modus%20ponens&topic=Sewing"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true }).ClickAsync();

        await Expect(page.GetByText("2 of 2 done.")).ToBeVisibleAsync();
        var table = page.Locator("table.composed");
        await Expect(table.Locator("thead th")).ToHaveCountAsync(2);
        await Expect(table.Locator("tr.texts .text")).Not.ToHaveCountAsync(0);
        await Expect(table.GetByRole(AriaRole.Rowheader, new() { Name = "modus ponens skill" })).ToBeVisibleAsync();
        await Expect(table.Locator("tr.sum .badge")).ToHaveCountAsync(2);
        var text = await table.Locator("tr.texts .text").First.InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep as a run" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/runs/[0-9a-f]{32}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
            .ToContainTextAsync("metaphor + modus ponens on Sewing");
        var generations = await Dashboard.OpenAsync("/generations?student=rehearsal%2Fbase&topic=Sewing&order=newest");
        await Expect(generations.GetByText(text[..40]).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Compose_APastedAddress_IsRestoredAndCtrlEnterWrites()
    {
        var page = await Dashboard.OpenAsync(
            $"/compose?skill=hyperbole&topic=Sewing&topic=Dueling&temperature=0.2&{Models}"
        );
        await Expect(page.GetByText("8 requests to students, 8 to graders")).ToBeVisibleAsync();

        await page.Locator("#search").PressAsync("Control+Enter");

        await Expect(page.GetByText("4 of 4 done.")).ToBeVisibleAsync();
        await Expect(page.Locator("table.composed")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Throw away" }).ClickAsync();
        await Expect(page.Locator("table.composed")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Compose_DrawnTwice_DrawsOtherSkillsOfTheCategory()
    {
        var page = await Dashboard.OpenAsync("/compose?category=logical&k=4");
        var chosen = page.Locator("ol.chosen li");
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw 4" }).ClickAsync();
        await Expect(chosen).ToHaveCountAsync(4);
        var first = page.Url;

        await page.GetByRole(AriaRole.Button, new() { Name = "Draw 4" }).ClickAsync();

        await Expect(page).Not.ToHaveURLAsync(first);
        await Expect(chosen).ToHaveCountAsync(4);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).First.ClickAsync();
        await Expect(chosen).ToHaveCountAsync(3);
    }

    [BrowserFact]
    public async Task Compose_HostileReplies_AreTextWhileTheyComeAndAfterwards()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            FakeReply.Says($"Answer: {HostileText.Text}") with
            {
                DelayBetweenPieces = TimeSpan.FromMilliseconds(60),
            }
        );
        await File.WriteAllTextAsync(
            Path.Combine(Path.GetDirectoryName(Dashboard.StorePath)!, "models.yaml"),
            $"models:\n  - name: compatible/hostile\n    endpoint: {server.OpenAIAddress}\n"
        );
        var page = await Dashboard.OpenAsync(
            "/compose?skill=hyperbole&topic=Sewing&student=compatible%2Fhostile&grader=compatible%2Fhostile"
        );

        await page.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true }).ClickAsync();
        await Expect(page.Locator(".coming").First).ToContainTextAsync("<script>");
        await Expect(page.GetByText("1 of 1 done.")).ToBeVisibleAsync(new() { Timeout = 15_000 });

        await Expect(page.Locator("tr.texts .text").First).ToContainTextAsync("<script>window.hacked = 1</script>");
        Assert.Null(await page.EvaluateAsync<int?>("window.hacked ?? null"));
    }
}
