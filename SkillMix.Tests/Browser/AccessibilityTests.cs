namespace SkillMix.Tests.Browser;

[Collection(DashboardTests.Name)]
public sealed class AccessibilityTests(DashboardFixture dashboard)
{
    [BrowserFact]
    public Task Axe_OnTheListOfGenerations_FindsNothing() => FindsNothingAsync("/generations?is=split");

    [BrowserFact]
    public Task Axe_OnADiff_FindsNothing() => FindsNothingAsync("/generations?student=rehearsal%2Fbase&show=diff");

    private async Task FindsNothingAsync(string path)
    {
        foreach (var isDark in new[] { false, true })
        {
            var page = await dashboard.OpenAsync(path, isDark, width: isDark ? 1024 : 1440);

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }
}
