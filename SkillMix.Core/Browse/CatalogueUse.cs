namespace SkillMix.Core.Browse;

/// <summary>A catalogue that the store holds.</summary>
/// <param name="Hash">Its content hash.</param>
/// <param name="Name">What it was called when it was kept.</param>
public sealed record StoredCatalogue(string Hash, string Name);

/// <summary>What the store made of a catalogue.</summary>
/// <param name="Runs">Names of the runs that drew from it.</param>
/// <param name="Tuples">Tuples that were drawn from it.</param>
/// <param name="TuplesBySkill">In how many of them a skill is asked for; a skill that is not is absent.</param>
/// <param name="TuplesByTopic">How many of them are about a topic; a topic that none is about is absent.</param>
public sealed record CatalogueUse(
    IReadOnlyList<string> Runs,
    int Tuples,
    IReadOnlyDictionary<string, int> TuplesBySkill,
    IReadOnlyDictionary<string, int> TuplesByTopic
);
