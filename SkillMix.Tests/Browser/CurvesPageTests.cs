using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class CurvesPageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    [BrowserFact]
    public async Task Figure_OnFirstVisit_DrawsALineForEachStudentAndATableOfTheSameNumbers()
    {
        var page = await Dashboard.OpenAsync("/curves");

        await Expect(page.Locator(".plot .scatterlayer .trace .lines path.js-line").First).ToBeAttachedAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "0." }).First).ToBeVisibleAsync();
        await Expect(page.Locator(".plot .legendtext", new() { HasText = "rehearsal/tuned-1-2-3" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Metric_WhenChosen_StandsInTheAddressAndBackUndoesIt()
    {
        var page = await Dashboard.OpenAsync("/curves");

        await page.GetByRole(AriaRole.Link, new() { Name = "Skill fraction", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("metric=skill_fraction"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Skill fraction against k" })).ToBeVisibleAsync();
        await page.GoBackAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ratio of full marks against k" }))
            .ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Point_WhenClicked_OpensTheGenerationsBehindIt()
    {
        var page = await Dashboard.OpenAsync("/curves?student=rehearsal%2Fbase&setting=all");
        var point = page.Locator(".plot .scatterlayer .points path.point").First;
        await Expect(point).ToBeVisibleAsync();

        var box = (await point.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));

        await Expect(page).ToHaveURLAsync(new Regex("/generations\\?.*student=rehearsal%2Fbase"));
        await Expect(page).ToHaveURLAsync(new Regex("k=2"));
    }

    [BrowserFact]
    public async Task PublishedPoints_WhenTurnedOn_AreListedWithTheirSource()
    {
        var page = await Dashboard.OpenAsync("/curves?published=on&with=GPT-4");

        await Expect(page.GetByText("Skill-Mix leaderboard, 14 March 2024").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Figure_OfSimulatedModels_SaysSo()
    {
        var page = await Dashboard.OpenAsync("/curves");

        await Expect(page.Locator(".plot .annotation-text", new() { HasText = "simulated" })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task LeaveOut_WhenASkillIsChosen_GoesBackToASkill()
    {
        var page = await Dashboard.OpenAsync("/curves");
        var select = page.GetByLabel("Leave out");

        var skill = (await select.Locator("option").Nth(1).InnerTextAsync()).Trim();
        await select.SelectOptionAsync(skill);

        await Expect(page).ToHaveURLAsync(new Regex("without="));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = $"{skill} ×", Exact = true })).ToBeVisibleAsync();
        await Expect(select).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task LeaveOut_OfASkillThatNoTupleAsksFor_SaysSo()
    {
        foreach (var path in new[] { "/curves", "/failures" })
        {
            var page = await Dashboard.OpenAsync($"{path}?without=no%20such%20skill");

            await Expect(page.GetByText("no tuple here asks for it")).ToBeVisibleAsync();
        }
    }

    [BrowserFact]
    public async Task Table_AtAUsualWidth_FitsAndCountsTuplesLeftOutAndDropped()
    {
        var page = await Dashboard.OpenAsync("/curves");
        var table = page.GetByRole(AriaRole.Group, new() { Name = "The same numbers" });

        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Tuples left out" })).ToBeVisibleAsync();
        await Expect(table.GetByRole(AriaRole.Columnheader, new() { Name = "Tuples dropped" })).ToBeVisibleAsync();
        Assert.True(await table.EvaluateAsync<bool>("box => box.scrollWidth <= box.clientWidth"));
    }

    [BrowserFact]
    public async Task Tools_OfAFigure_LeaveSimulatedReadable()
    {
        var page = await Dashboard.OpenAsync("/curves");
        var note = page.Locator(".plot .annotation-text", new() { HasText = "simulated" });
        await Expect(note).ToBeVisibleAsync();

        await page.Locator(".plot").HoverAsync();
        var words = (await note.BoundingBoxAsync())!;
        var tools = (await page.Locator(".plot .modebar").BoundingBoxAsync())!;

        Assert.True(words.X + words.Width < tools.X);
    }

    [BrowserFact]
    public async Task Caption_OfSimulatedModels_TellsNullFromTheDashedBase()
    {
        var page = await Dashboard.OpenAsync("/curves");

        await Expect(page.GetByText("Dashed: a base model that a model beside it was tuned from.")).ToBeVisibleAsync();
        await Expect(page.GetByText("rehearsal/null: the base's rates with other luck.")).ToBeVisibleAsync();
    }
}
