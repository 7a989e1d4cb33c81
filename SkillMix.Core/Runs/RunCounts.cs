using SkillMix.Core.Grading;

namespace SkillMix.Core.Runs;

/// <summary>How many of something are there of how many.</summary>
/// <param name="Done">There, whatever it says.</param>
/// <param name="Failed">Asked for without success; resuming asks again.</param>
/// <param name="Total">All that will be there.</param>
public readonly record struct DoneOf(int Done, int Failed, int Total)
{
    /// <summary>Share that is there, in [0, 1]; 1 where nothing is wanted.</summary>
    public double Share => Total == 0 ? 1 : Math.Clamp((double)Done / Total, 0, 1);

    public static DoneOf operator +(DoneOf a, DoneOf b) => new(a.Done + b.Done, a.Failed + b.Failed, a.Total + b.Total);
}

/// <summary>Texts of one student, or gradings of one grader, at one k.</summary>
/// <param name="Name">The model.</param>
public sealed record RunCell(string Name, int K, DoneOf Count);

/// <summary>How far a run is, held against what it asks.</summary>
/// <param name="Texts">By student and k, in the order of the run.</param>
/// <param name="Gradings">By grader and k. Empty, refused and failed texts are graded by nobody.</param>
/// <param name="Empty">Texts that came empty.</param>
/// <param name="Refused">Texts that the student declined to write.</param>
/// <param name="TimeLeft">At the pace of the last minute; null where nothing came in it, or nothing is left.</param>
public sealed record RunCounts(
    IReadOnlyList<RunCell> Texts,
    IReadOnlyList<RunCell> Gradings,
    int Empty,
    int Refused,
    TimeSpan? TimeLeft
)
{
    /// <summary>All texts.</summary>
    public DoneOf AllTexts => Texts.Aggregate(default(DoneOf), (sum, cell) => sum + cell.Count);

    /// <summary>All gradings.</summary>
    public DoneOf AllGradings => Gradings.Aggregate(default(DoneOf), (sum, cell) => sum + cell.Count);

    /// <summary>Texts and gradings together, each counting one.</summary>
    public DoneOf All => AllTexts + AllGradings;

    /// <summary>Counts what is there against what is asked.</summary>
    /// <param name="spec">What is asked.</param>
    /// <param name="gradings">Every grading that is wanted, those asked for afterwards included.</param>
    /// <param name="standing">What is there.</param>
    /// <param name="now">When.</param>
    public static RunCounts Of(
        RunSpec spec,
        IReadOnlyList<GradingSpec> gradings,
        RunStanding standing,
        DateTimeOffset now
    )
    {
        var ks = spec.Samples.Select(sample => sample.K).Distinct().Order().ToList();
        var texts = (
            from student in spec.Students
            from k in ks
            select new RunCell(student, k, TextsOf(student, k))
        ).ToList();
        var graded = (
            from grading in gradings
            from k in ks
            select new RunCell(grading.Grader, k, GradingsOf(grading, k))
        ).ToList();
        var counts = new RunCounts(
            texts,
            graded,
            In(GenerationState.Empty, standing.Written),
            In(GenerationState.Refused, standing.Written),
            null
        );
        return counts with { TimeLeft = Left(counts, spec, standing, now) };

        DoneOf TextsOf(string student, int k)
        {
            var written = standing.Written.Where(count => count.Student == student && count.K == k).ToList();
            var failed = In(GenerationState.Failed, written);
            var planned =
                standing.Run.Origin == RunOrigin.Imported
                    ? written.Sum(count => count.Texts)
                    : spec.Samples.Where(sample => sample.K == k).Sum(sample => sample.Count) * spec.Generation.Rounds;
            var there = written.Sum(count => count.Texts);

            // What an early stop left out is known once the run has finished: nothing else is missing then.
            var total = spec.EarlyStop != EarlyStop.None && standing.Run.State == RunState.Finished ? there : planned;
            return new(there - failed, failed, total);
        }

        DoneOf GradingsOf(GradingSpec grading, int k)
        {
            var given = standing.Graded.Where(count => count.GradingSpec == grading.Id && count.K == k).ToList();
            var ungradable = In(GenerationState.Empty, At(k)) + In(GenerationState.Refused, At(k));
            var planned = texts.Where(cell => cell.K == k).Sum(cell => cell.Count.Total) - ungradable;
            return new(given.Sum(count => count.Given), given.Sum(count => count.Failed), planned * grading.Rounds);
        }

        IEnumerable<WrittenCount> At(int k) => standing.Written.Where(count => count.K == k);

        static int In(GenerationState state, IEnumerable<WrittenCount> counts) =>
            counts.Where(count => count.State == state).Sum(count => count.Texts);
    }

    private static TimeSpan? Left(RunCounts counts, RunSpec spec, RunStanding standing, DateTimeOffset now)
    {
        if (standing.Holder is null || standing.RequestsLastMinute == 0 || standing.Started is not { } started)
        {
            return null;
        }

        var turns = spec.Generation.RevisePrompt is null ? 1 : 2;
        var (texts, gradings) = (counts.AllTexts, counts.AllGradings);
        var left = (texts.Total - texts.Done) * turns + gradings.Total - gradings.Done;
        var seconds = Math.Clamp((now - started).TotalSeconds, 1, 60);
        return left <= 0 ? null : TimeSpan.FromSeconds(left * seconds / standing.RequestsLastMinute);
    }
}
