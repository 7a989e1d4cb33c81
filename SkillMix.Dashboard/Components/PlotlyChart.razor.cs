using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SkillMix.Core.Figures;
using SkillMix.Dashboard.Browser;

namespace SkillMix.Dashboard.Components;

/// <summary>Draws a figure with plotly.js. It is the only place that knows the charting library.</summary>
public sealed partial class PlotlyChart : ComponentBase, IAsyncDisposable
{
    private readonly string _id = $"plot-{Guid.NewGuid():N}";
    private PlotModule? _module;
    private Figure? _drawn;
    private string? _words = "Drawing the figure …";

    /// <summary>What is drawn.</summary>
    [Parameter, EditorRequired]
    public required Figure Figure { get; set; }

    /// <summary>Height in pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 420;

    /// <summary>Names the traces under the figure; false where the page has a key of its own.</summary>
    [Parameter]
    public bool ShowsLegend { get; set; } = true;

    /// <summary>A point was clicked; the answer is the point's key.</summary>
    [Parameter]
    public EventCallback<string> OnPoint { get; set; }

    [Inject]
    public required IJSRuntime Js { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (ReferenceEquals(_drawn, Figure))
        {
            return;
        }

        _drawn = Figure;
        _module ??= new PlotModule(Js, key => InvokeAsync(() => OnPoint.InvokeAsync(key)));
        var before = _words;
        try
        {
            await _module.DrawAsync(_id, PlotlyFigure.ToJson(Figure, ShowsLegend));
            _words = null;
        }
        catch (JSException)
        {
            _words = "The figure could not be drawn in this browser. The numbers are in the table below.";
        }

        if (_words != before)
        {
            StateHasChanged();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.ClearAsync(_id);
            await _module.DisposeAsync();
        }
    }
}
