namespace SkillMix.Core.Storage;

/// <summary>What taking another store in came to.</summary>
/// <param name="Runs">Runs of the other store.</param>
/// <param name="NewRuns">Those that were not here.</param>
/// <param name="Generations">Generations of the other store.</param>
/// <param name="NewGenerations">Those that were not here, or had failed here.</param>
/// <param name="NewGradings">Gradings that were not here, or had failed here.</param>
/// <param name="Differing">Generations that say something else here. Those here stay, and gradings of the others are not taken.</param>
public sealed record MergeReport(
    int Runs,
    int NewRuns,
    int Generations,
    int NewGenerations,
    int NewGradings,
    int Differing
);
