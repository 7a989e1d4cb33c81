using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Rehearsal;

namespace SkillMix.Core.Runs;

/// <summary>Rehearsal models alone: no file, no key, no network.</summary>
public sealed class RehearsalDirectory : IModelDirectory
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such rehearsal model.</exception>
    public StudyModel Describe(string name) => RehearsalModels.Describe(name);

    /// <inheritdoc/>
    /// <remarks>They cost nothing.</remarks>
    /// <exception cref="ArgumentException">There is no such rehearsal model.</exception>
    public IChatClient Open(string name, Budget budget) => RehearsalModels.Create(name);
}
