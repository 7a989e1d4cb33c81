using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>The full marks that a student would get if each criterion of a text were met or missed by itself.</summary>
/// <remarks>
/// <para>
/// For a tuple t it is Π_t = Π_{s ∈ t} p̂_s · p̂_topic · p̂_sense · p̂_length. p̂_s is the share of decided texts that show skill s, over every k of the same
/// student, grader and setting; the other three are the shares at this k alone. The value is the mean of Π_t over the tuples
/// asked, and for the best of r generations that of 1 − (1 − Π_t)^r.
/// </para>
/// <para>
/// Limits. The shares come from the texts that the value is held against, so that it is no prediction. Generations of one tuple are taken to be
/// independent; where they fail together, best of r is below it for that reason alone. A skill has one share for all k, so that skills that are
/// harder to show among many make the value too large at large k and too small at small k. Criteria missed together put the
/// measured value above it.
/// </para>
/// </remarks>
/// <param name="Value">In [0, 1]; null where no tuple has a share for all that it asks.</param>
/// <param name="Measured">The measured ratio of full marks of the same tuples, over the decided ones; null when there is none.</param>
/// <param name="Tuples">Tuples that <paramref name="Value"/> is the mean of.</param>
/// <param name="Unknown">Tuples with a criterion of which no text is decided.</param>
/// <param name="GenerationsPerTuple">Generations per tuple, r.</param>
/// <param name="IsSimulated">Made by rehearsal models: never to be mistaken for measurement.</param>
/// <param name="Fingerprint">Short hash of <see cref="MetricRecipe"/>.</param>
public sealed record IndependenceBaseline(
    string Student,
    string Grader,
    Setting Setting,
    int K,
    double? Value,
    double? Measured,
    int Tuples,
    int Unknown,
    int GenerationsPerTuple,
    bool IsSimulated,
    string Fingerprint
)
{
    private static readonly CriterionKind[] Rest = [CriterionKind.Topic, CriterionKind.Sense, CriterionKind.Length];

    /// <summary>The baseline of full marks for each student, grader, setting and k.</summary>
    /// <param name="table">The gradings.</param>
    /// <param name="options">As for <see cref="SkillMixMetrics.Compute"/>; samples are always pooled. Under a mean over generations it is the mean of Π_t.</param>
    /// <exception cref="ArgumentException">As for <see cref="SkillMixMetrics.Compute"/>, or a tuple has no skill names.</exception>
    public static IReadOnlyList<IndependenceBaseline> Of(PointTable table, MetricOptions options)
    {
        var pooled = options with { PoolSamples = true, Intervals = IntervalRule.ThisCatalogue };
        var losses = CriterionLosses.Of(table, pooled);
        return [.. VotedTexts.Read(table, pooled).Select(voted => Of(voted, losses, pooled))];
    }

    private static IndependenceBaseline Of(
        VotedTexts voted,
        IReadOnlyList<CriterionLosses> losses,
        MetricOptions options
    )
    {
        var group = voted.Group;
        var grader = group.Grader(options.Panel);
        List<CriterionLosses> own =
        [
            .. losses.Where(loss =>
                (loss.Student, loss.Grader, loss.Setting, loss.IsSimulated)
                == (group.Student, grader, group.Setting, group.IsSimulated)
            ),
        ];
        var skills = own.SelectMany(loss => loss.Skills)
            .GroupBy(skill => skill.Skill)
            .ToDictionary(
                skill => skill.Key,
                skill => Share(skill.Sum(one => one.Met), skill.Sum(one => one.Met + one.NotMet)),
                StringComparer.Ordinal
            );
        var rest = RestOf(own.Single(loss => loss.K == group.K));
        var tuples = new ScoredTuples(voted, options);
        var r = options.Generations == GenerationRule.Max ? tuples.GenerationsPerTuple : 1;
        var values = new List<double>();
        var unknown = 0;
        foreach (var (text, _, _) in tuples.Scores(Metric.FullMarks))
        {
            var product = rest;
            foreach (var skill in voted.TupleSources[text.Tuple].SkillsOf(text.TupleIndex))
            {
                product *= skills[skill];
            }

            if (product is { } chance)
            {
                values.Add(1 - Math.Pow(1 - chance, r));
            }
            else
            {
                unknown++;
            }
        }

        return new(
            group.Student,
            grader,
            group.Setting,
            group.K,
            Intervals.Mean([.. values]),
            tuples.Estimate(Metric.FullMarks).Value,
            values.Count,
            unknown,
            tuples.GenerationsPerTuple,
            group.IsSimulated,
            group.Recipe(options).Fingerprint
        );
    }

    /// <summary>p̂_topic · p̂_sense · p̂_length at one k; null where one of them is unknown.</summary>
    private static double? RestOf(CriterionLosses loss) =>
        Rest.Select(kind => loss.Kinds.Single(one => one.Kind == kind))
            .Select(kind => Share(loss.Texts - kind.Unscored - kind.Missed, loss.Texts - kind.Unscored))
            .Aggregate((double?)1, (product, share) => product * share);

    private static double? Share(int met, int decided) => decided == 0 ? null : (double)met / decided;
}
