using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class EffectiveGradersTests
{
    [Fact]
    public void Of_GoldenFixture_HasTheGoldenNumbersAndIsShownAsAtLeastThree()
    {
        var effective = EffectiveGraders.Of(
            AgreementFixture.Table,
            [.. AgreementFixture.Truth.Select(truth => (int?)truth)]
        );

        Assert.Equal(-0.1538461538, effective.MeanCorrelation.Value!.Value, 1e-9);
        Assert.Equal(13 / 3.0, effective.Effective.Value!.Value, 1e-9);
        Assert.Equal("≥ 3", effective.ToString());
        Assert.Equal((60, 60), (effective.Effective.Used, effective.Effective.Total));
    }

    [Fact]
    public void Of_ThreeThatErrAlike_AreOne()
    {
        var effective = EffectiveGraders.Of(AgreementFixture.Of("111", "000", "000", "111"), [1, 1, 0, 1]);

        Assert.Equal((1.0, 1.0), (effective.MeanCorrelation.Value, effective.Effective.Value));
        Assert.Equal("1.0", effective.ToString());
    }

    [Fact]
    public void Of_IndependentErrors_AreAllOfThem()
    {
        // Each pair of right and wrong once: ρ = 0.
        var effective = EffectiveGraders.Of(AgreementFixture.Of("11", "10", "01", "00"), [1, 1, 1, 1]);

        Assert.Equal((0.0, 2.0), (effective.MeanCorrelation.Value, effective.Effective.Value));
    }

    [Fact]
    public void Of_AGraderThatNeverErrs_IsNotDefined()
    {
        var effective = EffectiveGraders.Of(AgreementFixture.Of("11", "10"), [1, 1]);

        Assert.Null(effective.Effective.Value);
        Assert.Equal(2, effective.Effective.Used);
        Assert.Equal("–", effective.ToString());
    }

    [Fact]
    public void Of_ErrorsThatExcludeEachOther_HasNoLimitButAtLeastTwo()
    {
        var effective = EffectiveGraders.Of(AgreementFixture.Of("10", "01"), [1, 1]);

        Assert.Equal(-1, effective.MeanCorrelation.Value);
        Assert.Null(effective.Effective.Value);
        Assert.Equal("≥ 2", effective.ToString());
    }

    [Fact]
    public void Of_UnitsThatSomeoneLeftOpen_AreNotUsed()
    {
        var effective = EffectiveGraders.Of(AgreementFixture.Of("1?", "11", "00"), [1, null, 1]);

        Assert.Equal((1, 3), (effective.Effective.Used, effective.Effective.Total));
    }

    [Fact]
    public void Of_OneGrader_IsNotDefined() =>
        Assert.Equal(0, EffectiveGraders.Of(AgreementFixture.Of("1", "0"), [1, 1]).Effective.Used);
}
