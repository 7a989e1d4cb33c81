using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Sampling;

/// <summary>The tuples that a spec draws.</summary>
/// <param name="Spec">What was asked.</param>
/// <param name="Tuples">The tuples by index; all of them, unless some were dropped.</param>
public sealed record TupleSample(SamplingSpec Spec, IReadOnlyList<SkillTuple> Tuples)
{
    /// <summary>The sample of an imported run whose tuples no seed at hand reproduces: what was found is what it is.</summary>
    /// <param name="catalogueHash">Hash of the catalogue that came with the run.</param>
    /// <param name="seed">The seed the run names, for what it is worth.</param>
    /// <param name="name">The experiment's name.</param>
    /// <param name="tuples">The tuples, at least one, all of the same k.</param>
    public static TupleSample AsFound(string catalogueHash, long seed, string name, IReadOnlyList<SkillTuple> tuples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tuples.Count, 1);
        var spec = new SamplingSpec(
            catalogueHash,
            null,
            Setting.All,
            tuples[0].K,
            tuples.Count,
            seed,
            SamplingMode.AsFound,
            name
        );
        return new(spec with { TuplesHash = HashOf(tuples) }, tuples);
    }

    /// <summary>The samples of tuples that somebody picked: one for each k, the smallest first.</summary>
    /// <param name="catalogue">Where skills and topics are from.</param>
    /// <param name="picked">The tuples; those of one k keep their order.</param>
    /// <exception cref="ArgumentException">
    /// The catalogue has no such skill or topic; or a tuple has no skill, too many, or one of them twice.
    /// </exception>
    public static IReadOnlyList<TupleSample> Picked(SkillCatalogue catalogue, IReadOnlyList<PickedTuple> picked) =>
        [
            .. picked
                .Select(tuple => (Skills: SkillsOf(catalogue, tuple), Topic: catalogue.GetTopic(tuple.Topic)))
                .GroupBy(tuple => tuple.Skills.Count)
                .OrderBy(group => group.Key)
                .Select(group =>
                    Picked(catalogue, [.. group.Select((tuple, i) => new SkillTuple(i, tuple.Skills, tuple.Topic))])
                ),
        ];

    private static TupleSample Picked(SkillCatalogue catalogue, IReadOnlyList<SkillTuple> tuples)
    {
        var spec = SamplingSpec.For(
            catalogue,
            null,
            Setting.All,
            tuples[0].K,
            tuples.Count,
            seed: 0,
            SamplingMode.Picked,
            PickedName
        );
        return new(spec with { TuplesHash = HashOf(tuples) }, tuples);
    }

    private const string PickedName = "picked";

    private static List<Skill> SkillsOf(SkillCatalogue catalogue, PickedTuple picked)
    {
        if (picked.Skills.Count is < 1 or > SamplingSpec.LargestK)
        {
            throw new ArgumentException(
                $"A tuple has from 1 to {SamplingSpec.LargestK} skills, but {picked.Skills.Count} were picked for the topic '{picked.Topic}'."
            );
        }

        var skills = picked.Skills.Select(catalogue.Get).ToList();
        return skills.GroupBy(skill => skill.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new ArgumentException(
                $"The skill '{twice.Key}' was picked twice for the topic '{picked.Topic}'; a tuple has each skill once."
            )
            : skills;
    }

    private static string HashOf(IReadOnlyList<SkillTuple> tuples) =>
        ContentHash.OfJson(
            tuples.Select(tuple => new
            {
                tuple.Index,
                Skills = tuple.Skills.Select(skill => skill.Name),
                Topic = tuple.Topic.Name,
            })
        );

    /// <summary>The sample without the tuples that contain one of these skills: the papers' way to filter skills.</summary>
    /// <remarks>
    /// The others keep their index, so they are the same tuples as before. Fewer tuples remain, the fewer the larger k is, and
    /// perhaps none: show how many. To draw without the skills instead, use <see cref="SamplingSpec.Without"/>.
    /// </remarks>
    /// <param name="skills">Exact names; one that no tuple contains drops nothing.</param>
    public TupleSample Dropping(IEnumerable<string> skills)
    {
        var dropped = skills.ToHashSet();
        return this with
        {
            Tuples = [.. Tuples.Where(tuple => !tuple.Skills.Any(skill => dropped.Contains(skill.Name)))],
        };
    }
}
