using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Gives a reply that was kept before it asks for a new one.</summary>
/// <remarks>Kept are complete replies that say something, refusals among them; an empty reply is asked for again.</remarks>
/// <param name="inner">Asks.</param>
/// <param name="model">"provider/model", part of the key.</param>
/// <param name="cache">Where replies are kept.</param>
public sealed class CachedChatClient(IChatClient inner, string model, IReplyCache cache) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        var key = ReplyKey.Of(model, conversation, options);
        if (await cache.FindAsync(key, cancellationToken) is { } kept)
        {
            return kept;
        }

        var response = await base.GetResponseAsync(conversation, options, cancellationToken);
        await KeepAsync(key, response, cancellationToken);
        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        var key = ReplyKey.Of(model, conversation, options);
        if (await cache.FindAsync(key, cancellationToken) is { } kept)
        {
            foreach (var update in kept.ToChatResponseUpdates())
            {
                yield return update;
            }

            yield break;
        }

        List<ChatResponseUpdate> updates = [];
        await foreach (var update in base.GetStreamingResponseAsync(conversation, options, cancellationToken))
        {
            updates.Add(update);
            yield return update;
        }

        await KeepAsync(key, updates.ToChatResponse(), cancellationToken);
    }

    private async Task KeepAsync(string key, ChatResponse response, CancellationToken cancellationToken)
    {
        if (
            response.FinishReason is not null
            && (response.Text.Length > 0 || ChatRefusal.WordsOf(response) is not null)
        )
        {
            await cache.KeepAsync(key, response, cancellationToken);
        }
    }
}
