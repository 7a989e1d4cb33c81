using System.Globalization;
using SkillMix.Core.Metrics;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>Which texts are left out because the same student fails at smaller k already.</summary>
/// <param name="rule">By which rule.</param>
internal sealed class EarlyStops(EarlyStop rule)
{
    private const double Threshold = 0.05;
    private const int FirstKOfTheReference = 5;

    private readonly HashSet<(string Student, string Sample)> _leftOut = [];
    private readonly List<string> _notes = [];

    /// <summary>Why larger k are not begun while requests at smaller ones have failed.</summary>
    public const string Waits =
        "Requests failed; whether larger k are left out is decided once they are answered. Going on asks them again.";

    /// <summary>What was left out, in one sentence; null for nothing.</summary>
    public string? Note =>
        _notes.Count == 0
            ? null
            : $"Left out because full marks are below {Threshold:0.00} at the k before: {string.Join(", ", _notes)}. There is no paired test at that k.";

    /// <summary>The samples in the order in which they are done: all at once without a rule, else k by k.</summary>
    public static IReadOnlyList<IReadOnlyList<TupleSample>> Stages(RunSpec spec, IReadOnlyList<TupleSample> samples) =>
        spec.EarlyStop == EarlyStop.None
            ? [samples]
            :
            [
                .. samples
                    .GroupBy(sample => sample.Spec.K)
                    .OrderBy(stage => stage.Key)
                    .Select(stage => (IReadOnlyList<TupleSample>)[.. stage]),
            ];

    /// <summary>Decides who is not asked for the samples of a stage, now that all smaller k are done.</summary>
    /// <param name="stage">Samples of one k.</param>
    /// <param name="asked">The run.</param>
    /// <param name="counts">What is known of all samples of the run.</param>
    public void Judge(IReadOnlyList<TupleSample> stage, AskedRun asked, IReadOnlyList<FullMarksCount> counts)
    {
        foreach (var sample in stage)
        {
            var before = asked
                .Samples.Where(other => other.Spec.Setting == sample.Spec.Setting && other.Spec.K < sample.Spec.K)
                .MaxBy(other => other.Spec.K);
            if (before is null || (rule == EarlyStop.Reference && sample.Spec.K < FirstKOfTheReference))
            {
                continue;
            }

            foreach (var student in asked.Spec.Students)
            {
                var count = counts.FirstOrDefault(one => one.Student == student && one.Sample == before.Spec.Id);
                if (
                    _leftOut.Contains((student, before.Spec.Id))
                    || (count is { Tuples: > 0 } && IsBelow(count.FullMarks, count.Tuples))
                )
                {
                    _leftOut.Add((student, sample.Spec.Id));
                    _notes.Add(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{student} at k = {sample.Spec.K} ({sample.Spec.Setting})"
                        )
                    );
                }
            }
        }
    }

    /// <summary>Whether a text is left out.</summary>
    public bool LeavesOut(GenerationKey key) => _leftOut.Contains((key.Student, key.Sample));

    private bool IsBelow(int fullMarks, int tuples) =>
        rule == EarlyStop.Reference
            ? (double)fullMarks / tuples < Threshold
            : Intervals.Wilson(fullMarks, tuples)?.High < Threshold;
}
