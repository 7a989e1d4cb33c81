using SkillMix.Core.Catalogue;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;
using SkillMix.Tests.Runs;

namespace SkillMix.Tests.Browser;

/// <summary>A generation by a student that tries to be more than text.</summary>
internal static class HostileText
{
    /// <summary>The student's name, to find it by.</summary>
    public const string Student = "hostile <b>student</b>";

    /// <summary>What it writes.</summary>
    public const string Text =
        "<script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 1\"> [a link](javascript:window.hacked=1) =HYPERLINK(\"x\") $\\href{x}{y}$";

    /// <summary>Keeps one ungraded generation of it.</summary>
    public static async Task KeepAsync(IRunStore store)
    {
        var catalogue = OpenCatalogue.Load();
        var sample = TupleSampler.Draw(
            SamplingSpec.For(catalogue, null, Setting.All, 2, 1, name: "hostile"),
            catalogue,
            null
        );
        var prompts = new PromptLibrary();
        var spec = new RunSpec(
            "hostile",
            [sample.Spec],
            [Student],
            new GenerationSpec(prompts.Get(PromptLibrary.Write).Hash, null, 1),
            []
        );
        await store.KeepCatalogueAsync(catalogue, CancellationToken.None);
        await store.KeepPromptAsync(prompts.Get(PromptLibrary.Write), CancellationToken.None);
        await store.KeepModelAsync(new StudyModel(Student), CancellationToken.None);
        await store.KeepSampleAsync(sample, CancellationToken.None);
        var run = await store.OpenRunAsync(
            new NewRun("hostile", "hostile", RunOrigin.Own, null, spec.Hash, spec.ToJson(), "recipe"),
            CancellationToken.None
        );
        var pipeline = ScriptedModels.Pipeline(
            store,
            _ => new ScriptedChatClient($"Answer: {Text}\nExplanation: <i>none</i>")
        );
        var asked = await store.AskedAsync(run, CancellationToken.None);
        await pipeline.ExecuteAsync(asked, RunTerms.Default, null, CancellationToken.None);
    }
}
