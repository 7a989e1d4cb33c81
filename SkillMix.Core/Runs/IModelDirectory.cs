using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;

namespace SkillMix.Core.Runs;

/// <summary>The models that runs can ask by name.</summary>
public interface IModelDirectory
{
    /// <summary>What the store keeps of a model.</summary>
    StudyModel Describe(string name);

    /// <summary>The client of a model. What it costs is taken from the budget, and every try is checked against it first.</summary>
    IChatClient Open(string name, Budget budget);
}
