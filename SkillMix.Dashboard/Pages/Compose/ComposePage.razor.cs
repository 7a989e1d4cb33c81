using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Compose;

/// <summary>Skills, topics and models by hand: the prompt before it is sent, the texts as they come, and what graders say of them.</summary>
public sealed partial class ComposePage : UrlPage, IAsyncDisposable
{
    /// <summary>Texts that come are shown ten times a second, however many pieces there are.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private static readonly SkillCatalogue Catalogue = OpenCatalogue.Load();
    private static readonly IReadOnlyList<string> _topics = [.. Catalogue.Topics.Select(topic => topic.Name)];

    private readonly CancellationTokenSource _closed = new();
    private ComposeView _view = new();
    private PreparedRun? _prepared;
    private RunEstimate? _estimate;
    private string _writePrompt = "";
    private string? _revisePrompt;
    private string? _missing;
    private bool _isMistake;
    private Composition? _composition;
    private bool _isStarting;
    private bool _isKeeping;
    private bool _revealsTexts;
    private string _name = "";
    private string? _startProblem;
    private string? _keepProblem;
    private IDisposable? _keys;
    private IReadOnlyList<string> _names = [];
    private IReadOnlyList<PromptTemplate> _stored = [];
    private IReadOnlyDictionary<(string Model, RequestRole Role), ModelHistory> _history =
        new Dictionary<(string, RequestRole), ModelHistory>();

    [Inject]
    public required ModelBook Book { get; init; }

    [Inject]
    public required PageKeys Keys { get; init; }

    [Inject]
    public required PageLook Look { get; init; }

    private string Title =>
        IsWorking ? "Writing … · Compose · SkillMix"
        : _view.Skills.Count > 0 ? $"{string.Join(", ", _view.Skills)} · Compose · SkillMix"
        : "Compose · SkillMix";

    private bool IsWorking => _composition?.State == CompositionState.Working;

    private bool CanWrite => _prepared is not null && _view.Students.Count > 0 && !_isStarting && !IsWorking;

    private string Requests =>
        _prepared!.GradingRequests == 0
            ? $"{_prepared.GenerationRequests} requests to students, none to graders"
            : $"{_prepared.GenerationRequests} requests to students, {_prepared.GradingRequests} to graders";

    private string Price =>
        (_estimate!.Usd, _estimate.UsdAtMost) switch
        {
            (0, 0) => "costs nothing",
            ({ } usd, { } most) => $"about {RunWords.Usd(usd)}, at most {RunWords.Usd(most)}",
            ({ } usd, null) => $"about {RunWords.Usd(usd)}",
            _ => $"the price of {string.Join(", ", _estimate.WithoutPrice)} is not known",
        };

    private string Status
    {
        get
        {
            var texts = _composition!.Texts;
            var done = texts.Count(text => text.Step == ComposedStep.Done);
            var spent = _composition.Spent;
            var cost =
                spent.Requests == 0
                    ? ""
                    : $" {spent.Tokens:N0} tokens{(spent.Usd == 0 ? "" : $", {RunWords.Usd(spent.Usd)}")}.";
            return _composition.State switch
            {
                CompositionState.Working => $"{done} of {texts.Count} done …",
                CompositionState.Finished => $"{done} of {texts.Count} done.{cost}",
                CompositionState.Stopped => $"Stopped; {done} of {texts.Count} done.{cost}",
                _ => $"It ended early; {done} of {texts.Count} done.{cost}",
            };
        }
    }

    private string? CannotKeep =>
        Store is { IsReadOnly: true, IsSample: false }
            ? "This store can only be looked at, so nothing can be kept in it."
        : _composition!.Texts.All(text => text.Item is null) ? "There is no text to keep."
        : null;

    private string Where =>
        (
            Store.IsSample
                ? $"Kept in your own store, {Store.OwnPath}, which opens then; "
                : $"Kept in this store, in the study “{ComposeView.Study}”; "
        )
        + (
            _composition!.State == CompositionState.Finished
                ? "nobody is asked again."
                : "nobody is asked again until you go on with the run."
        );

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _closed.CancelAsync();
        _closed.Dispose();
        _keys?.Dispose();
        if (_composition is not null)
        {
            await _composition.DisposeAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_revealsTexts && _composition is not null)
        {
            _revealsTexts = false;
            await Look.RevealAsync(".results");
        }

