using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>A request of a run that its log has no reply to.</summary>
/// <param name="Request">What is to be asked; its id is the key of its reply in the log.</param>
/// <param name="Role">What it is for.</param>
public sealed record WithheldRequest(PendingRequest Request, RequestRole Role)
{
    /// <summary>The key of its reply.</summary>
    public string Id => Request.Id;

    /// <summary>It asks for a second turn: the draft stands in the conversation.</summary>
    public bool IsRevision =>
        Role == RequestRole.Write && Request.Messages.Any(message => message.Role == ChatRole.Assistant);
}

/// <summary>Models that nobody asks: what the log has no reply to is gathered. Simulated models answer as ever.</summary>
/// <remarks>Needs no key and no network.</remarks>
/// <param name="models">What is known of the models.</param>
public sealed class WithheldRequests(ModelDirectory models) : IModelDirectory
{
    private readonly ConcurrentDictionary<string, WithheldRequest> _requests = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public StudyModel Describe(string name) => models.Describe(name);

    /// <summary>How a model that is no rehearsal is reached and what it costs.</summary>
    /// <exception cref="InvalidOperationException">It is a rehearsal model.</exception>
    public ModelSpec SpecOf(string name) =>
        models.Find(name) ?? throw new InvalidOperationException($"{name} is simulated; it is asked directly.");

    /// <summary>Whether requests to a model can be handed in as a file.</summary>
    public bool TakesFiles(string name) => SpecOf(name).Provider is not Provider.Anthropic;

    /// <inheritdoc/>
    public IChatClient Open(string name, Budget budget) =>
        models.Find(name) is null ? models.Open(name, budget) : new Gatherer(name, _requests);

    /// <summary>What was gathered since the last time, in the order of the ids.</summary>
    public IReadOnlyList<WithheldRequest> Take()
    {
        IReadOnlyList<WithheldRequest> taken =
        [
            .. _requests.Values.OrderBy(request => request.Id, StringComparer.Ordinal),
        ];
        _requests.Clear();
        return taken;
    }

    /// <summary>Sits where a provider would; above it stands the log, which knows the same key.</summary>
    private sealed class Gatherer(string model, ConcurrentDictionary<string, WithheldRequest> requests) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw Withheld(messages, options);

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages,
            ChatOptions? options = null,
            CancellationToken cancellationToken = default
        ) => throw Withheld(messages, options);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }

        private RequestWithheldException Withheld(IEnumerable<ChatMessage> messages, ChatOptions? options)
        {
            IReadOnlyList<ChatMessage> conversation = [.. messages];
            var id = ReplyKey.Of(model, conversation, options);
            var sent = RequestNotes.Seedless(RequestNotes.Without(options));
            var role = RequestNotes.TicketOf(options)?.Role ?? RequestRole.Write;
            requests[id] = new(new(id, model, conversation, sent), role);
            return new("The log has no reply to some requests.") { IsForThisOneOnly = true };
        }
    }
}
