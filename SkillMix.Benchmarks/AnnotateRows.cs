using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;

namespace SkillMix.Benchmarks;

/// <summary>Annotating in a real browser: from the key press to what it brings on screen, by the browser's own clock.</summary>
public static class AnnotateRows
{
    private const string Next = "next item on screen after Ctrl+Enter, annotation";
    private const string Decision = "verdict on screen after its key, annotation";
    private const double Target = 0.1;
    private const int Items = 60;

    // Presses a key and answers when the page has changed and is painted, in milliseconds.
    private const string Press = """
        ([key, ctrl, selector, attribute]) => new Promise(done => {
          const read = () => { const e = document.querySelector(selector); return attribute ? e?.getAttribute(attribute) : e?.textContent; };
          const before = read();
          const start = performance.now();
          const observer = new MutationObserver(() => {
            if (read() === before) return;
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
          });
          observer.observe(document.querySelector("main"), { subtree: true, childList: true, attributes: true, characterData: true });
          document.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: ctrl, bubbles: true }));
        })
        """;

    /// <summary>Decides items of a queue over the whole store.</summary>
    /// <param name="path">The store; a queue and its decisions are added to a copy of it.</param>
    /// <param name="size">What is said of its size.</param>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(string path, string size)
    {
        if (RunRows.FindBrowser() is not { } browser)
        {
            return
            [
                Measurement.Skipped(
                    $"{Next}, {size}",
                    $"≤ {Target} s",
                    "no Chromium was found; name one in SKILLMIX_BROWSER"
                ),
            ];
        }

        var copy = Path.Combine(Directory.CreateTempSubdirectory("skillmix-annotate-").FullName, "copy.db");
        File.Copy(path, copy);
        try
        {
            var (ofDecisions, ofItems) = await DecideAsync(browser, copy, await MakeQueueAsync(copy));
            return
            [
                Measurement.Time($"{Decision}, {size}", Target, ofDecisions, ""),
                Measurement.Time($"{Next}, {size}", Target, ofItems, $" over {Items} items"),
            ];
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }
    }

    private static async Task<Guid> MakeQueueAsync(string path)
    {
        using var file = StoreFile.Open(path, StoreAccess.ReadWrite);
        var book = new AnnotationBook(file, TimeProvider.System);
        var spec = new QueueSpec { Name = "measured", Budget = 2 * Items };
        var pool = await book.PoolAsync(
            SkillMixUrls.FilterOf(spec),
            spec.Unit,
            PanelSpec.Default,
            alsoUngraded: false,
            CancellationToken.None
        );
        return await book.MakeAsync(
            QueueBuilder.Build(spec, pool.Units),
            PanelSpec.Default with
            {
                Graders = pool.Graders,
            },
            CancellationToken.None
        );
    }

    private static async Task<(Timing Decisions, Timing Items)> DecideAsync(string browser, string store, Guid queue)
    {
        await using var app = DashboardApplication.Build(new(store, "http://127.0.0.1:0"));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        using var playwright = await Playwright.CreateAsync();
        await using var window = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = browser,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            }
        );
        var page = await window.NewPageAsync();
        await page.GotoAsync(address.First() + SkillMixUrls.Queue(queue));
        await page.WaitForSelectorAsync("[data-item]");
        var decisions = new List<double>();
        var items = new List<double>();
        while (items.Count < Items)
        {
            while (!(await page.Locator(".status").InnerTextAsync()).StartsWith("Everything", StringComparison.Ordinal))
            {
                decisions.Add(await PressAsync(page, "1", isCtrl: false, ".status", ""));
            }

            items.Add(await PressAsync(page, "Enter", isCtrl: true, "[data-item]", "data-item"));
        }

        await app.StopAsync();
        return (Of(decisions), Of(items));
    }

    private static async Task<double> PressAsync(
        IPage page,
        string key,
        bool isCtrl,
        string selector,
        string attribute
    ) => await page.EvaluateAsync<double>(Press, new object[] { key, isCtrl, selector, attribute }) / 1000;

    private static Timing Of(List<double> seconds)
    {
        seconds.Sort();
        return new(seconds[seconds.Count / 2], seconds[0], seconds[^1]);
    }
}
