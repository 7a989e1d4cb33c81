namespace SkillMix.Core.Storage;

/// <summary>What taking another store in came to.</summary>
/// <param name="Runs">Runs of the other store.</param>
/// <param name="NewRuns">Those that were not here.</param>
/// <param name="Generations">Generations of the other store.</param>
/// <param name="NewGenerations">Those that were not here, or had failed here.</param>
/// <param name="NewGradings">Gradings that were not here, or had failed here.</param>
/// <param name="Differing">Generations that say something else here. Those here stay, and gradings of the others are not taken.</param>
/// <param name="NewQueues">Queues that were not here.</param>
/// <param name="LeftQueues">Queues that cannot be here: a text of theirs is another one here, or the name is taken.</param>
/// <param name="NewDecisions">Events of annotation that were not here.</param>
/// <param name="LeftDecisions">Events that fit no text or item here.</param>
public sealed record MergeReport(
    int Runs,
    int NewRuns,
    int Generations,
    int NewGenerations,
    int NewGradings,
    int Differing,
    int NewQueues = 0,
    int LeftQueues = 0,
    int NewDecisions = 0,
    int LeftDecisions = 0
);
