using Microsoft.Playwright;

namespace SkillMix.Tests.Browser;

public sealed class AccessibilityTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    [BrowserFact]
    public Task Axe_OnTheListOfGenerations_FindsNothing() => FindsNothingAsync("/generations?is=split", ".item .grid");

    [BrowserFact]
    public Task Axe_OnADiff_FindsNothing() =>
        FindsNothingAsync("/generations?student=rehearsal%2Fbase&show=diff", ".item .diff");

    [BrowserFact]
    public Task Axe_OnCurves_FindsNothing() => FindsNothingAsync("/curves?published=on", ".plot .main-svg");

    [BrowserFact]
    public Task Axe_OnFailures_FindsNothing() => FindsNothingAsync("/failures", ".plot .main-svg");

    [BrowserFact]
    public Task Axe_OnAFigure_FindsNothing() => FindsNothingAsync("/figures?panel=majority", ".plot .main-svg");

    [BrowserFact]
    public Task Axe_OnAHeatTable_FindsNothing() =>
        FindsNothingAsync("/figures?kind=grid&panel=majority", ".plot .main-svg");

    [BrowserFact]
    public Task Axe_OnGraderAgainstGrader_FindsNothing() =>
        FindsNothingAsync("/figures?kind=graders", ".plot .main-svg");

    [BrowserFact]
    public Task Axe_OnAnchors_FindsNothing() => FindsNothingAsync("/anchors?flips=skill", "ul.flips");

    [BrowserFact]
    public Task Axe_OnHome_FindsNothing() => FindsNothingAsync("/", "table.data");

    [BrowserFact]
    public Task Axe_OnTheChoiceOfTuplesToCompare_FindsNothing() => FindsNothingAsync("/compare", "table.data");

    [BrowserFact]
    public async Task Axe_OnStudentsSideBySide_FindsNothing()
    {
        var chooser = await Dashboard.OpenAsync("/compare?k=5");
        var tuple = await chooser.Locator("table.data tbody a").First.GetAttributeAsync("href");

        await FindsNothingAsync(tuple!, "tr.texts");
    }

    [BrowserFact]
    public Task Axe_OnTheCatalogue_FindsNothing() => FindsNothingAsync("/catalogue", "table.data");

    [BrowserFact]
    public Task Axe_OnDrawnTuples_FindsNothing() => FindsNothingAsync("/catalogue?view=draw&k=3&count=5", "table.data");

    [BrowserFact]
    public Task Axe_OnAnEmptyComposition_FindsNothing() => FindsNothingAsync("/compose", "#search");

    [BrowserFact]
    public Task Axe_OnComposedTexts_FindsNothing() =>
        FindsNothingAsync(
            "/compose?skill=hyperbole&skill=metaphor&topic=Sewing&student=rehearsal%2Fbase&student=rehearsal%2Ftuned-1&grader=rehearsal%2Fgrader-a",
            "tr.texts .text",
            page => page.Locator("#search").PressAsync("Control+Enter")
        );

    [BrowserFact]
    public Task Axe_OnModels_FindsNothing() => FindsNothingAsync("/models", "#rehearsal");

    [BrowserFact]
    public Task Axe_OnAModelThatIsOpen_FindsNothing() => FindsNothingAsync("/models?model=compatible%2Faxe", "#test");

    [BrowserFact]
    public Task Axe_OnTheFormForAModel_FindsNothing() => FindsNothingAsync("/models?add=on", "#model-name");

    [BrowserFact]
    public Task Axe_OnAbout_FindsNothing() => FindsNothingAsync("/about", "table.data");

    /// <param name="path">The page.</param>
    /// <param name="subject">What it is about; axe looks when that is there.</param>
    /// <param name="open">What is done before; null for nothing.</param>
    private async Task FindsNothingAsync(string path, string subject, Func<IPage, Task>? open = null)
    {
        foreach (var isDark in new[] { false, true })
        {
            var page = await Dashboard.OpenAsync(path, isDark, width: isDark ? 1024 : 1440);
            await (open?.Invoke(page) ?? Task.CompletedTask);
            await page.Locator(subject).First.WaitForAsync();

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }
}
