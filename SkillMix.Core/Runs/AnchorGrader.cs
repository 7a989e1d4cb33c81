using Microsoft.Extensions.AI;
using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Runs;

/// <summary>On which terms a frozen set is graded: nothing that changes what is said.</summary>
/// <param name="InFlight">Most requests under way at once, ≥ 1.</param>
/// <param name="Budget">What they are paid from.</param>
/// <param name="Log">Keeps the replies of a run's graders and counts them as the run's; null where there is no run.</param>
public sealed record AnchorTerms(int InFlight, Budget Budget, IReplyLog? Log = null);

/// <summary>Grades a frozen set once more: the next occasion of its grading spec, or the one that is not finished.</summary>
/// <remarks>
/// Every grading is committed before it counts, so that a killed occasion goes on where it was. A model's failure is kept with
/// the provider's words and not asked again. No two occasions share a request: each names its occasion.
/// </remarks>
/// <param name="store">Where it is kept.</param>
/// <param name="models">Who is asked.</param>
/// <param name="clock">Measures.</param>
public sealed class AnchorGrader(IRunStore store, IModelDirectory models, TimeProvider clock)
{
    /// <summary>Asks what the occasion lacks.</summary>
    /// <param name="asked">The set and how it is graded.</param>
    /// <param name="terms">How fast, and what it is paid from.</param>
    /// <param name="progress">Told after each text; null for nobody.</param>
    /// <param name="stop">Stops at once; requests in flight are given up.</param>
    /// <param name="pause">Stops asking; requests in flight are waited for.</param>
    /// <exception cref="ProviderException">The key is not taken.</exception>
    /// <exception cref="OperationCanceledException">It was stopped at once.</exception>
    public async Task<AnchorOutcome> GradeAsync(
        AskedAnchor asked,
        AnchorTerms terms,
        IProgress<RunProgress>? progress,
        CancellationToken stop,
        CancellationToken pause = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(terms.InFlight, 1);
        await KeepSpecAsync(asked, stop);
        var set = asked.Set;
        var occasion = await OccasionAsync(asked, stop);
        var kept = (await store.Anchors.GradingsAsync(set, asked.Spec.Id, stop))
            .Where(grading => grading.Occasion == occasion)
            .ToList();
        var work = new Work(kept.Count, kept.Count(grading => grading.Error is not null), set.Texts.Count, progress);
        if (kept.Count == set.Texts.Count)
        {
            return new(occasion, work.Reached, IsComplete: true);
        }

        var done = kept.Select(grading => grading.Position).ToHashSet();
        var texts = await store.Anchors.TextsAsync(set, stop);
        var grader = new Grader(Model(asked.Spec.Grader, terms, pause), asked.Prompt, asked.Spec);
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(pause);
        await Parallel.ForEachAsync(
            texts.Where(text => !done.Contains(text.Position)).TakeWhile(_ => !halt.IsCancellationRequested),
            new ParallelOptions { MaxDegreeOfParallelism = terms.InFlight, CancellationToken = stop },
            async (text, cancellationToken) =>
            {
                try
                {
                    var grading = await AskAsync(grader, asked, occasion, text, cancellationToken);

                    // What was answered was paid for, and is kept although somebody stops meanwhile.
                    await store.Anchors.KeepAsync(set, grading, CancellationToken.None);
                    work.Note(grading);
                }
                catch (RequestWithheldException reason)
                {
                    work.Note(reason);
                    if (!reason.IsForThisOneOnly)
                    {
                        await halt.CancelAsync();
                    }
                }
            }
        );
        return work.OutcomeOf(occasion);
    }

    private async Task KeepSpecAsync(AskedAnchor asked, CancellationToken cancellationToken)
    {
        await store.KeepPromptAsync(asked.Prompt, cancellationToken);
        await store.KeepModelAsync(models.Describe(asked.Spec.Grader), cancellationToken);
        await store.KeepGradingSpecAsync(asked.Spec, cancellationToken);
    }

    /// <summary>A run has one occasion, whichever it is. Otherwise the last goes on while it is not complete, and is of no run.</summary>
    private async Task<int> OccasionAsync(AskedAnchor asked, CancellationToken cancellationToken)
    {
        var before = (await store.Anchors.OccasionsAsync(asked.Set, cancellationToken))
            .Where(occasion => occasion.Spec.Id == asked.Spec.Id)
            .ToList();
        var last = before.LastOrDefault();
        var own =
            asked.Run is { } run ? before.FirstOrDefault(occasion => occasion.Run == run.Id)
            : last is { Run: null } && !last.IsComplete(asked.Set) ? last
            : null;
        return own?.Number ?? (last?.Number ?? 0) + 1;
    }

    private IChatClient Model(string name, AnchorTerms terms, CancellationToken pause) =>
        terms.Log is { } log
            ? RunWorker.OpenLogged(models, name, terms.Budget, log, clock, pause)
            : models.Open(name, terms.Budget);

    private static async Task<AnchorGrading> AskAsync(
        Grader grader,
        AskedAnchor asked,
        int occasion,
        AnchorText text,
        CancellationToken cancellationToken
    )
    {
        var round = FormattableString.Invariant(
            $"anchor {asked.Set.Name} {text.Position} occasion {occasion} {asked.Spec.Id}"
        );
        var ticket = new RequestTicket(RequestRole.Grade, round, ContentHash.Seed(round));
        var rubric = Rubric.Of(text.Tuple);
        try
        {
            var grade = await grader.GradeAsync(text.Tuple, text.Text, ticket, cancellationToken);
            return Grading(grade.Reading, grade.Reply);
        }
        catch (ProviderException refusal) when (refusal.Kind == ProviderFailure.ContentRefused)
        {
            return Grading(GradeReply.Refusal(rubric, refusal.Words), refusal.Words);
        }
        catch (Exception problem)
            when (problem is not RequestWithheldException && RunWorker.IsOfTheModel(problem, cancellationToken))
        {
            return Grading(GradeReply.Failure(rubric), "", problem.Message);
        }

        AnchorGrading Grading(GradeReply reading, string reply, string? error = null) =>
            new(text.Position, asked.Spec.Id, occasion, PackedVerdicts.Pack(reading.Verdicts), error, reply)
            {
                Run = asked.Run?.Id,
                ReplyKeys = [.. ticket.Keys],
            };
    }

    /// <summary>How far it is, told by many requests at once.</summary>
    private sealed class Work(int done, int failures, int total, IProgress<RunProgress>? progress)
    {
        private readonly Lock _lock = new();
        private int _done = done;
        private int _failures = failures;
        private RequestWithheldException? _withheld;

        public RunProgress Reached => new(_done - _failures, total, _failures);

        public void Note(AnchorGrading grading)
        {
            lock (_lock)
            {
                _done++;
                _failures += grading.Error is null ? 0 : 1;
                progress?.Report(Reached);
            }
        }

        public void Note(RequestWithheldException reason)
        {
            lock (_lock)
            {
                _withheld = _withheld is BudgetReachedException ? _withheld : reason;
            }
        }

        public AnchorOutcome OutcomeOf(int occasion) =>
            new(
                occasion,
                Reached,
                _done == total,
                _withheld is null or RequestPausedException ? null : _withheld.Message,
                _withheld is BudgetReachedException
            );
    }
}
