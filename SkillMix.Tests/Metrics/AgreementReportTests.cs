using SkillMix.Core.Annotation;
using SkillMix.Core.Figures;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;
using static SkillMix.Tests.Metrics.JudgedTexts;

namespace SkillMix.Tests.Metrics;

public sealed class AgreementReportTests
{
    // Ana and Ben differ on the topic of text 1; Ana is unsure of the sense of text 2; a cannot be read on the topic of text 2.
    private static readonly AnnotatedText[] Two =
    [
        Text(1, [(Ana, "110"), (Ben, "100")], ["111", "110"]),
        Text(2, [(Ana, "11?"), (Ben, "111")], ["1?1", "101"]),
    ];

    private static readonly BootstrapSpec NoIntervals = new(Repeats: 0);

    [Fact]
    public void All_OfTwoTexts_CountsWhatEachComparisonUses()
    {
        var all = Report(Two).All;

        Assert.Equal((2, 6), (all.Texts, all.Criteria));
        Assert.Equal((0.8, 5, 6), Of(all.People.Percent));
        // People's verdict: met, tied, not met; met, met, met. Grader a misses none of it but the sense of text 1.
        Assert.Equal((0.75, 4, 6), Of(all.Against[0].Agreement.Percent));
        Assert.Equal((0.8, 5, 6), Of(all.Against[1].Agreement.Percent));
        Assert.Equal((0.8, 5, 6), Of(all.Graders.Percent));

        static (double, int, int) Of(Coefficient coefficient) =>
            (coefficient.Value!.Value, coefficient.Used, coefficient.Total);
    }

    [Fact]
    public void Matrix_OfPeopleAndGraders_HasEveryPair()
    {
        var matrix = Report(Two).Matrix;

        Assert.Equal(6, matrix.Pairs.Count);
        Assert.Equal(3 / 5.0, matrix.Between(1, 2)!.Percent.Value); // Ben and a: met, sense of 1 and topic of 1 differ
    }

    [Fact]
    public void Lines_ByKind_AreOfThatKindAlone()
    {
        var lines = AgreementLine.By(RatedCriteria.Of(Queue(Two)), AgreementCut.Kind, NoIntervals);

        Assert.Equal(["skill", "topic", "sense"], lines.Select(line => line.Value));
        Assert.Equal(0.5, lines[1].People.Percent.Value);
        Assert.Equal((1.0, 1, 2), (lines[2].People.Percent.Value, lines[2].People.Percent.Used, lines[2].Criteria));
    }

    [Fact]
    public void Interval_OverTexts_DrawsThemWhole()
    {
        // Ana and Ben agree on all criteria of one text and on none of the other: a draw of two texts gives 0, one half or 1.
        var report = AgreementReport.Of(
            RatedCriteria.Of(
                Queue([
                    Text(1, [(Ana, "11111"), (Ben, "11111")], ["11111"], k: 3),
                    Text(2, [(Ana, "00000"), (Ben, "11111")], ["11111"], k: 3),
                ])
            )
        );

        Assert.Equal(0.5, report.All.People.Percent.Value);
        Assert.Equal(new Interval(0, 1), report.All.People.Percent.Interval);
    }

    [Fact]
    public void Confusions_OfAQueueDrawnByChance_AreAlsoWeighted()
    {
        AnnotatedText[] texts =
        [
            Text(1, [(Ana, "1")], ["1"]) with
            {
                Probability = 1,
            },
            Text(2, [(Ana, "1")], ["0"]) with
            {
                Probability = 0.25,
            },
        ];

        var drawn = Report(texts).Confusions[0];
        var picked = AgreementReport.Of(RatedCriteria.Of(texts, PanelSpec.Default), NoIntervals).Confusions.Single();

        Assert.Equal([CriterionKind.Skill, CriterionKind.Topic, CriterionKind.Sense, null], drawn.Plain.Select(Kind));
        Assert.Equal((0.5, 0.2), (drawn.Plain[0].Sensitivity.Value, drawn.Weighted[0].Sensitivity.Value));
        Assert.Empty(picked.Weighted);

        static CriterionKind? Kind(GraderConfusion line) => line.Kind;
    }

    [Fact]
    public void Report_OfNothing_IsNotDefinedAndSaysWhy()
    {
        var report = Report([]);

        Assert.Empty(report.Matrix.Pairs);
        Assert.Equal(
            "There is nobody to compare with.",
            AgreementWords.WhyNot(CoefficientKind.Krippendorff, report.All.People)
        );
    }

    [Fact]
    public void WhyNot_ThreePeopleWhoNeverJudgedTheSame_LeadsToTheCoefficientThatTakesIt()
    {
        var people = Report([
            Text(1, [(Ana, "100"), (Ben, "110")], ["1"]),
            Text(2, [(Ben, "111"), (Cy, "110")], ["1"]),
        ]).All.People;

        Assert.Equal(
            "No criterion was judged by all of them; Krippendorff's α takes what some have judged.",
            AgreementWords.WhyNot(CoefficientKind.Fleiss, people)
        );
        Assert.Equal(
            "Cohen's κ is of two raters; Fleiss' κ is of more.",
            AgreementWords.WhyNot(CoefficientKind.Cohen, people)
        );
        Assert.Null(AgreementWords.WhyNot(CoefficientKind.Krippendorff, people));
        Assert.Equal(6, people.Krippendorff.Used);
    }

    [Fact]
    public void StandIn_WithTwoPeople_SaysThatItAsksForThree()
    {
        var answer = Assert.Single(StandIn.Of(RatedCriteria.Of(Queue([Two[0] with { Graders = ["a"] }])), 0.15));

        Assert.Equal((null, null), (answer.Test, answer.IsPassed));
        Assert.Equal("It asks for 3 people or more, and there are 2.", answer.WhyNot);
    }

    [Fact]
    public void StandIn_WithThreePeople_AsksForThirtyCriteriaOfEach()
    {
        var ten = Alike(10);
        var nine = Alike(9);

        Assert.True(Assert.Single(StandIn.Of(ten, 0.15)).IsPassed);
        Assert.Equal(
            "It asks for 3 people with 30 criteria or more each that another person and this grader judged, too; nobody has as many.",
            Assert.Single(StandIn.Of(nine, 0.15)).WhyNot
        );

        // Three criteria a text, on which everybody says the same.
        static RatedCriteria Alike(int texts) =>
            RatedCriteria.Of(
                Queue([
                    .. Enumerable
                        .Range(1, texts)
                        .Select(number => Text(number, [(Ana, "110"), (Ben, "110"), (Cy, "110")], ["110"])),
                ])
            );
    }

    [Fact]
    public void Cautions_OfAQueueThatEndsEarly_SayWhatThatDoesToTheConfusion()
    {
        var spec = new QueueSpec { Name = "early", EndsEarly = true };

        var cautions = AgreementCautions.Of(RatedCriteria.Of(Queue([Text(1, [(Ana, "0")], ["111"])], spec)));

        Assert.Contains(
            "People were free to leave a text at its first criterion not met, and did so in 1 of 1 texts: what they judged further down is no random part, and the confusion of each criterion is biased by it.",
            cautions
        );
    }

    private static AgreementReport Report(IReadOnlyList<AnnotatedText> texts) =>
        AgreementReport.Of(RatedCriteria.Of(Queue(texts)), NoIntervals);
}
