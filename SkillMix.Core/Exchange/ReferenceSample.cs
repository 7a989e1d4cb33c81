using SkillMix.Core.Catalogue;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Exchange;

/// <summary>The tuples that a group of imported runs is about.</summary>
internal static class ReferenceSample
{
    /// <summary>
    /// The sample of all rounds and students of one (k, seed, prompt): drawn again from its seed where that gives the rows
    /// that were found, else kept as found.
    /// </summary>
    /// <returns>Null where no row names its tuple.</returns>
    public static TupleSample? Of(ReferenceRound round, SkillCatalogue? catalogue, IReadOnlyList<ReferenceTexts> texts)
    {
        var longest = texts.MaxBy(one => one.Table.Count)!.Table;
        var tuples = longest.Rows.Select(row => Tuple(row, round.K, catalogue)).OfType<SkillTuple>().ToList();
        if (tuples.Count == 0)
        {
            return null;
        }

        var name = Path.GetFileName(round.Root);
        return Drawn(round, catalogue, longest.Count, tuples, name)
            ?? TupleSample.AsFound(catalogue?.Hash ?? ContentHash.Of("no catalogue"), round.Seed, name, tuples);
    }

    /// <summary>The tuple of a row; null where the row is not about the tuple at its place.</summary>
    public static SkillTuple? TupleOf(TupleSample sample, ReferenceRow row) =>
        sample.Tuples.FirstOrDefault(tuple => tuple.Index == row.Index) is { } tuple && IsAbout(row, tuple)
            ? tuple
            : null;

    /// <summary>Whether a row names the topic and, in any spacing, the skills of a tuple in its order.</summary>
    public static bool IsAbout(ReferenceRow row, SkillTuple tuple) =>
        row.Topic.Trim() == tuple.Topic.Name.Trim()
        && Squeezed(row.Skills) == Squeezed(string.Join(", ", tuple.Skills.Select(skill => skill.Name)));

    /// <summary>Drawn with the number of rows, whether or not each can be read: which topics come depends on it.</summary>
    /// <returns>Null where a row that can be read is about another tuple.</returns>
    private static TupleSample? Drawn(
        ReferenceRound round,
        SkillCatalogue? catalogue,
        int count,
        List<SkillTuple> tuples,
        string name
    )
    {
        if (catalogue is null || round.K > catalogue.Skills.Count || round.K is < 1 or > SamplingSpec.LargestK)
        {
            return null;
        }

        var spec = SamplingSpec.For(
            catalogue,
            null,
            Setting.All,
            round.K,
            count,
            round.Seed,
            SamplingMode.Reference,
            name
        );
        var drawn = TupleSampler.Draw(spec, catalogue, null);
        return tuples.All(tuple => IsSame(drawn.Tuples[tuple.Index], tuple)) ? drawn : null;
    }

    private static bool IsSame(SkillTuple one, SkillTuple other) =>
        one.Topic == other.Topic
        && one.Skills.Select(skill => skill.Name).SequenceEqual(other.Skills.Select(skill => skill.Name));

    private static SkillTuple? Tuple(ReferenceRow row, int k, SkillCatalogue? catalogue)
    {
        if (
            ReferenceRecords.SkillNames(row.Skills, k, catalogue) is not { } names
            || string.IsNullOrWhiteSpace(row.Topic)
        )
        {
            return null;
        }

        return new(
            row.Index,
            [.. names.Select(name => catalogue?.Find(name) ?? new Skill(name, "", "", ""))],
            new Topic(row.Topic.Trim())
        );
    }

    private static string Squeezed(string text) =>
        string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
