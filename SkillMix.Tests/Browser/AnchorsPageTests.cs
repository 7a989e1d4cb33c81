using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class AnchorsPageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    [BrowserFact]
    public async Task Anchors_OfAGraderThatBecameStricter_LeadFromItsFlipsToATextOfTheSet()
    {
        var page = await Dashboard.OpenAsync("/");

        await page.GetByRole(AriaRole.Link, new() { Name = "Anchors" }).ClickAsync();
        await Expect(page.Locator("table.occasions tbody tr")).ToHaveCountAsync(3);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Occasion 1 against 3" })).ToBeVisibleAsync();
        await Expect(page.Locator(".badge.simulated").First).ToBeVisibleAsync();
        await Expect(page.GetByText("At temperature 0.5 verdicts flip by chance, too")).ToBeVisibleAsync();

        var lost = page.GetByRole(
            AriaRole.Link,
            new() { NameRegex = new Regex("^\\d+ of full marks, met to not met$") }
        );
        var count = int.Parse(await lost.InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await lost.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("from=1&to=3&flips=full%20marks$"));
        await Expect(page.Locator("ul.flips li")).ToHaveCountAsync(count);

        var link = page.Locator("ul.flips a").First;
        await Expect(link).ToHaveAttributeAsync("href", new Regex("^/g/[0-9a-f]{32}$"));
        await link.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/generations\\?g=[0-9a-f]{32}$"));
    }

    [BrowserFact]
    public async Task Anchors_WithTwoOccasionsChosen_CompareThose()
    {
        var page = await Dashboard.OpenAsync("/anchors");

        await page.GetByRole(AriaRole.Link, new() { Name = "1 → 2" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Occasion 1 against 2" })).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("from=1&to=2$"));
    }

    [BrowserFact]
    public async Task Anchors_ThatNobodyGradedOrThatAreNotThere_SayWhatToDo()
    {
        var page = await Dashboard.OpenAsync("/anchors?set=never%20graded");
        await Expect(page.GetByText("skillmix anchor grade \"never graded\" --with")).ToBeVisibleAsync();

        var other = await Dashboard.OpenAsync("/anchors?set=elsewhere");
        await Expect(other.GetByText("There are no anchors “elsewhere” in this store.")).ToBeVisibleAsync();
    }
}
