using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Sampling;

/// <summary>The k skills and the topic that one text must bring together.</summary>
/// <param name="Index">Place in the sample, from 0. Sample and index together name the tuple for good.</param>
/// <param name="Skills">The k distinct skills, in the order the prompt lists them.</param>
/// <param name="Topic">What the text is about.</param>
public sealed record SkillTuple(int Index, IReadOnlyList<Skill> Skills, Topic Topic)
{
    /// <summary>How many skills are combined, k ≥ 1.</summary>
    public int K => Skills.Count;
}
