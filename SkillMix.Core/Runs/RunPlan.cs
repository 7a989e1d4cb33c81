using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>One text to be written and graded.</summary>
public sealed record PlannedText(GenerationKey Key, SkillTuple Tuple)
{
    /// <summary>What makes its requests its own, whoever is asked.</summary>
    public string Round => FormattableString.Invariant($"{Key.Sample} {Key.TupleIndex} {Key.Round}");

    /// <summary>The same for a grading of it.</summary>
    /// <param name="gradingSpec">Hash of the grading spec: two of them may ask the very same.</param>
    /// <param name="round">Grading round, from 1.</param>
    public string RoundOfGrading(string gradingSpec, int round) => $"{Round} {PurposeOfGrading(round)} {gradingSpec}";

    /// <summary>What a grading of it is for, as its seed knows it.</summary>
    internal string PurposeOfGrading(int round) => FormattableString.Invariant($"grade {round} {Key.Student}");

    /// <summary>A number that is this text's own, the same whenever and wherever it is asked for.</summary>
    /// <param name="purpose">What it seeds, for instance "write" or "grade 2".</param>
    public long Seed(string purpose) =>
        ContentHash.Seed(FormattableString.Invariant($"{purpose}|{Key.Sample}|{Key.TupleIndex}|{Key.Round}"));
}

/// <summary>What a run asks, text by text, and what of it is left.</summary>
public static class RunPlan
{
    /// <summary>All texts of a run, tuple by tuple, so that the students of a tuple are done together.</summary>
    public static IEnumerable<PlannedText> Texts(RunSpec spec, IReadOnlyList<TupleSample> samples) =>
        from sample in samples
        let id = sample.Spec.Id
        from tuple in sample.Tuples
        from round in Enumerable.Range(1, spec.Generation.Rounds)
        from student in spec.Students
        select new PlannedText(new(student, id, tuple.Index, round), tuple);

    /// <summary>The texts that are not done.</summary>
    public static IEnumerable<PlannedText> Left(
        RunSpec spec,
        IReadOnlyList<TupleSample> samples,
        IReadOnlySet<GenerationKey> done
    ) => Texts(spec, samples).Where(text => !done.Contains(text.Key));

    /// <summary>The tuples of samples, by sample identity and index.</summary>
    public static IReadOnlyDictionary<(string Sample, int Tuple), SkillTuple> TuplesOf(
        IReadOnlyList<TupleSample> samples
    ) =>
        samples
            .SelectMany(sample => sample.Tuples.Select(tuple => (Key: (sample.Spec.Id, tuple.Index), Tuple: tuple)))
            .ToDictionary(pair => pair.Key, pair => pair.Tuple);

    /// <summary>How many texts a run asks for.</summary>
    public static int Count(RunSpec spec, IReadOnlyList<TupleSample> samples) =>
        samples.Sum(sample => sample.Tuples.Count) * spec.Generation.Rounds * spec.Students.Count;
}
