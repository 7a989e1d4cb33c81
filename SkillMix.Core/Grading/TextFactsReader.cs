namespace SkillMix.Core.Grading;

/// <summary>Computes what a program can say about a text without a grader.</summary>
public static class TextFactsReader
{
    /// <summary>The facts of a text, by both sentence counters and both rules for named skills.</summary>
    /// <param name="text">The text to be graded.</param>
    /// <param name="rubric">Its skills, at most 32, in prompt order: skill i sets bit i.</param>
    public static TextFacts Of(string text, Rubric rubric)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rubric.K, 32);
        var skills = rubric.Criteria.Take(rubric.K).ToList();
        return new(
            SentenceCounter.Reference(text),
            SentenceCounter.Strict(text),
            Bits(NamedSkills.NamedBySubstring),
            Bits(NamedSkills.NamedByWord),
            string.IsNullOrWhiteSpace(text)
        );

        int Bits(Func<string, string, bool> isNamed) =>
            skills
                .Where(skill => isNamed(text, skill.Name))
                .Aggregate(0, (bits, skill) => bits | (1 << skill.Position));
    }
}
