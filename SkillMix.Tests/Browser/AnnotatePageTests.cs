using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

public sealed class AnnotatePageTests(DashboardFixture dashboard) : PageTests(dashboard)
{
    [BrowserFact]
    public async Task Person_WithTheKeyboardAlone_DecidesTwentyItems()
    {
        var queue = await MakeAsync("twenty", items: 20, "k=2");
        var page = await Dashboard.OpenAsync(SkillMixUrls.Queue(queue));

        for (var item = 0; item < 20; item++)
        {
            await Expect(page.Locator(".status")).ToContainTextAsync(new Regex("criteria are still open"));
            var criteria = await page.Locator(".criteria li").CountAsync();
            var texts = Math.Max(1, await page.Locator(".texts .chip").CountAsync());
            for (var criterion = 0; criterion < criteria * texts; criterion++)
            {
                await page.Keyboard.PressAsync(criterion % 3 == 2 ? "0" : "1");
            }

            await Expect(page.Locator(".status")).ToContainTextAsync("Everything needed is decided");
            await page.Keyboard.PressAsync("Control+Enter");
        }

        await Expect(page.GetByText("Nothing is left for you here now")).ToBeVisibleAsync();
        var summary = await SummaryAsync(queue);
        Assert.Equal((20, 20, 20), (summary.Items, summary.Done, Assert.Single(summary.People).Completed));
    }

    [BrowserFact]
    public async Task Decision_TakenBack_IsOpenAgainAndSoIsTheItemBefore()
    {
        var queue = await MakeAsync("undo", items: 2, "k=3", unit: QueueUnit.Generation);
        var page = await Dashboard.OpenAsync(SkillMixUrls.Queue(queue));
        var here = page.Locator(".criteria li.here");

        await Expect(page.Locator(".status")).ToHaveTextAsync("5 criteria are still open.");
        var first = await here.InnerTextAsync();
        await page.Keyboard.PressAsync("0");
        await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");
        await page.Keyboard.PressAsync("Backspace");
        await Expect(page.Locator(".status")).ToHaveTextAsync("5 criteria are still open.");
        Assert.Equal(first, await here.InnerTextAsync());

        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator(".pace")).ToContainTextAsync("0 of 2 labels");
        await page.Keyboard.PressAsync("Backspace");
        await Expect(page.Locator(".status")).ToContainTextAsync("Back at the item that you skipped");
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");

