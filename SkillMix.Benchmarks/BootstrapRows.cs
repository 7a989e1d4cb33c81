using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Benchmarks;

/// <summary>Intervals by drawing tuples anew, of all the points of a figure, on one core.</summary>
public static class BootstrapRows
{
    public const string Name = "tuple bootstrap, 20 points, 10,000 repeats";

    private const int Points = 20;
    private const int Tuples = 300;
    private const int Generations = 3;
    private const double MostSeconds = 1;

    /// <summary>The whole of measuring a table of 20 points × 300 tuples × 3 generations: full marks, then the three published metrics.</summary>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int runs)
    {
        var table = Table();
        var options = new MetricOptions { Intervals = IntervalRule.TupleBootstrap };
        return
        [
            await RowAsync(Name, MostSeconds, [Metric.FullMarks], options),
            await RowAsync($"{Name}, three metrics", null, MetricDefinition.Published, options),
            await RowAsync("the same points, Wilson", null, [Metric.FullMarks], MetricOptions.Default),
        ];

        async Task<Measurement> RowAsync(
            string name,
            double? target,
            IReadOnlyList<Metric> metrics,
            MetricOptions how
        ) =>
            Measurement.Time(
                name,
                target,
                await Timing.OfAsync(runs, () => Task.Run(() => SkillMixMetrics.Compute(table, how, metrics)))
            );
    }

    private static PointTable Table()
    {
        const int K = 3;
        var chance = new Random(1);
        var criteria = Enumerable.Range(0, K + 3).Select(i => new Criterion(i, CriterionKind.Skill, "any")).ToList();
        var rows = new List<PointRow>(Points * Tuples * Generations);
        var series = new List<PointSeries>();
        var names = Enumerable
            .Range(0, Tuples)
            .ToDictionary(i => i, IReadOnlyList<string> (_) => ["skill 1", "skill 2", "skill 3"]);
        for (var point = 0; point < Points; point++)
        {
            series.Add(
                new($"model-{point}", "grader", "sample", Setting.All, K, "prompts", IsSimulated: true, "print", names)
            );
            for (var text = 0; text < Tuples * Generations; text++)
            {
                var verdicts = criteria.Select(criterion =>
                    Verdict.FromPoints(criterion, chance.NextDouble() < 0.85 ? 1 : 0)
                );
                rows.Add(
                    new(
                        point,
                        text / Generations,
                        (short)((text % Generations) + 1),
                        Turn: 1,
                        Grading: 1,
                        PackedVerdicts.Pack(verdicts),
                        new(1, 1, 0, 0, IsEmpty: false)
                    )
                );
            }
        }

        return new(series, rows);
    }
}
