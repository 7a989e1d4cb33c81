namespace SkillMix.Core.Sampling;

/// <summary>The tuples that a spec draws.</summary>
/// <param name="Spec">What was asked.</param>
/// <param name="Tuples">The tuples by index; all of them, unless some were dropped.</param>
public sealed record TupleSample(SamplingSpec Spec, IReadOnlyList<SkillTuple> Tuples)
{
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
