namespace SkillMix.Core.Metrics;

/// <summary>Which graders form a panel, and the options under which their gradings become one verdict. A queue freezes it.</summary>
/// <param name="Graders">Names of the graders; empty for all that graded a run.</param>
/// <param name="Options">Length, named skill, unreadable points, and the panel's rule where there are several graders.</param>
public sealed record PanelSpec(IReadOnlyList<string> Graders, MetricOptions Options)
{
    /// <summary>All graders by majority, with the usual options.</summary>
    public static PanelSpec Default { get; } = new([], MetricOptions.Default with { Panel = PanelRule.Majority });

    /// <summary>For people: "majority of a, b; length by the reference counter".</summary>
    public string Words
    {
        get
        {
            var graders = Graders.Count == 0 ? "all graders" : string.Join(", ", Graders);
            return string.Join(
                "; ",
                new[]
                {
                    Graders.Count == 1 || Options.Panel == PanelRule.Each ? graders
                    : Options.Panel == PanelRule.Majority ? $"majority of {graders}"
                    : Options.Panel == PanelRule.All ? $"all of {graders}"
                    : $"any of {graders}",
                    Options.Length switch
                    {
                        LengthRule.AsGraded => "length as graded",
                        LengthRule.StrictCounter => "length by the strict counter",
                        _ => "length by the reference counter",
                    },
                    Options.NamedSkill switch
                    {
                        NamedSkillRule.Substring => "a named skill (substring) loses its point",
                        NamedSkillRule.Word => "a named skill (word) loses its point",
                        _ => null,
                    },
                    Options.Unreadable == UnreadableRule.Zero ? "unreadable counts as zero" : null,
                }.OfType<string>()
            );
        }
    }

    /// <summary>Whether a criterion is left to the program and people are not asked for it.</summary>
    public bool IsCounted(Grading.CriterionKind kind) =>
        kind == Grading.CriterionKind.Length && Options.Length != LengthRule.AsGraded;
}
