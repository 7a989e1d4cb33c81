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
/// <param name="Expected">Sum of the probabilities; the number of items where there are none.</param>
/// <param name="Items">Drawn.</param>
/// <param name="Splits">Drawn units whose graders are not of one mind.</param>
public sealed record DraftCount(
    string Student,
    Setting Setting,
    int K,
    int Units,
    double Expected,
    int Items,
    int Splits
);

/// <summary>A queue before it is made: every unit of the pool with its probability, drawn or not.</summary>
/// <param name="Spec">What was asked.</param>
/// <param name="Units">All units of the pool; the drawn ones in the order in which they are to be labelled.</param>
public sealed record QueueDraft(QueueSpec Spec, IReadOnlyList<DraftUnit> Units)
{
    /// <summary>The items, in the order of the queue.</summary>
    public IEnumerable<DraftUnit> Items => Units.Where(unit => unit.IsDrawn);

    /// <summary>Labels that all items together want.</summary>
    public int Labels => Units.Sum(unit => unit.Labels);

    /// <summary>Criteria to be decided over all labels: what the time goes by. A queue that ends early asks for fewer.</summary>
    /// <param name="counted">How many criteria of a text the program counts.</param>
    public int Decisions(int counted) =>
        Units.Sum(unit => unit.Labels * unit.Unit.Texts.Count(text => !text.IsEmpty) * (unit.Unit.K + 3 - counted));

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
                    group.Sum(unit => unit.Probability ?? (unit.IsDrawn ? 1 : 0)),
                    group.Count(unit => unit.IsDrawn),
                    group.Count(unit => unit is { IsDrawn: true, Unit.IsSplit: true })
                )),
        ];
}
