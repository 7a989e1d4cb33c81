using SkillMix.Core.Annotation;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class CalibratedSuccessTests
{
    // Half of eight units is drawn. Graders call four met, and people one of the two drawn of these; of the others, none.
    private static readonly IReadOnlyList<PoolLine> Half =
    [
        new(Panel: true, "1", Probability: .5),
        new(Panel: true, "0", Probability: .5),
        .. 2.Times(new(Panel: true, null, Probability: .5)),
        .. 2.Times(new(Panel: false, "0", Probability: .5)),
        .. 2.Times(new(Panel: false, null, Probability: .5)),
    ];

    [Fact]
    public void Of_HalfOfEightUnitsLabelled_HasTheNumbersOfTheFormulasByHand()
    {
        var point = Assert.Single(CalibratedSuccess.Of(LabelledPools.Of(Half)).Points);

        // Plain: (1 + (1 − 2) + 1 + 1 + 0) / 8. Model-assisted, with m̂ = (2 · ½ + 2) / 4 = ¾ among the met: (1¼ − ¾ + ¾ + ¾ + 0) / 8.
        Assert.Equal(.5, point.Rate.Naive!.Value, 12);
        Assert.Equal(.25, point.Rate.Plain!.Value, 12);
        Assert.Equal(.25, point.Calibrated!.Shown, 12);
        Assert.Equal((8, 4, 4, 1), (point.Rate.Units, point.Rate.Drawn, point.Rate.Labels, point.Rate.Corrections));

        // The summands' squares around ¼: 1, 1, three times ¼ and four times 1/16 less one; few corrections add (w̄ / N)² = (2 / 8)².
        var squares = 1 + 1 + (2 * .25) + (4 * .0625);
        Assert.Equal(Math.Sqrt((squares / 7 / 8) + .0625), point.Calibrated.StandardError, 12);
        Assert.Equal(Widening.FewCorrections, point.Widening);
    }

    [Fact]
    public void Of_EveryUnitLabelled_IsPeoplesOwnShareForEachStudentAndK()
    {
        var points = CalibratedSuccess
            .Of(
                LabelledPools.Of([
                    .. 3.Times(new(Panel: true, "1", Student: "b")),
                    new(Panel: false, "0", Student: "b"),
                    new(Panel: true, "0", Student: "a", K: 3),
                    new(Panel: false, "1", Student: "a", K: 3),
                    .. 2.Times(new(Panel: false, "0", Student: "a", K: 3)),
                ])
            )
            .Points;

        Assert.Equal(
            [("a", 3, .25, .25), ("b", 2, .75, .75)],
            points.Select(point => (point.Student, point.K, point.Rate.Naive!.Value, point.Calibrated!.Shown))
        );
    }

    [Fact]
    public void Of_SettingsAndSimulatedUnits_StandApart()
    {
        var points = CalibratedSuccess
            .Of(
                LabelledPools.Of([
                    new(Panel: true, "1"),
                    new(Panel: true, "1", IsSimulated: true),
                    new(Panel: true, "1", Setting: Setting.HeldOut),
                ])
            )
            .Points;

        Assert.Equal(
            [(Setting.All, false), (Setting.All, true), (Setting.HeldOut, false)],
            points.Select(point => (point.Setting, point.IsSimulated))
        );
        Assert.All(points, point => Assert.Null(point.Calibrated));
        Assert.All(points, point => Assert.StartsWith("1 units were in the queue's draw", point.NotEstimable));
    }

    [Fact]
    public void Of_AQueueThatIsNotDrawnByChance_HasNoPointAndSaysWhy()
    {
        foreach (var selection in new[] { QueueSelection.Disagreements, QueueSelection.HandPicked })
        {
            var success = CalibratedSuccess.Of(
                LabelledPools.Of(
                    4.Times(new(Panel: true, "1", null)),
                    LabelledPools.Spec with
                    {
                        Selection = selection,
                    }
                )
            );

            Assert.Empty(success.Points);
            Assert.EndsWith("Make a queue that is drawn by chance.", success.WhyNone);
        }
    }

    [Fact]
    public void Of_UnitsOnWhichGradersAreUndecided_HasBothEndsAndAnIntervalOverThem()
    {
        var point = Assert.Single(
            CalibratedSuccess
                .Of(
                    LabelledPools.Of([
                        .. 2.Times(new(Panel: true, "1", Probability: .5)),
                        .. 2.Times(new(Panel: false, "0", Probability: .5)),
                        .. 4.Times(new(Panel: null, null, Probability: .5)),
                    ])
                )
                .Points
        );

        // Nobody of the four was drawn: they count as what the graders are taken to say.
        Assert.Equal(.25, point.Ends!.Value.Low, 12);
        Assert.Equal(.75, point.Ends.Value.High, 12);
        Assert.Equal(point.Rate.Calibrated!.Interval.Low, point.Interval!.Value.Low);
        Assert.Equal(point.IfMet!.Calibrated!.Interval.High, point.Interval.Value.High);
    }

    [Fact]
    public void Of_OneEndIsNotEstimable_NeitherIs()
    {
        var point = Assert.Single(
            CalibratedSuccess
                .Of(LabelledPools.Of([.. 3.Times(new(Panel: false, "0")), new(Panel: null, null, Probability: .5)]))
                .Points
        );

        Assert.NotNull(point.Rate.Calibrated);
        Assert.Null(point.Calibrated);
        Assert.Equal(
            "With what the graders left undecided taken as met: None of the 1 units that the graders call met has been drawn and labelled.",
            point.NotEstimable
        );
    }

    [Fact]
    public void Of_AnEmptyTextThatNobodyLabelled_HasTheLabelThatNobodyNeedGive()
    {
        var point = Assert.Single(
            CalibratedSuccess
                .Of(
                    LabelledPools.Of([
                        new(Panel: true, "1"),
                        new(Panel: false, "", IsEmpty: true),
                        new(Panel: false, "0"),
                    ])
                )
                .Points
        );

        Assert.Equal((3, 1), (point.Rate.Labels, point.Unasked));
        Assert.Equal(1.0 / 3, point.Calibrated!.Shown, 12);
    }

    [Fact]
    public void Of_UnreadablePointsOfGradersCountAsZero_WhatNobodyLabelledIsStillNoLabel()
    {
        var panel = PanelSpec.Default with
        {
            Options = PanelSpec.Default.Options with { Unreadable = UnreadableRule.Zero },
        };

        var point = Assert.Single(
            CalibratedSuccess.Of(LabelledPools.Of([.. 4.Times(new(Panel: true, ""))], panel: panel)).Points
        );

        Assert.Equal((0, 4), (point.Rate.Labels, point.Rate.Open));
        Assert.Equal("No drawn unit has a label yet.", point.NotEstimable);
    }

    [Fact]
    public void Agreement_OfWhatTwoPeopleJudged_LeavesOutTheUnsureAndThoseJudgedOnce()
    {
        // Four criteria each: the skills, topic and sense. One of twelve differs, one is unsure.
        var success = CalibratedSuccess.Of(
            LabelledPools.Of([
                new(Panel: true, "11"),
                new(Panel: true, "10"),
                new(Panel: true, "1u"),
                new(Panel: true, "1"),
                new(Panel: false, "0", K: 3),
            ])
        );

        Assert.Equal((2, 11, 12), (success.Agreement.People, success.Agreement.Used, success.Agreement.Total));
        Assert.Equal(10.0 / 11, success.Agreement.Percent.Value!.Value, 12);

        // AC1: 21 of 22 verdicts are met, so that chance agrees on 2 · 21/22 · 1/22.
        var chance = 2 * (21.0 / 22) * (1.0 / 22);
        Assert.Equal(((10.0 / 11) - chance) / (1 - chance), success.Agreement.Gwet.Value!.Value, 12);
        Assert.Equal([12, 0], success.Points.Select(point => point.Agreement.Total));
    }

    [Fact]
    public void Agreement_ThirdPersonOnTheSameCriterion_TheFirstTwoWhoCouldTellAreCompared()
    {
        var success = CalibratedSuccess.Of(LabelledPools.Of([new(Panel: true, "u10"), new(Panel: true, "111")]));

        Assert.Equal((3, 8, 8), (success.Agreement.People, success.Agreement.Used, success.Agreement.Total));
        Assert.Equal(7.0 / 8, success.Agreement.Percent.Value!.Value, 12);
    }
}
