using System.Globalization;
using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Browser;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Compare;

/// <summary>Students, or graders, side by side on the same tuple.</summary>
public sealed partial class ComparePage : UrlPage
{
    private const int StudentsAtFirst = 3;

    private CompareView _view = new();
    private bool _isLoading = true;
    private TupleChoicePage? _chooser;
    private BrowseChoices? _choices;
    private IReadOnlyList<TupleChoice> _tuples = [];
    private TupleChoice? _previous;
    private TupleChoice? _next;
    private TupleChoice? _nextDifference;
    private IReadOnlyList<string> _students = [];
    private IReadOnlyList<string> _shown = [];
    private IReadOnlyList<int> _rounds = [];
    private IReadOnlyList<CompareColumn> _columns = [];
    private CompareColumn? _text;
    private GenerationItem? _head;
    private IDisposable? _keys;

    [Inject]
    public required PageKeys Keys { get; init; }

    private string Title =>
        _head is null ? "Compare · SkillMix" : $"{_head.Line.Topic}, tuple {_view.Tuple} · Compare · SkillMix";

    // What was unfolded on one text must not stay unfolded on the next.
    private (string?, int?, int, bool) TextKey => (_view.Sample, _view.Tuple, _view.Round, _view.Drafts);

    private string Where =>
        $"k = {_head!.Line.K} · {SettingWords.Of(_head.Line.Setting)} · tuple {_head.Line.TupleIndex} of sample {_head.Sample}"
        + $" · {_tuples.Count(tuple => tuple.Differs)} of {_tuples.Count} tuples with a difference";

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _keys = Keys.Listen(OnKeyAsync);
        }
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = SkillMixUrls.ReadCompare(Navigation.Uri);
        if (view is { Sample: { } sample, Tuple: { } tuple })
        {
            await LoadTupleAsync(view, sample, tuple, cancellationToken);
        }
        else
        {
            var open = Store.Now;
            var chooser = await TupleChoices.PageAsync(
                open.File,
                view.K,
                view.Setting,
                (view.Page - 1) * TupleChooser.PageSize,
                TupleChooser.PageSize,
                cancellationToken
            );
            var choices = await open.Index.ChoicesAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            (_view, _chooser, _choices, _head) = (view, chooser, choices, null);
            (_previous, _next, _nextDifference) = (null, null, null);
        }

        _isLoading = false;
    }

    protected override void Dispose(bool disposing)
    {
        _keys?.Dispose();
        base.Dispose(disposing);
    }

    private async Task LoadTupleAsync(CompareView view, string sample, int tuple, CancellationToken cancellationToken)
    {
        var open = Store.Now;
        var lines = await open.Index.SameTupleAsync(sample, tuple, cancellationToken);
        var tuples = await TupleChoices.OfSampleAsync(open.File, sample, cancellationToken);
        IReadOnlyList<string> students = [.. lines.Select(line => line.Student).Distinct()];
        var inRound = lines.Where(line => line.Round == view.Round).ToList();
        var asked = view.Students.Where(students.Contains).ToList();
        var present = inRound.Count > 0 ? inRound : lines;
        var shown =
            asked.Count > 0 ? asked
            : view.Around is { } around && students.Contains(around)
                ? ChoiceAround(around, await open.Runs.ModelsAsync(cancellationToken), present)
            : FirstChoice(present);
        if (view.ByGrader)
        {
            shown = [.. shown.Take(1)];
        }

        var columns = new List<CompareColumn>();
        foreach (var student in shown)
        {
            var own = inRound.Where(line => line.Student == student).ToList();
            var item = own.Count > 0 ? await open.Index.ItemAsync(own[^1].Id, cancellationToken) : null;
            columns.Add(CompareColumn.OfStudent(student, item, view.Drafts, Math.Max(0, own.Count - 1)));
        }

        var head = columns.Select(column => column.Item).FirstOrDefault(item => item is not null);
        if (head is null && lines.Count > 0)
        {
            head = await open.Index.ItemAsync(lines[0].Id, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        (_view, _chooser, _tuples, _students, _shown, _head) = (view, null, tuples, students, shown, head);
        _rounds = [.. lines.Select(line => line.Round).Append(view.Round).Distinct().Order()];
        _text = columns.FirstOrDefault();
        _columns = view.ByGrader
            ? _text?.Item is { } one
                ? CompareColumn.OfGradings(one, view.Drafts)
                : []
            : columns;
        _previous = tuples.LastOrDefault(other => other.Tuple < tuple);
        _next = tuples.FirstOrDefault(other => other.Tuple > tuple);
        _nextDifference = tuples.FirstOrDefault(other => other.Tuple > tuple && other.Differs);
    }

    /// <summary>The first students, so chosen that one with and one without full marks are among them where there are such.</summary>
    private static List<string> FirstChoice(IReadOnlyList<GenerationLine> lines)
    {
        if (lines.Count == 0)
        {
            return [];
        }

        var first = lines[0];
        var other = lines.FirstOrDefault(line => line.FullMarks is not null && line.FullMarks != first.FullMarks);
        var chosen = new[] { first.Student, other?.Student }
            .OfType<string>()
            .Concat(lines.Select(line => line.Student))
            .Distinct()
            .Take(StudentsAtFirst)
            .ToHashSet();
        return [.. lines.Select(line => line.Student).Distinct().Where(chosen.Contains)];
    }

    /// <summary>A student, the base it was tuned from, and others until the columns are full.</summary>
    private static List<string> ChoiceAround(
        string student,
        IReadOnlyList<StudyModel> models,
        IReadOnlyList<GenerationLine> lines
    )
    {
        var others = lines.Select(line => line.Student).Distinct().ToList();
        var origin = models.FirstOrDefault(model => model.Name == student)?.BaseModel;
        return
        [
            .. new[] { student, origin }
                .OfType<string>()
                .Where(one => one == student || others.Contains(one))
                .Concat(others)
                .Distinct()
                .Take(CompareView.MostStudents),
        ];
    }

    /// <summary>The students with this one added or taken away; null where neither is possible.</summary>
    private IReadOnlyList<string>? Toggled(string student) =>
        _view.ByGrader ? [student]
        : _shown.Contains(student)
            ? _shown.Count > 1 ? [.. _shown.Where(other => other != student)]
                : null
        : _shown.Count < CompareView.MostStudents
            ? [.. _students.Where(other => other == student || _shown.Contains(other))]
        : null;

    private string To(TupleChoice tuple) => SkillMixUrls.Compare(_view with { Tuple = tuple.Tuple, Students = _shown });

    private void PickTuple(ChangeEventArgs change)
    {
        if (int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var tuple))
        {
            Navigation.NavigateTo(SkillMixUrls.Compare(_view with { Tuple = tuple, Students = _shown }));
        }
    }

    private Task OnKeyAsync(string key)
    {
        var target = key switch
        {
            "j" => _next,
            "k" => _previous,
            "n" => _nextDifference,
            _ => null,
        };
        return target is null ? Task.CompletedTask : InvokeAsync(() => Navigation.NavigateTo(To(target)));
    }

    private static string? Current(bool isCurrent) => isCurrent ? "true" : null;
}
