using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

[Collection(DashboardTests.Name)]
public sealed class GenerationsPageTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public async Task FirstHtml_BeforeAnyScript_HoldsTheRowsOfTheList()
    {
        using var client = new HttpClient();

        var html = await client.GetStringAsync(dashboard.Address + "/generations");

        Assert.Equal(100, html.Split("class=\"line\"").Length - 1);
    }

    [BrowserFact]
    public async Task KeysJAndK_OnTheList_OpenTheNextAndThePreviousGeneration()
    {
        var page = await dashboard.OpenAsync("/generations");
        var open = page.Locator(".line[aria-current]");
        await Expect(Place(page, "1 of ")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("j");
        await Expect(Place(page, "2 of ")).ToBeVisibleAsync();
        var second = await open.GetAttributeAsync("href");
        await page.Keyboard.PressAsync("j");
        await Expect(Place(page, "3 of ")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("k");

        await Expect(Place(page, "2 of ")).ToBeVisibleAsync();
        await Expect(open).ToHaveAttributeAsync("href", second!);
        await Expect(page).ToHaveURLAsync(dashboard.Address + second);
    }

    [BrowserFact]
    public async Task Back_AfterOpeningAnother_OpensTheOneBefore()
    {
        var page = await dashboard.OpenAsync("/generations");
        await page.Keyboard.PressAsync("j");
        await Expect(Place(page, "2 of ")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(Place(page, "3 of ")).ToBeVisibleAsync();

        await page.GoBackAsync();

        await Expect(Place(page, "2 of ")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Chip_WhenClicked_NarrowsTheListAndStandsInTheAddress()
    {
        var page = await dashboard.OpenAsync("/generations");

        await page.GetByRole(AriaRole.Link, new() { Name = "Graders disagree", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("is=split"));
        await Expect(Place(page, "in this filter")).ToBeVisibleAsync();
        var lines = await page.Locator(".line").CountAsync();
        await Expect(page.Locator(".line .sign[title='Graders disagree']")).ToHaveCountAsync(lines);
    }

    [BrowserFact]
    public async Task PastedLink_WithFilterAndItem_RestoresTheScreen()
    {
        var first = await dashboard.OpenAsync("/generations?student=rehearsal%2Ftuned-1-2&k=4&is=split");
        await first.Keyboard.PressAsync("j");
        await Expect(Place(first, "2 of ")).ToBeVisibleAsync();
        var heading = await first.Locator(".item h2").InnerTextAsync();

        var second = await dashboard.OpenAsync(new Uri(first.Url).PathAndQuery);

        await Expect(second.Locator(".item h2")).ToHaveTextAsync(heading);
        await Expect(Place(second, "2 of ")).ToBeVisibleAsync();
        await Expect(second.GetByText("Student: rehearsal/tuned-1-2")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Slash_ThenWords_SearchesTheTexts()
    {
        var page = await dashboard.OpenAsync("/generations");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("lecture -committee");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("q=lecture"));
        await Expect(Place(page, "in this filter")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task KeyD_OnAGenerationWithTwoTurns_ShowsTheDraftsWordsAsDeleted()
    {
        var page = await dashboard.OpenAsync("/generations?student=rehearsal%2Fbase&k=5");

        await page.Keyboard.PressAsync("d");

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("show=diff"));
        await Expect(page.Locator(".item .diff")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Tag_WhenAdded_CanBeFilteredBy()
    {
        var page = await dashboard.OpenAsync("/generations?student=rehearsal%2Fnull&k=3");

        await page.GetByRole(AriaRole.Button, new() { Name = "+ names the skill" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "take names the skill off" })).ToBeVisibleAsync();
        var tagged = await dashboard.OpenAsync("/generations?tag=names+the+skill");

        await Expect(Place(tagged, "1 of 1 in this filter")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task View_WhenKeptUnderAName_LeadsBackToItsFilter()
    {
        var page = await dashboard.OpenAsync("/generations?k=5&is=full-marks");
        await page.Locator("summary", new() { HasText = "Views" }).ClickAsync();

        await page.GetByLabel("Keep this filter as").FillAsync("full at five");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "full at five" }))
            .ToHaveAttributeAsync("href", "/generations?k=5&is=full-marks");
    }

    [BrowserFact]
    public async Task HostileText_InAStudentsAnswer_IsShownAndDoesNothing()
    {
        var page = await dashboard.OpenAsync("/generations?student=" + Uri.EscapeDataString(HostileText.Student));

        await Expect(page.Locator(".item div.text")).ToHaveTextAsync(HostileText.Text);

        Assert.Null(await page.EvaluateAsync<int?>("window.hacked ?? null"));
        Assert.Equal(0, await page.Locator(".item div.text a, .item div.text img").CountAsync());
    }

    /// <summary>Where the open generation stands in the list, in words.</summary>
    private static ILocator Place(IPage page, string words) => page.Locator(".item .place", new() { HasText = words });
}
