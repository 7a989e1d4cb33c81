using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Annotation;

/// <summary>A unit of the pool and what became of it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Probability">π in (0, 1]; null where the queue was not drawn by chance.</param>
/// <param name="IsDrawn">Whether it is an item of the queue.</param>
/// <param name="Labels">People that are to label it; 0 where it is not drawn.</param>
public sealed record DraftUnit(PoolUnit Unit, double? Probability, bool IsDrawn, int Labels);

/// <summary>How much of a pool a queue takes, for one student and k.</summary>
/// <param name="Units">In the pool.</param>
/// <param name="Splits">Units of the pool whose graders are not of one mind.</param>
/// <param name="Expected">Sum of the probabilities; the number of items where there are none.</param>
/// <param name="Items">Drawn.</param>
public sealed record DraftCount(
    string Student,
    Setting Setting,
    int K,
    int Units,
    int Splits,
    double Expected,
    int Items
);

/// <summary>What a queue is expected to take. This, and not what a seed happened to draw, is for looking at before it is made.</summary>
/// <param name="Items">Σπ; the number of items where the queue is not drawn by chance.</param>
/// <param name="Spread">Standard deviation of the number of items, √Σπ(1 − π).</param>
/// <param name="Labels">Labels wanted.</param>
/// <param name="Decisions">Criteria to be decided over all labels. A queue that ends early asks for fewer.</param>
public sealed record QueueExpectation(double Items, double Spread, double Labels, double Decisions);

/// <summary>A queue before it is made: every unit of the pool with its probability, drawn or not.</summary>
/// <param name="Spec">What was asked.</param>
/// <param name="Units">All units of the pool; the drawn ones in the order in which they are to be labelled.</param>
public sealed record QueueDraft(QueueSpec Spec, IReadOnlyList<DraftUnit> Units)
{
    /// <summary>The items, in the order of the queue.</summary>
    public IEnumerable<DraftUnit> Items => Units.Where(unit => unit.IsDrawn);

    /// <summary>Labels that all items together want.</summary>
    public int Labels => Units.Sum(unit => unit.Labels);

    /// <summary>What it takes, before chance has spoken.</summary>
    /// <remarks>Whoever looks at what each seed would draw, and picks one, spoils the probabilities.</remarks>
    /// <param name="counted">How many criteria of a text the program counts.</param>
    public QueueExpectation Expectation(int counted)
    {
        var (items, variance, labels, decisions) = (0.0, 0.0, 0.0, 0.0);
        foreach (var unit in Units)
        {
            var weight = WeightOf(unit);
            var texts = unit.Unit.Texts.Count(text => !text.IsEmpty);
            var wanted = texts == 0 ? 0 : weight * (Spec.Labels + Spec.TwiceShare);
            items += weight;
            variance += weight * (1 - weight);
            labels += wanted;
            decisions += wanted * texts * (unit.Unit.K + 3 - counted);
        }

        return new(items, Math.Sqrt(variance), labels, decisions);
    }

    /// <summary>The chance of a unit of which graders are of one mind, and of one on which they are split as evenly as they can be.</summary>
    /// <returns>Null where the queue is not drawn by chance, or holds no unit of a kind.</returns>
    public (double? OneMind, double? Split) Chances =>
        (
            Units.FirstOrDefault(unit => unit.Unit.Uncertainty == 0)?.Probability,
            Units.MaxBy(unit => unit.Unit.Uncertainty) is { Unit.IsSplit: true, Probability: var most } ? most : null
        );

    /// <summary>Counts by student, setting and k.</summary>
    public IReadOnlyList<DraftCount> Counts =>
        [
            .. Units
                .GroupBy(unit => (unit.Unit.Student, unit.Unit.Setting, unit.Unit.K))
                .OrderBy(group => group.Key.Student, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Setting)
                .ThenBy(group => group.Key.K)
                .Select(group => new DraftCount(
                    group.Key.Student,
                    group.Key.Setting,
                    group.Key.K,
                    group.Count(),
                    group.Count(unit => unit.Unit.IsSplit),
                    group.Sum(WeightOf),
                    group.Count(unit => unit.IsDrawn)
                )),
        ];

    private static double WeightOf(DraftUnit unit) => unit.Probability ?? (unit.IsDrawn ? 1 : 0);
}
