using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

/// <summary>Length, named skills, turns and panels.</summary>
public sealed class MeasuringOptionsTests
{
    [Theory]
    // k = 4 allows 3 sentences; the grader gave the point.
    [InlineData(LengthRule.ReferenceCounter, 3, 4, 1)]
    [InlineData(LengthRule.ReferenceCounter, 4, 3, 0)]
    [InlineData(LengthRule.StrictCounter, 4, 3, 1)]
    [InlineData(LengthRule.StrictCounter, 3, 4, 0)]
    [InlineData(LengthRule.AsGraded, 9, 9, 1)]
    public void Length_CountersAndGrader_AsChosen(LengthRule rule, int reference, int strict, double expected)
    {
        var table = new PointTableBuilder()
            .Series(k: 4)
            .Row(0, 1, 1, 1, "1111111", new(reference, strict, 0, 0, false))
            .Table;

        Assert.Equal(expected, Value(table, new() { Length = rule }));
    }

    [Fact]
    public void Length_GraderUnreadable_IsKnownAllTheSame()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "1111?").Table;

        Assert.Equal(1, Value(table, MetricOptions.Default));
        Assert.Null(Value(table, new() { Length = LengthRule.AsGraded }));
    }

    [Theory]
    [InlineData(NamedSkillRule.Off, 1)]
    [InlineData(NamedSkillRule.Substring, 0)]
    [InlineData(NamedSkillRule.Word, 0.5)]
    public void NamedSkill_NamedBySubstringTwiceAndByWordOnce_LosesThosePoints(NamedSkillRule rule, double expected)
    {
        var facts = new TextFacts(1, 1, NamedBySubstring: 0b11, NamedByWord: 0b10, IsEmpty: false);
        var table = new PointTableBuilder().Series().Row(0, 1, 1, 1, "11111", facts).Table;

        Assert.Equal(expected, Value(table, new() { NamedSkill = rule }, Metric.SkillFraction));
    }

    [Fact]
    public void NamedSkill_GraderUnreadable_IsDecidedByTheName()
    {
        var table = new PointTableBuilder().Series().Row(0, 1, 1, 1, "?1111", new(1, 1, 0b01, 0b01, false)).Table;

        Assert.Null(Value(table, MetricOptions.Default));
        Assert.Equal(0, Value(table, new() { NamedSkill = NamedSkillRule.Substring }));
    }

    [Fact]
    public void Turn_DraftAndRevision_LastUnlessChosen()
    {
        var table = new PointTableBuilder()
            .Series()
            .TextOf(0, 0, 1, "01111")
            .TextOf(1, 0, 1, "11111")
            .TextOf(0, 1, 1, "01111")
            .Table;

        var last = Row(table, MetricOptions.Default);
        var draft = Row(table, new() { Turn = 0 });
        var revision = Row(table, new() { Turn = 1 });

        Assert.Equal((0.5, 2, null), (last.Estimate.Value, last.Estimate.N, last.Turn));
        Assert.Equal((0.0, 2, 0), (draft.Estimate.Value, draft.Estimate.N, draft.Turn));
        Assert.Equal((1.0, 1, 1), (revision.Estimate.Value, revision.Estimate.N, revision.Turn));
        Assert.Equal(1, revision.Estimate.LeftOut); // the tuple that has no revision
    }

    [Fact]
    public void LeaveOut_TupleWithoutSkillNames_SaysWhich()
    {
        var table = new PointTableBuilder().Series().Text(99, 1, "11111").Table;

        var error = Assert.Throws<ArgumentException>(() => Value(table, new() { LeaveOut = ["metaphor"] }));

        Assert.Contains("Tuple 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Panel_ThreeGraders_MajorityHasOneRowWithItsName()
    {
        var row = Row(Panel("11111", "01111", "11111"), new() { Panel = PanelRule.Majority });

        Assert.Equal("majority of a, b, c", row.Grader);
        Assert.Equal((1.0, 3), (row.Estimate.Value, row.Gradings));
        Assert.Equal(1, row.Estimate.GradingsPerGeneration);
    }

    [Theory]
    [InlineData(PanelRule.Majority, 1.0)]
    [InlineData(PanelRule.All, 0.0)]
    [InlineData(PanelRule.Any, 1.0)]
    public void Panel_TwoOfThreeSayMet_FollowsTheRule(PanelRule rule, double expected) =>
        Assert.Equal(expected, Value(Panel("11111", "01111", "11111"), new() { Panel = rule }));

    [Fact]
    public void Panel_EachByDefault_HasARowPerGrader() =>
        Assert.Equal(
            2,
            SkillMixMetrics.Compute(Panel("11111", "01111"), MetricOptions.Default, [Metric.FullMarks]).Count
        );

    [Fact]
    public void Panel_MajorityOfTwoDisagrees_IsUndecidedEvenWithZeroForUnreadable()
    {
        var options = new MetricOptions { Panel = PanelRule.Majority, Unreadable = UnreadableRule.Zero };

        Assert.Null(Value(Panel("11111", "01111"), options));
    }

    [Fact]
    public void Panel_UnreadableGrader_DoesNotShrinkIt()
    {
        // Two met and one unreadable of three: met. One met and one unreadable of two: open.
        Assert.Equal(1, Value(Panel("11111", "?1111", "11111"), new() { Panel = PanelRule.Majority }));
        Assert.Null(Value(Panel("11111", "?1111"), new() { Panel = PanelRule.Majority }));
    }

    [Fact]
    public void Panel_PartialPoint_IsNotMet()
    {
        Assert.Equal(1, Value(Panel("91111"), MetricOptions.Default));
        Assert.Equal(0, Value(Panel("91111", "91111"), new() { Panel = PanelRule.Any }));
    }

    [Fact]
    public void Panel_GraderMissedAText_CountsAsUnreadableButTheLengthIsKnown()
    {
        var table = new PointTableBuilder()
            .Series(grader: "a")
            .Text(0, 1, "11111")
            .Text(1, 1, "11110")
            .Series(grader: "b")
            .Text(0, 1, "11111")
            .Table;

        var estimate = Row(table, new() { Panel = PanelRule.Majority }).Estimate;

        Assert.Equal((0.5, 2), (estimate.Value, estimate.N)); // tuple 1 is too long, whatever b would say
        Assert.Equal(1, Row(table, new() { Panel = PanelRule.Majority }, Metric.AllSkills).Estimate.Unscored);
    }

    [Fact]
    public void Panel_GradersWithPromptsOfTheirOwn_FormOneOverTheSameTexts()
    {
        var table = new PointTableBuilder()
            .Series(grader: "a", prompts: "g+table", generationPrompts: "g")
            .Text(0, 1, "11111")
            .Series(grader: "b", prompts: "g+prose", generationPrompts: "g")
            .Text(0, 1, "11111")
            .Table;

        Assert.Equal("g+table + g+prose", Row(table, new() { Panel = PanelRule.All }).Prompts);
    }

    [Theory]
    [InlineData(0, null, 0.95)]
    [InlineData(null, -1, 0.95)]
    [InlineData(null, null, 1.0)]
    public void Options_OutOfRange_Throw(int? perTuple, int? turn, double confidence) =>
        Assert.Throws<ArgumentException>(() =>
            Value(
                PointTableBuilder.Released,
                new()
                {
                    PerTuple = perTuple,
                    Turn = turn,
                    Confidence = confidence,
                }
            )
        );

    private static PointTable Panel(params string[] byGrader)
    {
        var builder = new PointTableBuilder();
        for (var i = 0; i < byGrader.Length; i++)
        {
            builder.Series(grader: "abc"[i].ToString()).Text(0, 1, byGrader[i]);
        }

        return builder.Table;
    }

    private static MetricRow Row(PointTable table, MetricOptions options, Metric metric = Metric.FullMarks) =>
        Assert.Single(SkillMixMetrics.Compute(table, options, [metric]));

    private static double? Value(PointTable table, MetricOptions options, Metric metric = Metric.FullMarks) =>
        Row(table, options, metric).Estimate.Value;
}
