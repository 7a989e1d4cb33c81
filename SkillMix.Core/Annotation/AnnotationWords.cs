using SkillMix.Core.Grading;

namespace SkillMix.Core.Annotation;

/// <summary>Annotation in words, the same in files, in addresses, on pages and on the command line.</summary>
public static class AnnotationWords
{
    public static string Of(DecisionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>"skill", "topic", "sense" or "length".</summary>
    public static string Of(CriterionKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(QueueUnit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>"met", "not met" or "unsure".</summary>
    public static string Of(Judgement judgement) =>
        judgement switch
        {
            Judgement.Met => "met",
            Judgement.NotMet => "not met",
            _ => "unsure",
        };

    /// <summary>"met", "not met" or nothing.</summary>
    public static string? Of(bool? verdict) =>
        verdict switch
        {
            true => "met",
            false => "not met",
            null => null,
        };

    public static string Of(QueueSelection selection) =>
        selection switch
        {
            QueueSelection.Probability => "probability",
            QueueSelection.Disagreements => "disagreements",
            _ => "hand-picked",
        };

    /// <summary>The value of a word; null for a word that names none.</summary>
    /// <param name="word">As it stands in a file, an address or an option.</param>
    /// <param name="wordOf">The word of each value.</param>
    public static T? Read<T>(string? word, Func<T, string> wordOf)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (wordOf(value) == word)
            {
                return value;
            }
        }

        return null;
    }
}
