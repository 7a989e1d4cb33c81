using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;

namespace SkillMix.Dashboard.Components;

/// <summary>Templates to choose from, by the names that a design gives them.</summary>
public static class PromptChoices
{
    /// <summary>The templates of some kinds: built in, then those that only the store holds, and whatever is chosen.</summary>
    /// <param name="stored">The templates of the store.</param>
    /// <param name="chosen">What the design names now; null for none.</param>
    /// <param name="kinds">What they ask for.</param>
    public static IReadOnlyList<(string Value, string Words)> Of(
        IReadOnlyList<PromptTemplate> stored,
        string? chosen,
        params PromptKind[] kinds
    )
    {
        var builtIn = PromptLibrary.BuiltIn.Where(prompt => kinds.Contains(prompt.Kind)).ToList();
        var choices = builtIn
            .Select(prompt => (Value: prompt.Name, Words: prompt.Name))
            .Distinct()
            .Concat(
                stored
                    .Where(prompt => kinds.Contains(prompt.Kind) && builtIn.TrueForAll(one => one.Hash != prompt.Hash))
                    .Select(prompt =>
                        (Value: RunDesign.StoredPrompt + prompt.Hash, Words: $"{prompt.Name} (of this store)")
                    )
            )
            .ToList();
        return chosen is null || choices.Exists(choice => choice.Value == chosen)
            ? choices
            : [.. choices, (chosen, chosen)];
    }
}
