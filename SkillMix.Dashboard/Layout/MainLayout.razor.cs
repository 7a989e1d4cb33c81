using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Radzen;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.People;

namespace SkillMix.Dashboard.Layout;

/// <summary>The frame around every page: navigation, theme, the sheet of keys.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IDisposable
{
    private const double ToastMilliseconds = 15_000;

    private ErrorBoundary? _boundary;
    private bool _showsKeys;
    private IDisposable? _keys;
    private string _path = "";
    private Person? _person;

    /// <summary>Who is at the screen; it changes when a session ends or somebody gets another name or role.</summary>
    [CascadingParameter]
    public required Task<AuthenticationState> State { get; set; }

    [Inject]
    public required CurrentStore Store { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required PageKeys Keys { get; init; }

    [Inject]
    public required PageLook Look { get; init; }

    [Inject]
    public required RunDesk Desk { get; init; }

    [Inject]
    public required NotificationService Notifications { get; init; }

    private bool IsOwner => _person is { IsOwner: true };

    protected override void OnInitialized()
    {
        _path = Store.Path;
        Store.Changed += OnStoreChanged;
        Desk.Ended += OnRunEnded;
    }

    protected override async Task OnParametersSetAsync()
    {
        _boundary?.Recover();
        _person = PersonPrincipal.PersonOf((await State).User);
    }

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
            _ when !IsOwner => Task.CompletedTask,
            "g h" => Go(SkillMixUrls.Home),
            "g c" => Go(SkillMixUrls.ComposePath),
            "g r" => Go(SkillMixUrls.RunsPath),
            "g n" => Go(SkillMixUrls.NewRunPath),
            "g g" => Go(SkillMixUrls.GenerationsPath),
            "g a" => Go(SkillMixUrls.AnnotatePath),
            "g p" => Go(SkillMixUrls.CurvesPath),
            "g f" => Go(SkillMixUrls.FailuresPath),
            _ => Task.CompletedTask,
        };

    private Task Go(string url) => InvokeAsync(() => Navigation.NavigateTo(url));

    /// <summary>Says that a run has ended, wherever one is and whoever started it.</summary>
    private void OnRunEnded(RunEnded ended) =>
        _ = InvokeAsync(async () =>
        {
            if (!IsOwner)
            {
                return;
            }

            var words = $"{ended.Run.Name}: {(ended.IsGrading ? "gradings " : "")}{RunWords.State(ended.State)}";
            Notifications.Notify(
                new NotificationMessage
                {
                    Severity =
                        ended.State == RunState.Finished ? NotificationSeverity.Success
                        : ended.State == RunState.Failed ? NotificationSeverity.Error
                        : NotificationSeverity.Info,
                    Summary = words,
                    Detail = ended.Note ?? "",
                    Duration = ToastMilliseconds,
                    Click = _ => Navigation.NavigateTo(SkillMixUrls.Run(ended.Run.Id)),
                }
            );
            await Look.AnnounceAsync(words);
        });

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
        Desk.Ended -= OnRunEnded;
        _keys?.Dispose();
    }
}
