namespace SkillMix.Core.Annotation;

/// <summary>Chooses the items of a queue from a pool. Pure: the same pool and spec give the same queue.</summary>
public static class QueueBuilder
{
    /// <summary>Draws the queue.</summary>
    /// <param name="spec">What is asked.</param>
    /// <param name="pool">The units there are; their order plays no part.</param>
    /// <exception cref="ArgumentException">The spec cannot be, or the pool is empty.</exception>
    public static QueueDraft Build(QueueSpec spec, IReadOnlyList<PoolUnit> pool)
    {
        spec.Check();
        if (pool.Count == 0)
        {
            throw new ArgumentException(
                "No graded text fits the filter, so there is nothing to choose from: widen it."
            );
        }

        var design = new QueueDesign
        {
            Budget = spec.Budget,
            Seed = spec.Seed,
            Boost = spec.Boost,
        };
        var drawn = spec.Selection == QueueSelection.Probability ? Draw(design, pool) : Take(spec, design, pool);
        return new(
            spec,
            [
                .. drawn
                    .Select(unit => unit with { Labels = unit.IsDrawn ? LabelsOf(spec, design, unit.Unit) : 0 })
                    .OrderBy(unit => design.ChanceOf($"order of {unit.Unit.Name}"))
                    .ThenBy(unit => unit.Unit.Name, StringComparer.Ordinal),
            ]
        );
    }

    private static IEnumerable<DraftUnit> Draw(QueueDesign design, IReadOnlyList<PoolUnit> pool) =>
        design
            .Draw([.. pool.Select(unit => new QueueCandidate(unit.Name, unit.Uncertainty))])
            .Zip(pool, (draw, unit) => new DraftUnit(unit, draw.Probability, draw.IsDrawn, 0));

    /// <summary>Takes what is wanted, the luckiest first where it is more than the budget.</summary>
    private static IEnumerable<DraftUnit> Take(QueueSpec spec, QueueDesign design, IReadOnlyList<PoolUnit> pool)
    {
        var taken = pool.Where(unit => spec.Selection == QueueSelection.HandPicked || unit.Disagrees)
            .OrderBy(unit => design.ChanceOf(unit.Name))
            .Take(spec.Budget)
            .Select(unit => unit.Name)
            .ToHashSet(StringComparer.Ordinal);
        return pool.Select(unit => new DraftUnit(unit, null, taken.Contains(unit.Name), 0));
    }

    private static int LabelsOf(QueueSpec spec, QueueDesign design, PoolUnit unit) =>
        unit.Texts.All(text => text.IsEmpty)
            ? 0 // nothing was written, so that nobody need read it
            : spec.Labels + (design.ChanceOf($"twice {unit.Name}") < spec.TwiceShare ? 1 : 0);
}
