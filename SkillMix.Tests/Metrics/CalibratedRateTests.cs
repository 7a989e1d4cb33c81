using System.Globalization;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;
using SkillMix.Core.Sampling;

namespace SkillMix.Tests.Metrics;

public sealed class CalibratedRateTests
{
    // 200 units: panel verdict, probability, draw and label by small recurrences.
    private static readonly IReadOnlyList<LabelledUnit> Golden =
    [
        .. Enumerable
            .Range(0, 200)
            .Select(j =>
            {
                var panel = 11 * j % 17 < 10;
                var probability = 0.2 + (0.6 * (5 * j % 7 / 6.0));
                return new LabelledUnit(
                    $"unit {j}",
                    panel,
                    3 * j % 5 < 2,
                    probability,
                    29 * j % 100 / 100.0 < probability,
                    13 * j % 8 == 0 ? !panel : panel
                );
            }),
    ];

    [Fact]
    public void Plain_GoldenFixture_HasTheGoldenNumbers()
    {
        var rate = CalibratedRate.Of(Golden);

        Assert.Equal((200, 100, 100, 0), (rate.Units, rate.Drawn, rate.Labels, rate.HandPicked));
        Assert.Equal(0.5549404762, rate.Plain!.Value, 1e-9);
        Assert.Equal(0.0472376203, rate.Plain.StandardError, 1e-9);
        Assert.Equal(0.4623564416, rate.Plain.Interval.Low, 1e-6);
        Assert.Equal(0.6475245107, rate.Plain.Interval.High, 1e-6);
        Assert.Equal(0.585, rate.Naive!.Value, 1e-9);
        Assert.False(rate.Plain.IsWidened);
        Assert.Empty(rate.Warnings);
    }

    [Fact]
    public void ModelAssisted_GoldenFixture_HasTheGoldenNumbersAndCells()
    {
        var rate = CalibratedRate.Of(Golden);

        Assert.Equal(0.5568433567, rate.ModelAssisted!.Value, 1e-9);
        Assert.Equal(0.0461203395, rate.ModelAssisted.StandardError, 1e-9);
        Assert.Equal(
            [(false, false, 52, 27), (false, true, 31, 15), (true, false, 68, 33), (true, true, 49, 25)],
            rate.Cells.Select(cell => (cell.Panel, cell.IsSplit, cell.Units, cell.Drawn))
        );
        double[] expected = [0.0808253925, 0.1262377861, 0.8809282595, 0.8872050210];
        Assert.All(expected.Zip(rate.Cells), pair => Assert.Equal(pair.First, pair.Second.Expected, 1e-9));
    }

    [Fact]
    public void Of_UnitsPickedByHandAndLabelsThatWereNotDrawn_ChangeNothing()
    {
        var byHand = Enumerable
            .Range(0, 50)
            .Select(i => new LabelledUnit($"by hand {i}", true, false, null, true, false));

        var rate = CalibratedRate.Of([
            .. Golden.Select(unit => unit.IsDrawn ? unit : unit with { Label = null }),
            .. byHand,
        ]);

        Assert.Equal(50, rate.HandPicked);
        Assert.Equal(CalibratedRate.Of(Golden).ModelAssisted, rate.ModelAssisted);
        Assert.Equal(0.585, rate.Naive!.Value, 1e-9);
    }

