using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class MainEffectsTests
{
    [Fact]
    public void Fit_WithHardlyAnyPrior_GivesBackTheSharesOfEachEffect()
    {
        // Effect 0: 3 of 4; effect 1: 1 of 4.
        int[][] rows =
        [
            [0],
            [0],
            [0],
            [0],
            [1],
            [1],
            [1],
            [1],
        ];
        bool[] successes = [true, true, true, false, true, false, false, false];

        var chances = MainEffects.Fit(rows, successes, 2, ridge: 1e-9);

        Assert.Equal(0.75, chances[0], 1e-6);
        Assert.Equal(0.25, chances[7], 1e-6);
    }

    [Fact]
    public void Fit_WithAnOverwhelmingPrior_GivesEveryRowTheShareOfAll()
    {
        var chances = MainEffects.Fit(
            [
                [0],
                [0],
                [1],
                [1],
            ],
            [true, true, false, false],
            2,
            ridge: 1e12
        );

        Assert.All(chances, chance => Assert.Equal(0.5, chance, 1e-9)); // (2 + ½) / (4 + 1)
    }

    [Fact]
    public void Fit_OneRidge_SetsTheSlopeToZeroAtTheSolution()
    {
        // One effect in half the rows: at the top Σ(y − p) = ridge · β.
        int[][] rows =
        [
            [0],
            [0],
            [],
            [],
        ];
        var chances = MainEffects.Fit(rows, [true, true, false, false], 1, ridge: 1);
        var beta = Math.Log(chances[0] / (1 - chances[0])); // the centre is logit(½) = 0

        Assert.Equal(beta, 2 * (1 - chances[0]), 1e-6);
        Assert.Equal(0.5, chances[2], 1e-12);
    }

    [Fact]
    public void Fit_EverythingSucceeds_StaysBelowOne() =>
        Assert.All(
            MainEffects.Fit(
                [
                    [0],
                    [0, 1],
                    [1],
                ],
                [true, true, true],
                2,
                ridge: 0.25
            ),
            chance => Assert.InRange(chance, 0.8, 0.999)
        );
}
