using Microsoft.JSInterop;

namespace SkillMix.Dashboard.Browser;

/// <summary>Words that somebody marks with the mouse in the text on the page, and the name of the browser.</summary>
public sealed class TextMarks(IJSRuntime js) : BrowserModule(js, "/js/annotate.js")
{
    private DotNetObjectReference<TextMarks>? _self;
    private Func<int, int, Task>? _onMark;

    /// <summary>Names this browser, the same in all its tabs; null where the tab is gone.</summary>
    public ValueTask<string?> SessionAsync() => AskAsync<string>("session");

    /// <summary>Calls back with start and length of marked words, in UTF-16 units of the text.</summary>
    public async Task WatchAsync(Func<int, int, Task> onMark)
    {
        _onMark = onMark;
        _self ??= DotNetObjectReference.Create(this);
        await CallAsync("watchMarks", _self);
    }

    /// <summary>Called by the page.</summary>
    [JSInvokable]
    public Task Marked(int start, int length) => _onMark?.Invoke(start, length) ?? Task.CompletedTask;

    /// <summary>Stops listening.</summary>
    public async Task StopAsync()
    {
        _onMark = null;
        if (_self is not null)
        {
            await CallAsync("stopMarks");
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        await base.DisposeAsync();
        _self?.Dispose();
    }
}
