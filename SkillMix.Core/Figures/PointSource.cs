using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Figures;

/// <summary>Texts that stand behind a point: what is null or empty is not narrowed.</summary>
public sealed record PointSource(
    string? Student = null,
    string? Grader = null,
    Setting? Setting = null,
    int? K = null,
    string? Sample = null
)
{
    public IReadOnlyList<string> Skills { get; init; } = [];
}
