namespace SkillMix.Core.Runs;

/// <summary>What belongs together: runs, models, data sets, queues and figures of one question.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Name">Unique in its store.</param>
public sealed record Study(Guid Id, string Name);
