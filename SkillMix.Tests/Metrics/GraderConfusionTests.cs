using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class GraderConfusionTests
{
    private static readonly JudgedCriterion[] Topics =
    [
        Judged("11", 0.5),
        Judged("11", 0.5),
        Judged("11", 1),
        Judged("01", 1), // missed
        Judged("00", 0.25),
        Judged("10", 1), // falsely met
        Judged("00", null), // picked by hand
        Judged("?1", 1),
        Judged("1?", 1),
    ];

    [Fact]
    public void PerKind_WithoutWeights_CountsVerdicts()
    {
        var confusion = GraderConfusion.PerKind(Topics, weighted: false)[(int)CriterionKind.Topic];

        Assert.Equal((3, 1, 1, 2), (confusion.BothMet, confusion.Missed, confusion.FalselyMet, confusion.NeitherMet));
        Assert.Equal((7, 9, 0), (confusion.Used, confusion.Total, confusion.PickedByHand));
        Assert.Equal((0.75, 4), (confusion.Sensitivity.Value, confusion.Sensitivity.N));
        Assert.Equal(Intervals.Wilson(3, 4), confusion.Sensitivity.Interval);
        Assert.Equal(2 / 3.0, confusion.Specificity.Value!.Value, 1e-12);
        Assert.Equal(5 / 12.0, confusion.Youden!.Value, 1e-12);
    }

    [Fact]
    public void PerKind_Weighted_CountsEachVerdictByItsChanceAndLeavesOutWhatWasPickedByHand()
    {
        var confusion = GraderConfusion.PerKind(Topics, weighted: true)[(int)CriterionKind.Topic];

        Assert.Equal((6, 9, 1), (confusion.Used, confusion.Total, confusion.PickedByHand));
        Assert.Equal(5 / 6.0, confusion.Sensitivity.Value!.Value, 1e-12); // weights 2, 2, 1 of 2, 2, 1, 1
        Assert.Equal(3.6, confusion.Sensitivity.EffectiveN, 1e-12); // 6² / (4 + 4 + 1 + 1)
        Assert.Equal(0.8, confusion.Specificity.Value!.Value, 1e-12); // 4 of 4, 1
        Assert.Equal(25 / 17.0, confusion.Specificity.EffectiveN, 1e-12);
        Assert.Equal(Intervals.WilsonOfShare(0.8, 25 / 17.0), confusion.Specificity.Interval);
    }

    [Fact]
    public void PerKind_EqualChances_IsAsWithoutWeights()
    {
        JudgedCriterion[] verdicts = [Judged("11", 0.25), Judged("11", 0.25), Judged("01", 0.25)];

        var weighted = GraderConfusion.Over(verdicts, weighted: true).Sensitivity;

        Assert.Equal(GraderConfusion.Over(verdicts, weighted: false).Sensitivity, weighted);
    }

    [Fact]
    public void PerKind_KindsWithoutAVerdict_AreThereAndNotDefined()
    {
        var kinds = GraderConfusion.PerKind([Judged("11", 1)], weighted: true);

        Assert.Equal(Enum.GetValues<CriterionKind>().Cast<CriterionKind?>(), kinds.Select(kind => kind.Kind));
        Assert.Equal(new WeightedShare(null, null, 0, 0), kinds[0].Sensitivity);
        Assert.Equal(1, kinds[1].Sensitivity.Value);
        Assert.Equal(1, kinds[1].Sensitivity.Interval!.Value.High);
        Assert.Null(kinds[1].Specificity.Value); // people saw nothing that was not met
        Assert.Null(kinds[1].Youden);
    }

    [Fact]
    public void Over_SeveralKinds_IsAllOfThem()
    {
        var over = GraderConfusion.Over([Judged("11", 1), new(CriterionKind.Sense, true, false, 1)], weighted: false);

        Assert.Equal((null, 2, 0.0), (over.Kind, over.Used, over.Youden));
    }

    [Fact]
    public void Over_GoldenFixture_IsTheShareOfErrors()
    {
        // Rater a errs where 11 i mod 8 = 0, on 0, 8, …, 56.
        var verdicts = AgreementFixture
            .Table.Units.Zip(AgreementFixture.Truth)
            .Select(unit => new JudgedCriterion(CriterionKind.Sense, unit.First[0] == 1, unit.Second == 1, 1))
            .ToList();

        var confusion = GraderConfusion.Over(verdicts, weighted: true);

        Assert.Equal((36, 24), (confusion.Sensitivity.N, confusion.Specificity.N));
        Assert.Equal(8, confusion.Missed + confusion.FalselyMet);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Over_AChanceThatIsNone_Throws(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            GraderConfusion.Over([Judged("11", probability)], weighted: true)
        );

    /// <summary>The grader's and then people's verdict: 1 met, 0 not met, ? undecided.</summary>
    private static JudgedCriterion Judged(string verdicts, double? probability) =>
        new(CriterionKind.Topic, Met(verdicts[0]), Met(verdicts[1]), probability);

    private static bool? Met(char cell) => cell == '?' ? null : cell == '1';
}
