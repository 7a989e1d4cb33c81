using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class AgreementTests
{
    private static readonly BootstrapSpec NoInterval = new(Repeats: 0);

    [Fact]
    public void Of_GoldenFixture_HasTheGoldenNumbers()
    {
        var agreement = Agreement.Of(AgreementFixture.Table, NoInterval);

        Assert.Equal(44 / 60.0, agreement.Percent.Value!.Value, 1e-9);
        Assert.Equal(0.4570135747, agreement.Fleiss.Value!.Value, 1e-9);
        Assert.Equal(0.4600301659, agreement.Krippendorff.Value!.Value, 1e-9);
        Assert.Equal(0.4759825328, agreement.Gwet.Value!.Value, 1e-9);
        Assert.Equal((60, 60), (agreement.Gwet.Used, agreement.Gwet.Total));
    }

    [Fact]
    public void Matrix_GoldenFixture_HasTheGoldenKappaForEveryPair()
    {
        var matrix = AgreementMatrix.Of(AgreementFixture.Table, NoInterval);

        Assert.Equal([(0, 1), (0, 2), (1, 2)], matrix.Pairs.Select(pair => (pair.First, pair.Second)));
        Assert.All(matrix.Pairs, pair => Assert.Equal(0.4570135747, pair.Agreement.Cohen.Value!.Value, 1e-9));
    }

    [Fact]
    public void Of_TwoRatersOfTenUnits_AreTheFormulasByHand()
    {
        // 5 times both met, 2 times neither, 2 times only the first, once only the second: P = .7, shares .7 and .6.
        var agreement = Agreement.Of(
            AgreementFixture.Of("11", "11", "11", "11", "11", "00", "00", "10", "10", "01"),
            NoInterval
        );

        Assert.Equal(0.7, agreement.Percent.Value!.Value, 1e-12);
        Assert.Equal((0.7 - 0.54) / 0.46, agreement.Cohen.Value!.Value, 1e-12); // .7·.6 + .3·.4
        Assert.Equal((0.7 - 0.545) / 0.455, agreement.Fleiss.Value!.Value, 1e-12); // .65² + .35²
        Assert.Equal((0.7 - 0.455) / 0.545, agreement.Gwet.Value!.Value, 1e-12); // 2·.65·.35
        Assert.Equal(1 - (19 * 6 / 182.0), agreement.Krippendorff.Value!.Value, 1e-12); // 13 ones and 7 zeros
    }

    [Fact]
    public void Of_MissingValues_OnlyAlphaUsesTheUnit()
    {
        // A textbook table: four observers, twelve units, five values (Krippendorff 2011).
        int?[][] observers =
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
            [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
        ];
        var table = new RatingTable(
            ["a", "b", "c", "d"],
            [.. Enumerable.Range(0, 12).Select(unit => observers.Select(observer => observer[unit] - 1).ToArray())],
            5
        );

        var agreement = Agreement.Of(table, NoInterval);

        Assert.Equal(0.743, agreement.Krippendorff.Value!.Value, 5e-4);
        Assert.Equal((11, 12), (agreement.Krippendorff.Used, agreement.Krippendorff.Total));
        Assert.Equal((8, 12), (agreement.Fleiss.Used, agreement.Fleiss.Total));
    }

    [Fact]
    public void Of_NearlyEverythingMet_KappaCollapsesAndAc1DoesNot()
    {
        string[] units = [.. Enumerable.Repeat("11", 18), "10", "01"];

        var agreement = Agreement.Of(AgreementFixture.Of(units), NoInterval);

        Assert.Equal(0.9, agreement.Percent.Value!.Value, 1e-12);
        Assert.Equal(-1 / 19.0, agreement.Cohen.Value!.Value, 1e-12); // (.9 − .905) / .095
        Assert.Equal((0.9 - 0.095) / 0.905, agreement.Gwet.Value!.Value, 1e-12);
    }

    [Fact]
    public void Of_EverythingMet_LeavesOnlyPercentAndAc1Defined()
    {
        var agreement = Agreement.Of(AgreementFixture.Of("11", "11", "11"));

        Assert.Equal((1.0, 1.0), (agreement.Percent.Value, agreement.Gwet.Value));
        Assert.Equal(new Interval(1, 1), agreement.Gwet.Interval);
        Assert.All(
            [agreement.Cohen, agreement.Fleiss, agreement.Krippendorff],
            coefficient => Assert.Equal(new(null, null, Used: 3, Total: 3, UndefinedRepeats: 2000), coefficient)
        );
    }

    [Theory]
    [InlineData("1", "0")] // one rater
    [InlineData("??", "??")] // nothing said
    [InlineData("1?", "?0")] // never the same unit
    [InlineData] // no unit
    public void Of_NothingToCompare_IsNotDefined(params string[] units)
    {
        var agreement = Agreement.Of(AgreementFixture.Of(units));

        Assert.All(
            [agreement.Percent, agreement.Cohen, agreement.Fleiss, agreement.Krippendorff, agreement.Gwet],
            coefficient => Assert.Equal(new(null, null, 0, units.Length, 0), coefficient)
        );
    }

    [Fact]
    public void Of_ThreeRaters_HasNoCohen()
    {
        var agreement = Agreement.Of(AgreementFixture.Of("111", "100", "000"), NoInterval);

        Assert.Equal(new(null, null, 0, 3, 0), agreement.Cohen);
        Assert.NotNull(agreement.Fleiss.Value);
    }

    [Fact]
    public void Of_TheSameSeed_HasTheSameIntervalAndAnotherSeedAnother()
    {
        var first = Agreement.Of(AgreementFixture.Table, new(Repeats: 500, Seed: 7));
        var again = Agreement.Of(AgreementFixture.Table, new(Repeats: 500, Seed: 7));
        var other = Agreement.Of(AgreementFixture.Table, new(Repeats: 500, Seed: 8));

        Assert.Equal(first.Krippendorff, again.Krippendorff);
        Assert.Equal(first.Fleiss, again.Fleiss);
        Assert.NotEqual(first.Krippendorff, other.Krippendorff);
    }

    [Fact]
    public void Of_ManyRepeats_HasAboutTheIntervalOfTheBinomial()
    {
        // Two raters agree on 80 of 100 units: the count of a resample is Bin(100, .8), with 2.5 % points 72 and 88 (sd 4).
        string[] units =
        [
            .. Enumerable.Repeat("11", 40),
            .. Enumerable.Repeat("00", 40),
            .. Enumerable.Repeat("10", 20),
        ];

        var interval = Agreement.Of(AgreementFixture.Of(units), new(Repeats: 10_000)).Percent.Interval!.Value;

        Assert.Equal(0.72, interval.Low, 0.0101);
        Assert.Equal(0.87, interval.High, 0.0101);
    }

    [Fact]
    public void Of_UnitsAlone_AreNotDrawnForTheIntervalOfAlpha()
    {
        string[] pairs = ["11", "10", "00", "11", "01", "00"];
        var spec = new BootstrapSpec(Repeats: 200);

        var without = Agreement.Of(AgreementFixture.Of(pairs), spec).Krippendorff;
        var with = Agreement.Of(AgreementFixture.Of([.. pairs, "1?", "?0", "??"]), spec).Krippendorff;

        Assert.Equal(without with { Total = 9 }, with);
    }

    [Fact]
    public void Of_OneUnit_HasAValueAndNoInterval()
    {
        var agreement = Agreement.Of(AgreementFixture.Of("10"));

        Assert.Equal(0, agreement.Percent.Value);
        Assert.Null(agreement.Percent.Interval);
    }

    [Fact]
    public void Of_VariationThatHangsOnOneUnit_CountsTheRepeatsWithoutIt()
    {
        string[] units = [.. Enumerable.Repeat("11", 19), "00"];

        var cohen = Agreement.Of(AgreementFixture.Of(units)).Cohen;

        Assert.Equal(1, cohen.Value);
        Assert.InRange(cohen.UndefinedRepeats, 640, 800); // (19/20)²⁰ = .358 of 2,000
        Assert.Equal(new Interval(1, 1), cohen.Interval);
    }

    [Fact]
    public void Matrix_RatersWithUnitsOfTheirOwn_SaysHowManyEachPairShares()
    {
        var matrix = AgreementMatrix.Of(AgreementFixture.Of("11?", "00?", "1?1", "?11"), NoInterval);

        Assert.Equal(2, matrix.Between(1, 0)!.Cohen.Used);
        Assert.Equal((1, 4), (matrix.Between(0, 2)!.Percent.Used, matrix.Between(0, 2)!.Percent.Total));
        Assert.Null(matrix.Between(1, 1));
    }

    [Fact]
    public void Matrix_OneRater_HasNoPairs() => Assert.Empty(AgreementMatrix.Of(AgreementFixture.Of("1", "0")).Pairs);

    [Fact]
    public void RatingTable_AwkwardInput_SaysWhatIsWrong()
    {
        Assert.Throws<ArgumentException>(() => new RatingTable(["a", "a"], [], 2));
        Assert.Throws<ArgumentException>(() =>
            new RatingTable(
                ["a", "b"],
                [
                    [1],
                ],
                2
            )
        );
        Assert.Throws<ArgumentException>(() =>
            new RatingTable(
                ["a"],
                [
                    [2],
                ],
                2
            )
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new RatingTable(["a"], [], 1));
    }
}
