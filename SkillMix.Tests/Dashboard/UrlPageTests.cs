using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using SkillMix.Dashboard.Components;

namespace SkillMix.Tests.Dashboard;

public sealed class UrlPageTests
{
    [Fact]
    public async Task Load_ThatBeginsWhileAnOlderIsBeingCancelled_IsTheOneThatIsShown()
    {
        using var mayCancel = new ManualResetEventSlim();
        var page = new SlowPage(mayCancel)
        {
            Store = null!,
            Navigation = null!,
            Clock = TimeProvider.System,
        };

        var first = page.LoadAgainAsync();
        var second = page.LoadAgainAsync();
        var third = page.LoadAgainAsync();
        mayCancel.Set();
        await Task.WhenAll(first, second, third);

        // The second waits for the first's end; by then the third has begun to read.
        Assert.Equal([1, 3, 2], page.Begun);
        Assert.Equal([3], page.Shown);
    }

    [Fact]
    public void Address_BeforeTheBrowserAnswered_IsTheOneThatWasAskedFor()
    {
        var browser = new SlowBrowser("http://lab/page");
        var page = new ChoicePage
        {
            Store = null!,
            Navigation = browser,
            Clock = TimeProvider.System,
        };
        browser.LocationChanged += page.Told;

        page.Choose("a");
        page.Choose("b");
        Assert.Equal("http://lab/page?a&b", page.Shown);
        browser.Answer();
        Assert.Equal("http://lab/page?a&b", page.Shown);
        browser.Answer();
        Assert.Equal("http://lab/page?a&b", page.Shown);

        page.Choose("c");
        browser.GoBackTo("http://lab/page?a");
        Assert.Equal("http://lab/page?a", page.Shown);
    }

    [Fact]
    public async Task Settle_OvertakenByANewerLoad_EndsOnlyWhenThatIsShown()
    {
        var page = new GatedPage
        {
            Store = null!,
            Navigation = null!,
            Clock = TimeProvider.System,
        };

        var settling = page.SettleNowAsync();
        page.Wanted = 2;
        var overtaking = page.LoadAgainAsync();
        while (!settling.IsCompleted)
        {
            page.Open();
            await Task.Yield();
        }

        Assert.True(await settling);
        Assert.Equal(2, page.Shown);
        await overtaking;
    }

    /// <summary>A page that shows what was wanted when its load began, once its gate is opened.</summary>
    private sealed class GatedPage : UrlPage
    {
        private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Wanted { get; set; } = 1;

        public int Shown { get; private set; }

        public Task<bool> SettleNowAsync() => SettleAsync();

        public Task LoadAgainAsync() => ReloadAsync();

        public void Open()
        {
            var gate = _gate;
            _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
            gate.TrySetResult();
        }

        protected override async Task LoadAsync(CancellationToken cancellationToken)
        {
            var wanted = Wanted;
            await _gate.Task;
            cancellationToken.ThrowIfCancellationRequested();
            Shown = wanted;
        }
    }

    /// <summary>A browser that goes where it is sent only when the test says so.</summary>
    private sealed class SlowBrowser : NavigationManager
    {
        private readonly Queue<string> _asked = [];

        public SlowBrowser(string uri) => Initialize("http://lab/", uri);

        public void Answer() => GoBackTo(_asked.Dequeue());

        public void GoBackTo(string uri)
        {
            Uri = uri;
            NotifyLocationChanged(isInterceptedLink: false);
        }

        protected override void NavigateToCore(string uri, NavigationOptions options) =>
            _asked.Enqueue(ToAbsoluteUri(uri).AbsoluteUri);
    }

    private sealed class ChoicePage : UrlPage
    {
        public string Shown => Address;

        public void Choose(string what) => GoTo($"{Address}{(Address.Contains('?') ? "&" : "?")}{what}");

        public void Told(object? sender, LocationChangedEventArgs change) => Arrive(change.Location);

        protected override Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>A page whose first load is slow to be cancelled, and that has read everything once three loads have begun.</summary>
    private sealed class SlowPage(ManualResetEventSlim mayCancel) : UrlPage
    {
        private readonly TaskCompletionSource _isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly AsyncLocal<int> _number = new();
        private int _asked;

        public List<int> Begun { get; } = [];

        public List<int> Shown { get; } = [];

        public async Task LoadAgainAsync()
        {
            _number.Value = ++_asked;
            await ReloadAsync();
        }

        protected override async Task LoadAsync(CancellationToken cancellationToken)
        {
            Begun.Add(_number.Value);
            if (Begun.Count == 1)
            {
                cancellationToken.Register(mayCancel.Wait);
            }
            else if (Begun.Count == 3)
            {
                _isRead.SetResult();
            }

            await _isRead.Task;
            cancellationToken.ThrowIfCancellationRequested();
            Shown.Add(_number.Value);
        }
    }
}
