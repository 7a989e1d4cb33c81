using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Grading;

/// <summary>One reply of a grader, read.</summary>
/// <param name="Reply">The raw reply.</param>
/// <param name="Reading">What was read out of it.</param>
/// <param name="Tries">How often the grader was asked: 2 where the end marker of its first reply disagreed with the verdicts.</param>
public sealed record Grade(string Reply, GradeReply Reading, int Tries = 1);

/// <summary>Text → a verdict per criterion: asks a grader about one text.</summary>
/// <param name="model">The model that grades.</param>
/// <param name="prompt">The grading prompt.</param>
/// <param name="spec">What was asked.</param>
public sealed class Grader(IChatClient model, PromptTemplate prompt, GradingSpec spec)
{
    private readonly IGradeReader _reader = GradeReaders.ByKey(spec.Reader);

    /// <summary>Version of the reader of its replies.</summary>
    public int ReaderVersion => _reader.Version;

    /// <summary>Grades a text about a tuple.</summary>
    /// <param name="tuple">What the text was to show.</param>
    /// <param name="text">The text; an empty one must not be given to a grader.</param>
    /// <param name="ticket">What the request is for; its seed makes the gradings of a text different.</param>
    /// <remarks>
    /// A structured grading whose end marker disagrees with its verdicts is asked for once more, with another seed. What comes
    /// then counts as it is.
    /// </remarks>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public async Task<Grade> GradeAsync(
        SkillTuple tuple,
        string text,
        RequestTicket ticket,
        CancellationToken cancellationToken
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var rubric = Rubric.Of(tuple);
        var filled = PromptFiller.Fill(prompt, tuple, text);
        var first = await AskAsync(rubric, filled, text, ticket, 0, cancellationToken);
        return first.Reading.Defects.HasFlag(GradeDefect.EndDisagrees)
            ? await AskAsync(rubric, filled, text, ticket, 1, cancellationToken) with
            {
                Tries = 2,
            }
            : first;
    }

    private async Task<Grade> AskAsync(
        Rubric rubric,
        string filled,
        string text,
        RequestTicket ticket,
        int again,
        CancellationToken cancellationToken
    )
    {
        var options = new ChatOptions
        {
            Temperature = (float?)spec.Temperature,
            MaxOutputTokens = spec.MaxTokens,
            ResponseFormat =
                prompt.Kind == PromptKind.GradingStructured
                    ? ChatResponseFormat.ForJsonSchema(GradingSchema.For(rubric), GradingSchema.Name)
                    : null,
        };
        ticket.NoteOn(options, again);
        var response = await model.GetResponseAsync(
            [new ChatMessage(ChatRole.User, filled)],
            options,
            cancellationToken
        );
        if (ChatRefusal.WordsOf(response) is { } refusal)
        {
            throw new ProviderException(ProviderFailure.ContentRefused, null, refusal);
        }

        return new(response.Text, _reader.Read(response.Text, rubric, text));
    }
}
