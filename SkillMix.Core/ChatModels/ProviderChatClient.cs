using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>
/// The outermost layer of a provider: takes our notes off a request, refuses options that the provider would silently drop,
/// and makes a <see cref="ProviderException"/> of whatever goes wrong. Cancellation passes through untouched.
/// </summary>
internal sealed class ProviderChatClient(IChatClient inner, ModelSpec model, SecretScrubber scrubber)
    : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var (conversation, sent) = Checked(messages, options);
        try
        {
            return await base.GetResponseAsync(conversation, sent, cancellationToken);
        }
        catch (Exception exception) when (ProviderErrors.IsForeign(exception, cancellationToken))
        {
            throw ProviderErrors.Of(exception, scrubber);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var (conversation, sent) = Checked(messages, options);
        await using var updates = base.GetStreamingResponseAsync(conversation, sent, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        var (hasBegun, isFinished) = (false, false);
        while (await NextAsync(updates, cancellationToken))
        {
            hasBegun = true;
            isFinished |= updates.Current.FinishReason is not null;
            yield return updates.Current;
        }

        if (!hasBegun)
        {
            throw new ProviderException(ProviderFailure.NotStreamed, null, "");
        }

        if (!isFinished)
        {
            throw new ProviderException(ProviderFailure.ConnectionLost, null, "The reply broke off before its end.");
        }
    }

    /// <summary>The messages as they are.</summary>
    /// <exception cref="ArgumentException">One holds something other than text.</exception>
    internal static IReadOnlyList<ChatMessage> TextOnly(IEnumerable<ChatMessage> messages)
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        return conversation.SelectMany(message => message.Contents).Any(content => content is not TextContent)
            ? throw new ArgumentException("A request may hold text only; found other content in a message.")
            : conversation;
    }

    private async Task<bool> NextAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception exception) when (ProviderErrors.IsForeign(exception, cancellationToken))
        {
            throw ProviderErrors.Of(exception, scrubber);
        }
    }

    /// <summary>Refuses what the provider has no word for: a dropped option would be another study than the one asked for.</summary>
    /// <remarks>The seed is the exception. Where a provider has none, rounds still differ by chance.</remarks>
    private (IReadOnlyList<ChatMessage> Messages, ChatOptions? Options) Checked(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options
    )
    {
        var conversation = TextOnly(messages);
        var sent = RequestNotes.Without(options);
        if (model.Provider is Provider.Anthropic && sent is not null)
        {
            string[] unknown =
            [
                .. sent.AdditionalProperties?.Keys ?? [],
                .. sent.FrequencyPenalty is null ? Array.Empty<string>() : ["frequency_penalty"],
                .. sent.PresencePenalty is null ? Array.Empty<string>() : ["presence_penalty"],
            ];
            if (unknown.Length > 0)
            {
                throw new ArgumentException(
                    $"anthropic/… has no option '{unknown[0]}'; leave it out or take another model."
                );
            }

            sent = AnthropicRequest.WithSampling(sent, model.Model);
        }

        return (conversation, sent);
    }
}
