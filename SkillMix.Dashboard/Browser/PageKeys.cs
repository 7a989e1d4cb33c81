using Microsoft.JSInterop;

namespace SkillMix.Dashboard.Browser;

/// <summary>Single keys pressed on the page, heard only while nobody types.</summary>
/// <remarks>A sequence comes as one word with a space: "g p". "Ctrl+Enter" is heard always, also while somebody types;
/// arrows and Enter only where an element carries <c>data-marking</c>.</remarks>
public sealed class PageKeys(IJSRuntime js) : BrowserModule(js, "/js/page.js")
{
    private readonly List<Func<string, Task>> _listeners = [];
    private DotNetObjectReference<PageKeys>? _self;

    /// <summary>Whether single keys are heard at all.</summary>
    public bool IsOn { get; private set; } = true;

    /// <summary>Calls back for each key until the answer is disposed.</summary>
    public IDisposable Listen(Func<string, Task> onKey)
    {
        _listeners.Add(onKey);
        return new Listener(this, onKey);
    }

    /// <summary>Starts to hear; to be called after the first render.</summary>
    public async Task StartAsync()
    {
        _self ??= DotNetObjectReference.Create(this);
        IsOn = await AskAsync<bool>("startKeys", _self);
    }

    /// <summary>Turns single keys on or off and remembers it in this browser.</summary>
    public async Task TurnAsync(bool isOn)
    {
        IsOn = isOn;
        await CallAsync("turnKeys", isOn);
    }

    /// <summary>Keys that had been pressed on a page that keeps them when the connection was lost, and were not known to be kept.</summary>
    /// <remarks>Such a page carries <c>data-keeps-keys</c>. Asking forgets them.</remarks>
    public async Task<IReadOnlyList<string>> TakeUnsentAsync() => await AskAsync<string[]>("takeUnsent") ?? [];

    /// <summary>Called by the page.</summary>
    [JSInvokable]
    public async Task Pressed(string key)
    {
        foreach (var listener in _listeners.ToArray())
        {
            await listener(key);
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        if (_self is not null)
        {
            await CallAsync("stopKeys");
        }

        await base.DisposeAsync();
        _self?.Dispose();
    }

    private sealed class Listener(PageKeys keys, Func<string, Task> onKey) : IDisposable
    {
        public void Dispose() => keys._listeners.Remove(onKey);
    }
}
