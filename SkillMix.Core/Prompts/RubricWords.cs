using SkillMix.Core.Sampling;

namespace SkillMix.Core.Prompts;

/// <summary>How the k + 3 criteria are worded in a prompt.</summary>
/// <remarks>Yu et al. 2023, arXiv:2310.17567, grading prompts. The reference lower-cases skill names in both styles.</remarks>
public static class RubricWords
{
    /// <summary>The words before a skill's name in table style.</summary>
    public const string CorrectlyIllustrates = "Correctly illustrates";

    /// <summary>The words before a skill's name in prose style.</summary>
    public const string Contains = "Contains";

    /// <summary>The usual words before a skill's name for a kind of prompt.</summary>
    public static string WordingOf(PromptKind kind) =>
        kind == PromptKind.GradingProse ? Contains : CorrectlyIllustrates;

    /// <summary>Most sentences a text about k skills may have: max(1, k − 1), as the rubric counts it.</summary>
    public static int SentenceLimit(int k) => Math.Max(1, k - 1);

    /// <summary>The k + 3 criteria in words, in the rubric's order: skills, topic, sense, length.</summary>
    public static IReadOnlyList<string> Lines(SkillTuple tuple, string skillWording) =>
        [
            .. tuple.Skills.Select(skill => $"{skillWording} {skill.Name.ToLowerInvariant()}"),
            $"Pertains to {tuple.Topic.Name}",
            "Text makes sense",
            $"At most {NumberWords.Sentences(SentenceLimit(tuple.K))}",
        ];

    /// <summary>
    /// Whether a filled grading prompt in these words tells the grader all k + 3 criteria. Released runs hold gradings whose
    /// prompt had an empty rubric; what a grader said under such a prompt is no grading.
    /// </summary>
    /// <param name="filledPrompt">The prompt as it was sent.</param>
    /// <param name="tuple">The tuple it is about.</param>
    /// <param name="answer">The graded text, which is not searched: a text that lists the criteria is no rubric.</param>
    public static bool AreIn(string filledPrompt, SkillTuple tuple, string answer)
    {
        var asked = string.IsNullOrWhiteSpace(answer)
            ? filledPrompt
            : filledPrompt.Replace(answer, " ", StringComparison.Ordinal);
        return new[] { CorrectlyIllustrates, Contains }.Any(wording =>
            Lines(tuple, wording).All(line => asked.Contains(line, StringComparison.OrdinalIgnoreCase))
        );
    }
}
