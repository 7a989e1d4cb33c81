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
        var hash = ContentHash.OfJson(
            tuples.Select(tuple => new
            {
                tuple.Index,
                Skills = tuple.Skills.Select(skill => skill.Name),
                Topic = tuple.Topic.Name,
            })
        );
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
        return new(spec with { TuplesHash = hash }, tuples);
    }

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
