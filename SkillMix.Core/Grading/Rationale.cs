using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Ties sentences of an explanation to the skill they name. Where none is named, nothing is tied.</summary>
internal static partial class Rationale
{
    /// <summary>The sentences that name a skill; null for other criteria and where no sentence names it.</summary>
    public static string? For(Criterion criterion, string? explanation, Rubric rubric)
    {
        if (criterion.Kind != CriterionKind.Skill || explanation is null)
        {
            return null;
        }

        var name = Words.Joined(Words.ShortName(criterion.Name));
        var longerNames = rubric
            .Criteria.Where(other => other.Kind == CriterionKind.Skill && other.Position != criterion.Position)
            .Select(other => Words.Joined(Words.ShortName(other.Name)))
            .Where(other => other.Length > name.Length && Words.Within(other, name))
            .ToList();
        var sentences = Sentences(explanation).Where(sentence => Names(sentence, name, longerNames)).ToList();
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    // A sentence about a "statistical syllogism" does not name the skill "syllogism".
    private static bool Names(string sentence, string name, List<string> longerNames)
    {
        var words = $" {Words.Joined(sentence)} ";
        foreach (var longer in longerNames)
        {
            words = words.Replace($" {longer} ", " | ", StringComparison.Ordinal);
        }

        return words.Contains($" {name} ", StringComparison.Ordinal)
            || words.Contains($" {name}s ", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Sentences(string text) =>
        SentenceEnd()
            .Split(text)
            .Select(sentence => sentence.Trim().TrimStart('-', '•', ' '))
            .Where(sentence => sentence.Length > 0);

    [GeneratedRegex(@"\s*\n\s*|(?<=[.!?][""'”’)]{0,2})\s+(?=[""'“‘(*\-]{0,3}\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
