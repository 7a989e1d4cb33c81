using System.Text.RegularExpressions;

namespace SkillMix.Core.Grading;

/// <summary>Ties sentences of an explanation to the skill they name. Where none is named, nothing is tied.</summary>
internal sealed partial class Rationale(string? explanation, Rubric rubric)
{
    private IReadOnlyList<(string Text, string Words)> AllSentences =>
        field ??= [.. Sentences(explanation ?? "").Select(sentence => (sentence, $" {Words.Joined(sentence)} "))];

    private IReadOnlyList<string> SkillNames =>
        field ??= [.. rubric.Criteria.Take(rubric.K).Select(skill => Words.Joined(Words.ShortName(skill.Name)))];

    /// <summary>The sentences that name a skill; null for other criteria and where no sentence names it.</summary>
    public string? For(Criterion criterion)
    {
        if (criterion.Kind != CriterionKind.Skill || explanation is null)
        {
            return null;
        }

        var name = SkillNames[criterion.Position];
        var longerNames = SkillNames
            .Where(other => other.Length > name.Length && Words.Within(other, name))
            .Select(other => $" {other} ")
            .ToList();
        var (one, several) = ($" {name} ", $" {name}s ");
        var sentences = AllSentences
            .Where(sentence => Names(sentence.Words, one, several, longerNames))
            .Select(sentence => sentence.Text)
            .ToList();
        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    // A sentence about a "statistical syllogism" does not name the skill "syllogism".
    private static bool Names(string words, string one, string several, List<string> longerNames)
    {
        foreach (var longer in longerNames)
        {
            words = words.Replace(longer, " | ", StringComparison.Ordinal);
        }

        return words.Contains(one, StringComparison.Ordinal) || words.Contains(several, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Sentences(string text) =>
        SentenceEnd()
            .Split(text)
            .Select(sentence => sentence.Trim().TrimStart('-', '•', ' '))
            .Where(sentence => sentence.Length > 0);

    [GeneratedRegex(@"\s*\n\s*|(?<=[.!?][""'”’)]{0,2})\s+(?=[""'“‘(*\-]{0,3}\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
