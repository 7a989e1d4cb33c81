using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class OtherPagesTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    [BrowserFact]
    public async Task Home_OfAStoreWithAStudy_LeadsToWhatNeedsAttention()
    {
        var page = await Dashboard.OpenAsync("/");

        await page.GetByRole(AriaRole.Link, new() { Name = "graders disagree" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/generations\\?is=split"));
    }

    [BrowserFact]
    public async Task Compare_FromTheListToTheNextDifference_ShowsStudentsSideBySide()
    {
        var page = await Dashboard.OpenAsync("/compare?k=4");

        await page.Locator("table.data tbody a").First.ClickAsync();
        await Expect(page.Locator("tr.texts td")).ToHaveCountAsync(3);
        var first = page.Url;
        await page.Keyboard.PressAsync("j");

        await Expect(page).Not.ToHaveURLAsync(first);
        await Expect(page.Locator("tr.texts td")).ToHaveCountAsync(3);
    }

    [BrowserFact]
    public async Task Compare_BackToAllTuples_KeepsTheFilter()
    {
        var page = await Dashboard.OpenAsync("/compare?k=4&setting=train");

        await page.Locator("table.data tbody a").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All tuples" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(Dashboard.Address + "/compare?k=4&setting=train");
    }

    [BrowserFact]
    public async Task Failures_OfAStoreWithAStudy_ListsSkillsWithTheirDenominators()
    {
        var page = await Dashboard.OpenAsync("/failures");

        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Asked" })).ToBeVisibleAsync();
        await Expect(page.Locator(".plot .barlayer .bars").First).ToBeAttachedAsync();
    }

    [BrowserFact]
    public async Task Catalogue_SearchForASkill_ShowsItsDefinition()
    {
        var page = await Dashboard.OpenAsync("/catalogue?q=metaphor");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "metaphor", Exact = true }).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task ThemeButton_WhenPressed_TurnsThePageDarkAndIsRememberedInTheFirstHtml()
    {
        var page = await Dashboard.OpenAsync("/");

        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [BrowserFact]
    public async Task QuestionMark_OnAnyPage_OpensTheSheetOfKeysAndEscapeClosesIt()
    {
        var page = await Dashboard.OpenAsync("/about");

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");

        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Permalink_OfAGeneration_OpensItInTheList()
    {
        var page = await Dashboard.OpenAsync("/generations?student=rehearsal%2Ftuned-1&k=3");
        var heading = await page.Locator(".item h2").InnerTextAsync();
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "permalink" }).GetAttributeAsync("href");

        var other = await Dashboard.OpenAsync(link!);

        await Expect(other.Locator(".item h2")).ToHaveTextAsync(heading);
    }

    [BrowserFact]
    public async Task SampleStore_ThatCannotBeOpened_IsExplainedAndTheStoreStays()
    {
        var page = await Dashboard.OpenAsync("/about");
        var button = page.GetByRole(AriaRole.Button, new() { Name = "Show the sample study" });

        await button.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("is no SQLite file");
        await Expect(button).ToBeEnabledAsync();
        await Expect(page.GetByText(Dashboard.StorePath).First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task About_WithAnImportThatSkippedThousands_ListsTheFirstAndIsAlive()
    {
        var page = await Dashboard.OpenAsync("/about");

        await page.GetByText("6,000 skipped").ClickAsync();

        await Expect(page.GetByText("and 5,800 more")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keys" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task About_OfAStoreThatHoldsNoPublishedNumbers_NamesWhatIsBuiltIn()
    {
        var page = await Dashboard.OpenAsync("/about");

        await Expect(page.Locator(".sources li")).ToContainTextAsync("Skill-Mix leaderboard, 14 March 2024");
        await Expect(page.Locator(".counts div", new() { HasText = "published points" }).Locator("dd"))
            .ToHaveTextAsync("0");
    }
}
