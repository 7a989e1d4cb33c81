using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.Rehearsal;

/// <summary>What every rehearsal model has in common: no network, no waiting, and the same reply to the same request.</summary>
/// <remarks>Chance is seeded with the options' seed (0 where there is none), the model's name and the conversation.</remarks>
public abstract class RehearsalChatClient : IChatClient
{
    /// <summary>The provider's part of the names of all rehearsal models.</summary>
    public const string Provider = "rehearsal";

    private const int CharactersPerToken = 4;

    private readonly ChatClientMetadata _metadata;

    private protected RehearsalChatClient(string name)
    {
        Name = name;
        _metadata = new(Provider, null, name);
    }

    /// <summary>The model's name, "rehearsal/…".</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        List<Said> conversation = [.. messages.Select(message => new Said(message.Role, message.Text))];
        var chance = new RehearsalChance(options?.Seed ?? 0, Name, [.. conversation.Select(said => said.Text)]);
        var reply = Answer(conversation, chance);

        var asked = conversation.Sum(said => said.Text.Length) / CharactersPerToken;
        var answered = reply.Text.Length / CharactersPerToken;
        return Task.FromResult(
            new ChatResponse(new ChatMessage(ChatRole.Assistant, reply.Text))
            {
                ModelId = Name,
                FinishReason = reply.IsCutOff ? ChatFinishReason.Length : ChatFinishReason.Stop,
                Usage = new()
                {
                    InputTokenCount = asked,
                    OutputTokenCount = answered,
                    TotalTokenCount = asked + answered,
                },
            }
        );
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>There is nothing to let go.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    private protected abstract Reply Answer(IReadOnlyList<Said> conversation, RehearsalChance chance);

    /// <summary>One message of a conversation.</summary>
    private protected sealed record Said(ChatRole Role, string Text);

    /// <summary>A reply.</summary>
    /// <param name="Text">What is said.</param>
    /// <param name="IsCutOff">It ends as if the limit of tokens had been reached.</param>
    private protected sealed record Reply(string Text, bool IsCutOff = false);
}
