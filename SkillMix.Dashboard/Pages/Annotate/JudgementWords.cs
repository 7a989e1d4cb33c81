using SkillMix.Core.Annotation;

namespace SkillMix.Dashboard.Pages.Annotate;

/// <summary>How verdicts of people are shown, and the keys that give them.</summary>
public static class JudgementWords
{
    /// <summary>The three answers in the order of their buttons.</summary>
    public static IReadOnlyList<Judgement> All { get; } = [Judgement.Met, Judgement.NotMet, Judgement.Unsure];

    /// <summary>The key, which is the sign on the button too.</summary>
    public static string Key(Judgement judgement) =>
        judgement switch
        {
            Judgement.Met => "1",
            Judgement.NotMet => "0",
            _ => "u",
        };

    /// <summary>The answer of a key; null for other keys.</summary>
    public static Judgement? OfKey(string key) =>
        All.Cast<Judgement?>().FirstOrDefault(judgement => Key(judgement!.Value) == key);

    /// <summary>"met", "not met", "unsure" or "not decided".</summary>
    public static string Of(Judgement? judgement) => judgement is { } said ? AnnotationWords.Of(said) : "not decided";

    /// <summary>The class of its badge.</summary>
    public static string Css(Judgement? judgement) =>
        judgement switch
        {
            Judgement.Met => "met",
            Judgement.NotMet => "notmet",
            _ => "unreadable",
        };
}