    [Fact]
    public void Of_HalfOfFourUnitsDrawn_EachLabelSpeaksForTwo()
    {
        // Plain: 1, 0 + (1 − 0) · 2, 1, 0 are the summands. Model: (1 + 2)/3 = 1 where met, (1 + 0)/3 where not.
        var rate = CalibratedRate.Of([
            new("a", true, false, 0.5, true, true),
            new("b", false, false, 0.5, true, true),
            new("c", true, false, 0.5, false, null),
            new("d", false, false, 0.5, false, null),
        ]);

        Assert.Equal((0.5, 1.0), (rate.Naive, rate.Plain!.Value));
        Assert.Equal((1 + (1 / 3.0 + (2 / 3.0 * 2)) + 1 + (1 / 3.0)) / 4, rate.ModelAssisted!.Value, 1e-12);
        // Variance of 1, 2, 1, 0 is 2/3; one correction more at the average weight 2 adds (2/4)².
        Assert.Equal(1, rate.Corrections);
        Assert.True(rate.Plain.IsWidened);
        Assert.Equal(Math.Sqrt((2 / 3.0 / 4) + 0.25), rate.Plain.StandardError, 1e-12);
        Assert.Equal(1, rate.Plain.Interval.High);
        Assert.Contains("1 of 2 verdicts", Assert.Single(rate.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EveryUnitLabelled_IsTheShareOfLabels()
    {
        var rate = CalibratedRate.Of([.. Golden.Select(unit => unit with { Probability = 1, IsDrawn = true })]);

        Assert.Equal(0.55, rate.Plain!.Value, 1e-12);
        Assert.Equal(0.55, rate.ModelAssisted!.Value, 1e-12);
        Assert.Equal(0.0352663947, rate.Plain.StandardError, 1e-9);
    }

    [Fact]
    public void Of_NoCorrectionSeen_TheIntervalIsStillOpenOnBothSides()
    {
        var rate = CalibratedRate.Of([
            .. Enumerable.Range(0, 100).Select(i => new LabelledUnit($"{i}", false, false, 0.25, i % 4 == 0, false)),
        ]);

        // Nothing varies: what is left is one correction at the weight 4, over 100 units.
        Assert.Equal(0, rate.ModelAssisted!.Value);
        Assert.Equal(0.04, rate.ModelAssisted.StandardError, 1e-12);
        Assert.Equal(0.04 * 1.959964, rate.ModelAssisted.Interval.High, 1e-6);
        Assert.Equal(0, rate.ModelAssisted.Interval.Low);
    }

    [Fact]
    public void Of_OneOfFourDrawnUnitsWithoutALabel_TheOthersOfItsCellSpeakForIt()
    {
        // Cell "met": two of three labelled, weights 1 become 3/2; the labels 1 and 0 make it one half.
        var rate = CalibratedRate.Of([
            new("a", true, false, 1, true, true),
            new("b", true, false, 1, true, false),
            new("c", true, false, 1, true, null),
            new("d", false, false, 1, true, false),
        ]);

        Assert.Equal((3, 1), (rate.Labels, rate.Open));
        Assert.Equal(2 / 3.0, rate.Cells[1].ResponseRate, 1e-12);
        Assert.Equal(1.5 / 4, rate.Plain!.Value, 1e-12);
        Assert.Equal(1.5 / 4, rate.ModelAssisted!.Value, 1e-12);
        Assert.Contains("1 of 4 drawn units", rate.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ACellWithFourLabelsAndFiveCorrections_WarnsOfThatCellAlone()
    {
        var rate = CalibratedRate.Of(WithAThinCell());

        Assert.Equal((5, false), (rate.Corrections, rate.ModelAssisted!.IsWidened));
        Assert.StartsWith(
            "4 of the 8 units that the graders call met by a split vote",
            Assert.Single(rate.Warnings),
            StringComparison.Ordinal
        );
        Assert.Contains("go by it", rate.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrated_AThinCell_HasTheModelAssistedValueAndTheLargerError()
    {
        // Plain: 2 five times, 0 in the 35 others not met, 1 eight times; mean 18/48, squares 5 · 4 + 8 = 28.
        var rate = CalibratedRate.Of(WithAThinCell());

        var error = Math.Sqrt((28 - (18 * 18 / 48.0)) / 47 / 48);
        Assert.Equal(error, rate.Plain!.StandardError, 1e-12);
        Assert.True(rate.ModelAssisted!.StandardError < error);
        Assert.Equal(18 / 48.0, rate.Calibrated!.Value, 1e-12);
        Assert.Equal(rate.ModelAssisted.Value, rate.Calibrated.Value);
        Assert.Equal(error, rate.Calibrated.StandardError, 1e-12);
        Assert.Equal((18 / 48.0) - (1.959964 * error), rate.Calibrated.Interval.Low, 1e-6);
        Assert.Equal((18 / 48.0) + (1.959964 * error), rate.Calibrated.Interval.High, 1e-6);
        Assert.Equal((Widening.ThinCell, true), (rate.Calibrated.Widening, rate.Calibrated.IsWidened));
    }

    [Fact]
    public void Calibrated_NoThinCell_IsTheModelAssistedOne()
    {
        var rate = CalibratedRate.Of(Golden);

        Assert.Equal(rate.ModelAssisted, rate.Calibrated);
        Assert.Equal(Widening.None, rate.Calibrated!.Widening);
    }

    [Fact]
    public void Calibrated_FewCorrections_IsWidenedForThatAndNotForTheThinCell()
    {
        // One correction less than FewCorrections; the thin cell is still there.
        var rate = CalibratedRate.Of([
            .. WithAThinCell().Select(unit => unit.Unit == "not met 0" ? unit with { Label = false } : unit),
        ]);

        Assert.Equal(4, rate.Corrections);
        Assert.Equal(rate.ModelAssisted, rate.Calibrated);
        Assert.Equal(Widening.FewCorrections, rate.Calibrated!.Widening);
    }

    [Fact]
    public void Calibrated_NoSpreadAtAll_IsAsWideAsIfAllUnitsHadALabel()
    {
        // All ten that the graders call met were labelled, and are not; so is half of the others. Every summand is 0.
        var rate = CalibratedRate.Of([
            .. Enumerable.Range(0, 10).Select(i => new LabelledUnit($"met {i}", true, false, 1, true, false)),
            .. Enumerable
                .Range(0, 90)
                .Select(i => new LabelledUnit($"not met {i}", false, false, 0.5, i % 2 == 0, false)),
        ]);

        Assert.Equal(0, rate.ModelAssisted!.Interval.High, 1e-12);
        Assert.Equal(0, rate.Calibrated!.Interval.Low);
        Assert.Equal(0.036993, rate.Calibrated.Interval.High, 1e-6); // Wilson's for 0 of 100
    }

    [Fact]
    public void Calibrated_LenientGradersAndFewSuccesses_HoldsTheTruthWhereTheModelAssistedIntervalDoesNot()
    {
        const double Truth = 0.03;
        const int Studies = 400;
        var random = new PythonRandom("lenient graders");
        var rates = Enumerable
            .Range(0, Studies)
            .Select(_ => CalibratedRate.Of(LenientStudy(random, Truth, units: 300, labels: 60)))
            .ToList();

        var assisted = rates.Count(rate => Holds(rate.ModelAssisted, Truth));
        var calibrated = rates.Count(rate => Holds(rate.Calibrated, Truth));

        Assert.InRange(assisted, 0.7 * Studies, 0.85 * Studies); // .78 of 4,000 in docs/design/calibration.md
        Assert.InRange(calibrated, 0.9 * Studies, Studies);
    }

    [Fact]
    public void Of_AnUndecidedPanel_CountsAsTheCallerSays()
    {
        IReadOnlyList<LabelledUnit> units =
        [
            new("a", true, false, 1, true, true),
            new("b", false, false, 1, true, false),
            new("c", null, true, 0.5, false, null),
        ];

        var low = CalibratedRate.Of(units);
        var high = CalibratedRate.Of(units, undecided: true);

        Assert.Equal((1, 1 / 3.0, 2 / 3.0), (low.PanelUndecided, low.Naive, high.Naive));
        Assert.True(low.ModelAssisted!.Value < high.ModelAssisted!.Value);
    }

    [Fact]
    public void Of_NotEnoughToEstimate_SaysWhyAndKeepsTheNaiveRate()
    {
        var unlabelled = Golden.Select(unit => unit with { Label = null }).ToList();
        AssertNotEstimable("No drawn unit has a label", unlabelled);
        AssertNotEstimable("40 of 100 drawn units", WithoutLabels(40));
        AssertNotEstimable(
            "None of the 15 drawn units has a label among those the graders call not met by a split vote",
            [.. Golden.Select(unit => unit is { Panel: false, IsSplit: true } ? unit with { Label = null } : unit)]
        );
        AssertNotEstimable(
            "None of the 117 units that the graders call met",
            [.. Golden.Select(unit => unit.Panel == true ? unit with { IsDrawn = false } : unit)]
        );
        Assert.NotNull(CalibratedRate.Of(WithoutLabels(30)).ModelAssisted);
    }

    [Fact]
    public void Of_NoUnits_HasNothing()
    {
        var rate = CalibratedRate.Of([new("by hand", true, false, null, false, true)]);

        Assert.Null(rate.Naive);
        Assert.Null(rate.NaiveInterval);
        Assert.Null(rate.ModelAssisted);
        Assert.StartsWith("0 units", rate.NotEstimable, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Of_AProbabilityThatIsNone_Throws(double probability) =>
        Assert.Throws<ArgumentException>(() => CalibratedRate.Of([new("a", true, false, probability, true, true)]));

    [Fact]
    public void Of_AUnitTwice_Throws() =>
        Assert.Throws<ArgumentException>(() => CalibratedRate.Of([Golden[0], Golden[0]]));

    /// <summary>40 units not met, half of them labelled with five corrections; 8 met by a split vote, four of them labelled and right.</summary>
    private static IReadOnlyList<LabelledUnit> WithAThinCell() =>
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i => new LabelledUnit($"not met {i}", false, false, 0.5, i % 2 == 0, i < 10)),
            .. Enumerable.Range(0, 8).Select(i => new LabelledUnit($"met {i}", true, true, 0.5, i % 2 == 0, true)),
        ];

    /// <summary>Three graders who credit a failure with probability .3 and miss no success; people label what the queue draws.</summary>
    private static IReadOnlyList<LabelledUnit> LenientStudy(PythonRandom random, double truth, int units, int labels)
    {
        var judged = Enumerable
            .Range(0, units)
            .Select(_ =>
            {
                var label = random.Random() < truth;
                var votes = Enumerable.Range(0, 3).Count(_ => label || random.Random() < 0.3);
                return (Label: label, Votes: votes);
            })
            .ToList();
        return
        [
            .. new QueueDesign { Budget = labels, Seed = (long)random.GetRandBits(62) }
                .Draw([
                    .. judged.Select(
                        (unit, i) =>
                            new QueueCandidate(
                                i.ToString(CultureInfo.InvariantCulture),
                                QueueDesign.UncertaintyOf(unit.Votes, 3 - unit.Votes)
                            )
                    ),
                ])
                .Zip(
                    judged,
                    (draw, unit) =>
                        new LabelledUnit(
                            draw.Unit,
                            unit.Votes > 1,
                            unit.Votes is 1 or 2,
                            draw.Probability,
                            draw.IsDrawn,
                            unit.Label
                        )
                ),
        ];
    }

    private static bool Holds(CorrectedEstimate? estimate, double truth) =>
        estimate is { Interval: var interval } && interval.Low <= truth && truth <= interval.High;

    private static void AssertNotEstimable(string reason, IReadOnlyList<LabelledUnit> units)
    {
        var rate = CalibratedRate.Of(units);

        Assert.StartsWith(reason, rate.NotEstimable, StringComparison.Ordinal);
        Assert.Null(rate.Plain);
        Assert.Null(rate.ModelAssisted);
        Assert.Null(rate.Calibrated);
        Assert.NotNull(rate.Naive);
    }

    /// <summary>The golden fixture, the first so many of its hundred drawn units without a label.</summary>
    private static IReadOnlyList<LabelledUnit> WithoutLabels(int count)
    {
        var without = Golden.Where(unit => unit.IsDrawn).Take(count).ToHashSet();
        return [.. Golden.Select(unit => without.Contains(unit) ? unit with { Label = null } : unit)];
    }
}
