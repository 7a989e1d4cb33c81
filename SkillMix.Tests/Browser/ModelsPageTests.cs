using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkillMix.Tests.FakeProvider;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class ModelsPageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    private const string Key = "sk-page-0123456789abcdef7c1d";

    [BrowserFact]
    public async Task Models_WithoutAFile_SaysHowToBeginAndListsRehearsalModelsAsSimulated()
    {
        File.Delete(ModelsFile);

        var page = await Dashboard.OpenAsync("/models");

        await Expect(page.GetByText("openai/<model>")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "rehearsal/base simulated" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Model_AddedWithAKeyAndTested_ShowsItsReplyAsTextAndNeverTheKey()
    {
        await using var server = await FakeProviderServer.StartAsync(request =>
            request.Key == Key ? FakeReply.Says(HostileText.Text) : FakeReply.Fails(401, "Incorrect API key provided.")
        );
        var page = await Dashboard.OpenAsync("/models");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a model" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("compatible/page-test");
        await page.GetByLabel("Address, if not the usual").FillAsync(server.OpenAIAddress.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Add model" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("model=compatible%2Fpage-test"));

        await EnterAsync(page, "sk-wrong-0123456789abcdef");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test with one real request" }).ClickAsync();
        await Expect(page.Locator(".problem")).ToContainTextAsync("Incorrect API key provided.");

        await EnterAsync(page, Key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test with one real request" }).ClickAsync();
        await Expect(page.GetByText(HostileText.Text)).ToBeVisibleAsync();

        Assert.Equal(2, server.Requests.Count);
        Assert.Null(await page.EvaluateAsync<int?>("window.hacked ?? null"));
        Assert.DoesNotContain("0123456789abcdef", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal("", await page.Locator("input[type=password]").InputValueAsync());
        await page.ReloadAsync();
        await Expect(page.Locator("table.models").GetByText("sk-…7c1d")).ToBeVisibleAsync();
        Assert.DoesNotContain(Key, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", await File.ReadAllTextAsync(ModelsFile), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Form_WithSeveralMistakes_TellsThemAllAtTheirFields()
    {
        var page = await Dashboard.OpenAsync("/models?add=on");

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("gpt");
        await page.GetByLabel("USD per million tokens in").FillAsync("cheap");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add model" }).ClickAsync();

        await Expect(page.GetByText("'gpt' names no model")).ToBeVisibleAsync();
        await Expect(page.GetByText("'cheap' cannot be read")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("2 fields");
    }

    [BrowserFact]
    public async Task Model_RetiredAndRemoved_LeavesTheList()
    {
        var page = await Dashboard.OpenAsync("/models?model=compatible%2Fshort-lived");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write it to the file" }).ClickAsync();
        var row = page.Locator("table.models tbody tr", new() { HasText = "compatible/short-lived" });
        await Expect(row).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Retire" }).ClickAsync();
        await Expect(row.Locator(".badge").First).ToHaveTextAsync("retired");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove it" }).ClickAsync();

        await Expect(row).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(Dashboard.Address + "/models");
    }

    private string ModelsFile => Path.Combine(Path.GetDirectoryName(Dashboard.StorePath)!, "models.yaml");

    private static async Task EnterAsync(IPage page, string key)
    {
        await page.Locator("input[type=password]").FillAsync(key);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep key" }).ClickAsync();
        await Expect(page.GetByText("The key is kept.")).ToBeVisibleAsync();
        await Expect(page.GetByText($"sk-…{key[^4..]}").First).ToBeVisibleAsync();
    }
}
