using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Dashboard.Components;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>What the page shows of the item that is open.</summary>
public sealed partial class QueuePage
{
    private string Title =>
        $"{(_queue is null ? "Queue" : $"{_queue.Done} of {_queue.Labels} · {_queue.Spec.Name}")} · SkillMix";

    private string Hidden =>
        _queue!.Spec.IsOpen
            ? "The student and the graders' verdicts are shown while you decide, and each decision says so"
            : "The student, the graders' verdicts and other people's are hidden";

    private GenerationItem Text => _at is { } at ? _screen!.TextOf(at) : _screen!.Texts[0];

    private int TextPlace => _screen!.Texts.Index().First(text => text.Item == Text).Index;

    private string Words => Text.Turns.First(turn => turn.Turn == TurnOf(Text.Line.Id)).Text;

    /// <summary>Annotators with an account never see verdicts; owners may, once they have decided.</summary>
    private bool MayReveal => _isOwner && !_queue!.Spec.IsOpen && _task.IsDone && !_task.Work.IsRevealed;

    /// <summary>Somebody who has looked at what was hidden changes nothing any more.</summary>
    private bool IsSettledByLooking => !_queue!.Spec.IsOpen && _task.Work.IsRevealed;

    private bool ShowsStudent => _queue!.Spec.IsOpen || _task.Work.IsRevealed;

    private IReadOnlyList<GradingItem> Gradings =>
        ShowsStudent ? [.. Text.Gradings.Where(grading => grading.Turn == TurnOf(Text.Line.Id))] : [];

    private Sight Saw => ShowsStudent ? Sight.Open : Sight.Blind;

    private string Length
    {
        get
        {
            var facts = Text.Turns.First(turn => turn.Turn == TurnOf(Text.Line.Id)).Facts;
            return _queue!.Counted.Contains(CriterionKind.Length)
                ? $"Length is counted by the program: {facts.ReferenceSentences} of at most {_screen!.Rubric.SentenceLimit} sentences{(facts.ReferenceSentences > _screen.Rubric.SentenceLimit ? ", too long" : "")}."
                : $"At most {_screen!.Rubric.SentenceLimit} sentences are allowed.";
        }
    }

    private IReadOnlyList<TextMark> Marks =>
        [
            .. _task
                .Work.Decided.Where(pair => pair.Key.Generation == Text.Line.Id && pair.Value.Span is not null)
                .OrderBy(pair => pair.Key.Position)
                .Select(pair => new TextMark(pair.Value.Span!, pair.Key.Position, Name(Criterion(pair.Key)))),
        ];

    private string Status =>
        _message
        ?? (
            IsSettledByLooking ? "Completed, and looked at since: it stays as it is. Ctrl+Enter goes on."
            : _task.Work.IsComplete ? "You have completed this item; what you change now counts instead."
            : _task.IsDone ? "Everything needed is decided: Ctrl+Enter completes it and goes on."
            : _task.Open is [_] ? "1 criterion is still open."
            : $"{_task.Open.Count} criteria are still open."
        );

    private string StateOf(int place)
    {
        var keys = _task.Asked.Where(key => key.Generation == _screen!.Texts[place].Line.Id).ToList();
        return keys.Any(_task.Open.Contains) ? "" : "✓";
    }

    private int TurnOf(Guid text) => _screen!.Item.Texts.First(one => one.Generation == text).Turn;

    private Criterion Criterion(CriterionKey key) => _screen!.Rubric.Criteria[key.Position];

    private Skill? SkillOf(CriterionKey key) => key.Position < _screen!.Rubric.K ? Text.Skills[key.Position] : null;

    private string? NoteAt(CriterionKey key) => _task.Work.Decided.GetValueOrDefault(key)?.Note;

    private TextSpan? SpanAt(CriterionKey key) => _task.Work.Decided.GetValueOrDefault(key)?.Span;

    private static string Name(Criterion criterion) =>
        criterion.Kind switch
        {
            CriterionKind.Topic => $"topic: {criterion.Name}",
            CriterionKind.Sense => "makes sense",
            _ => criterion.Name,
        };
}
