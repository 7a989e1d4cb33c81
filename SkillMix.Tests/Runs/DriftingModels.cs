using Microsoft.Extensions.AI;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Rehearsal;
using SkillMix.Core.Runs;

namespace SkillMix.Tests.Runs;

/// <summary>A rehearsal grader whose strictness changes behind its name, as that of a real one may.</summary>
internal sealed class DriftingModels : IModelDirectory
{
    public const string Grader = "rehearsal/grader-a";

    /// <summary>How it grades now.</summary>
    public RehearsalGraderProfile Now { get; set; } = RehearsalGraderProfile.Careful;

    /// <summary>The same grader once it has become hard to please.</summary>
    public static RehearsalGraderProfile Stricter { get; } =
        RehearsalGraderProfile.Careful with
        {
            Miss = 0.25,
            FalseCredit = 0,
        };

    public StudyModel Describe(string name) => RehearsalModels.Describe(name);

    public IChatClient Open(string name, Budget budget) => new RehearsalGrader(Now);
}
