using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Replies that were asked for once and are to be given again without asking anybody. Safe for use in parallel.</summary>
/// <remarks>
/// What they took is remembered too, of requests that failed or were given up as well: who is given them again counts what was
/// really spent.
/// </remarks>
public sealed class RememberedReplies
{
    private readonly ConcurrentDictionary<string, Remembered> _replies = new(StringComparer.Ordinal);

    /// <summary>How many requests came to a reply, failed, or were given up.</summary>
    public int Count => _replies.Count;

    /// <summary>A client that asks by streaming, tells each piece, and remembers how the request ended.</summary>
    /// <param name="inner">Asks.</param>
    /// <param name="model">"provider/model".</param>
    /// <param name="clock">Measures.</param>
    /// <param name="tell">Told the request's options and the text of the reply so far; called from many requests at once.</param>
    public IChatClient Recording(
        IChatClient inner,
        string model,
        TimeProvider clock,
        Action<IReadOnlyList<ChatMessage>, ChatOptions?, string> tell
    ) => new Recorder(inner, model, clock, tell, this);

    /// <summary>A client that gives remembered replies and asks nobody. What it does not remember is withheld, and stays to be done.</summary>
    /// <param name="model">"provider/model".</param>
    public IChatClient Replaying(string model) =>
        new ScriptedChatClient((request, _) => Task.FromResult(Recall(model, request)));

    private ChatResponse Recall(string model, ChatRequest request)
    {
        if (_replies.TryGetValue(ReplyKey.Of(model, request.Messages, request.Options), out var remembered))
        {
            RequestNotes.MeterOf(request.Options)?.Repeat(remembered.Spent, remembered.Tries, remembered.Took);
        }

        if (remembered is null or { Reply: null, Failure: null })
        {
            throw Withheld("What was stopped is still to be asked; going on with the run does it.");
        }

        if (remembered.Failure is { Kind: ProviderFailure.Unauthorised } wrongKey)
        {
            throw Withheld(wrongKey.Message);
        }

        return remembered.Reply ?? throw remembered.Failure!;
    }

    private static RequestWithheldException Withheld(string why) => new(why) { IsForThisOneOnly = true };

    /// <param name="Reply">Null where none came.</param>
    /// <param name="Failure">Why none came; null for a request that was given up.</param>
    private sealed record Remembered(
        ChatResponse? Reply,
        ProviderException? Failure,
        Spending Spent,
        int Tries,
        TimeSpan Took
    );

    private sealed class Recorder(
        IChatClient inner,
        string model,
        TimeProvider clock,
        Action<IReadOnlyList<ChatMessage>, ChatOptions?, string> tell,
        RememberedReplies replies
    ) : DelegatingChatClient(inner)
    {
        private volatile bool _streams = true;

        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            IReadOnlyList<ChatMessage> conversation = [.. messages];
            var start = clock.GetTimestamp();
            ChatResponse response;
            try
            {
                tell(conversation, options, "");
                response = await AskAsync(conversation, options, cancellationToken);
            }
            catch (Exception problem)
            {
                Remember(null, problem as ProviderException);
                throw;
            }

            Remember(response, null);
            return response;

            void Remember(ChatResponse? reply, ProviderException? failure)
            {
                var meter = RequestNotes.MeterOf(options);
                replies._replies[ReplyKey.Of(model, conversation, options)] = new(
                    reply,
                    failure,
                    meter?.Spent ?? Spending.None,
                    meter?.Tries ?? (reply is null ? 0 : 1),
                    clock.GetElapsedTime(start)
                );
            }
        }

        /// <summary>Piece by piece; whole where the server knows nothing else, which is found out once.</summary>
        private async Task<ChatResponse> AskAsync(
            IReadOnlyList<ChatMessage> conversation,
            ChatOptions? options,
            CancellationToken cancellationToken
        )
        {
            if (_streams)
            {
                try
                {
                    return await AskByPiecesAsync(conversation, options, cancellationToken);
                }
                catch (ProviderException failure) when (failure.Kind == ProviderFailure.NotStreamed)
                {
                    _streams = false;
                }
            }

            var whole = await base.GetResponseAsync(conversation, options, cancellationToken);
            tell(conversation, options, whole.Text);
            return whole;
        }

        private async Task<ChatResponse> AskByPiecesAsync(
            IReadOnlyList<ChatMessage> conversation,
            ChatOptions? options,
            CancellationToken cancellationToken
        )
        {
            var updates = new List<ChatResponseUpdate>();
            var text = "";
            await foreach (var update in base.GetStreamingResponseAsync(conversation, options, cancellationToken))
            {
                updates.Add(update);
                if (update.Text.Length > 0)
                {
                    text += update.Text;
                    tell(conversation, options, text);
                }
            }

            return updates.ToChatResponse();
        }
    }
}
