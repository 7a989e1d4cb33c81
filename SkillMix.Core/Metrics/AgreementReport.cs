using SkillMix.Core.Annotation;

namespace SkillMix.Core.Metrics;

/// <summary>A grader's confusion against people, kind by kind and over all kinds.</summary>
/// <param name="Grader">The grader.</param>
/// <param name="Plain">Of the labelled criteria as they are.</param>
/// <param name="Weighted">The same lines with weights 1/π; empty where nothing was drawn by chance.</param>
public sealed record ConfusionOfGrader(
    Rater Grader,
    IReadOnlyList<GraderConfusion> Plain,
    IReadOnlyList<GraderConfusion> Weighted
)
{
    /// <summary>The confusion of one grader.</summary>
    /// <param name="grader">Its place among the raters.</param>
    public static ConfusionOfGrader Of(RatedCriteria criteria, int grader)
    {
        List<JudgedCriterion> judged =
        [
            .. criteria.Criteria.Select(one => new JudgedCriterion(
                one.Kind,
                one.Verdicts[grader],
                one.People,
                one.Text.Probability
            )),
        ];
        return new(
            criteria.Raters[grader],
            Lines(weighted: false),
            criteria.Queue?.Selection == QueueSelection.Probability ? Lines(weighted: true) : []
        );

        IReadOnlyList<GraderConfusion> Lines(bool weighted) =>
            [
                .. GraderConfusion
                    .PerKind(judged, weighted)
                    .Where(line => line.Kind is { } kind && !criteria.Counted.Contains(kind)),
                GraderConfusion.Over(judged, weighted),
            ];
    }
}

/// <summary>How far people and graders agree: everything that does not depend on a cut.</summary>
/// <param name="Criteria">What it is computed from.</param>
/// <param name="All">All people, each grader against people, all graders.</param>
/// <param name="Matrix">Every rater with every other, in the order of <see cref="RatedCriteria.Raters"/>.</param>
/// <param name="Confusions">One for each grader.</param>
/// <param name="Effective">What the panel is worth in independent graders.</param>
public sealed record AgreementReport(
    RatedCriteria Criteria,
    AgreementLine All,
    AgreementMatrix Matrix,
    IReadOnlyList<ConfusionOfGrader> Confusions,
    EffectiveGraders Effective
)
{
    /// <summary>A coefficient from fewer criteria is small: one verdict more can move it far.</summary>
    public const int FewUnits = 30;

    /// <summary>Computes it.</summary>
    /// <param name="criteria">What people and graders said.</param>
    /// <param name="bootstrap">How the intervals are found; <see cref="BootstrapSpec.Default"/> when null.</param>
    public static AgreementReport Of(RatedCriteria criteria, BootstrapSpec? bootstrap = null) =>
        new(
            criteria,
            AgreementLine.Of(AgreementLine.All, criteria, bootstrap),
            AgreementMatrix.Of(criteria.TableOf([.. Enumerable.Range(0, criteria.Raters.Count)]), bootstrap),
            [.. criteria.Graders.Select(grader => ConfusionOfGrader.Of(criteria, grader))],
            EffectiveGraders.Of(
                criteria.TableOf(criteria.Graders),
                [.. criteria.Criteria.Select(one => one.People is { } met ? (met ? 1 : 0) : (int?)null)],
                bootstrap
            )
        );
}
