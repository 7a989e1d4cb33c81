using System.Text.Json;
using SkillMix.Core.Metrics;

namespace SkillMix.Tests.Metrics;

public sealed class MetricDefinitionTests
{
    [Theory]
    // k = 3: S of 3 skills, R of topic, sense and length.
    [InlineData(Metric.FullMarks, 3, 3, 1)]
    [InlineData(Metric.FullMarks, 3, 2, 0)]
    [InlineData(Metric.AllSkills, 3, 2, 1)]
    [InlineData(Metric.AllSkills, 3, 1, 0)]
    [InlineData(Metric.AllSkills, 2, 3, 0)]
    [InlineData(Metric.SkillFraction, 2, 3, 2 / 3.0)]
    [InlineData(Metric.SkillFraction, 3, 2, 0)]
    [InlineData(Metric.Sum, 2, 3, 5)]
    [InlineData(Metric.RescaledSum, 2, 1, 1 / 64.0)]
    [InlineData(Metric.RescaledSum, 3, 3, 1)]
    [InlineData(Metric.Average, 2, 1, 0.5)]
    [InlineData(Metric.TwoPointSplit, 3, 2, 2)]
    [InlineData(Metric.TwoPointSplit, 2, 2, 1)]
    [InlineData(Metric.TwoPointSplit, 2, 1, 0)]
    [InlineData(Metric.TwoPointSkills, 3, 0, 1)]
    [InlineData(Metric.TwoPointSkills, 2, 3, 0)]
    [InlineData(Metric.TwoPointRest, 0, 2, 1)]
    [InlineData(Metric.TwoPointRest, 3, 1, 0)]
    [InlineData(Metric.AverageOverSkills, 1, 0, 1 / 3.0)]
    [InlineData(Metric.SumOverSkills, 2, 0, 2)]
    [InlineData(Metric.SumOverSkillsFiltered, 2, 3, 2)]
    [InlineData(Metric.SumOverSkillsFiltered, 2, 2, 0)]
    public void Of_ThreeSkills_IsTheFormula(Metric metric, int skills, int rest, double expected) =>
        Assert.Equal(expected, MetricDefinition.Of(metric, 3, skills, rest), 1e-12);

    [Fact]
    public void Of_OnePointMore_NeverFalls()
    {
        foreach (var metric in MetricDefinition.All)
        {
            for (var skills = 0; skills <= 4; skills++)
            {
                for (var rest = 0; rest <= 3; rest++)
                {
                    var value = MetricDefinition.Of(metric, 4, skills, rest);

                    Assert.InRange(value, 0, MetricDefinition.Highest(metric, 4));
                    Assert.True(skills == 4 || MetricDefinition.Of(metric, 4, skills + 1, rest) >= value);
                    Assert.True(rest == 3 || MetricDefinition.Of(metric, 4, skills, rest + 1) >= value);
                }
            }
        }
    }

    [Fact]
    public void JsonName_EveryMetric_IsWhatJsonWritesAndParseReads()
    {
        foreach (var metric in MetricDefinition.All)
        {
            Assert.Equal($"\"{MetricDefinition.JsonName(metric)}\"", JsonSerializer.Serialize(metric));
            Assert.Equal(metric, MetricDefinition.Parse(MetricDefinition.JsonName(metric)));
        }
    }

    [Fact]
    public void Parse_UnknownName_SaysWhichNamesThereAre()
    {
        var error = Assert.Throws<FormatException>(() => MetricDefinition.Parse("full"));

        Assert.Contains("full_marks", error.Message, StringComparison.Ordinal);
    }
}
