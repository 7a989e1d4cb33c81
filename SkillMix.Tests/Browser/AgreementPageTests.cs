using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkillMix.Core.Annotation;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Tests.Storage;
using static Microsoft.Playwright.Assertions;
using static SkillMix.Tests.Storage.AnnotatedStudy;

namespace SkillMix.Tests.Browser;

public sealed class AgreementPageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    private const string Note = "<img src=x onerror=alert(1)> not here";

    [BrowserFact]
    public async Task Agreement_OfTwoPeople_LeadsFromACellToTheCriterionOnWhichTheyDiffer()
    {
        var page = await Dashboard.OpenAsync(await JudgedAsync());

        // Two texts of two skills, topic and sense: they differ on one criterion of eight.
        await page.GetByRole(AriaRole.Link, new() { Name = "percent agreement", Exact = true }).ClickAsync();
        var cell = page.Locator("table.matrix td.cell").First;
        await Expect(cell.Locator("strong")).ToHaveTextAsync("87.5 %");
        await Expect(cell.Locator(".few")).ToBeVisibleAsync();
        await Expect(page.Locator("table.matrix td.used").First).ToHaveTextAsync("8 / 8");
        await Expect(page.Locator("table.matrix tbody tr")).ToHaveCountAsync(5);

        await cell.Locator("a").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ana and Ben" })).ToBeVisibleAsync();
        var rows = page.Locator("table.items tbody tr");
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.Locator(".who")).ToHaveTextAsync([new Regex("not met"), new Regex("^\\s*✓ met")]);
        await Expect(rows.Locator(".note")).ToHaveTextAsync($"Ana: {Note}");

        await page.GetByRole(AriaRole.Link, new() { Name = "all compared (8)" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(8);
        await rows.First.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/generations\\?g=[0-9a-f]{32}$"));
    }

    [BrowserFact]
    public async Task Agreement_PartByPart_OpensTheCriteriaOfThatPart()
    {
        var page = await Dashboard.OpenAsync(await JudgedAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "k", Exact = true }).ClickAsync();
        await Expect(page.Locator("table.lines tbody tr")).ToHaveCountAsync(2);
        await page.Locator("table.lines tbody tr").Nth(1).Locator("td.cell a").First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ana and Ben, k = 2" })).ToBeVisibleAsync();
        await Expect(page.Locator("table.items tbody tr")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Close" }).ClickAsync();
        await Expect(page.Locator("table.items")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Agreement_WithTwoPeople_SaysWhatTheTestAsksFor()
    {
        var page = await Dashboard.OpenAsync(await JudgedAsync());

        await Expect(page.Locator("table.stand-in tbody tr").First)
            .ToContainTextAsync("Cannot be said. It asks for 3 people or more, and there are 2.");
        await page.GetByRole(AriaRole.Link, new() { Name = "ε = 0.2: experts" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("eps=0\\.2"));
        await Expect(page.Locator("table.confusion tbody")).ToHaveCountAsync(3);
    }

    [BrowserFact]
    public async Task Agreement_OfAQueueThatNobodyBegan_LeadsToAnnotating()
    {
        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite);
        var items = await new AnnotatedStudy(file, TimeProvider.System).QueueAsync(Spec("nobody"));

        var page = await Dashboard.OpenAsync(SkillMixUrls.Agreement(new() { Queue = items[0].Queue }));

        await Expect(page.GetByText("Nobody has completed an item of this queue yet")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "judge what is in one" }))
            .ToHaveAttributeAsync("href", "/annotate");
    }

    [BrowserFact]
    public async Task Agreement_OfAQueueThatIsNotThere_SaysSo()
    {
        var page = await Dashboard.OpenAsync(SkillMixUrls.Agreement(new() { Queue = Guid.NewGuid() }));

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This store holds no queue");
    }

    [BrowserFact]
    public async Task Axe_OnAgreementWithACellOpen_FindsNothing()
    {
        var path = await JudgedAsync();
        foreach (var isDark in new[] { false, true })
        {
            var page = await Dashboard.OpenAsync(
                path + "&by=skill&first=people&second=people",
                isDark,
                width: isDark ? 1024 : 1440
            );
            await page.Locator("table.items").WaitForAsync();

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }

    /// <summary>Two texts of the store, judged by two people who differ on one criterion.</summary>
    /// <returns>The page of that queue.</returns>
    private async Task<string> JudgedAsync()
    {
        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite);
        var study = new AnnotatedStudy(file, TimeProvider.System);
        var items = await study.QueueAsync(Spec("judged"));
        await study.JudgeAsync(items[0], Ana, "1011", Note);
        await study.JudgeAsync(items[0], Ben, "1111");
        await study.JudgeAsync(items[1], Ana, "1101");
        await study.JudgeAsync(items[1], Ben, "1101");
        return SkillMixUrls.Agreement(new() { Queue = items[0].Queue });
    }

    private static QueueSpec Spec(string name) =>
        new()
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{name} {Guid.NewGuid():N}"),
            Filter = "k=2&student=rehearsal%2Fbase",
            Unit = QueueUnit.Generation,
            Selection = QueueSelection.HandPicked,
            Budget = 2,
            Labels = 2,
            TwiceShare = 0,
        };
}
