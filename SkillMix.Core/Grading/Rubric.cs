using SkillMix.Core.Sampling;

namespace SkillMix.Core.Grading;

/// <summary>The k + 3 criteria by which a text about a tuple is graded, one point each.</summary>
/// <remarks>Yu et al. 2023, arXiv:2310.17567: k skills, then topic, sense and length.</remarks>
public sealed record Rubric
{
    private Rubric(int k, IReadOnlyList<Criterion> criteria)
    {
        K = k;
        Criteria = criteria;
    }

    /// <summary>How many skills are asked for, k ≥ 1.</summary>
    public int K { get; }

    /// <summary>Criteria in the reference's order: the k skills, topic, sense, length.</summary>
    public IReadOnlyList<Criterion> Criteria { get; }

    /// <summary>Most sentences a text may have: max(1, k − 1).</summary>
    public int SentenceLimit => SentenceLimitFor(K);

    /// <summary>Most sentences a text about k skills may have: max(1, k − 1).</summary>
    public static int SentenceLimitFor(int k) => Math.Max(1, k - 1);

    /// <summary>The kind of a criterion by its place, in texts about k skills.</summary>
    public static CriterionKind KindAt(int position, int k) =>
        position < k ? CriterionKind.Skill : CriterionKind.Topic + (position - k);

    /// <summary>The rubric of a tuple.</summary>
    public static Rubric Of(SkillTuple tuple) => Of([.. tuple.Skills.Select(skill => skill.Name)], tuple.Topic.Name);

    /// <summary>The rubric for skills, in prompt order, and a topic.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no skill.</exception>
    public static Rubric Of(IReadOnlyList<string> skills, string topic)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(skills.Count, 1);
        var k = skills.Count;
        return new(
            k,
            [
                .. skills.Select((skill, i) => new Criterion(i, CriterionKind.Skill, skill)),
                new(k, CriterionKind.Topic, topic),
                new(k + 1, CriterionKind.Sense, "sense"),
                new(k + 2, CriterionKind.Length, "length"),
            ]
        );
    }
}
