using Microsoft.AspNetCore.Components;
using SkillMix.Core.Exchange;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;
using SkillMix.Dashboard.Pages.Compose;

namespace SkillMix.Dashboard.Pages.Runs;

/// <summary>One run as it goes on, whichever process works on it.</summary>
public sealed partial class RunPage : LivePage
{
    private RunLine? _line;
    private RunTerms? _changed;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required RunDesk Desk { get; init; }

    /// <summary>On which terms it goes on.</summary>
    private RunTerms Changed
    {
        get => _changed ?? _line?.Standing.Terms ?? RunTerms.Default;
        set => _changed = value;
    }

    private bool CanGoOn =>
        _line is { Asked.WritesTexts: true, Standing.Holder: null }
        && (_line.Standing.Run.State != RunState.Finished || _line.IsIncomplete);

    private string Title =>
        _line switch
        {
            null => "Run · SkillMix",
            { Standing.Holder: not null } => $"{_line.Counts.All.Share:P0} · {_line.Standing.Run.Name} · SkillMix",
            _ => $"{_line.Standing.Run.Name}, {RunWords.State(_line.Standing.Run.State)} · SkillMix",
        };

    private string CurvesOfRun =>
        SkillMixUrls.WithQuery(
            SkillMixUrls.CurvesPath,
            _line!.Asked.Spec.Students.Select(student => ("student", (string?)student))
        );

    private string Again
    {
        get
        {
            var design = RunDesignExport.DesignOf(_line!.Asked);
            return ComposeView.Of(design) is { } composed
                ? SkillMixUrls.Compose(composed)
                : SkillMixUrls.NewRun(design);
        }
    }

    private string Spent
    {
        get
        {
            var spent = _line!.Standing.Spent;
            var limits = _line.Standing.Terms?.Budget;
            return _line.Standing.Spending.Count == 0
                ? "–"
                : string.Join(
                    ", ",
                    new[]
                    {
                        spent.Usd == 0 && limits?.Usd is null
                            ? null
                            : $"{RunWords.Usd(spent.Usd)}{(limits?.Usd is { } usd ? $" of {RunWords.Usd(usd)}" : "")}",
                        $"{spent.Tokens:N0}{(limits?.Tokens is { } tokens ? $" of {tokens:N0}" : "")} tokens",
                        $"{spent.Requests:N0}{(limits?.Requests is { } requests ? $" of {requests:N0}" : "")} requests",
                    }.OfType<string>()
                );
        }
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var store = Store.Now.Runs;
        if (_line is not null && _line.Standing.Run.Id != Id)
        {
            (_line, _changed) = (null, null);
        }

        var run =
            (await store.RunsAsync(cancellationToken)).FirstOrDefault(one => one.Id == Id)
            ?? throw new ArgumentException(
                $"This store holds no run {Id:N}. It may be in another store, or the link may be cut off."
            );

        // A run that nobody works on is read once.
        if (_line is { IsMoving: false } && _line.Standing.Run.State == run.State)
        {
            return;
        }

        _line = await RunLine.ReadAsync(store, run, _line?.Asked, Clock, cancellationToken);
    }

    protected override void Forget() => _line = null;

    /// <summary>Another run's address can come to the same page.</summary>
    protected override async Task OnParametersSetAsync()
    {
        if (_line is not null && _line.Standing.Run.Id != Id)
        {
            await ReloadAsync();
        }
    }

    /// <summary>More is asked of the run than before.</summary>
    private Task<bool> RegradedAsync()
    {
        _line = null;
        return ReloadAsync();
    }

    private static string Of(DoneOf count) => $"{count.Done:N0} of {count.Total:N0}";
}
