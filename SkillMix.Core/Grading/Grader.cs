using Microsoft.Extensions.AI;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Grading;

/// <summary>One reply of a grader, read.</summary>
/// <param name="Reply">The raw reply.</param>
/// <param name="Reading">What was read out of it.</param>
public sealed record Grade(string Reply, GradeReply Reading);

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
    /// <param name="seed">Makes the gradings of a text different and each of them repeatable, where the model supports it.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public async Task<Grade> GradeAsync(SkillTuple tuple, string text, long seed, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var options = new ChatOptions
        {
            Seed = seed,
            Temperature = (float?)spec.Temperature,
            MaxOutputTokens = spec.MaxTokens,
        };
        var response = await model.GetResponseAsync(
            [new ChatMessage(ChatRole.User, PromptFiller.Fill(prompt, tuple, text))],
            options,
            cancellationToken
        );
        return new(response.Text, _reader.Read(response.Text, Rubric.Of(tuple), text));
    }
}
