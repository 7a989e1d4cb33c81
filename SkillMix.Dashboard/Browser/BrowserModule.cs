using Microsoft.JSInterop;

namespace SkillMix.Dashboard.Browser;

/// <summary>A JavaScript module of this app, loaded on first use; it forgives a tab that was closed meanwhile.</summary>
/// <param name="path">Address of the module.</param>
public abstract class BrowserModule(IJSRuntime js, string path) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Calls a function of the module and takes no answer.</summary>
    protected async ValueTask CallAsync(string function, params object?[] arguments)
    {
        try
        {
            var module = await ModuleAsync();
            await module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone, and with it what we wanted to change.
        }
        catch (TaskCanceledException)
        {
            // The same, seen from a call that was under way.
        }
    }

    /// <summary>Calls a function of the module; a closed tab gives the default answer.</summary>
    protected async ValueTask<T?> AskAsync<T>(string function, params object?[] arguments)
    {
        try
        {
            var module = await ModuleAsync();
            return await module.InvokeAsync<T>(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            return default;
        }
        catch (TaskCanceledException)
        {
            return default;
        }
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_module is { IsCompletedSuccessfully: true })
        {
            try
            {
                var module = await _module;
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser has let go of it already.
            }
            catch (TaskCanceledException)
            {
                // Likewise.
            }
        }
    }

    /// <summary>A load that failed is tried again at the next call.</summary>
    private Task<IJSObjectReference> ModuleAsync() =>
        _module is null or { IsFaulted: true } or { IsCanceled: true }
            ? _module = js.InvokeAsync<IJSObjectReference>("import", path).AsTask()
            : _module;
}
