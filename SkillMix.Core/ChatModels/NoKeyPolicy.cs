using System.ClientModel.Primitives;

namespace SkillMix.Core.ChatModels;

/// <summary>Sends a request as it is: a local server without a key gets none, not an invented one.</summary>
internal sealed class NoKeyPolicy : AuthenticationPolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
        ProcessNext(message, pipeline, currentIndex);

    public override ValueTask ProcessAsync(
        PipelineMessage message,
        IReadOnlyList<PipelinePolicy> pipeline,
        int currentIndex
    ) => ProcessNextAsync(message, pipeline, currentIndex);
}
