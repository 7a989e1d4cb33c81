namespace SkillMix.Tests.Browser;

[Collection(DashboardTests.Name)]
public sealed class AccessibilityTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public Task Axe_OnTheListOfGenerations_FindsNothing() => FindsNothingAsync("/generations?is=split");

    [BrowserFact]
    public Task Axe_OnADiff_FindsNothing() => FindsNothingAsync("/generations?student=rehearsal%2Fbase&show=diff");

    [BrowserFact]
    public Task Axe_OnCurves_FindsNothing() => FindsNothingAsync("/curves?published=on");

    [BrowserFact]
    public Task Axe_OnFailures_FindsNothing() => FindsNothingAsync("/failures");

    [BrowserFact]
    public Task Axe_OnHome_FindsNothing() => FindsNothingAsync("/");

    [BrowserFact]
    public Task Axe_OnTheChoiceOfTuplesToCompare_FindsNothing() => FindsNothingAsync("/compare");

    [BrowserFact]
    public async Task Axe_OnStudentsSideBySide_FindsNothing()
    {
        var chooser = await dashboard.OpenAsync("/compare?k=5");
        var tuple = await chooser.Locator("table.data tbody a").First.GetAttributeAsync("href");

        await FindsNothingAsync(tuple!);
    }

    [BrowserFact]
    public Task Axe_OnTheCatalogue_FindsNothing() => FindsNothingAsync("/catalogue");

    [BrowserFact]
    public Task Axe_OnDrawnTuples_FindsNothing() => FindsNothingAsync("/catalogue?view=draw&k=3&count=5");

    [BrowserFact]
    public Task Axe_OnAbout_FindsNothing() => FindsNothingAsync("/about");

    private async Task FindsNothingAsync(string path)
    {
        foreach (var isDark in new[] { false, true })
        {
            var page = await dashboard.OpenAsync(path, isDark, width: isDark ? 1024 : 1440);

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }
}
