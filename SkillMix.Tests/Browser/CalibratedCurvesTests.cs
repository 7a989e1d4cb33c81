using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using SkillMix.Dashboard;
using SkillMix.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

/// <summary>Curves over a store in which people have labelled; it is a store of its own, the browser is the shared one.</summary>
public sealed class CalibratedCurvesTests(DashboardFixture dashboard) : PageTests(dashboard), IDisposable
{
    private const string Solid = "student – as judged by annotators";

    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task People_WhenChosen_DrawASolidCurveOverTheFaintOneAndSayWhatIsNotEstimable()
    {
        var (address, queue, _) = await ServeAsync();
        var page = await Dashboard.OpenAsync("/curves?setting=all&panel=majority", address: address);

        await page.GetByLabel("Corrected by people").SelectOptionAsync(CalibratedStudy.Queue);

        await Expect(page).ToHaveURLAsync(new Regex($"people={queue:N}"));
        await Expect(page.Locator(".plot .legendtext", new() { HasText = Solid })).ToBeVisibleAsync();
        await Expect(page.Locator(".plot .legendtext", new() { HasText = "student – as graded" })).ToBeVisibleAsync();
        Assert.Equal(
            "2px none|1.2px dashed",
            await page.Locator(".plot .scatterlayer")
                .EvaluateAsync<string>(
                    """
                    layer => [...layer.querySelectorAll("path.js-line")].reverse()
                      .map(path => path.style.strokeWidth + " " + (path.style.strokeDasharray && path.style.strokeDasharray !== "none" ? "dashed" : "none")).join("|")
                    """
                )
        );
        var cautions = page.GetByRole(AriaRole.List, new() { Name = "To know before comparing" });
        await Expect(cautions.GetByText("Not estimable: student at k = 3. No drawn unit has a label yet."))
            .ToBeVisibleAsync();
        await Expect(cautions.GetByText("measured otherwise")).ToHaveCountAsync(0);
        await Expect(page.GetByText("AC1 0.97, 98 % the same, on 40 of 40 criteria that two people judged"))
            .ToBeVisibleAsync();

        var rows = page.GetByRole(AriaRole.Group, new() { Name = "As judged by annotators", Exact = true })
            .Locator("tbody tr:not(.know)");
        await Expect(rows.Nth(0)).ToContainTextAsync("0.600 ± ");
        await Expect(rows.Nth(0)).ToContainTextAsync("0.800");
        await Expect(rows.Nth(0)).ToContainTextAsync("10 / 10 / 10");
        await Expect(rows.Nth(0).Locator("xpath=following-sibling::tr[1]"))
            .ToContainTextAsync("People changed 2 of 10 verdicts");
        await Expect(rows.Nth(1)).ToContainTextAsync("not estimable");
        await Expect(rows.Nth(1)).ToContainTextAsync("0 / 10 / 10");
        await Expect(page.GetByText("overwrit")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Point_OfPeople_PointedAt_SaysValueIntervalLabelsAndUnits()
    {
        var (address, queue, _) = await ServeAsync();
        var page = await Dashboard.OpenAsync($"/curves?setting=all&panel=majority&people={queue:N}", address: address);
        var point = page.Locator(".plot .scatterlayer .points path.point").Last;
        await Expect(point).ToBeVisibleAsync();

        var box = (await point.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));

        var words = page.Locator(".plot .hovertext");
        await Expect(words).ToContainTextAsync("as judged by annotators: 0.600 ± ");
        await Expect(words).ToContainTextAsync("95 % interval");
        await Expect(words).ToContainTextAsync("labels: 10 of 10 drawn, out of 10 units");
    }

    [BrowserFact]
    public async Task People_WithOtherRulesThanTheirQueueFroze_OfferToMeasureAlike()
    {
        var (address, queue, _) = await ServeAsync();
        var page = await Dashboard.OpenAsync($"/curves?people={queue:N}&length=graded", address: address);
        await Expect(page.GetByText("are measured otherwise than the queue froze it (graders, length)"))
            .ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Measure the faint curves as the queue froze it" })
            .ClickAsync();

        await Expect(page.GetByText("are measured otherwise")).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new Regex("panel=majority"));
    }

    [BrowserFact]
    public async Task People_WhereTheyCannotCorrect_LeaveTheCurvesAndSayWhy()
    {
        var (address, queue, disputed) = await ServeAsync();

        var page = await Dashboard.OpenAsync($"/curves?people={disputed:N}", address: address);
        await Expect(page.GetByText("Not corrected by people. The queue 'disputed' holds the units on which graders"))
            .ToBeVisibleAsync();
        await Expect(page.Locator(".plot .scatterlayer .points path.point").First).ToBeVisibleAsync();
        await page.GotoAsync($"{address}/curves?people={queue:N}&metric=skill_fraction");
        await Expect(page.GetByText("correct the ratio of full marks, and not “Skill fraction”")).ToBeVisibleAsync();
        await page.GotoAsync($"{address}/curves?people={Guid.NewGuid():N}");
        await Expect(page.GetByText("may be in another store")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Axe_OnCurvesCorrectedByPeople_FindsNothing()
    {
        var (address, queue, _) = await ServeAsync();
        foreach (var isDark in new[] { false, true })
        {
            var page = await Dashboard.OpenAsync(
                $"/curves?people={queue:N}",
                isDark,
                width: isDark ? 1024 : 1440,
                address: address
            );
            await page.Locator(".plot .main-svg").First.WaitForAsync();

            Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
        }
    }

    private async Task<(string Address, Guid Queue, Guid Disputed)> ServeAsync()
    {
        (Guid Queue, Guid Disputed) made;
        using (var file = _folder.NewStore())
        {
            made = await CalibratedStudy.KeepAsync(file);
        }

        _app = DashboardApplication.Build(
            new DashboardOptions(_folder.File(), "http://127.0.0.1:0") { Protection = _folder.File("protection") }
        );
        await _app.StartAsync();
        return (_app.Urls.First(), made.Queue, made.Disputed);
    }
}
