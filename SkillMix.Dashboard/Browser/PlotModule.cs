using Microsoft.JSInterop;

namespace SkillMix.Dashboard.Browser;

/// <summary>plotly.js in the browser, loaded with the first figure.</summary>
public sealed class PlotModule : BrowserModule
{
    private readonly DotNetObjectReference<PlotModule> _self;
    private readonly Func<string, Task> _onPoint;

    public PlotModule(IJSRuntime js, Func<string, Task> onPoint)
        : base(js, "/js/plot.js")
    {
        _onPoint = onPoint;
        _self = DotNetObjectReference.Create(this);
    }

    /// <summary>Draws a figure in the element, or changes the one that is there.</summary>
    public ValueTask DrawAsync(string id, string figure) => CallAsync("draw", id, figure, _self);

    /// <summary>Takes the figure away and lets go of what it held.</summary>
    public ValueTask ClearAsync(string id) => CallAsync("clear", id);

    /// <summary>Called by the page when a point is clicked.</summary>
    [JSInvokable]
    public Task PointClicked(string key) => _onPoint(key);

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _self.Dispose();
    }
}
