using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class FiguresPageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    private const string Picture = ".sheet img";

    [BrowserFact]
    public async Task Figure_OnPaper_HasTheSizeItWillHaveThere()
    {
        var page = await Dashboard.OpenAsync("/figures?panel=majority");

        // 3.25 inches are 312 pixels of a browser.
        Assert.Equal(312, (await page.Locator(Picture).BoundingBoxAsync())!.Width, 1.0);
        await page.GetByRole(AriaRole.Link, new() { Name = "text 5.5" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("width=5.5"));
        await Expect(page.GetByText("5.5 × 3 in, true size")).ToBeVisibleAsync();

        Assert.Equal(528, (await page.Locator(Picture).BoundingBoxAsync())!.Width, 1.0);
    }

    [BrowserFact]
    public async Task Choices_MadeFasterThanTheBrowserAnswers_AllCount()
    {
        var page = await Dashboard.OpenAsync("/figures?panel=majority");

        await page.GetByLabel("grid", new() { Exact = true }).UncheckAsync();
        await page.GetByLabel("title above").CheckAsync();
        await page.GetByLabel("Intervals as").SelectOptionAsync("bands");
        await page.GetByLabel("Font, pt").FillAsync("9");
        await page.GetByLabel("Font, pt").BlurAsync();

        await Expect(page).ToHaveURLAsync(new Regex("font=9&errors=bands&heading=on&grid=off"));
    }

    [BrowserFact]
    public async Task FieldOutOfRange_SaysSoAndChangesNothing()
    {
        var page = await Dashboard.OpenAsync("/figures?panel=majority");

        await page.GetByLabel("Width, in").FillAsync("99");
        await page.GetByLabel("Width, in").BlurAsync();
        await Expect(page.GetByText("Width is from 1 to 40 inches, not 99.")).ToBeVisibleAsync();
        await page.GetByLabel("y from : to").FillAsync("1:0");
        await page.GetByLabel("y from : to").BlurAsync();

        await Expect(page.GetByText("A range is a lower and a higher number, such as 0:1, not '1:0'."))
            .ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync(new Regex("panel=majority$"));
    }

    [BrowserFact]
    public async Task File_OfTheFigure_IsThePictureOnThePage()
    {
        var page = await Dashboard.OpenAsync("/figures?kind=paired&panel=majority");
        var shown = (await page.Locator(Picture).GetAttributeAsync("src"))!;

        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "SVG" }).ClickAsync()
        );

        var saved = await File.ReadAllTextAsync((await download.PathAsync())!);
        Assert.Equal(Encoding.UTF8.GetString(Convert.FromBase64String(shown.Split("base64,")[1])), saved);
        Assert.Equal("paired.svg", download.SuggestedFilename);
    }

    [BrowserFact]
    public async Task Figure_Saved_IsFoundAgainAndDuplicated()
    {
        var page = await Dashboard.OpenAsync("/figures?kind=grid&panel=majority&setting=all&setting=train&width=5.5");

        await page.GetByLabel("Save as").FillAsync("our grid");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("This is “our grid”")).ToBeVisibleAsync();
        await page.GetByLabel("Duplicate as").FillAsync("its twin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "its twin" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Success against k" }).ClickAsync();
        await Expect(page.GetByText("This is")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "our grid" }).ClickAsync();

        await Expect(page.GetByText("It shows the same values still.").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove its twin" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove its twin" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "its twin" })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Cell_WhenClicked_OpensTheGenerationsBehindIt()
    {
        var page = await Dashboard.OpenAsync("/figures?kind=grid&panel=majority&student=rehearsal%2Fbase&setting=all");
        var cell = page.Locator(".plot .heatmaplayer image");
        await Expect(cell).ToBeAttachedAsync();

        var box = (await page.Locator(".plot .nsewdrag").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 8), box.Y + (box.Height / 2));
        await page.Mouse.ClickAsync(box.X + (box.Width / 8), box.Y + (box.Height / 2));

        await Expect(page).ToHaveURLAsync(new Regex("/generations\\?student=rehearsal%2Fbase.*k=2"));
    }

    [BrowserFact]
    public async Task Address_WithAWordThatNoFigureKnows_SaysSo()
    {
        var page = await Dashboard.OpenAsync("/figures?kind=pie");

        await Expect(page.GetByRole(AriaRole.Alert))
            .ToContainTextAsync("The address says kind 'pie', and there is curve,");
    }

    [BrowserFact]
    public async Task Curves_AsTheyAre_GoIntoTheStudio()
    {
        var page = await Dashboard.OpenAsync("/curves?panel=majority&metric=skill_fraction&setting=train");

        await page.GetByRole(AriaRole.Link, new() { Name = "For a paper" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/figures\\?setting=train&panel=majority&metric=skill_fraction"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Skill fraction against k" })).ToBeVisibleAsync();
    }
}
