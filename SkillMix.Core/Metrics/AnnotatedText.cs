using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>A text that people judged, with its gradings: what agreement and calibration are computed from.</summary>
/// <param name="Generation">Public id.</param>
/// <param name="Turn">The turn whose text was judged.</param>
/// <param name="Skills">The k skills, in prompt order.</param>
/// <param name="Graders">Names of the panel, in the order of <see cref="GradedText.Gradings"/>.</param>
/// <param name="Graded">Its gradings.</param>
/// <param name="Item">The queue's item it was judged in; null outside a queue.</param>
/// <param name="Probability">π of the item; null where it was picked by hand.</param>
/// <param name="Verdicts">What people say, criterion by criterion; only of those done with the item.</param>
public sealed record AnnotatedText(
    Guid Generation,
    int Turn,
    string Student,
    Setting Setting,
    bool IsSimulated,
    IReadOnlyList<string> Skills,
    IReadOnlyList<string> Graders,
    GradedText Graded,
    Guid? Item,
    double? Probability,
    IReadOnlyList<HumanVerdict> Verdicts
)
{
    /// <summary>Skills asked for.</summary>
    public int K => Graded.K;

    /// <summary>Kind of the criterion at a place of the rubric.</summary>
    public CriterionKind KindAt(int position) => Rubric.KindAt(position, K);

    /// <summary>What people say of a criterion: adjudicated, else by strict majority; null where neither decides.</summary>
    public bool? PeopleAt(int position) => VerdictAt(position)?.Verdict;

    /// <summary>What one person says of a criterion; null where that person did not decide or could not tell.</summary>
    public bool? PersonAt(Guid annotator, int position) =>
        HumanVerdict.Decided(
            VerdictAt(position)?.People.FirstOrDefault(one => one.Annotator.Id == annotator)?.Judgement
        );

    /// <summary>The text as people see it, with what the program counts in its place, as for the graders.</summary>
    /// <param name="options">As for <see cref="TextVerdict.Of"/>; what nobody decided is undecided, also where unreadable points of graders count as zero.</param>
    public TextVerdict People(MetricOptions options) =>
        TextVerdict.Of(
            K,
            Graded.Facts,
            [TextVerdict.Pack(K, PeopleAt)],
            options with
            {
                Unreadable = UnreadableRule.Bounds,
            }
        );

    private HumanVerdict? VerdictAt(int position) =>
        Verdicts.FirstOrDefault(verdict => verdict.Criterion.Position == position);
}
