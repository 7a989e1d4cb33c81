namespace SkillMix.Core.Metrics;

/// <summary>Agreement of two raters, over the units that both have rated.</summary>
/// <param name="First">Place of one rater in the table, from 0.</param>
/// <param name="Second">Place of the other, greater than <paramref name="First"/>.</param>
/// <param name="Agreement">All coefficients of the two; each says how many of the table's units it uses.</param>
public sealed record PairAgreement(int First, int Second, Agreement Agreement);

/// <summary>Agreement of every rater with every other, pair by pair.</summary>
/// <param name="Raters">Names of the raters, in the order of the table.</param>
/// <param name="Pairs">Each pair once, ordered by first and second rater; none with fewer than two raters.</param>
public sealed record AgreementMatrix(IReadOnlyList<string> Raters, IReadOnlyList<PairAgreement> Pairs)
{
    /// <summary>Agreement of two raters in either order; null for a rater with itself.</summary>
    /// <param name="first">Place of one rater, from 0.</param>
    /// <param name="second">Place of the other.</param>
    public Agreement? Between(int first, int second) =>
        Pairs
            .FirstOrDefault(pair => pair.First == Math.Min(first, second) && pair.Second == Math.Max(first, second))
            ?.Agreement;

    /// <summary>Compares all pairs of raters of a table.</summary>
    /// <param name="table">The ratings; a unit counts for a pair when both have rated it, whatever the others did.</param>
    /// <param name="bootstrap">How the intervals are found; <see cref="BootstrapSpec.Default"/> when null. Every pair starts at the same seed.</param>
    public static AgreementMatrix Of(RatingTable table, BootstrapSpec? bootstrap = null) =>
        new(
            table.Raters,
            [
                .. from first in Enumerable.Range(0, table.Raters.Count)
                from second in Enumerable.Range(first + 1, table.Raters.Count - first - 1)
                select new PairAgreement(first, second, Agreement.Of(table.Pair(first, second), bootstrap)),
            ]
        );
}
