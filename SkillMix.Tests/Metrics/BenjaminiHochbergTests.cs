using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class BenjaminiHochbergTests
{
    [Fact]
    public void Adjust_FourPValues_MultipliesByNumberOverRankAndNeverFalls()
    {
        // Sorted: .01 · 4 / 1 = .04, .03 · 4 / 2 = .06, .035 · 4 / 3 = .0467, .5 · 4 / 4 = .5; .06 may not lie above .0467.
        Assert.Equal(
            [0.14 / 3, 0.01 * 4, 0.5, 0.14 / 3],
            BenjaminiHochberg.Adjust([0.03, 0.01, 0.5, 0.035]),
            (a, b) => Math.Abs(a - b) < 1e-12
        );
    }

    [Fact]
    public void Adjust_EqualPValues_StayWhatTheyAre() =>
        Assert.Equal([0.2, 0.2, 0.2], BenjaminiHochberg.Adjust([0.2, 0.2, 0.2]), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Adjust_AnyPValues_LiesBetweenThemAndHolm()
    {
        double[] pValues = [0.001, 0.2, 0.04, 0.011, 0.9, 0.04];

        Assert.All(
            pValues.Zip(BenjaminiHochberg.Adjust(pValues), Holm.Adjust(pValues)),
            values => Assert.True(values.First <= values.Second && values.Second <= values.Third)
        );
    }

    [Fact]
    public void Adjust_OnePValue_IsItself() => Assert.Equal([0.3], BenjaminiHochberg.Adjust([0.3]));

    [Fact]
    public void Adjust_Nothing_IsNothing() => Assert.Empty(BenjaminiHochberg.Adjust([]));
}