        await page.ReloadAsync();
        await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");
        await Expect(page.Locator(".answer[aria-pressed=true]")).ToHaveTextAsync("1");
    }

    [BrowserFact]
    public async Task Words_MarkedWithMouseOrKeyboard_StandBesideTheCriterion()
    {
        var queue = await MakeAsync("marks", items: 1, "k=2", unit: QueueUnit.Generation);
        var page = await Dashboard.OpenAsync(SkillMixUrls.Queue(queue));
        var text = page.Locator("[data-marks]");
        await Expect(text).ToBeVisibleAsync();
        var words = (await text.TextContentAsync())!.Split(' ');

        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator("mark.cursor")).ToHaveTextAsync(words[0]);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(page.Locator("mark.cursor")).ToHaveTextAsync($"{words[1]} {words[2]}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".marked")).ToContainTextAsync($"“{words[1]} {words[2]}”");

        await page.Keyboard.PressAsync("n");
        await text.DblClickAsync(
            new()
            {
                Position = new() { X = 6, Y = 12 },
            }
        );
        await Expect(page.Locator(".marked")).ToContainTextAsync($"“{words[0].TrimEnd(',', '.')}");
        await page.ReloadAsync();
        await Expect(page.Locator("[data-marks] mark")).ToHaveCountAsync(2);
    }

    [BrowserFact]
    public async Task Item_OfABlindQueue_ShowsStudentAndGradersOnlyOnceItIsCompletedAndStaysAsItIs()
    {
        var queue = await MakeAsync("blind", items: 1, "k=2", unit: QueueUnit.Generation);
        var page = await Dashboard.OpenAsync(SkillMixUrls.Queue(queue));
        await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");
        Assert.DoesNotContain("rehearsal/", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await page.Keyboard.PressAsync("r");
        foreach (var key in new[] { "1", "1", "1", "1" })
        {
            await page.Keyboard.PressAsync(key);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Reveal" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Graders, revealed after deciding" }))
            .ToBeVisibleAsync();
        await page.Keyboard.PressAsync("p");
        await page.Keyboard.PressAsync("0");
        await Expect(page.Locator(".status")).ToContainTextAsync("You have looked at the graders");

        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite);
        var book = new AnnotationBook(file, TimeProvider.System);
        var events = Assert.Single(await book.ItemsAsync(queue, default)).Events;
        Assert.Equal(
            [(DecisionKind.Decide, false), (DecisionKind.Complete, false), (DecisionKind.Reveal, false)],
            events.Skip(3).Select(one => (one.Kind, one.Saw.Graders))
        );
    }

    [BrowserFact]
    public async Task TwoBrowsers_OnOneQueue_NeverHaveTheSameItem()
    {
        var queue = await MakeAsync("two browsers", items: 6, "k=2", unit: QueueUnit.Generation);
        var pages = await Task.WhenAll(
            Dashboard.OpenAsync(SkillMixUrls.Queue(queue)),
            Dashboard.OpenAsync(SkillMixUrls.Queue(queue))
        );
        var seen = new List<string>();

        for (var turn = 0; turn < 3; turn++)
        {
            foreach (var page in pages)
            {
                await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");
                seen.Add(await ItemOf(page));
            }

            Assert.Equal(seen.Count, seen.Distinct().Count());
            await Task.WhenAll(
                pages.Select(async page =>
                {
                    foreach (var key in new[] { "1", "0", "u", "1", "Control+Enter" })
                    {
                        await page.Keyboard.PressAsync(key);
                    }
                })
            );
        }

        foreach (var page in pages)
        {
            await Expect(page.GetByText("Nothing is left for you here now")).ToBeVisibleAsync();
        }

        Assert.Equal(6, (await SummaryAsync(queue)).Done);

        static async Task<string> ItemOf(IPage page) =>
            (await page.Locator("[data-item]").GetAttributeAsync("data-item"))!;
    }

    [BrowserFact]
    public async Task Design_OfAQueue_SaysWhatItTakesAndIsTheAddress()
    {
        var page = await Dashboard.OpenAsync("/generations?k=3&is=split");

        await page.GetByRole(AriaRole.Link, new() { Name = "Make a queue" }).ClickAsync();
        await page.GetByLabel("All disagreements").CheckAsync();
        await page.GetByLabel("One item is").SelectOptionAsync(new SelectOptionValue { Label = "a single generation" });
        await page.GetByLabel("At most items").FillAsync("3");
        await page.GetByLabel("Name of the queue").FillAsync("three splits");
        await page.GetByLabel("Name of the queue").BlurAsync();
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("3 of");
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("say nothing about the other units");
        await Expect(page).ToHaveURLAsync(new Regex("by=disagreements"));
        await page.ReloadAsync();
        await DashboardFixture.IsLiveAsync(page);
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("3 of");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make the queue" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "three splits" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Annotate" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^three splits") }))
            .ToContainTextAsync("not for estimates");
    }

    [BrowserFact]
    public async Task Disagreement_OfPeople_IsSettledAndNobodysVerdictIsReplaced()
    {
        var queue = await MakeAsync("dispute", items: 1, "k=2", unit: QueueUnit.Generation, labels: 2);
        await LabelAsync(queue, "Ana", "1111");
        await LabelAsync(queue, "Ben", "1011");
        var page = await Dashboard.OpenAsync("/annotate");

        await page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^dispute") })
            .GetByRole(AriaRole.Link, new() { Name = "1 to settle" })
            .ClickAsync();
        await Expect(page.Locator("tr.here")).ToContainTextAsync("differ");
        await page.Keyboard.PressAsync("0");

        await Expect(page.Locator("tr.here .answer.notmet")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("tr.here td .badge.met")).ToHaveTextAsync("met");
        Assert.Equal(0, (await SummaryAsync(queue)).Disputed);
    }

    [BrowserFact]
    public async Task Disagreement_OfGraders_IsSettledOnTheSpotAsPickedByHand()
    {
        var page = await Dashboard.OpenAsync("/generations?is=split&k=4");
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "What people say" });

        await panel.GetByRole(AriaRole.Button, new() { Name = "0 not met" }).First.ClickAsync();

        await Expect(panel.Locator("tbody tr").First.Locator("td").Last).ToContainTextAsync(": not met");
        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite);
        var judged = await new AnnotationBook(file, TimeProvider.System).JudgedAsync(PanelSpec.Default, default);
        Assert.Contains(judged, text => text is { Item: null, Probability: null });
    }

    [BrowserFact]
    public async Task Guideline_WithHostileMarkdown_IsShownAsText()
    {
        var page = await Dashboard.OpenAsync("/annotate/guidelines");

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit Sense" }).ClickAsync();
        await page.GetByLabel("Markdown")
            .FillAsync("**Bold** <img src=x onerror=alert(1)> [link](javascript:alert(1)) ![p](http://x.test/p.png)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep as version 2" }).ClickAsync();

        var section = page.Locator("section[aria-labelledby=kind-Sense]");
        await Expect(section.Locator("strong")).ToHaveTextAsync("Bold");
        await Expect(section.Locator(".markdown").First)
            .ToContainTextAsync("<img src=x onerror=alert(1)> [link](javascript:alert(1))");
        await Expect(section.Locator(".markdown a, .markdown img")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Items_OfWhichTheFirstIsEmpty_AreShownFromTheSecondOn()
    {
        var queue = await MakeAsync("nothing written", items: 2, "k=2", unit: QueueUnit.Generation);
        using (var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite))
        {
            using var connection = file.OpenConnection();
            using var empty = connection.CreateCommand();
            empty.CommandText = """
                UPDATE queue_items SET panel = replace(panel, '"isEmpty":false', '"isEmpty":true')
                WHERE position = 0 AND queue_id = (SELECT max(id) FROM queues)
                """;
            Assert.Equal(1, await empty.ExecuteNonQueryAsync());
        }

        var page = await Dashboard.OpenAsync(SkillMixUrls.QueueItems(queue));

        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^Item 2:") })).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task NewsOfTheStore_WhileSomebodyDecides_LeavesThemWhereTheyAre()
    {
        var queue = await MakeAsync("news", items: 2, "k=2", unit: QueueUnit.Generation);
        var page = await Dashboard.OpenAsync(SkillMixUrls.Queue(queue, await FirstAsync(queue)));
        await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");
        await page.Keyboard.PressAsync("s");
        await Expect(page.Locator(".pace")).ToContainTextAsync("0 of 2 labels");
        await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator(".criteria li").Nth(1)).ToHaveAttributeAsync("aria-current", "step");
        var words = await page.Locator("[data-marks]").InnerTextAsync();

        Dashboard.Tell();
        await page.Keyboard.PressAsync("1");

        await Expect(page.Locator(".status")).ToHaveTextAsync("3 criteria are still open.");
        Assert.Equal(words, await page.Locator("[data-marks]").InnerTextAsync());
        await Expect(page.Locator(".criteria li").Nth(1).Locator(".answer.met"))
            .ToHaveAttributeAsync("aria-pressed", "true");
    }

    [BrowserFact]
    public async Task Axe_OnThePagesOfAnnotation_FindsNothing()
    {
        var queue = await MakeAsync("axe", items: 4, "k=3", unit: QueueUnit.Generation, labels: 2);
        await LabelAsync(queue, "Ana", "11111");
        await LabelAsync(queue, "Ben", "10111");
        foreach (
            var (path, subject) in new[]
            {
                ("/annotate", "table.data"),
                ("/annotate/new", "dl.facts"),
                (SkillMixUrls.Queue(queue), ".criteria"),
                (SkillMixUrls.QueueItems(queue, show: "disputed"), "tr.here"),
                ("/annotate/guidelines", ".markdown"),
            }
        )
        {
            foreach (var isDark in new[] { false, true })
            {
                var page = await Dashboard.OpenAsync(path, isDark, width: isDark ? 1024 : 1440);
                await page.Locator(subject).First.WaitForAsync();

                Assert.Empty(await DashboardFixture.AccessibilityProblemsAsync(page));
                await page.Context.CloseAsync();
            }
        }
    }

    /// <summary>Makes a queue of the fixture's store, by hand so that it has just so many items.</summary>
    private async Task<Guid> MakeAsync(
        string name,
        int items,
        string filter,
        QueueUnit unit = QueueUnit.Tuple,
        int labels = 1
    )
    {
        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite);
        var book = new AnnotationBook(file, TimeProvider.System);
        var spec = new QueueSpec
        {
            Name = $"{name} {Guid.NewGuid():N}",
            Filter = filter,
            Unit = unit,
            Selection = QueueSelection.HandPicked,
            Budget = items,
            Labels = labels,
            TwiceShare = 0,
        };
        var pool = await book.PoolAsync(
            SkillMixUrls.FilterOf(spec),
            unit,
            PanelSpec.Default,
            alsoUngraded: false,
            default
        );
        var readable = pool.Units.Where(one => one.Texts.All(text => !text.IsEmpty)).ToList();
        return await book.MakeAsync(
            QueueBuilder.Build(spec, readable),
            PanelSpec.Default with
            {
                Graders = pool.Graders,
            },
            default
        );
    }

    private async Task<Guid> FirstAsync(Guid queue)
    {
        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadOnly);
        return (await new AnnotationBook(file, TimeProvider.System).ItemsAsync(queue, default))[0].Id;
    }

    /// <summary>Labels the first item of a queue as somebody else.</summary>
    private async Task LabelAsync(Guid queue, string who, string marks)
    {
        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite);
        var book = new AnnotationBook(file, TimeProvider.System);
        var item = (await book.ItemsAsync(queue, default))[0];
        Decision Of(DecisionKind kind) =>
            new()
            {
                Key = Guid.NewGuid().ToString("N"),
                Kind = kind,
                Item = item.Id,
                Generation = item.Texts[0].Generation,
                Turn = item.Texts[0].Turn,
                Annotator = new(new Guid($"0190a000-0000-7000-8000-0000000000{(int)who[0]:x2}"), who),
                Saw = Sight.Blind,
            };
        await book.KeepAsync(
            [
                .. marks.Select(
                    (mark, position) =>
                        Of(DecisionKind.Decide) with
                        {
                            Position = position,
                            Judgement = mark == '1' ? Judgement.Met : Judgement.NotMet,
                        }
                ),
                Of(DecisionKind.Complete),
            ],
            null,
            default
        );
    }

    private async Task<QueueSummary> SummaryAsync(Guid queue)
    {
        using var file = StoreFile.Open(Dashboard.StorePath, StoreAccess.ReadWrite);
        return (await new AnnotationBook(file, TimeProvider.System).QueuesAsync(default)).Single(one =>
            one.Id == queue
        );
    }
}
