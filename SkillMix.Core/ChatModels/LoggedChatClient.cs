using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>
/// The outermost layer of a run: gives a reply that the log holds, and hands a new one on only once the log has kept it.
/// </summary>
/// <remarks>
/// Belongs above retries, pacing and budget. Once the run is to pause, requests that have not been sent are withheld, those too
/// that wait at the door of their endpoint, for room in the budget, or to be sent again.
/// </remarks>
/// <param name="inner">Asks.</param>
/// <param name="model">"provider/model", part of the key.</param>
/// <param name="log">Where replies are kept.</param>
/// <param name="clock">Measures.</param>
/// <param name="pause">Cancelled when nothing new is to be asked. What is under way is waited for.</param>
public sealed class LoggedChatClient(
    IChatClient inner,
    string model,
    IReplyLog log,
    TimeProvider clock,
    CancellationToken pause = default
) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    /// <exception cref="RequestWithheldException">The run is to pause, or its budget is reached. Nothing was sent.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ChatMessage> conversation = [.. messages];
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var request = new Logged(model, conversation, options, waits);
        if (await request.FindAsync(log, cancellationToken) is { } kept)
        {
            return kept;
        }

        await using var withholding = pause.Register(request.Withhold);
        request.RefuseWhereWithheld();
        var start = clock.GetTimestamp();
        ChatResponse response;
        try
        {
            response = await base.GetResponseAsync(conversation, request.Metered, waits.Token);
        }
        catch (Exception problem)
        {
            // What failed tries cost counts, though the next one was not sent.
            await request.FailAsync(log, clock.GetElapsedTime(start));
            if (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                request.RefuseWhereWithheld();
            }

            throw;
        }

        await request.KeepAsync(log, response, clock.GetElapsedTime(start));
        return response;
    }

    /// <summary>Not for a log: a reader that breaks off early would leave what the request cost uncounted.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) =>
        throw new NotSupportedException(
            "A logged reply comes as a whole: ask for the whole response, and stream below the log."
        );

    /// <summary>A request with its key and its meter.</summary>
    private sealed class Logged
    {
        private readonly string _model;
        private readonly string _key;
        private readonly RequestTicket? _ticket;
        private readonly RequestMeter _meter;

        public Logged(
            string model,
            IReadOnlyList<ChatMessage> messages,
            ChatOptions? options,
            CancellationTokenSource waits
        )
        {
            _meter = new(waits);
            _model = model;
            _key = ReplyKey.Of(model, messages, options);
            _ticket = RequestNotes.TicketOf(options);
            Metered = options?.Clone() ?? new();
            Metered.AdditionalProperties ??= [];
            Metered.AdditionalProperties[RequestNotes.Meter] = _meter;
        }

        public ChatOptions Metered { get; }

        public void Withhold() => _meter.Withhold();

        /// <exception cref="RequestPausedException">It is not to be sent.</exception>
        public void RefuseWhereWithheld()
        {
            if (_meter.IsWithheld)
            {
                throw new RequestPausedException();
            }
        }

        public async Task<ChatResponse?> FindAsync(IReplyLog log, CancellationToken cancellationToken)
        {
            var kept = await log.FindAsync(_key, cancellationToken);
            if (kept is not null)
            {
                _ticket?.Keys.Enqueue(_key);
            }

            return kept;
        }

        public async Task KeepAsync(IReplyLog log, ChatResponse response, TimeSpan took)
        {
            await KeepAsync(log, Ended(_key, response, took));
            _ticket?.Keys.Enqueue(_key);
        }

        /// <summary>What failed tries cost is kept, too.</summary>
        public Task FailAsync(IReplyLog log, TimeSpan took) =>
            _meter.Tries == 0 ? Task.CompletedTask : KeepAsync(log, Ended(null, null, took));

        private static async Task KeepAsync(IReplyLog log, EndedRequest request)
        {
            try
            {
                await log.KeepAsync(request);
            }
            catch (Exception problem)
            {
                throw new ReplyNotKeptException(problem);
            }
        }

        private EndedRequest Ended(string? key, ChatResponse? response, TimeSpan took) =>
            new(
                key,
                _model,
                _ticket?.Role ?? RequestRole.Write,
                response,
                _meter.Spent,
                Math.Max(1, _meter.Tries),
                _meter.Took ?? took
            );
    }
}
