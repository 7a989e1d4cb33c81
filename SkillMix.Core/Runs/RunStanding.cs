using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>How far a run is, as the store knows it: the same for whoever looks, whichever process works on it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Note">Why it paused or failed, or what it left out; null for nothing.</param>
/// <param name="Holder">Who works on it now; null for nobody.</param>
/// <param name="Last">Who worked on it last; null for nobody yet.</param>
/// <param name="Terms">On which terms it was last worked on; null where it never was.</param>
/// <param name="Started">When the work on it was last taken up.</param>
/// <param name="Finished">When it ended; null while it has not.</param>
/// <param name="Written">Texts by student, k and state.</param>
/// <param name="Graded">Gradings by grader and k.</param>
/// <param name="Spending">Requests and what they took, by model and purpose.</param>
/// <param name="Errors">What failed for good and is not mended yet, the most frequent first; at most ten.</param>
/// <param name="Unreadable">Texts with a criterion that some grading leaves unreadable, refused or failed.</param>
/// <param name="RequestsLastMinute">Replies kept within the last minute.</param>
/// <param name="OpenBatches">Batches that were handed in and are not read yet.</param>
public sealed record RunStanding(
    Run Run,
    string? Note,
    RunHolder? Holder,
    RunHolder? Last,
    RunTerms? Terms,
    DateTimeOffset? Started,
    DateTimeOffset? Finished,
    IReadOnlyList<WrittenCount> Written,
    IReadOnlyList<GradedCount> Graded,
    IReadOnlyList<ModelSpending> Spending,
    IReadOnlyList<RunError> Errors,
    int Unreadable,
    int RequestsLastMinute,
    int OpenBatches
)
{
    /// <summary>It says that it runs, and nobody works on it: the process was killed.</summary>
    public bool IsInterrupted => Run.State == RunState.Running && Holder is null;

    /// <summary>What it has spent in all.</summary>
    public Spending Spent => Spending.Aggregate(ChatModels.Spending.None, (sum, model) => sum + model.Spent);

    /// <summary>Nobody is to work on it now.</summary>
    /// <exception cref="RunHeldException">Somebody does.</exception>
    public void RequireNoHolder()
    {
        if (Holder is { } holder)
        {
            throw new RunHeldException(Run, holder);
        }
    }

    /// <summary>No batches of it are to be out.</summary>
    /// <exception cref="BatchesOutException">Some are.</exception>
    public void RequireNoBatches()
    {
        if (OpenBatches > 0)
        {
            throw new BatchesOutException(Run, OpenBatches);
        }
    }
}

/// <summary>A way in which requests of a run failed.</summary>
/// <param name="Role">What was asked for.</param>
/// <param name="Words">The provider's words.</param>
/// <param name="Count">How many requests.</param>
public sealed record RunError(RequestRole Role, string Words, int Count);

/// <summary>Texts of one student at one k.</summary>
public sealed record WrittenCount(string Student, int K, GenerationState State, int Texts);

/// <summary>Gradings of one grading spec at one k.</summary>
/// <param name="GradingSpec">Hash of the grading spec.</param>
/// <param name="Grader">Its grader.</param>
/// <param name="Given">Gradings that were given, readable or not.</param>
/// <param name="Failed">Gradings whose request failed.</param>
public sealed record GradedCount(string GradingSpec, string Grader, int K, int Given, int Failed);

/// <summary>What one model was asked in a run.</summary>
/// <param name="Model">The name it was asked by.</param>
/// <param name="Role">What for.</param>
/// <param name="AnsweredBy">The name it answered by; "" where none was given.</param>
/// <param name="Replies">Requests that came to a reply.</param>
/// <param name="Failures">Requests that failed for good.</param>
/// <param name="Tries">How often was asked for all of them.</param>
/// <param name="TokensOut">Tokens of the replies, where the provider says so.</param>
/// <param name="Spent">What all tries cost.</param>
/// <param name="Seconds">Time of all replies together.</param>
public sealed record ModelSpending(
    string Model,
    RequestRole Role,
    string AnsweredBy,
    long Replies,
    long Failures,
    long Tries,
    long TokensOut,
    Spending Spent,
    double Seconds
);
