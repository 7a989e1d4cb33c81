using System.Reflection;

namespace SkillMix.Core.Runs;

/// <summary>Which SkillMix this is; kept with every run and every export.</summary>
public static class ToolVersion
{
    /// <summary>For instance "0.1.0".</summary>
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";
}
