using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class SkillMixMetricsTests
{
    private static readonly MetricOptions Mean = new() { Generations = GenerationRule.Mean };

    [Theory]
    [InlineData(GenerationRule.Max, false, Metric.FullMarks, 0.600, 0.245, "0.60 ± 0.245")]
    [InlineData(GenerationRule.Max, false, Metric.AllSkills, 0.600, 0.245, "0.60 ± 0.245")]
    [InlineData(GenerationRule.Max, false, Metric.SkillFraction, 0.867, 0.082, "0.87 ± 0.082")]
    [InlineData(GenerationRule.Mean, false, Metric.FullMarks, 0.300, 0.122, "0.30 ± 0.122")]
    [InlineData(GenerationRule.Mean, false, Metric.AllSkills, 0.300, 0.122, "0.30 ± 0.122")]
    [InlineData(GenerationRule.Mean, false, Metric.SkillFraction, 0.767, 0.041, "0.77 ± 0.041")]
    [InlineData(GenerationRule.Max, true, Metric.FullMarks, 0.500, 0.289, "0.50 ± 0.289")]
    [InlineData(GenerationRule.Max, true, Metric.AllSkills, 0.500, 0.289, "0.50 ± 0.289")]
    [InlineData(GenerationRule.Max, true, Metric.SkillFraction, 0.833, 0.096, "0.83 ± 0.096")]
    [InlineData(GenerationRule.Mean, true, Metric.FullMarks, 0.250, 0.144, "0.25 ± 0.144")]
    [InlineData(GenerationRule.Mean, true, Metric.AllSkills, 0.250, 0.144, "0.25 ± 0.144")]
    [InlineData(GenerationRule.Mean, true, Metric.SkillFraction, 0.750, 0.048, "0.75 ± 0.048")]
    public void Compute_ReleasedRuns_GivesTheGoldenNumbers(
        GenerationRule rule,
        bool withoutMetaphor,
        Metric metric,
        double value,
        double error,
        string printed
    )
    {
        var options = new MetricOptions { Generations = rule, LeaveOut = withoutMetaphor ? ["metaphor"] : [] };

        var estimate = Only(PointTableBuilder.Released, options, metric);

        Assert.Equal(value, estimate.Value!.Value, 5e-4);
        Assert.Equal(error, estimate.StandardError!.Value, 5e-4);
        Assert.Equal(printed, estimate.ToString());
        Assert.Equal(withoutMetaphor ? 4 : 5, estimate.N);
        Assert.Equal(withoutMetaphor ? 1 : 0, estimate.Dropped);
        Assert.Equal(2, estimate.GenerationsPerTuple);
        Assert.Equal(1, estimate.GradingsPerGeneration);
    }

    [Fact]
    public void Compute_ReleasedRuns_HasWilsonForBestOfAndStudentForTheRest()
    {
        var wilson = Intervals.Wilson(3, 5)!.Value;
        var best = Only(PointTableBuilder.Released, MetricOptions.Default);

        Assert.Equal(("wilson", wilson.Low, wilson.High), (best.IntervalMethod, best.Low, best.High));
        Assert.Equal("student-t", Only(PointTableBuilder.Released, Mean).IntervalMethod);

        var fraction = Only(PointTableBuilder.Released, MetricOptions.Default, Metric.SkillFraction);
        Assert.Equal("student-t", fraction.IntervalMethod);
        Assert.Equal(1, fraction.High); // .867 + 2.776 · .082 is above 1
    }

    [Fact]
    public void Compute_NoRows_HasARowWithoutAValue()
    {
        Assert.Empty(SkillMixMetrics.Compute(PointTable.Empty, MetricOptions.Default, MetricDefinition.Published));

        var estimate = Only(new PointTableBuilder().Series().Table, MetricOptions.Default);

        Assert.Null(estimate.Value);
        Assert.Null(estimate.Low);
        Assert.Null(estimate.BoundLow);
        Assert.Equal(("none", 0, 0), (estimate.IntervalMethod, estimate.N, estimate.GenerationsPerTuple));
        Assert.Equal("–", estimate.ToString());
    }

    [Fact]
    public void Compute_AllUnreadable_IsUnscoredWithTheWidestBounds()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "????1").Text(1, 1, "????1").Table;

        var estimate = Only(table, MetricOptions.Default);

        Assert.Null(estimate.Value);
        Assert.Equal((0, 2), (estimate.N, estimate.Unscored));
        Assert.Equal((0.0, 1.0), (estimate.BoundLow, estimate.BoundHigh));
        Assert.Equal("none", estimate.IntervalMethod);
    }

    [Fact]
    public void Compute_OneTuple_HasNoStandardError()
    {
        var estimate = Only(new PointTableBuilder().Series().Text(0, 1, "11111").Table, MetricOptions.Default);

        Assert.Equal(1, estimate.Value);
        Assert.Null(estimate.StandardError);
        Assert.Equal("1.00", estimate.ToString());
        Assert.Equal("wilson", estimate.IntervalMethod);
        Assert.Equal("none", Only(new PointTableBuilder().Series().Text(0, 1, "11111").Table, Mean).IntervalMethod);
    }

    [Theory]
    [InlineData("51111", 0)] // half a point rounds to 0
    [InlineData("61111", 1)]
    public void Compute_PartialPointOfASingleGrading_IsRounded(string points, double expected) =>
        Assert.Equal(
            expected,
            Only(new PointTableBuilder().Series().Text(0, 1, points).Table, MetricOptions.Default).Value
        );

    [Fact]
    public void Compute_ThreeGradings_VotesPerCriterionAndNotPerText()
    {
        // No grading has full marks, but every criterion has two of three.
        var table = new PointTableBuilder().Series().Text(0, 1, "01111", "10111", "11011").Table;

        var estimate = Only(table, MetricOptions.Default);

        Assert.Equal(1, estimate.Value);
        Assert.Equal(3, estimate.GradingsPerGeneration);
    }

    [Fact]
    public void Compute_UnreadableBesideNotMet_HasNoFullMarksForSure()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "0?111").Table;

        Assert.Equal(0, Only(table, MetricOptions.Default).Value);
        Assert.Null(Only(table, MetricOptions.Default, Metric.SkillFraction).Value); // 0 or ½
    }

    [Fact]
    public void Compute_UnreadableBesideABetterGeneration_IsDecided()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "11111").Text(0, 2, "?1111").Table;

        Assert.Equal(1, Only(table, MetricOptions.Default).Value);
        Assert.Equal(1, Only(table, Mean).Unscored);
    }

    [Fact]
    public void Compute_OneOfThreeTuplesUndecided_BoundsTheValue()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "11111").Text(1, 1, "01111").Text(2, 1, "?1111").Table;

        var estimate = Only(table, MetricOptions.Default);

        Assert.Equal((0.5, 2, 1), (estimate.Value, estimate.N, estimate.Unscored));
        Assert.Equal(1 / 3.0, estimate.BoundLow!.Value, 1e-12);
        Assert.Equal(2 / 3.0, estimate.BoundHigh!.Value, 1e-12);
    }

    [Fact]
    public void Compute_UnreadableAsZero_ScoresEveryTuple()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "11111").Text(1, 1, "?1111").Table;

        var estimate = Only(table, new() { Unreadable = UnreadableRule.Zero });

        Assert.Equal((0.5, 2, 0), (estimate.Value, estimate.N, estimate.Unscored));
    }

    [Fact]
    public void Compute_OneTupleHasMoreGenerations_EstimatesItsBestOfR()
    {
        var table = new PointTableBuilder()
            .Series()
            .Text(0, 1, "11111")
            .Text(0, 2, "01111")
            .Text(0, 3, "01111")
            .Text(1, 1, "01111")
            .Text(1, 2, "01111")
            .Text(2, 1, "11111")
            .Text(2, 2, "11111")
            .Text(3, 1, "11111")
            .Table;

        var estimate = Only(table, MetricOptions.Default);

        Assert.Equal((2, 3, 1), (estimate.GenerationsPerTuple, estimate.N, estimate.LeftOut));
        Assert.Equal((2 / 3.0 + 0 + 1) / 3, estimate.Value!.Value, 1e-12);
        Assert.Equal("student-t", estimate.IntervalMethod);

        // Skill fractions of tuple 0 are 1, ½, ½: best of two is (1 + 1 + ½) / 3.
        var fraction = Only(table, MetricOptions.Default, Metric.SkillFraction);
        Assert.Equal((2.5 / 3 + 0.5 + 1) / 3, fraction.Value!.Value, 1e-12);
    }

    [Fact]
    public void Compute_MeanWithAnUndecidedTupleBetterThanTheDecidedOne_HasItsValueBelowItsBounds()
    {
        var table = new PointTableBuilder()
            .Series()
            .Text(0, 1, "01111")
            .Text(0, 2, "01111") // decided: 0
            .Text(1, 1, "11111")
            .Text(1, 2, "?1111") // undecided: 1/2 or 1
            .Table;

        var estimate = Only(table, Mean);

        Assert.Equal((0.0, 1, 1), (estimate.Value, estimate.N, estimate.Unscored));
        Assert.Equal((0.25, 0.5), (estimate.BoundLow, estimate.BoundHigh)); // over both tuples
    }

    [Fact]
    public void Compute_MoreGenerationsAndOneUndecided_BoundsTheBestOfR()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "11111").Text(0, 2, "01111").Text(0, 3, "?1111").Table;

        var estimate = Only(table, new() { PerTuple = 2 });

        Assert.Equal(1, estimate.Unscored);
        Assert.Equal(2 / 3.0, estimate.BoundLow!.Value, 1e-12);
        Assert.Equal(1, estimate.BoundHigh);
    }

    [Fact]
    public void Compute_TwoNumbersOfGenerationsEquallyCommon_TakesTheLarger()
    {
        var table = new PointTableBuilder().Series().Text(0, 1, "11111").Text(0, 2, "11111").Text(1, 1, "11111").Table;

        Assert.Equal(2, Only(table, MetricOptions.Default).GenerationsPerTuple);
        Assert.Equal(1, Only(table, MetricOptions.Default).LeftOut);
        Assert.Equal(0, Only(table, new() { PerTuple = 1 }).LeftOut);
    }

    [Fact]
    public void Compute_EmptyText_IsDecidedWithoutAGrader()
    {
        var table = new PointTableBuilder().Series().Empty(0, 1).Text(1, 1, "11111", "11111").Table;

        foreach (var metric in MetricDefinition.Published)
        {
            var estimate = Only(table, MetricOptions.Default, metric);
            Assert.Equal((0.5, 2, 2), (estimate.Value, estimate.N, estimate.GradingsPerGeneration));
        }

        // Nothing is earned but the length: nothing is not too long, whoever counts.
        foreach (var length in Enum.GetValues<LengthRule>())
        {
            Assert.Equal(3, Only(table, new() { Length = length }, Metric.Sum).Value);
        }
    }

    [Fact]
    public void Compute_SeriesApart_HaveRowsInTheirOrder()
    {
        var table = new PointTableBuilder()
            .Series(student: "b")
            .Text(0, 1, "11111")
            .Series(student: "a", isSimulated: true)
            .Text(0, 1, "01111")
            .Table;

        var rows = SkillMixMetrics.Compute(table, MetricOptions.Default, [Metric.FullMarks, Metric.Sum]);

        Assert.Equal(["b", "b", "a", "a"], rows.Select(row => row.Student));
        Assert.Equal([1.0, 5, 0, 4], rows.Select(row => row.Estimate.Value!.Value));
        Assert.Equal([false, false, true, true], rows.Select(row => row.IsSimulated));
        Assert.Equal((1, 1), (rows[0].Turn, rows[0].Gradings));
    }

    [Fact]
    public void Compute_PooledSamples_KeepsTuplesOfTheSameIndexApart()
    {
        var table = new PointTableBuilder()
            .Series(sample: "one")
            .Text(0, 1, "11111")
            .Series(sample: "two")
            .Text(0, 1, "01111")
            .Series(sample: "three", isSimulated: true)
            .Text(0, 1, "01111")
            .Table;

        var rows = SkillMixMetrics.Compute(table, new() { PoolSamples = true }, [Metric.FullMarks]);

        Assert.Equal(2, rows.Count); // what is simulated stays apart
        Assert.Equal(("one + two", 2, 0.5), (rows[0].Sample, rows[0].Estimate.N, rows[0].Estimate.Value));
    }

    [Fact]
    public void Compute_RowsInAnyOrderAndAnyNumbering_GiveTheSame()
    {
        var table = PointTableBuilder.Released;
        var far = table.Rows.Select(row => row with { Tuple = row.Tuple * 100_000_000 }).Reverse().ToArray();

        var near = Only(table, MetricOptions.Default, Metric.SkillFraction);

        Assert.Equal(near, Only(table with { Rows = far }, MetricOptions.Default, Metric.SkillFraction));
    }

    [Fact]
    public void Compute_RowThatDoesNotFit_SaysWhich()
    {
        var table = PointTableBuilder.Released;
        var rows = table.Rows.ToList();
        rows[3] = rows[3] with { Series = 7 };

        var error = Assert.Throws<ArgumentException>(() => Only(table with { Rows = rows }, MetricOptions.Default));

        Assert.StartsWith("Row 3 is of series 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprint_AnotherOption_IsAnother()
    {
        var table = PointTableBuilder.Released;
        var one = SkillMixMetrics.Compute(table, MetricOptions.Default, [Metric.FullMarks])[0].Fingerprint;
        var other = SkillMixMetrics.Compute(table, Mean, [Metric.FullMarks])[0].Fingerprint;

        Assert.Equal(12, one.Length);
        Assert.NotEqual(one, other);
        Assert.Equal(MetricRecipe.Of(["b", "a"], Mean), MetricRecipe.Of(["a", "b", "a"], Mean));
    }

    private static Estimate Only(PointTable table, MetricOptions options, Metric metric = Metric.FullMarks) =>
        Assert.Single(SkillMixMetrics.Compute(table, options, [metric])).Estimate;
}
