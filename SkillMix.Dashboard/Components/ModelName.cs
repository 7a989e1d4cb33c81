namespace SkillMix.Dashboard.Components;

/// <summary>Names of models for narrow places.</summary>
public static class ModelName
{
    /// <summary>The name without its provider: "openai/gpt-4o" is "gpt-4o". Show the whole name in a title.</summary>
    public static string Brief(string name) => name[(name.LastIndexOf('/') + 1)..];
}
