namespace SkillMix.Core.Metrics;

/// <summary>What several raters said of the same units: nominal values, some of them missing.</summary>
public sealed record RatingTable
{
    /// <param name="raters">Names of the raters, each once: people, graders, or one grader on several occasions.</param>
    /// <param name="units">Shape [unit][rater], values in [0, <paramref name="categories"/>); null is missing, unsure or unreadable.</param>
    /// <param name="categories">Values there could be, whether or not they occur; at least 2.</param>
    /// <exception cref="ArgumentException">A rater stands there twice, a unit has not one cell per rater, or a value is outside the range.</exception>
    public RatingTable(IReadOnlyList<string> raters, IReadOnlyList<IReadOnlyList<int?>> units, int categories)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 2);
        if (raters.GroupBy(rater => rater).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"Rater {twice.Key} stands in the table twice.", nameof(raters));
        }

        foreach (var (number, unit) in units.Index())
        {
            if (unit.Count != raters.Count)
            {
                throw new ArgumentException(
                    $"Unit {number} has {unit.Count} values for {raters.Count} raters.",
                    nameof(units)
                );
            }

            if (unit.FirstOrDefault(value => value < 0 || value >= categories) is { } outside)
            {
                throw new ArgumentException(
                    $"Unit {number} has the value {outside}, which is not in [0, {categories}).",
                    nameof(units)
                );
            }
        }

        Raters = raters;
        Units = units;
        Categories = categories;
    }

    /// <summary>Names of the raters.</summary>
    public IReadOnlyList<string> Raters { get; }

    /// <summary>Shape [unit][rater]; null where a value is missing.</summary>
    public IReadOnlyList<IReadOnlyList<int?>> Units { get; }

    /// <summary>Values there could be, at least 2: Gwet's AC1 depends on it.</summary>
    public int Categories { get; }

    /// <summary>
    /// The item that each unit belongs to, such as the text of a criterion: the bootstrap draws items whole, since their units are
    /// not independent. Null where each unit is an item of its own.
    /// </summary>
    /// <exception cref="ArgumentException">There is not one item per unit.</exception>
    public IReadOnlyList<int>? Items
    {
        get;
        init
        {
            if (value is not null && value.Count != Units.Count)
            {
                throw new ArgumentException($"{value.Count} items are named for {Units.Count} units.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>The units, each with its item.</summary>
    internal IEnumerable<(int Item, IReadOnlyList<int?> Values)> UnitsOfItems =>
        Units.Select((unit, place) => (Items is null ? place : Items[place], unit));

    /// <summary>A table of verdicts: 1 is met, 0 is not met.</summary>
    /// <param name="raters">Names of the raters.</param>
    /// <param name="units">Shape [unit][rater]; null is undecided, unsure or not asked.</param>
    public static RatingTable OfVerdicts(IReadOnlyList<string> raters, IReadOnlyList<IReadOnlyList<bool?>> units) =>
        new(
            raters,
            [.. units.Select(unit => unit.Select(met => met is { } value ? (value ? 1 : 0) : (int?)null).ToArray())],
            2
        );

    /// <summary>The same units as two of the raters saw them.</summary>
    /// <param name="first">Place of one rater, from 0.</param>
    /// <param name="second">Place of the other.</param>
    public RatingTable Pair(int first, int second) =>
        new([Raters[first], Raters[second]], [.. Units.Select(unit => new[] { unit[first], unit[second] })], Categories)
        {
            Items = Items,
        };
}
