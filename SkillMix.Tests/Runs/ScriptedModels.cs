using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;

namespace SkillMix.Tests.Runs;

/// <summary>Models of a test by their names; what they say is kept like that of real ones.</summary>
internal sealed class ScriptedModels(Func<string, IChatClient> models) : IModelDirectory
{
    public StudyModel Describe(string name) => new(name);

    public IChatClient Open(string name, Budget budget) =>
        new SpendingChatClient(models(name), new ModelSpec(name, Provider.Compatible, name), budget);

    /// <summary>A pipeline over them.</summary>
    public static RunPipeline Pipeline(IRunStore store, Func<string, IChatClient> models) =>
        new(store, new ScriptedModels(models), RunHolder.Me("test"), TimeProvider.System);
}
