using System.Numerics;
using System.Runtime.CompilerServices;

namespace SkillMix.Core.Metrics;

/// <summary>One metric of one tuple: from its voted texts to a number, or to the limits between which it lies.</summary>
/// <remarks>
/// Every metric grows with the points earned, and so do max and mean. Undecided criteria taken as 0 give the lower limit, taken
/// as 1 the upper; where both agree the tuple is decided, whatever stays unreadable in it.
/// </remarks>
internal sealed class TupleScorer
{
    private readonly double[] _values; // by 4 S + R
    private readonly uint _skills;
    private readonly int _k;
    private readonly bool _isBinary;
    private readonly GenerationRule _rule;
    private readonly int _r;

    /// <param name="metric">The metric.</param>
    /// <param name="k">Skills per tuple.</param>
    /// <param name="rule">Max or mean over generations.</param>
    /// <param name="r">Generations that the max is over, for tuples with more of them.</param>
    public TupleScorer(Metric metric, int k, GenerationRule rule, int r)
    {
        _k = k;
        _skills = (1u << k) - 1;
        _isBinary = MetricDefinition.IsBinary(metric);
        _rule = rule;
        _r = r;
        _values = new double[4 * (k + 1)];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = MetricDefinition.Of(metric, k, i / 4, i % 4);
        }
    }

    /// <summary>Lower and upper limit of the metric; the same when the tuple is decided.</summary>
    /// <param name="texts">The tuple's texts, at least r.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Low, double High) Score(ReadOnlySpan<VotedText> texts)
    {
        if (_rule == GenerationRule.Max && texts.Length > _r)
        {
            return BestOfMore(texts);
        }

        var low = 0.0;
        var high = 0.0;
        foreach (ref readonly var text in texts)
        {
            var (worst, best) = ValuesOf(in text);
            low = _rule == GenerationRule.Max ? Math.Max(low, worst) : low + worst;
            high = _rule == GenerationRule.Max ? Math.Max(high, best) : high + best;
        }

        return _rule == GenerationRule.Max ? (low, high) : (low / texts.Length, high / texts.Length);
    }

    private (double Low, double High) BestOfMore(ReadOnlySpan<VotedText> texts)
    {
        var lows = new double[texts.Length];
        var highs = new double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            (lows[i], highs[i]) = ValuesOf(in texts[i]);
        }

        return (BestOfMore(lows), BestOfMore(highs));
    }

    private double BestOfMore(double[] values) =>
        _isBinary ? BestOf.Binary(values.Length, values.AsSpan().Count(1.0), _r) : BestOf.Expected(values, _r);

    private (double Worst, double Best) ValuesOf(in VotedText text)
    {
        var worst = ValueOf(text.Met);
        return text.Undecided == 0 ? (worst, worst) : (worst, ValueOf((uint)text.Met | text.Undecided));
    }

    private double ValueOf(uint met) =>
        _values[(4 * BitOperations.PopCount(met & _skills)) + BitOperations.PopCount(met >> _k)];
}
