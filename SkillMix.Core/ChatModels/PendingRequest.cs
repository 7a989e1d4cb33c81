using Microsoft.Extensions.AI;

namespace SkillMix.Core.ChatModels;

/// <summary>A request that has not been asked yet: what a file for a batch is written from.</summary>
/// <param name="Id">Tells the request from every other and comes back with its reply; usually the <see cref="ReplyKey"/>, 64 lower-case hexadecimal characters.</param>
/// <param name="Model">"provider/model" that is to be asked.</param>
/// <param name="Messages">The conversation, text only.</param>
/// <param name="Options">How to sample; null leaves everything to the provider. The program's notes may stand in it, they are not sent.</param>
public sealed record PendingRequest(string Id, string Model, IReadOnlyList<ChatMessage> Messages, ChatOptions? Options);
