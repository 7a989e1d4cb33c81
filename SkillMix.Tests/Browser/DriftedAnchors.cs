using SkillMix.Core.ChatModels;
using SkillMix.Core.Runs;
using SkillMix.Tests.Runs;

namespace SkillMix.Tests.Browser;

/// <summary>Two frozen sets: one that a rehearsal grader graded on three occasions, stricter on the last, and one that nobody graded.</summary>
internal static class DriftedAnchors
{
    public const string Name = "half and half";

    public const string Ungraded = "never graded";

    public static async Task KeepAsync(IRunStore store)
    {
        var set = await store.Anchors.MakeAsync(
            new AnchorSpec(Name, Count: 40) { IsBalanced = true },
            CancellationToken.None
        );
        await store.Anchors.MakeAsync(new AnchorSpec(Ungraded, Count: 3), CancellationToken.None);
        var models = new DriftingModels();
        var grader = new AnchorGrader(store, models, TimeProvider.System);
        var asked = AskedAnchor.From(set, new GraderDesign(DriftingModels.Grader, Temperature: 0.5), ".", []);
        foreach (var isStricter in new[] { false, false, true })
        {
            models.Now = isStricter ? DriftingModels.Stricter : models.Now;
            await grader.GradeAsync(asked, new AnchorTerms(4, new Budget(new())), null, CancellationToken.None);
        }
    }
}
