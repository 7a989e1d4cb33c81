using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>Keeps every reply of a run, so that none is asked for twice. Called from many requests at once.</summary>
public interface IReplyLog
{
    /// <summary>The reply kept under that key; null where there is none.</summary>
    Task<ChatResponse?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps how a request ended. Returns once that is committed.</summary>
    Task KeepAsync(EndedRequest request);
}
