namespace SkillMix.Core.Runs;

/// <summary>Which texts of a store are to become a frozen set.</summary>
/// <param name="Name">What the set is called; a store has each name once.</param>
/// <param name="Count">How many texts, ≥ 1.</param>
/// <param name="Seed">The same seed over the same texts draws the same set.</param>
public sealed record AnchorSpec(string Name, int Count = 50, long Seed = 10)
{
    /// <summary>Public id of the run they are taken from; null for all of the store.</summary>
    public Guid? Run { get; init; }

    /// <summary>Of these k, as evenly as there are texts; empty for every k.</summary>
    public IReadOnlyList<int> Ks { get; init; } = [];

    /// <summary>Half of them with full marks, half without, by the present verdict of their graders; undecided texts are left out.</summary>
    public bool IsBalanced { get; init; }
}
