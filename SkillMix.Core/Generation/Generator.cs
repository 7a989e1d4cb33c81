using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Prompts;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Generation;

/// <summary>One turn of a conversation with a student.</summary>
/// <param name="Template">The template of its prompt.</param>
/// <param name="Reply">The raw reply.</param>
/// <param name="Answer">What was read out of it.</param>
public sealed record GeneratedTurn(PromptTemplate Template, string Reply, ReadAnswer Answer);

/// <summary>Tuple → text: asks a student to write, and then to revise, in one conversation.</summary>
/// <remarks>Yu et al. 2023, arXiv:2310.17567: two user turns; the text of the last one is graded.</remarks>
/// <param name="student">The model that writes.</param>
/// <param name="write">Prompt of turn 1.</param>
/// <param name="revise">Prompt of turn 2; null for one turn only.</param>
/// <param name="spec">What was asked.</param>
public sealed class Generator(IChatClient student, PromptTemplate write, PromptTemplate? revise, GenerationSpec spec)
{
    /// <summary>The word that compatible servers such as vLLM know the penalty by.</summary>
    private const string RepetitionPenalty = "repetition_penalty";

    /// <summary>Writes about a tuple.</summary>
    /// <param name="tuple">Skills and topic.</param>
    /// <param name="ticket">What the requests are for; its seed makes the rounds of a tuple different.</param>
    /// <returns>One turn per prompt, in order.</returns>
    /// <exception cref="ProviderException">The student refuses, or its provider does not answer.</exception>
    public async Task<IReadOnlyList<GeneratedTurn>> WriteAsync(
        SkillTuple tuple,
        RequestTicket ticket,
        CancellationToken cancellationToken
    )
    {
        var options = new ChatOptions
        {
            Temperature = (float?)spec.Temperature,
            MaxOutputTokens = spec.MaxTokens,
            TopP = (float?)spec.TopP,
        };
        if (spec.RepetitionPenalty is { } penalty)
        {
            options.AdditionalProperties = new() { [RepetitionPenalty] = penalty };
        }

        ticket.NoteOn(options);
        var conversation = new List<ChatMessage>();
        if (spec.SystemPrompt is { } system)
        {
            conversation.Add(new(ChatRole.System, system));
        }

        var turns = new List<GeneratedTurn>();
        foreach (var template in revise is null ? [write] : new[] { write, revise })
        {
            conversation.Add(new(ChatRole.User, PromptFiller.Fill(template, tuple)));
            var response = await student.GetResponseAsync(conversation, options, cancellationToken);
            if (ChatRefusal.WordsOf(response) is { } refusal)
            {
                throw new ProviderException(ProviderFailure.ContentRefused, null, refusal);
            }

            turns.Add(new(template, response.Text, AnswerReader.Read(response.Text)));
            conversation.Add(new(ChatRole.Assistant, response.Text));
        }

        return turns;
    }
}
