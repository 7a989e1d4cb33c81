using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard;
using SkillMix.Tests.Runs;
using SkillMix.Tests.Storage;
using static Microsoft.Playwright.Assertions;

namespace SkillMix.Tests.Browser;

/// <summary>The dashboard is killed while somebody decides, and started anew at the same address.</summary>
public sealed class KilledDashboardTests(DashboardFixture dashboard) : PageTests(dashboard), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserFact]
    public async Task Dashboard_KilledWhileSomebodyDecides_LosesOnlyKeysThatThePageNames()
    {
        var (queue, texts) = await MakeAsync();
        var address = FreeAddress();
        using var first = Serve(address);
        await first.ServesAsync();
        var page = await Dashboard.OpenAsync(SkillMixUrls.Queue(queue), address: address);
        await Expect(page.Locator(".status")).ToHaveTextAsync("4 criteria are still open.");

        // One decision that the page has shown, one that may be on its way when the process dies, one that cannot arrive.
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator(".status")).ToHaveTextAsync("3 criteria are still open.");
        await page.Keyboard.PressAsync("0");
        await first.KillAsync();
        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator("#components-reconnect-modal")).ToContainTextAsync(new Regex("Not yet kept: (0 )?u"));

        using var second = Serve(address);
        await second.ServesAsync();
        var told = page.GetByText("The connection was lost while");
        await Expect(told).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".answer[aria-pressed=true]").First).ToHaveTextAsync("1");

        var named = await told.Locator("kbd").AllInnerTextsAsync();
        var kept = await KeptAsync(queue);
        Assert.Equal("u", named[^1]);
        Assert.Equal(Judgement.Met, kept[0]);
        Assert.True(kept.Count == 2 || named.Contains("0"), "A key that was not kept is not named.");
        Assert.Equal(kept.Count, await page.Locator(".answer[aria-pressed=true]").CountAsync());
        Assert.Equal(1, texts);
    }

    private async Task<(Guid Queue, int Texts)> MakeAsync()
    {
        using var file = StoreFile.Open(_folder.File("killed.db"), StoreAccess.Create);
        await new SampleStudy(Tuples: 1).MakeAsync(
            new SqliteRunStore(file, TimeProvider.System),
            null,
            CancellationToken.None
        );
        var book = new AnnotationBook(file, TimeProvider.System);
        var spec = new QueueSpec
        {
            Name = "killed",
            Filter = "k=2",
            Unit = QueueUnit.Generation,
            Selection = QueueSelection.HandPicked,
            Budget = 1,
            TwiceShare = 0,
        };
        var pool = await book.PoolAsync(SkillMixUrls.FilterOf(spec), spec.Unit, PanelSpec.Default, false, default);
        var written = pool.Units.Where(unit => unit.Texts.All(text => !text.IsEmpty)).ToList();
        var draft = QueueBuilder.Build(spec, written);
        return (await book.MakeAsync(draft, PanelSpec.Default, default), draft.Items.Single().Unit.Texts.Count);
    }

    private async Task<List<Judgement?>> KeptAsync(Guid queue)
    {
        using var file = StoreFile.Open(_folder.File("killed.db"), StoreAccess.ReadWrite);
        var item = Assert.Single(await new AnnotationBook(file, TimeProvider.System).ItemsAsync(queue, default));
        return [.. item.Events.Select(one => one.Judgement)];
    }

    private SkillMixProcess Serve(string address) =>
        SkillMixProcess.Start("serve", "--no-browser", "--url", address, "--db", _folder.File("killed.db"));

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