        if (firstRender)
        {
            _keys = Keys.Listen(key =>
                key == "Ctrl+Enter" && CanWrite ? InvokeAsync(WriteNowAsync) : Task.CompletedTask
            );
        }
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _names = [.. Book.Offered, .. RehearsalModels.Names];
        var store = Store.Now.Runs;
        _stored = await store.PromptsAsync(cancellationToken);
        _history = await store.HistoryAsync(cancellationToken);
        _view = SkillMixUrls.ReadCompose(Address);
        Prepare();
    }

    /// <summary>What is asked counts at once; the address follows.</summary>
    private void Set(ComposeView view)
    {
        _view = view;
        Prepare();
        GoTo(SkillMixUrls.Compose(view), replace: true);
    }

    private void Prepare()
    {
        (_prepared, _isMistake) = (null, false);
        _missing =
            _view.Skills.Count == 0 ? "Choose at least one skill, or draw some."
            : _view.Topics.Count == 0 ? "Choose a topic, or draw one."
            : _view.Students.Count == 0 ? "Choose at least one student."
            : null;
        if (_view.Skills.Count == 0 || _view.Topics.Count == 0)
        {
            return;
        }

        try
        {
            var folder = Path.GetDirectoryName(Store.OwnPath)!;
            var prepared = PreparedRun.From(_view.ToDesign(), folder, _stored);
            _estimate = RunEstimate.Of(prepared, Book.Directory(RunPace.Default).Find, _history);
            var tuple = prepared.Samples[0].Tuples[0];
            string Filled(string hash) => PromptFiller.Fill(prepared.Prompts.All.First(one => one.Hash == hash), tuple);
            _writePrompt = Filled(prepared.Spec.Generation.WritePrompt);
            _revisePrompt = prepared.Spec.Generation.RevisePrompt is { } revise ? Filled(revise) : null;
            _prepared = prepared;
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            (_missing, _isMistake) = (problem.Message, true);
        }
    }

    private async Task WriteNowAsync()
    {
        await WriteAsync();
        StateHasChanged();
    }

    private async Task WriteAsync()
    {
        if (!CanWrite)
        {
            return;
        }

        (_isStarting, _startProblem, _keepProblem) = (true, null, null);
        try
        {
            var models = Book.Directory(RunPace.Default);
            models.Require(_prepared!.Spec.Models);
            await ThrowAwayAsync();
            var composition = await Composition.StartAsync(_prepared, models, Clock);
            if (_closed.IsCancellationRequested)
            {
                await composition.DisposeAsync();
                return;
            }

            _composition = composition;
            _name = SuggestedName();
            _revealsTexts = true;
            _ = FollowAsync(composition);
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _startProblem = problem.Message;
        }
        finally
        {
            _isStarting = false;
        }
    }

    private async Task FollowAsync(Composition composition)
    {
        try
        {
            using var timer = new PeriodicTimer(Pace, Clock);
            while (composition == _composition && await timer.WaitForNextTickAsync(_closed.Token))
            {
                var hasEnded = composition.Ended.IsCompleted;
                if (composition.TakeNews())
                {
                    await InvokeAsync(StateHasChanged);
                }

                if (hasEnded)
                {
                    return;
                }
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException)
        {
            // The page was closed.
        }
        catch (Exception problem)
        {
            await DispatchExceptionAsync(problem);
        }
    }

    private async Task KeepAsync()
    {
        if (CannotKeep is not null || _isKeeping)
        {
            return;
        }

        (_isKeeping, _keepProblem) = (true, null);
        try
        {
            var name = _name.Trim().Length > 0 ? _name.Trim() : SuggestedName();
            var run = await _composition!.KeepAsync(Store, name, CancellationToken.None);
            Navigation.NavigateTo(SkillMixUrls.Run(run.Id));
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _keepProblem = problem.Message;
        }
        finally
        {
            _isKeeping = false;
        }
    }

    private async Task ThrowAwayAsync()
    {
        if (_composition is { } former)
        {
            (_composition, _keepProblem) = (null, null);
            await former.DisposeAsync();
        }
    }

    private string SuggestedName()
    {
        var tuples = _composition!.Prepared.Design.Picked;
        var topics = string.Join(", ", tuples.Select(tuple => tuple.Topic));
        var time = Clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var about = $"{string.Join(" + ", tuples[0].Skills)} on {topics}";
        return $"{(about.Length > 150 ? $"{about[..149]}…" : about)}, {time}";
    }

    private void ToggleSkill(string name) =>
        Set(
            _view with
            {
                Skills = _view.Skills.Contains(name)
                    ? [.. _view.Skills.Where(one => one != name)]
                    : [.. _view.Skills, name],
            }
        );

    private void SetCategory(string? category) =>
        Set(_view with { Category = string.IsNullOrEmpty(category) ? null : category });

    private void DrawSkills(int k)
    {
        try
        {
            Set(_view with { Skills = [.. Draw(k).Skills.Select(skill => skill.Name)] });
            _startProblem = null;
        }
        catch (ArgumentException problem)
        {
            _startProblem = problem.Message;
        }
    }

    private void DrawTopic()
    {
        var topic = _topics.Except(_view.Topics).ToList() is { Count: > 0 } left
            ? left[Random.Shared.Next(left.Count)]
            : null;
        if (topic is not null)
        {
            Set(_view with { Topics = [.. _view.Topics, topic] });
        }
    }

    /// <summary>A tuple of another seed with each call, of the chosen category alone where there is one.</summary>
    private SkillTuple Draw(int k)
    {
        var spec = SamplingSpec.For(Catalogue, null, Setting.All, k, 1, Random.Shared.Next()) with
        {
            Without = _view.Category is { } category
                ? [.. Catalogue.Skills.Where(skill => skill.Category != category).Select(skill => skill.Name)]
                : [],
        };
        return TupleSampler.Draw(spec, Catalogue, null).Tuples[0];
    }

    private void SetGrader(int place, GraderDesign grader) =>
        Set(_view with { Graders = [.. _view.Graders.Select((one, at) => at == place ? grader : one)] });

    private void SetRevisePrompt(ChangeEventArgs change) =>
        Set(_view with { RevisePrompt = change.Value as string is "none" or null ? null : (string)change.Value });

    private void SetTemperature(ChangeEventArgs change) =>
        Set(_view with { Temperature = FieldValue.Real(change) is { } number ? Math.Clamp(number, 0, 2) : null });

    private void SetMaxTokens(ChangeEventArgs change) => Set(_view with { MaxTokens = FieldValue.Whole(change) });

    private void SetSystemPrompt(ChangeEventArgs change) => Set(_view with { SystemPrompt = FieldValue.Text(change) });
}
