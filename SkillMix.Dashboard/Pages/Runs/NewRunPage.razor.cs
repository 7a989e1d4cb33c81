using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Runs;

/// <summary>Designs a run: what is asked, what it will take, and the start. The address holds the design.</summary>
public sealed partial class NewRunPage : UrlPage
{
    private const int LargestTick = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private RunDesign _design = SkillMixUrls.ReadNewRun("");
    private PreparedRun? _prepared;
    private RunEstimate? _estimate;
    private TupleCoverage? _coverage;
    private string? _missing;
    private string? _startProblem;
    private bool _isStarting;
    private bool _isAsking;
    private string? _offered;
    private IReadOnlyList<string> _fromServer = [];
    private IReadOnlyList<string> _names = [];
    private IReadOnlyList<PromptTemplate> _stored = [];
    private IReadOnlyDictionary<(string Model, RequestRole Role), ModelHistory> _history =
        new Dictionary<(string, RequestRole), ModelHistory>();

    [Inject]
    public required RunDesk Desk { get; init; }

    [Inject]
    public required ModelBook Book { get; init; }

    private bool IsReadOnly => Store.IsReadOnly && !Store.IsSample;

    private string Where =>
        IsReadOnly ? "This store can only be looked at."
        : Store.IsSample ? $"It is kept in your own store, {Store.OwnPath}, which opens then."
        : "It is kept in this store and goes on when you close the page.";

    private string SuggestedName =>
        $"{(_design.Students is [var first, ..] ? first[(first.IndexOf('/', StringComparison.Ordinal) + 1)..] : "run")}, {(_design.Picked.Count > 0 ? $"{_design.Picked.Count} picked tuples" : $"k {string.Join(", ", _design.Ks)}, {_design.Tuples} tuples")}";

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _design = SkillMixUrls.ReadNewRun(Address);
        _names = [.. Book.Offered, .. _fromServer, .. RehearsalModels.Names];
        var store = Store.Now.Runs;
        _stored = await store.PromptsAsync(cancellationToken);
        _history = await store.HistoryAsync(cancellationToken);
        (_prepared, _missing) = (null, WhatIsMissing());
        if (_missing is null)
        {
            Prepare();
        }
    }

    /// <summary>Asks the server of openai/… what it has, and offers that in the fields.</summary>
    private async Task ListOfferedAsync()
    {
        _isAsking = true;
        try
        {
            var names = await Book.OfferedAsync(Patience, CancellationToken.None);
            _fromServer = names;
            _names = [.. _names.Union(names)];
            _offered =
                names.Count == 0
                    ? "The server names none; type the name it goes by."
                    : $"{names.Count} there, such as {string.Join(", ", names.Take(3))}. They are offered in both fields.";
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _offered =
                $"The server does not name its models ({problem.Message}); type openai/ and the name it goes by.";
        }
        finally
        {
            _isAsking = false;
        }
    }

    private string? WhatIsMissing() =>
        _design.Students.Count == 0 ? "Choose at least one student."
        : _design.Graders.Count == 0 ? "Choose at least one grader."
        : _design.Picked.Count > 0 ? null
        : _design.Ks.Count == 0 ? "Tick at least one k."
        : _design.Settings.Count == 0 ? "Tick at least one setting."
        : null;

    private void Prepare()
    {
        try
        {
            var design = _design.Name.Length == 0 ? _design with { Name = SuggestedName } : _design;
            var folder = Path.GetDirectoryName(Store.OwnPath)!;
            var prepared = PreparedRun.From(design, folder, _stored);
            _estimate = RunEstimate.Of(prepared, Book.Directory(design.Pace).Find, _history);
            _coverage = TupleCoverage.Of(prepared.Samples, prepared.Catalogue, prepared.Split);
            _prepared = prepared;
        }
        catch (Exception problem) when (ToldProblem.Is(problem))
        {
            _missing = problem.Message;
        }
    }

    private async Task StartAsync()
    {
        _isStarting = true;
        _startProblem = null;
        try
        {
            // What was chosen a moment ago may not have been read yet.
            if (!await SettleAsync() || _prepared is null)
            {
                return;
            }

            var run = await Desk.StartAsync(_prepared, _prepared.Terms);
            Navigation.NavigateTo(SkillMixUrls.Run(run.Id));
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

    /// <summary>What is chosen counts at once; the address follows.</summary>
    private void Set(RunDesign design)
    {
        _design = design;
        GoTo(SkillMixUrls.NewRun(design), replace: true);
    }

    private void SetName(ChangeEventArgs change) => Set(_design with { Name = FieldValue.Text(change) ?? "" });

    private void SetStudy(ChangeEventArgs change) => Set(_design with { Study = FieldValue.Text(change) ?? "main" });

    private void SetRevisePrompt(ChangeEventArgs change) =>
        Set(_design with { RevisePrompt = change.Value as string is "none" or null ? null : (string)change.Value });

    private void SetGrader(int place, GraderDesign grader) =>
        Set(_design with { Graders = [.. _design.Graders.Select((one, at) => at == place ? grader : one)] });

    private static IReadOnlyList<T> Toggled<T>(IReadOnlyList<T> list, T one) =>
        list.Contains(one) ? [.. list.Where(other => !Equals(other, one))] : [.. list.Append(one).Order()];

    private long Seed(ChangeEventArgs change) =>
        long.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var number) ? number : _design.Seed;

    private static string? Written(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
