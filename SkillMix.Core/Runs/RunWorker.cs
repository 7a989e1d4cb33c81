using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Runs;

/// <summary>Asks the models about one text; a failure of theirs becomes a value.</summary>
internal sealed class RunWorker
{
    private readonly Dictionary<string, Generator> _generators = [];
    private readonly Dictionary<string, (GradingSpec Spec, Grader Grader)> _graders;

    /// <param name="asked">What is asked.</param>
    /// <param name="models">Who is asked.</param>
    /// <param name="budget">What it may cost.</param>
    /// <param name="log">Keeps the replies of all but simulated models, which say the same again for nothing.</param>
    /// <param name="clock">Measures.</param>
    /// <param name="pause">Cancelled when nothing new is to be asked.</param>
    public RunWorker(
        AskedRun asked,
        IModelDirectory models,
        Budget budget,
        IReplyLog log,
        TimeProvider clock,
        CancellationToken pause
    )
    {
        PromptTemplate Template(string hash) =>
            asked.Prompts.All.FirstOrDefault(template => template.Hash == hash)
            ?? throw new ArgumentException(
                $"No prompt template with the hash {hash} is at hand; load it before the run starts."
            );

        IChatClient Model(string name) => OpenLogged(models, name, budget, log, clock, pause);

        var spec = asked.Spec.Generation;
        if (asked.WritesTexts)
        {
            _generators = asked.Spec.Students.ToDictionary(
                student => student,
                student => new Generator(
                    Model(student),
                    Template(spec.WritePrompt),
                    spec.RevisePrompt is { } revise ? Template(revise) : null,
                    spec
                )
            );
        }

        _graders = asked.Gradings.ToDictionary(
            grading => grading.Id,
            grading => (grading, new Grader(Model(grading.Grader), Template(grading.Prompt), grading))
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
        catch (RequestWithheldException reason)
        {
            return new(null, [], 0, reason);
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
        return await AskGradersAsync(written, text, last.Turn, last.Answer.Text, wanted, cancellationToken);
    }

    /// <summary>Gives a text that is kept already the gradings that are missing.</summary>
    public Task<FinishedText> GradeAsync(UngradedText text, SkillTuple tuple, CancellationToken cancellationToken) =>
        AskGradersAsync(null, new(text.Key, tuple), text.Turn, text.Text, text.Missing, cancellationToken);

    private async Task<WrittenGeneration> AskStudentAsync(PlannedText text, CancellationToken cancellationToken)
    {
        var rubric = Rubric.Of(text.Tuple);
        var ticket = new RequestTicket(RequestRole.Write, text.Round, text.Seed("write"));
        var turns = await _generators[text.Key.Student].WriteAsync(text.Tuple, ticket, cancellationToken);
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
        )
        {
            ReplyKeys = [.. ticket.Keys],
        };
    }

    /// <summary>Asks all graders at once; the pace of their endpoints holds.</summary>
    private async Task<FinishedText> AskGradersAsync(
        WrittenGeneration? written,
        PlannedText text,
        int turn,
        string answer,
        IReadOnlyList<(string GradingSpec, int Round)> wanted,
        CancellationToken cancellationToken
    )
    {
        var given = await Task.WhenAll(
            wanted.Select(one => AskGraderAsync(text, turn, answer, one.GradingSpec, one.Round, cancellationToken))
        );
        var gradings = given.Select(one => one.Grading).OfType<GivenGrading>().ToList();
        return new(
            written,
            gradings,
            gradings.Count(grading => grading.Error is not null),
            given.Select(one => one.Withheld).FirstOrDefault(reason => reason is not null)
        );
    }

    private async Task<(GivenGrading? Grading, RequestWithheldException? Withheld)> AskGraderAsync(
        PlannedText text,
        int turn,
        string answer,
        string id,
        int round,
        CancellationToken cancellationToken
    )
    {
        var grader = _graders[id].Grader;
        var seed = text.Seed(text.PurposeOfGrading(round));
        var ticket = new RequestTicket(RequestRole.Grade, text.RoundOfGrading(id, round), seed);
        try
        {
            var grade = await grader.GradeAsync(text.Tuple, answer, ticket, cancellationToken);
            var given = Given(grade.Reading, grade.Reply);
            return (given with { ReplyKeys = [.. ticket.Keys] }, null);
        }
        catch (RequestWithheldException reason)
        {
            return (null, reason);
        }
        catch (ProviderException refusal) when (refusal.Kind == ProviderFailure.ContentRefused)
        {
            var given = Given(GradeReply.Refusal(Rubric.Of(text.Tuple), refusal.Words), refusal.Words);
            return (given with { ReplyKeys = [.. ticket.Keys] }, null);
        }
        catch (Exception problem) when (IsOfTheModel(problem, cancellationToken))
        {
            return (Given(GradeReply.Failure(Rubric.Of(text.Tuple)), "") with { Error = problem.Message }, null);
        }

        GivenGrading Given(GradeReply reading, string reply) =>
            new(text.Key, turn, id, round, reading, grader.ReaderVersion, reply);
    }

    /// <summary>The client of a model, whose replies are kept; simulated models say the same again for nothing, so nobody logs them.</summary>
    internal static IChatClient OpenLogged(
        IModelDirectory models,
        string name,
        Budget budget,
        IReplyLog log,
        TimeProvider clock,
        CancellationToken pause
    ) =>
        models.Describe(name).IsSimulated
            ? models.Open(name, budget)
            : new LoggedChatClient(models.Open(name, budget), name, log, clock, pause);

    /// <summary>Everything a model's door can throw, but a stop that was asked for and what says that the program itself is wrong.</summary>
    internal static bool IsOfTheModel(Exception problem, CancellationToken cancellationToken) =>
        problem is OperationCanceledException
            ? !cancellationToken.IsCancellationRequested // a time-out of the connection comes as one, too
            : problem
                is not (
                    ArgumentException
                    or NullReferenceException
                    or ReplyNotKeptException
                    or ProviderException { Kind: ProviderFailure.Unauthorised } // a wrong key stays wrong for all the others
                );
}
