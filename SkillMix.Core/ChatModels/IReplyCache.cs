using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Keeps replies by the content and the round of their requests. Called from many requests at once.</summary>
public interface IReplyCache
{
    /// <summary>The reply kept under that key; null where there is none.</summary>
    Task<ChatResponse?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps a reply. Under a key that is taken the first stays.</summary>
    Task KeepAsync(string key, ChatResponse response, CancellationToken cancellationToken);
}
