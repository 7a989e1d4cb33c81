using SkillMix.Core.Annotation;

namespace SkillMix.Tests.Annotation;

public sealed class QueueDesignTests
{
    [Fact]
    public void Probabilities_SplitAndUnanimousUnits_AreThreeToOneAndAddUpToTheBudget()
    {
        // Weights 3, 3, 1 and seven more of 1: 14 in all, so τ = 4/14.
        var probabilities = Design(4).Probabilities([.. Units(2, 1, "split"), .. Units(8, 0, "unanimous")]);

        Assert.Equal(12 / 14.0, probabilities[0], 1e-12);
        Assert.Equal(4 / 14.0, probabilities[9], 1e-12);
        Assert.Equal(4, probabilities.Sum(), 1e-12);
    }

    [Fact]
    public void Probabilities_WhereTheSplitUnitsReachOne_TheRestOfTheBudgetGoesToTheOthers()
    {
        // Two certain, the other two of the four shared by three.
        var probabilities = Design(4).Probabilities([.. Units(2, 1, "split"), .. Units(3, 0, "unanimous")]);

        Assert.Equal([1, 1], probabilities.Take(2));
        Assert.All(probabilities.Skip(2), probability => Assert.Equal(2 / 3.0, probability, 1e-12));
    }

    [Fact]
    public void Probabilities_UnderALargeBoost_NoneIsBelowTheFloor()
    {
        // Floor min(.02, 5/200) = .02: ninety units at .02 leave 3.2 to ten.
        var design = Design(5) with
        {
            Boost = 1000,
        };

        var probabilities = design.Probabilities([.. Units(10, 1, "split"), .. Units(90, 0, "unanimous")]);

        Assert.Equal(0.32, probabilities[0], 1e-12);
        Assert.Equal(0.02, probabilities[99], 1e-12);
    }

    [Fact]
    public void Probabilities_NoUncertainty_IsAPlainRandomSample() =>
        Assert.All(
            Design(3).Probabilities(Units(12, 0, "unit")),
            probability => Assert.Equal(0.25, probability, 1e-12)
        );

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    [InlineData(0)]
    public void Draw_NoMoreUnitsThanTheBudget_DrawsThemAll(int units) =>
        Assert.Equal(
            units,
            Design(3).Draw(Units(units, 0.5, "unit")).Count(draw => draw is { IsDrawn: true, Probability: 1 })
        );

    [Theory]
    [InlineData("t0", 0.13175704553335432)]
    [InlineData("t9", 0.9690797038252288)]
    public void ChanceOf_SeedAndUnit_IsTheHeadOfTheirHash(string unit, double expected) =>
        Assert.Equal(expected, Design(1).ChanceOf(unit));

    [Fact]
    public void Draw_BudgetOfThreeInTen_TakesThoseWhoseChanceIsBelowTheirProbability()
    {
        // Chances .132, .759, .470, .679, .162, .315, .740, .755, .238, .969.
        var drawn = Design(3).Draw(Units(10, 0, "t")).Where(draw => draw.IsDrawn);

        Assert.Equal(["t0", "t4", "t8"], drawn.Select(draw => draw.Unit));
    }

    [Fact]
    public void Draw_TheSameSeedInAnotherOrder_DrawsTheSameUnitsAndAnotherSeedOthers()
    {
        var units = Units(200, 0, "t");

        var once = Drawn(Design(40), units);

        Assert.Equal(once.Order(), Drawn(Design(40), [.. units.Reverse()]).Order());
        Assert.NotEqual(once, Drawn(Design(40) with { Seed = 8 }, units));
    }

    [Fact]
    public void Draw_ALargerBudget_KeepsWhatASmallerOneDrew()
    {
        IReadOnlyList<QueueCandidate> units = [.. Units(40, 1, "split"), .. Units(160, 0, "unanimous")];

        Assert.Empty(Drawn(Design(30), units).Except(Drawn(Design(60), units)));
    }

    [Fact]
    public void Draw_ManySeeds_DrawsTheBudgetOnAverage()
    {
        IReadOnlyList<QueueCandidate> units = [.. Units(40, 1, "split"), .. Units(160, 0, "unanimous")];

        var mean = Enumerable.Range(0, 400).Average(seed => Drawn(Design(60) with { Seed = seed }, units).Count);

        // Standard error √Σπ(1 − π) / 20 ≈ .3.
        Assert.InRange(mean, 59, 61);
    }

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(2, 1, 1)]
    [InlineData(1, 3, 0.5)]
    [InlineData(2, 2, 1)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 0, 0)]
    public void UncertaintyOf_Votes_IsTheSmallerSideOverTheMostItCouldBe(int met, int notMet, double expected) =>
        Assert.Equal(expected, QueueDesign.UncertaintyOf(met, notMet));

    [Fact]
    public void Design_WrongArguments_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Design(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Design(1) with { Boost = 0.5 });
        Assert.Throws<ArgumentException>(() => Design(1).Draw(Units(2, 1.5, "unit")));
        Assert.Throws<ArgumentException>(() => Design(1).Draw([new("twice", 0), new("twice", 0)]));
    }

    private static QueueDesign Design(int budget) => new() { Budget = budget, Seed = 7 };

    private static IReadOnlyList<QueueCandidate> Units(int count, double uncertainty, string name) =>
        [.. Enumerable.Range(0, count).Select(i => new QueueCandidate($"{name}{i}", uncertainty))];

    private static IReadOnlyList<string> Drawn(QueueDesign design, IReadOnlyList<QueueCandidate> units) =>
        [.. design.Draw(units).Where(draw => draw.IsDrawn).Select(draw => draw.Unit)];
}
