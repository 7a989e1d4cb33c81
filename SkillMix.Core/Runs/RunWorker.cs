using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>What one piece of work came to.</summary>
/// <param name="Text">The generation, where one was written or its writing failed; null where only gradings were missing.</param>
/// <param name="Gradings">The gradings, failed ones included.</param>
/// <param name="Failures">Requests that failed for good.</param>
internal sealed record FinishedText(WrittenGeneration? Text, IReadOnlyList<GivenGrading> Gradings, int Failures);

/// <summary>Asks the models about one text; a failure of theirs becomes a value.</summary>
internal sealed class RunWorker
{
    private readonly Dictionary<string, Generator> _generators;
    private readonly Dictionary<string, (GradingSpec Spec, Grader Grader)> _graders;

    public RunWorker(RunSpec spec, Func<string, IChatClient> models, PromptLibrary prompts)
    {
        PromptTemplate Template(string hash) =>
            prompts.All.FirstOrDefault(template => template.Hash == hash)
            ?? throw new ArgumentException(
                $"No prompt template with the hash {hash} is at hand; load it before the run starts."
            );

        _generators = spec.Students.ToDictionary(
            student => student,
            student => new Generator(
                models(student),
                Template(spec.Generation.WritePrompt),
                spec.Generation.RevisePrompt is { } revise ? Template(revise) : null,
                spec.Generation
            )
        );
        _graders = spec.Gradings.ToDictionary(
            grading => grading.Id,
            grading => (grading, new Grader(models(grading.Grader), Template(grading.Prompt), grading))
        );
    }

    /// <summary>Writes a text and has it graded by everybody who is asked to.</summary>
    public async Task<FinishedText> WriteAsync(PlannedText text, CancellationToken cancellationToken)
    {
        WrittenGeneration written;
        try
        {
            written = await AskStudentAsync(text, cancellationToken);
        }
        catch (ProviderException refusal) when (refusal.Kind == ProviderFailure.ContentRefused)
        {
            return new(new(text.Key, text.Tuple, GenerationState.Refused, [], refusal.Message), [], 0);
        }
        catch (Exception problem) when (IsOfTheModel(problem, cancellationToken))
        {
            return new(new(text.Key, text.Tuple, GenerationState.Failed, [], problem.Message), [], 1);
        }

        // An empty text is given to no grader.
        var last = written.Turns[^1];
        var wanted = last.Facts.IsEmpty
            ? []
            : _graders
                .Select(pair => (pair.Key, pair.Value.Spec.Rounds))
                .SelectMany(grader => Enumerable.Range(1, grader.Rounds).Select(round => (grader.Key, round)))
                .ToList();
        var gradings = await AskGradersAsync(text, last.Turn, last.Answer.Text, wanted, cancellationToken);
        return new(written, gradings, gradings.Count(grading => grading.Error is not null));
    }

    /// <summary>Gives a text that is kept already the gradings that are missing.</summary>
    public async Task<FinishedText> GradeAsync(UngradedText text, SkillTuple tuple, CancellationToken cancellationToken)
    {
        var gradings = await AskGradersAsync(
            new(text.Key, tuple),
            text.Turn,
            text.Text,
            text.Missing,
            cancellationToken
        );
        return new(null, gradings, gradings.Count(grading => grading.Error is not null));
    }

    private async Task<WrittenGeneration> AskStudentAsync(PlannedText text, CancellationToken cancellationToken)
    {
        var rubric = Rubric.Of(text.Tuple);
        var turns = await _generators[text.Key.Student].WriteAsync(text.Tuple, text.Seed("write"), cancellationToken);
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

    private async Task<IReadOnlyList<GivenGrading>> AskGradersAsync(
        PlannedText text,
        int turn,
        string answer,
        IReadOnlyList<(string GradingSpec, int Round)> wanted,
        CancellationToken cancellationToken
    )
    {
        var given = new List<GivenGrading>(wanted.Count);
        foreach (var (id, round) in wanted)
        {
            var grader = _graders[id].Grader;
            try
            {
                var seed = text.Seed(FormattableString.Invariant($"grade {round} {text.Key.Student}"));
                var grade = await grader.GradeAsync(text.Tuple, answer, seed, cancellationToken);
                given.Add(new(text.Key, turn, id, round, grade.Reading, grader.ReaderVersion, grade.Reply));
            }
            catch (ProviderException refusal) when (refusal.Kind == ProviderFailure.ContentRefused)
            {
                var declined = GradeReply.Refusal(Rubric.Of(text.Tuple), refusal.Words);
                given.Add(new(text.Key, turn, id, round, declined, grader.ReaderVersion, refusal.Words));
            }
            catch (Exception problem) when (IsOfTheModel(problem, cancellationToken))
            {
                var failure = GradeReply.Failure(Rubric.Of(text.Tuple));
                given.Add(new(text.Key, turn, id, round, failure, grader.ReaderVersion, "", Error: problem.Message));
            }
        }

        return given;
    }

    /// <summary>Everything a model's door can throw, but a stop that was asked for and what says that the program itself is wrong.</summary>
    private static bool IsOfTheModel(Exception problem, CancellationToken cancellationToken) =>
        problem is OperationCanceledException
            ? !cancellationToken.IsCancellationRequested // a time-out of the connection comes as one, too
            : problem
                is not (
                    ArgumentException
                    or NullReferenceException
                    or ProviderException { Kind: ProviderFailure.Unauthorised } // a wrong key stays wrong for all the others
                );
}
