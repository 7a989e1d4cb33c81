using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Recognises replies that are no gradings.</summary>
internal static partial class ReplySigns
{
    private const int Beginning = 600;

    /// <summary>The grader declines to grade. Only to be asked of a reply without verdicts.</summary>
    public static bool IsRefusal(string reply)
    {
        var beginning = reply.Length <= Beginning ? reply : reply[..Beginning];
        return Refusal().IsMatch(beginning) && !SomethingMissing().IsMatch(beginning);
    }

    /// <summary>The grader says, before any verdict, that it was given no rubric.</summary>
    /// <param name="beforeVerdicts">The reply up to its first verdict.</param>
    public static bool SaysNoRubric(string beforeVerdicts) => NoRubric().IsMatch(beforeVerdicts);

    /// <summary>Something in the reply looks like points in a table or in prose, so that it is no refusal.</summary>
    public static bool HoldsPoints(string reply) => Points().IsMatch(reply);

    [GeneratedRegex(
        @"\|[^|\n]{0,400}\||\bpoints?\s+(?:earned|awarded)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Points();

    [GeneratedRegex(
        @"\b(?:i|we)\b[^.\n]{0,60}?(?:\bcan(?:no|['’])t\b|\bcannot\b|\bcan not\b|\bwon['’]t\b|\bwill not\b|\bunable to\b|\bnot able to\b|\bdecline\b|\bnot comfortable\b|\bmust refuse\b)|\bas an ai\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex Refusal();

    [GeneratedRegex(
        @"\b(?:answer|text|response|rubric|criteria|message)\b[^.\n]{0,60}\b(?:missing|empty|blank|not (?:seem to be |been )?(?:provided|included|given))\b|\b(?:no|don['’]t see|do not see|cannot see|can['’]t see)\b[^.\n]{0,30}\b(?:answer|text|response|rubric)\b|\bplease (?:provide|share)\b|\bcould you (?:please )?(?:provide|share)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex SomethingMissing();

    [GeneratedRegex(
        @"\b(?:rubric|criteria)\b[^.\n]{0,60}(?:\bnot\b|n['’]t\b|\bnever\b|\bmissing\b|\bempty\b|\bblank\b|\babsent\b)(?:[^.\n]{0,30}\b(?:provided|specified|given|included|shared|supplied|attached|listed|stated|mentioned|in your|from your)\b|\s*[,.\n]|$)|\b(?:you|i|there)\b[^.\n]{0,30}(?:\bnot\b|n['’]t\b|\bno\b)[^.\n]{0,30}\b(?:provided?|specif(?:y|ied)|given?|included?|shared?|supplied|attach(?:ed)?|listed|see|find|is|was)\b[^.\n]{0,40}\b(?:rubric|grading criteria)\b|\b(?:no|without an?|without any|missing)\s+(?:\w+\s+){0,3}?(?:rubric|grading criteria)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase
    )]
    private static partial Regex NoRubric();
}
