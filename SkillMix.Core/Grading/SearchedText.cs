namespace SkillMix.Core.Grading;

/// <summary>A text in which several quotations are looked for; it is normalised once, when the first of them needs it.</summary>
internal sealed class SearchedText(string original)
{
    public string Original => original;

    public NormalisedText Normalised => field ??= new(original);
}
