using Microsoft.AspNetCore.Components;
using SkillMix.Core.Browse;
using SkillMix.Core.Grading;

namespace SkillMix.Dashboard.Components;

/// <summary>Criteria in rows, gradings in columns, verdict and rationale in the cell; beside them what the program computed.</summary>
public sealed partial class VerdictGrid : ComponentBase
{
    [Parameter, EditorRequired]
    public required Rubric Rubric { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<GradingItem> Gradings { get; set; }

    /// <summary>What was computed from the graded text.</summary>
    [Parameter, EditorRequired]
    public TextFacts Facts { get; set; }

    /// <summary>What the table is called.</summary>
    [Parameter]
    public string Label { get; set; } = "Gradings";

    private readonly HashSet<int> _open = [];

    private bool IsShort => Facts.ReferenceSentences <= Rubric.SentenceLimit;

    /// <summary>With one or two gradings there is room for every word.</summary>
    private bool IsOpen(Criterion criterion) => Gradings.Count <= 2 || _open.Contains(criterion.Position);

    private bool HasLongRationale(Criterion criterion) =>
        Gradings.Count > 2
        && Gradings.Any(grading =>
            grading.Verdicts.Any(verdict =>
                verdict.Criterion.Position == criterion.Position && verdict.Rationale is { Length: > 60 }
            )
        );

    /// <summary>The grader, with what keeps its gradings of this text apart: the style, and the round.</summary>
    private string Heading(GradingItem grading)
    {
        var same = Gradings.Where(one => one.Grader == grading.Grader).ToList();
        var style = same.Select(one => one.Style).Distinct().Count() > 1 ? $" · {grading.Style}" : "";
        var round = same.Count(one => one.Style == grading.Style) > 1 ? $" · {grading.Round}" : "";
        return ModelName.Brief(grading.Grader) + style + round;
    }

    private bool IsSplit(Criterion criterion) =>
        Gradings
            .SelectMany(grading => grading.Verdicts)
            .Where(verdict => verdict.Criterion.Position == criterion.Position && verdict.Points is not null)
            .Select(verdict => verdict.Points)
            .Distinct()
            .Count() > 1;

    private void Toggle(Criterion criterion)
    {
        if (!_open.Remove(criterion.Position))
        {
            _open.Add(criterion.Position);
        }
    }

    private static string Name(Criterion criterion) =>
        criterion.Kind switch
        {
            CriterionKind.Topic => $"topic: {criterion.Name}",
            _ => criterion.Name,
        };

    private string Computed(Criterion criterion) =>
        criterion.Kind switch
        {
            CriterionKind.Skill when (Facts.NamedByWord >> criterion.Position & 1) == 1 => "names the skill",
            CriterionKind.Skill when (Facts.NamedBySubstring >> criterion.Position & 1) == 1 =>
                "names it inside a word",
            CriterionKind.Length =>
                $"{(IsShort ? "✓" : "✗")} {Facts.ReferenceSentences} of at most {Rubric.SentenceLimit}"
                    + (Facts.StrictSentences == Facts.ReferenceSentences ? "" : $" (strict: {Facts.StrictSentences})"),
            _ => "",
        };

    private bool IsOverridden(Verdict verdict) => verdict.Points is { } points && (points == 1) != IsShort;

    /// <summary>Points as the lists count them: the length point is the counter's, whatever a grader says.</summary>
    private string Points(GradingItem grading)
    {
        double? Counted(Verdict verdict) =>
            verdict.Criterion.Kind == CriterionKind.Length ? (IsShort ? 1 : 0) : verdict.Points;

        var all = grading.Verdicts.Count;
        var readable = grading.Verdicts.Count(verdict => Counted(verdict) is not null);
        var sum = grading.Verdicts.Sum(verdict => Counted(verdict) ?? 0);
        var own = grading.Verdicts.Sum(verdict => verdict.Points ?? 0);
        var read =
            grading.Verdicts.All(verdict => verdict.Points is null) ? "unreadable"
            : readable < all ? FormattableString.Invariant($"{sum:0.##} on {readable} of {all} readable")
            : FormattableString.Invariant($"{sum:0.##} of {all}")
                + (Math.Abs(own - sum) > 1e-9 ? FormattableString.Invariant($" (grader: {own:0.##})") : "");
        return grading.StatedTotal is { } total && (readable < all || Math.Abs(total - own) > 1e-9)
            ? FormattableString.Invariant($"{read}; states {total:0.##}")
            : read;
    }
}
