using System.Collections.Concurrent;
using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>What the program knows of the requests behind one generation or one grading, and gathers while they are asked.</summary>
/// <param name="Role">What they are for.</param>
/// <param name="Round">
/// Names the one thing asked for, such as a text of one student about one tuple in one round: the same request for another
/// thing is another request.
/// </param>
/// <param name="Seed">Makes rounds different and each of them repeatable, where the model supports it.</param>
public sealed record RequestTicket(RequestRole Role, string Round, long Seed)
{
    /// <summary>Keys of the replies that were logged for it, see <see cref="ReplyKey"/>.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>Notes the ticket, its round and its seed on a request.</summary>
    /// <param name="again">0 for the first asking, 1 for the next of the same thing, which needs another seed.</param>
    public void NoteOn(ChatOptions options, int again = 0)
    {
        ArgumentNullException.ThrowIfNull(options);

        // Seeds are hashes, not counters: the next number is nobody else's.
        options.Seed = unchecked(Seed + again) & long.MaxValue;
        options.AdditionalProperties ??= [];
        options.AdditionalProperties[RequestNotes.Round] = again == 0 ? Round : $"{Round} again {again}";
        options.AdditionalProperties[RequestNotes.Ticket] = this;
    }
}
