using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class GenerationsPageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    [BrowserFact]
    public async Task FirstHtml_BeforeAnyScript_HoldsTheRowsOfTheList()
    {
        using var client = new HttpClient();

        var html = await client.GetStringAsync(Dashboard.Address + "/generations");

        Assert.Equal(100, html.Split("class=\"line\"").Length - 1);
    }

    [BrowserFact]
    public async Task KeysJAndK_OnTheList_OpenTheNextAndThePreviousGeneration()
    {
        var page = await Dashboard.OpenAsync("/generations");
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
        await Expect(page).ToHaveURLAsync(Dashboard.Address + second);
    }

    [BrowserFact]
    public async Task Back_AfterOpeningAnother_OpensTheOneBefore()
    {
        var page = await Dashboard.OpenAsync("/generations");
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
        var page = await Dashboard.OpenAsync("/generations");

        await page.GetByRole(AriaRole.Link, new() { Name = "Graders disagree", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("is=split"));
        await Expect(Place(page, "in this filter")).ToBeVisibleAsync();
        var lines = await page.Locator(".line").CountAsync();
        await Expect(page.Locator(".line .sign[title='Graders disagree']")).ToHaveCountAsync(lines);
    }

    [BrowserFact]
    public async Task PastedLink_WithFilterAndItem_RestoresTheScreen()
    {
        var first = await Dashboard.OpenAsync("/generations?student=rehearsal%2Ftuned-1-2&k=4&is=split");
        await first.Keyboard.PressAsync("j");
        await Expect(Place(first, "2 of ")).ToBeVisibleAsync();
        var heading = await first.Locator(".item h2").InnerTextAsync();

        var second = await Dashboard.OpenAsync(new Uri(first.Url).PathAndQuery);

        await Expect(second.Locator(".item h2")).ToHaveTextAsync(heading);
        await Expect(Place(second, "2 of ")).ToBeVisibleAsync();
        await Expect(second.GetByText("Student: rehearsal/tuned-1-2")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Slash_ThenWords_SearchesTheTexts()
    {
        var page = await Dashboard.OpenAsync("/generations");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("lecture -committee");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("q=lecture"));
        await Expect(Place(page, "in this filter")).ToBeVisibleAsync();
        var text = page.Locator(".item div.text");
        await Expect(text).ToContainTextAsync("lecture", new() { IgnoreCase = true });
        await Expect(text).Not.ToContainTextAsync("committee", new() { IgnoreCase = true });
    }

    [BrowserFact]
    public async Task Search_ForAWordOfTheTexts_MarksItInTheOpenText()
    {
        var page = await Dashboard.OpenAsync("/generations?q=lecture");

        await Expect(page.Locator(".item div.text mark.hit").First)
            .ToHaveTextAsync(new Regex("lecture", RegexOptions.IgnoreCase));
    }

    [BrowserFact]
    public async Task KeyD_OnAGenerationWithTwoTurns_ShowsTheDraftsWordsAsDeleted()
    {
        var page = await Dashboard.OpenAsync("/generations?student=rehearsal%2Fbase&k=5");

        await page.Keyboard.PressAsync("d");

        await Expect(page).ToHaveURLAsync(new Regex("show=diff"));
        await Expect(page.Locator(".item .diff")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Tag_WhenAdded_CanBeFilteredBy()
    {
        var page = await Dashboard.OpenAsync("/generations?student=rehearsal%2Fnull&k=3");

        await page.GetByRole(AriaRole.Button, new() { Name = "+ names the skill" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "take names the skill off" })).ToBeVisibleAsync();
        var tagged = await Dashboard.OpenAsync("/generations?tag=names+the+skill");

        await Expect(Place(tagged, "1 of 1 in this filter")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task View_WhenKeptUnderAName_LeadsBackToItsFilter()
    {
        var page = await Dashboard.OpenAsync("/generations?k=5&is=full-marks");
        await page.Locator("summary", new() { HasText = "Views" }).ClickAsync();

        await page.GetByLabel("Keep this filter as").FillAsync("full at five");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "full at five" }))
            .ToHaveAttributeAsync("href", "/generations?k=5&is=full-marks");

        var home = await Dashboard.OpenAsync("/");
        await home.GetByRole(AriaRole.Link, new() { Name = "full at five" }).ClickAsync();

        await Expect(home).ToHaveURLAsync(Dashboard.Address + "/generations?k=5&is=full-marks");
        await Expect(home.GetByText("k: 5", new() { Exact = true })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task View_OfAForeignStoreThatHoldsAScript_IsAnAddressOfOurOwn()
    {
        var page = await Dashboard.OpenAsync("/generations");
        await page.Locator("summary", new() { HasText = "Views" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "from elsewhere" }))
            .ToHaveAttributeAsync("href", "/generations?k=4&is=split");
    }

    [BrowserFact]
    public async Task KeyJ_PressedFasterThanPagesLoad_CountsEveryPress()
    {
        var page = await Dashboard.OpenAsync("/generations?k=3");

        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("j");
        }

        await Expect(Place(page, "13 of ")).ToBeVisibleAsync();
        var open = await page.Locator(".line[aria-current] b").InnerTextAsync();
        await Expect(page.Locator(".item h2")).ToContainTextAsync("on " + open);
    }

    [BrowserFact]
    public async Task Skill_WhenTyped_JoinsTheFilterAndLeavesTheBoxEmpty()
    {
        var page = await Dashboard.OpenAsync("/generations");
        var box = page.GetByPlaceholder("Skill", new() { Exact = true });
        var skill = (await page.Locator("#skill-names option").First.GetAttributeAsync("value"))!;

        await box.FillAsync(skill);
        await box.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = skill + " ✕" })).ToBeVisibleAsync();
        await Expect(box).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task SkillAndTopic_ThatTheStoreDoesNotKnow_AreNamed()
    {
        var page = await Dashboard.OpenAsync("/generations");
        var status = page.Locator(".bar [role=status]");

        await page.GetByPlaceholder("Skill", new() { Exact = true }).FillAsync("juggling");
        await page.Keyboard.PressAsync("Enter");
        await Expect(status).ToHaveTextAsync("No skill of this store is called “juggling”.");

        await page.GetByPlaceholder("Topic", new() { Exact = true }).FillAsync("nowhere");
        await page.Keyboard.PressAsync("Enter");
        await Expect(status).ToHaveTextAsync("No topic of this store is called “nowhere”.");
        await Expect(page).ToHaveURLAsync(Dashboard.Address + "/generations");
    }

    [BrowserFact]
    public async Task Page_HoweverLongItsLists_ScrollsInsideOfTheWindowOnly()
    {
        foreach (var width in new[] { 1440, 1024 })
        {
            var page = await Dashboard.OpenAsync("/generations", width: width);
            await Expect(Place(page, "1 of ")).ToBeVisibleAsync();

            Assert.Equal(
                [width, 900],
                await page.EvaluateAsync<int[]>(
                    "[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]"
                )
            );
        }
    }

    [BrowserFact]
    public async Task Menu_OfAFilter_ClosesByEscapeByAnotherMenuAndByAClickElsewhere()
    {
        var page = await Dashboard.OpenAsync("/generations");
        var student = page.Locator("details.menu", new() { HasText = "Student" }).First;
        var grader = page.Locator("details.menu", new() { HasText = "Grader" }).First;
        static async Task OpenAsync(ILocator menu)
        {
            await menu.Locator("summary").ClickAsync();
            await Expect(menu.Locator("fieldset")).ToBeVisibleAsync();
        }

        await OpenAsync(student);
        await page.Keyboard.PressAsync("Escape");
        await Expect(student.Locator("fieldset")).ToBeHiddenAsync();

        await OpenAsync(student);
        await OpenAsync(grader);
        await Expect(student.Locator("fieldset")).ToBeHiddenAsync();

        await page.Locator(".item h3").Last.ClickAsync();
        await Expect(grader.Locator("fieldset")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task FirstTab_OnAPageJustOpened_ReachesTheLinkToTheContent()
    {
        var page = await Dashboard.OpenAsync("/generations");

        await page.Keyboard.PressAsync("Tab");

        await Expect(page.Locator("a.skip")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task KeyC_OnAGenerationOfATunedModel_ShowsItsBaseBesideIt()
    {
        var page = await Dashboard.OpenAsync("/generations?student=rehearsal%2Ftuned-1-2-3&k=4");
        await Expect(Place(page, "1 of ")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("c");

        await Expect(page.Locator("tr.texts td")).ToHaveCountAsync(4);
        await Expect(page.Locator("thead th").First).ToContainTextAsync("rehearsal/tuned-1-2-3");
        await Expect(page.Locator("thead th").Nth(1)).ToContainTextAsync("rehearsal/base");
    }

    [BrowserFact]
    public async Task Search_ForSignsOnly_SaysThatItLooksForNothing()
    {
        var page = await Dashboard.OpenAsync("/generations?q=*");

        await Expect(page.Locator(".bar [role=status]")).ToContainTextAsync("holds no word to look for");
    }

    [BrowserFact]
    public async Task Keys_WhereTheBrowserKeepsNoData_AreHeard()
    {
        var page = await Dashboard.OpenAsync(
            "/generations",
            script: "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });"
        );

        await page.Keyboard.PressAsync("j");

        await Expect(Place(page, "2 of ")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task HostileText_InAStudentsAnswer_IsShownAndDoesNothing()
    {
        var page = await Dashboard.OpenAsync("/generations?student=" + Uri.EscapeDataString(HostileText.Student));

        await Expect(page.Locator(".item div.text")).ToHaveTextAsync(HostileText.Text);

        Assert.Null(await page.EvaluateAsync<int?>("window.hacked ?? null"));
        Assert.Equal(0, await page.Locator(".item div.text a, .item div.text img").CountAsync());
    }

    /// <summary>Where the open generation stands in the list, in words.</summary>
    private static ILocator Place(IPage page, string words) => page.Locator(".item .place", new() { HasText = words });
}
