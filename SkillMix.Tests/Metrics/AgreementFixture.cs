using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

/// <summary>Sixty units, three raters, a truth and a model, made by formula.</summary>
internal static class AgreementFixture
{
    public static int[] Truth { get; } = [.. Enumerable.Range(0, 60).Select(TruthOf)];

    /// <summary>The truth, flipped where 13 i mod 9 = 0.</summary>
    public static int?[] Model { get; } =
    [.. Enumerable.Range(0, 60).Select(i => (int?)(TruthOf(i) ^ (13 * i % 9 == 0 ? 1 : 0)))];

    /// <summary>Rater a: the truth, flipped where ((11 + 2a)·i + a) mod 8 = 0.</summary>
    public static RatingTable Table { get; } =
        new(
            ["a", "b", "c"],
            [
                .. Enumerable
                    .Range(0, 60)
                    .Select(i =>
                        Enumerable
                            .Range(0, 3)
                            .Select(a => (int?)(TruthOf(i) ^ ((((11 + (2 * a)) * i) + a) % 8 == 0 ? 1 : 0)))
                            .ToArray()
                    ),
            ],
            2
        );

    /// <summary>A table of verdicts: one string per unit, one character per rater; 1 met, 0 not met, ? missing.</summary>
    public static RatingTable Of(params string[] units) =>
        RatingTable.OfVerdicts(
            [.. Enumerable.Range(0, units.FirstOrDefault("").Length).Select(rater => $"rater {rater}")],
            [.. units.Select(unit => unit.Select(cell => cell == '?' ? (bool?)null : cell == '1').ToArray())]
        );

    private static int TruthOf(int i) => 7 * i % 10 < 6 ? 1 : 0;
}
