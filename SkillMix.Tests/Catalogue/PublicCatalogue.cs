using SkillMix.Core.Catalogue;

namespace SkillMix.Tests.Catalogue;

/// <summary>The ten public skills and topics of the paper by name, in file order; their definitions and examples play no part.</summary>
internal static class PublicCatalogue
{
    public static string[] Skills { get; } =
    [
        "self serving bias",
        "accident (fallacy)",
        "complex question (loaded question with implicit assumption )",
        "red herring",
        "metaphor",
        "spatial reasoning",
        "modus ponens",
        "statistical syllogism",
        "emotional self regulation",
        "folk physics (common knowledge physics)",
    ];

    public static string[] Topics { get; } =
    [
        "Sewing",
        "Dueling",
        "The Ottoman Empire",
        "Urbanism",
        "Beekeeping",
        "Survivalism",
        "Guerilla warfare",
        "Triathlons",
        "Gardening",
        "Knots",
    ];

    private static readonly string[] Categories =
    [
        "reasoning",
        "rhetorical",
        "rhetorical",
        "rhetorical",
        "literary",
        "logical",
        "logical",
        "logical",
        "theory of the mind",
        "physical knowledge",
    ];

    public static SkillCatalogue Create() =>
        new(
            "public",
            Skills.Zip(
                Categories,
                (skill, category) => new Skill(skill, category, $"What {skill} is.", $"A case of {skill}.")
            ),
            Topics.Select(topic => new Topic(topic))
        );
}
