using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SkillMix.Core.Metrics;

/// <summary>The tuples of one group that have enough generations, and how their scores become an estimate.</summary>
internal sealed class ScoredTuples
{
    private readonly VotedTexts _voted;
    private readonly MetricOptions _options;
    private readonly List<Range> _tuples = [];
    private readonly bool _areEqual; // every tuple has exactly r generations

    public ScoredTuples(VotedTexts voted, MetricOptions options)
    {
        _voted = voted;
        _options = options;
        var generations = new Tally();
        var all = Tuples();
        foreach (var tuple in all)
        {
            generations.Add(Length(tuple));
        }

        GenerationsPerTuple = all.Count == 0 ? 0 : options.PerTuple ?? generations.MostCommon;
        _tuples = [.. all.Where(tuple => Length(tuple) >= GenerationsPerTuple)];
        _areEqual = _tuples.TrueForAll(tuple => Length(tuple) == GenerationsPerTuple);
    }

    /// <summary>Generations per tuple, r; 0 when nothing was graded.</summary>
    public int GenerationsPerTuple { get; }

    /// <summary>The limits of a metric for each tuple with r or more generations.</summary>
    public IEnumerable<(VotedText First, double Low, double High)> Scores(Metric metric)
    {
        var scorer = new TupleScorer(metric, _voted.Group.K, _options.Generations, GenerationsPerTuple);
        var texts = _voted.Texts;
        foreach (var tuple in _tuples)
        {
            var (low, high) = scorer.Score(CollectionsMarshal.AsSpan(texts)[tuple]);
            yield return (texts[tuple.Start], low, high);
        }
    }

    public Estimate Estimate(Metric metric)
    {
        var scores = new double?[_tuples.Count];
        var lows = 0.0;
        var highs = 0.0;
        var at = 0;
        foreach (var (_, low, high) in Scores(metric))
        {
            lows += low;
            highs += high;
            scores[at++] = low.Equals(high) ? low : null;
        }

        double[] values = [.. scores.OfType<double>()];
        var spread = Spread(metric, scores, values);
        return new()
        {
            Value = Intervals.Mean(values),
            StandardError = spread.StandardError,
            Low = spread.Interval?.Low,
            High = spread.Interval?.High,
            IntervalMethod = spread.Method,
            Skills = spread.Skills,
            N = values.Length,
            GenerationsPerTuple = GenerationsPerTuple,
            GradingsPerGeneration = _voted.GradingsPerText,
            Unscored = _tuples.Count - values.Length,
            BoundLow = _tuples.Count == 0 ? null : lows / _tuples.Count,
            BoundHigh = _tuples.Count == 0 ? null : highs / _tuples.Count,
            LeftOut = _voted.Tuples - _tuples.Count,
            Dropped = _voted.Dropped,
        };
    }

    /// <summary>Wilson where each tuple is a plain success or failure and the claim is for this catalogue; else by the rule.</summary>
    private Spread Spread(Metric metric, double?[] scores, double[] values)
    {
        var isCount = MetricDefinition.IsBinary(metric) && _options.Generations == GenerationRule.Max && _areEqual;
        if (isCount && _options.Intervals == IntervalRule.ThisCatalogue)
        {
            return Metrics.Spread.OfCounts(values, _options.Confidence);
        }

        var spread = Metrics.Spread.Of(scores, place => SkillsOf(_voted.Texts[_tuples[place].Start]), _options);
        return spread with { Interval = spread.Interval?.Clip(0, MetricDefinition.Highest(metric, _voted.Group.K)) };
    }

    private IReadOnlyList<string> SkillsOf(VotedText text) => _voted.TupleSources[text.Tuple].SkillsOf(text.TupleIndex);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private List<Range> Tuples()
    {
        var tuples = new List<Range>();
        var texts = CollectionsMarshal.AsSpan(_voted.Texts);
        for (var start = 0; start < texts.Length; )
        {
            var end = start + 1;
            while (end < texts.Length && texts[end].Tuple == texts[start].Tuple)
            {
                end++;
            }

            tuples.Add(start..end);
            start = end;
        }

        return tuples;
    }

    private static int Length(Range tuple) => tuple.End.Value - tuple.Start.Value;
}
