using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>One text to be written, or to be graded.</summary>
internal delegate Task<FinishedText> RunPiece(CancellationToken cancellationToken);

/// <summary>A run while it is worked on, and what ends the work.</summary>
/// <param name="asked">What is asked.</param>
/// <param name="worker">Asks it.</param>
/// <param name="terms">How many pieces at once, and how many at all.</param>
/// <param name="progress">Told after each commit; null for nobody.</param>
/// <param name="halt">Nothing more is asked; what is under way is waited for and kept.</param>
/// <param name="end">Everything stops at once.</param>
internal sealed class RunWork(
    AskedRun asked,
    RunWorker worker,
    RunTerms terms,
    IProgress<RunProgress>? progress,
    CancellationTokenSource halt,
    CancellationTokenSource end
)
{
    private readonly Lock _lock = new();
    private int _begun;

    public AskedRun Asked { get; } = asked;

    public int InFlight { get; } = terms.Pace.InFlight;

    public IProgress<RunProgress>? Progress { get; } = progress;

    public CancellationTokenSource End { get; } = end;

    /// <summary>Why a request was withheld; a budget that is reached counts more than the pause that follows it. Null where none was.</summary>
    public RequestWithheldException? Withheld { get; private set; }

    /// <summary>The first thing that concerns the whole run, such as a key that is not taken; null for nothing.</summary>
    public Exception? Problem { get; private set; }

    /// <summary>Some pieces were not begun.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Why some pieces were not begun, where that was asked for; else null.</summary>
    public string? CutShortNote =>
        IsCutShort && _begun == terms.MostTexts ? $"Stopped after {_begun} texts, as asked." : null;

    /// <summary>The pieces that give kept texts their missing gradings.</summary>
    public IEnumerable<RunPiece> Gradings(IEnumerable<UngradedText> texts)
    {
        var tuples = RunPlan.TuplesOf(Asked.Samples);
        foreach (var text in texts)
        {
            if (tuples.TryGetValue((text.Key.Sample, text.Key.TupleIndex), out var tuple))
            {
                yield return cancellationToken => worker.GradeAsync(text, tuple, cancellationToken);
            }
        }
    }

    /// <summary>The pieces that write texts and have them graded.</summary>
    public IEnumerable<RunPiece> Texts(IEnumerable<PlannedText> texts) =>
        texts.Select<PlannedText, RunPiece>(text => cancellationToken => worker.WriteAsync(text, cancellationToken));

    /// <summary>The pieces, until nothing more is to be asked.</summary>
    public IEnumerable<RunPiece> UntilHalted(IEnumerable<RunPiece> pieces)
    {
        foreach (var piece in pieces)
        {
            if (halt.IsCancellationRequested || _begun == terms.MostTexts)
            {
                IsCutShort = true;
                yield break;
            }

            _begun++;
            yield return piece;
        }
    }

    /// <summary>Does a piece. What concerns the whole run halts it.</summary>
    /// <returns>What came of it; null where the run is halted by it.</returns>
    public async Task<FinishedText?> TryAsync(RunPiece piece, CancellationToken cancellationToken)
    {
        try
        {
            var finished = await piece(cancellationToken);
            if (finished.Withheld is { } reason)
            {
                HoldBack(reason);
            }

            return finished;
        }
        catch (Exception problem)
            when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            lock (_lock)
            {
                Problem ??= problem is ReplyNotKeptException { InnerException: { } reason } ? reason : problem;
            }

            await halt.CancelAsync();
            return null;
        }
    }

    private void HoldBack(RequestWithheldException reason)
    {
        lock (_lock)
        {
            Withheld =
                Withheld is BudgetReachedException || (Withheld is not null && reason is RequestPausedException)
                    ? Withheld
                    : reason;
        }

        if (!reason.IsForThisOneOnly)
        {
            halt.Cancel();
        }
    }
}
