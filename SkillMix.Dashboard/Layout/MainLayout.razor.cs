using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;

namespace SkillMix.Dashboard.Layout;

/// <summary>The frame around every page: navigation, theme, the sheet of keys.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IDisposable
{
    private ErrorBoundary? _boundary;
    private bool _showsKeys;
    private IDisposable? _keys;
    private string _path = "";

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PageKeys Keys { get; init; }

    protected override void OnInitialized()
    {
        _path = Store.Path;
        Store.Changed += OnStoreChanged;
    }

    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _keys = Keys.Listen(OnKeyAsync);
            await Keys.StartAsync();
        }
    }

    private Task OnKeyAsync(string key) =>
        key switch
        {
            "?" => InvokeAsync(() =>
            {
                _showsKeys = !_showsKeys;
                StateHasChanged();
            }),
            "Escape" when _showsKeys => InvokeAsync(() =>
            {
                _showsKeys = false;
                StateHasChanged();
            }),
            "g h" => Go(SkillMixUrls.Home),
            "g c" => Go(SkillMixUrls.ComposePath),
            "g r" => Go(SkillMixUrls.RunsPath),
            "g n" => Go(SkillMixUrls.NewRunPath),
            "g g" => Go(SkillMixUrls.GenerationsPath),
            "g p" => Go(SkillMixUrls.CurvesPath),
            "g f" => Go(SkillMixUrls.FailuresPath),
            _ => Task.CompletedTask,
        };

    private Task Go(string url) => InvokeAsync(() => Navigation.NavigateTo(url));

    /// <summary>Another tab may have opened another store; progress of a study is none of this frame's business.</summary>
    private void OnStoreChanged() =>
        _ = InvokeAsync(() =>
        {
            if (_path != Store.Path)
            {
                _path = Store.Path;
                StateHasChanged();
            }
        });

    public void Dispose()
    {
        Store.Changed -= OnStoreChanged;
        _keys?.Dispose();
    }
}
