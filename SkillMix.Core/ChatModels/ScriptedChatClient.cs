using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>What a chat model was asked.</summary>
/// <param name="Messages">The conversation, the last message being the one to answer.</param>
/// <param name="Options">Sampling options; null where none were given.</param>
public sealed record ChatRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options);

/// <summary>A chat model that says what it was told to say, and remembers what it was asked. Safe for use in parallel.</summary>
public sealed class ScriptedChatClient : IChatClient
{
    private readonly Func<ChatRequest, CancellationToken, Task<ChatResponse>> _reply;
    private readonly List<ChatRequest> _requests = [];
    private readonly Lock _lock = new();

    /// <summary>Plays replies in the order of the requests.</summary>
    /// <remarks>One request more than there are replies throws <see cref="InvalidOperationException"/>.</remarks>
    public ScriptedChatClient(params IEnumerable<string> replies)
    {
        string[] script = [.. replies];
        var next = -1;
        _reply = (_, _) =>
            Interlocked.Increment(ref next) is var i && i < script.Length
                ? Task.FromResult(ResponseOf(script[i]))
                : throw new InvalidOperationException(
                    $"The script holds {script.Length} replies, but request {i + 1} came; add a reply or ask less often."
                );
    }

    /// <summary>Makes each reply from its request.</summary>
    public ScriptedChatClient(Func<ChatRequest, string> reply)
        : this((request, _) => Task.FromResult(ResponseOf(reply(request)))) { }

    /// <summary>Makes each response from its request: for delays, failures and usage.</summary>
    public ScriptedChatClient(Func<ChatRequest, CancellationToken, Task<ChatResponse>> reply) => _reply = reply;

    /// <summary>What was asked so far, in the order in which it came.</summary>
    public IReadOnlyList<ChatRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new ChatRequest([.. messages], options);
        lock (_lock)
        {
            _requests.Add(request);
        }

        return _reply(request, cancellationToken);
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
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>There is nothing to let go.</summary>
    public void Dispose() { }

    private static ChatResponse ResponseOf(string reply) => new(new ChatMessage(ChatRole.Assistant, reply));
}
