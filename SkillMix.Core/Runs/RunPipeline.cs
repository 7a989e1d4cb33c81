using System.Threading.Channels;
using Microsoft.Extensions.AI;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>Does a run: writes and grades what is left of it and keeps every text with its gradings.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="models">The chat model of a name.</param>
/// <param name="prompts">The templates that the spec names by hash.</param>
public sealed class RunPipeline(IRunStore store, Func<string, IChatClient> models, PromptLibrary prompts)
{
    private const int BatchSize = 250;

    /// <summary>Works on a run until nothing is left. A run that was stopped goes on where it was.</summary>
    /// <param name="run">The run, open in the store.</param>
    /// <param name="spec">What it asks.</param>
    /// <param name="samples">The tuples of <see cref="RunSpec.Samples"/>, in the same order.</param>
    /// <param name="inFlight">Most texts under way at once, ≥ 1.</param>
    /// <param name="progress">Told after each commit; null for nobody.</param>
    public async Task ExecuteAsync(
        Run run,
        RunSpec spec,
        IReadOnlyList<TupleSample> samples,
        int inFlight,
        IProgress<RunProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inFlight, 1);
        var done = await store.GenerationsDoneAsync(run, cancellationToken);
        var generators = spec.Students.ToDictionary(
            student => student,
            student => new Generator(
                models(student),
                Template(spec.Generation.WritePrompt),
                spec.Generation.RevisePrompt is { } revise ? Template(revise) : null,
                spec.Generation
            )
        );
        var graders = spec
            .Gradings.Select(grading =>
                (
                    Spec: grading,
                    grading.Id,
                    Grader: new Grader(models(grading.Grader), Template(grading.Prompt), grading)
                )
            )
            .ToList();
        var finished = Channel.CreateBounded<(WrittenGeneration Text, IReadOnlyList<GivenGrading> Gradings)>(
            4 * BatchSize
        );

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepOrStopAsync(
            run,
            finished.Reader,
            new(done.Count, RunPlan.Count(spec, samples)),
            progress,
            stop
        );
        try
        {
            await Parallel.ForEachAsync(
                RunPlan.Left(spec, samples, done),
                new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = stop.Token },
                async (text, token) =>
                {
                    var written = await WriteAsync(generators[text.Key.Student], text, token);
                    await finished.Writer.WriteAsync((written, await GradeAsync(graders, text, written, token)), token);
                }
            );
            finished.Writer.Complete();
        }
        catch (Exception problem)
        {
            finished.Writer.Complete(problem);
            throw;
        }
        finally
        {
            await keeping;
        }

        await store.SettleAsync(run, cancellationToken);
        await store.SetStateAsync(run, RunState.Finished, cancellationToken);
    }

    private static async Task<WrittenGeneration> WriteAsync(
        Generator generator,
        PlannedText text,
        CancellationToken cancellationToken
    )
    {
        var rubric = Rubric.Of(text.Tuple);
        var turns = await generator.WriteAsync(text.Tuple, text.Seed("write"), cancellationToken);
        var written = turns
            .Select(
                (turn, i) =>
                    new WrittenTurn(
                        i,
                        turn.Template.Hash,
                        null,
                        turn.Reply,
                        turn.Answer,
                        TextFactsReader.Of(turn.Answer.Text, rubric)
                    )
            )
            .ToList();
        return new(
            text.Key,
            text.Tuple,
            written[^1].Facts.IsEmpty ? GenerationState.Empty : GenerationState.Written,
            written
        );
    }

    /// <summary>Grades the last text; an empty one is given to no grader.</summary>
    private static async Task<IReadOnlyList<GivenGrading>> GradeAsync(
        List<(GradingSpec Spec, string Id, Grader Grader)> graders,
        PlannedText text,
        WrittenGeneration written,
        CancellationToken cancellationToken
    )
    {
        var last = written.Turns[^1];
        var given = new List<GivenGrading>();
        if (last.Facts.IsEmpty)
        {
            return given;
        }

        foreach (var (spec, id, grader) in graders)
        {
            for (var round = 1; round <= spec.Rounds; round++)
            {
                var seed = text.Seed(FormattableString.Invariant($"grade {round} {written.Key.Student}"));
                var grade = await grader.GradeAsync(text.Tuple, last.Answer.Text, seed, cancellationToken);
                given.Add(new(text.Key, last.Turn, id, round, grade.Reading, grader.ReaderVersion, grade.Reply));
            }
        }

        return given;
    }

    /// <summary>A store that cannot keep any more, such as one on a full disk, stops the run.</summary>
    private async Task KeepOrStopAsync(
        Run run,
        ChannelReader<(WrittenGeneration Text, IReadOnlyList<GivenGrading> Gradings)> finished,
        RunProgress start,
        IProgress<RunProgress>? progress,
        CancellationTokenSource stop
    )
    {
        try
        {
            await KeepAsync(run, finished, start, progress);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>Commits finished texts in batches. It ends when nothing more comes; what came is kept even when the run fails.</summary>
    private async Task KeepAsync(
        Run run,
        ChannelReader<(WrittenGeneration Text, IReadOnlyList<GivenGrading> Gradings)> finished,
        RunProgress start,
        IProgress<RunProgress>? progress
    )
    {
        var done = start.Done;
        var batch = new List<(WrittenGeneration Text, IReadOnlyList<GivenGrading> Gradings)>();
        while (await MoreAsync(finished))
        {
            while (batch.Count < BatchSize && finished.TryRead(out var one))
            {
                batch.Add(one);
            }

            await store.CommitAsync(
                run,
                [.. batch.Select(one => one.Text)],
                [.. batch.SelectMany(one => one.Gradings)],
                CancellationToken.None
            );
            done += batch.Count;
            batch.Clear();
            progress?.Report(start with { Done = done });
        }
    }

    private static async Task<bool> MoreAsync<T>(ChannelReader<T> finished)
    {
        try
        {
            return await finished.WaitToReadAsync();
        }
        catch (Exception)
        {
            // Why the run stopped is told by its own exception.
            return false;
        }
    }

    private PromptTemplate Template(string hash) =>
        prompts.All.FirstOrDefault(template => template.Hash == hash)
        ?? throw new ArgumentException(
            $"No prompt template with the hash {hash} is at hand; load it before the run starts."
        );
}
