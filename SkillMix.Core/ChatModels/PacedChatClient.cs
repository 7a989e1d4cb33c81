using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Waits at the door of the endpoint before it asks.</summary>
/// <param name="inner">Asks once.</param>
/// <param name="limiter">The door, shared by all who ask this endpoint.</param>
public sealed class PacedChatClient(IChatClient inner, EndpointLimiter limiter) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        using var place = await limiter.EnterAsync(Expected(conversation, options), cancellationToken);
        try
        {
            var response = await base.GetResponseAsync(conversation, options, cancellationToken);
            place.Succeeded(TokenEstimate.Of(response.Usage));
            return response;
        }
        catch (ProviderException failure)
        {
            place.Failed(failure);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        using var place = await limiter.EnterAsync(Expected(conversation, options), cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(conversation, options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        UsageDetails? usage = null;
        while (true)
        {
            try
            {
                if (!await updates.MoveNextAsync())
                {
                    break;
                }
            }
            catch (ProviderException failure)
            {
                place.Failed(failure);
                throw;
            }

            usage = TokenEstimate.Add(usage, updates.Current);
            yield return updates.Current;
        }

        place.Succeeded(TokenEstimate.Of(usage));
    }

    private static long Expected(IReadOnlyList<ChatMessage> messages, ChatOptions? options) =>
        TokenEstimate.OfPrompt(messages, options) + (options?.MaxOutputTokens ?? 0);
}
