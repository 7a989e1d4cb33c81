using MathNet.Numerics.Distributions;

namespace SkillMix.Core.Metrics;

/// <summary>Two series on the same tuples: base against tuned, draft against revision, grader against grader.</summary>
/// <param name="Pairs">Tuples that both sides decide, n.</param>
/// <param name="MeanDifference">Mean of b − a over the pairs; null when there is none.</param>
/// <param name="StandardError">Standard deviation of the differences (n − 1), over √n, or by the rule that was asked for; null when n &lt; 2.</param>
/// <param name="Low">Lower limit of the interval of the mean difference, Student-t unless asked otherwise; null when n &lt; 2. Not clipped.</param>
/// <param name="High">Upper limit of that interval.</param>
/// <param name="Better">Discordant pairs in which b is higher.</param>
/// <param name="Worse">Discordant pairs in which b is lower.</param>
/// <param name="PValue">Exact two-sided McNemar test of <paramref name="Better"/> against <paramref name="Worse"/>, in (0, 1]; 1 when no pair is discordant.</param>
/// <param name="Undecided">Tuples that both sides hold and at least one leaves undecided.</param>
/// <param name="Unpaired">Tuples that only one side holds.</param>
public sealed record PairedComparison(
    int Pairs,
    double? MeanDifference,
    double? StandardError,
    double? Low,
    double? High,
    int Better,
    int Worse,
    double PValue,
    int Undecided,
    int Unpaired
)
{
    /// <summary>How the interval was made: "student-t", "shared-skills", "tuple-bootstrap", or "none".</summary>
    public string IntervalMethod { get; init; } = "none";

    /// <summary>Different skills behind the differences; null where the interval is not for skills like these.</summary>
    public int? Skills { get; init; }

    /// <summary>Compares the scores of two series tuple by tuple; a positive difference means that <paramref name="b"/> is better.</summary>
    /// <remarks>
    /// For a metric that is not binary the test is the exact sign test, which is the same formula. For draft against revision,
    /// score the same table with <see cref="MetricOptions.Turn"/> 0 and 1.
    /// </remarks>
    /// <param name="a">Scores of one series and one metric, from <see cref="SkillMixMetrics.PerTuple"/>.</param>
    /// <param name="b">Scores of the other, of the same metric and over as many generations.</param>
    /// <param name="confidence">Level of the interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">A side holds a tuple twice, or the sides differ in metric or in r of best-of-r.</exception>
    public static PairedComparison Compare(
        IReadOnlyList<TupleScore> a,
        IReadOnlyList<TupleScore> b,
        double confidence = 0.95
    ) => Compare(a, b, new MetricOptions { Confidence = confidence });

    /// <summary>The same with an interval by the rule of the options: of the differences, tuple by tuple.</summary>
    /// <remarks>For skills like these it is V₂ of the differences; by bootstrap a tuple is drawn with its texts on both sides. The test stays as it is.</remarks>
    /// <param name="a">As above; for skills like these with <see cref="TupleScore.Skills"/>.</param>
    /// <param name="b">As above.</param>
    /// <param name="options">Those that the scores were made with: level, rule and draws of the interval are taken from them.</param>
    /// <exception cref="ArgumentException">As above, or an interval for skills like these is asked of tuples without skill names.</exception>
    public static PairedComparison Compare(
        IReadOnlyList<TupleScore> a,
        IReadOnlyList<TupleScore> b,
        MetricOptions options
    )
    {
        options.Check();
        CheckAlike(a, b);
        var left = ByTuple(a);
        var right = ByTuple(b);
        List<TupleScore> both = [.. left.Where(pair => right.ContainsKey(pair.Key)).Select(pair => pair.Value)];
        List<double?> differences = [.. both.Select(score => right[KeyOf(score)].Score - score.Score)];
        double[] values = [.. differences.OfType<double>()];
        var better = values.Count(difference => difference > 0);
        var worse = values.Count(difference => difference < 0);
        var spread = Spread.Of(differences, place => SkillsOf(both[place]), options);
        return new(
            values.Length,
            Intervals.Mean(values),
            spread.StandardError,
            spread.Interval?.Low,
            spread.Interval?.High,
            better,
            worse,
            McNemar(better, worse),
            both.Count - values.Length,
            left.Count + right.Count - (2 * both.Count)
        )
        {
            IntervalMethod = spread.Method,
            Skills = spread.Skills,
        };
    }

    /// <summary>Exact McNemar test: 2 · min(½, P[Bin(b + c, ½) ≤ min(b, c)]).</summary>
    /// <param name="b">Discordant pairs of one kind.</param>
    /// <param name="c">Discordant pairs of the other kind.</param>
    /// <returns>The two-sided p-value, in (0, 1]; 1 when b + c = 0.</returns>
    public static double McNemar(int b, int c)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        return b + c == 0 ? 1 : 2 * Math.Min(0.5, Binomial.CDF(0.5, b + c, Math.Min(b, c)));
    }

    private static (string Sample, Catalogue.Setting Setting, int K, int Tuple) KeyOf(TupleScore score) =>
        (score.Sample, score.Setting, score.K, score.Tuple);

    private static IReadOnlyList<string> SkillsOf(TupleScore score) =>
        score.Skills
        ?? throw new ArgumentException(
            $"Tuple {score.Tuple} of sample {score.Sample} has no skill names, so that there is no interval for skills like these."
        );

    private static Dictionary<(string Sample, Catalogue.Setting Setting, int K, int Tuple), TupleScore> ByTuple(
        IReadOnlyList<TupleScore> scores
    )
    {
        var byTuple = new Dictionary<(string, Catalogue.Setting, int, int), TupleScore>();
        foreach (var score in scores)
        {
            if (!byTuple.TryAdd(KeyOf(score), score))
            {
                throw new ArgumentException(
                    $"Tuple {score.Tuple} of sample {score.Sample} has two scores on one side; compare one student, grader and prompt with one."
                );
            }
        }

        return byTuple;
    }

    private static void CheckAlike(IReadOnlyList<TupleScore> a, IReadOnlyList<TupleScore> b)
    {
        var first = a.Concat(b).FirstOrDefault();
        if (a.Concat(b).FirstOrDefault(score => score.Metric != first!.Metric) is { } otherMetric)
        {
            throw new ArgumentException(
                $"Scores of {first!.Metric} and of {otherMetric.Metric} cannot be compared; score both sides with the same metric."
            );
        }

        if (a.Concat(b).FirstOrDefault(score => score.BestOf != first!.BestOf) is { } otherRounds)
        {
            throw new ArgumentException(
                $"Best-of-{first!.BestOf} and best-of-{otherRounds.BestOf} cannot be compared; score both sides with the same generations per tuple."
            );
        }
    }
}
