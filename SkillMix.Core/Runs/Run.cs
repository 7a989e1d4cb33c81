namespace SkillMix.Core.Runs;

/// <summary>A run as the store holds it.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Study">Name of its study.</param>
/// <param name="Origin">Made here, imported or a rehearsal.</param>
/// <param name="Source">Where an imported run came from.</param>
/// <param name="Fingerprint">Short hash of <paramref name="Recipe"/>.</param>
/// <param name="Recipe">What makes two generations comparable, in readable lines.</param>
public sealed record Run(
    Guid Id,
    string Name,
    string Study,
    RunOrigin Origin,
    string? Source,
    string Fingerprint,
    string Recipe,
    RunState State,
    DateTimeOffset Created
);
