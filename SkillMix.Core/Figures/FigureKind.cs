namespace SkillMix.Core.Figures;

/// <summary>What a figure shows.</summary>
public enum FigureKind
{
    /// <summary>Success against k.</summary>
    Curve,

    /// <summary>Which kind of criterion costs full marks, by k.</summary>
    Criteria,

    /// <summary>Tuned against base, tuple by tuple.</summary>
    Paired,

    /// <summary>Success against what a model was tuned on.</summary>
    Training,

    /// <summary>Grader against grader.</summary>
    Graders,

    /// <summary>Each skill, sorted.</summary>
    Skills,

    /// <summary>Each pair of skills, observed against expected.</summary>
    Pairs,

    /// <summary>Student against k and setting, as the papers' table has it.</summary>
    Grid,

    /// <summary>How much of success cannot come from a training corpus.</summary>
    Novelty,

    /// <summary>Where graders and people differ, by criterion.</summary>
    Confusion,

    /// <summary>Labels over time.</summary>
    Labels,
}

/// <summary>Kinds of figures in words.</summary>
public static class FigureKindWords
{
    /// <summary>Every kind, in the order in which they are offered.</summary>
    public static IReadOnlyList<FigureKind> All { get; } = Enum.GetValues<FigureKind>();

    /// <summary>The name in addresses, in files and on the command line, for instance "curve".</summary>
    public static string Name(FigureKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind with a name; null where there is none.</summary>
    public static FigureKind? Read(string? name) =>
        All.Where(kind => Name(kind) == name).Select(kind => (FigureKind?)kind).FirstOrDefault();

    /// <summary>Its title where figures are listed.</summary>
    public static string Title(FigureKind kind) =>
        kind switch
        {
            FigureKind.Curve => "Success against k",
            FigureKind.Criteria => "What costs full marks",
            FigureKind.Paired => "Base against tuned, paired",
            FigureKind.Training => "Success against training data",
            FigureKind.Graders => "Grader against grader",
            FigureKind.Skills => "Skills",
            FigureKind.Pairs => "Pairs of skills",
            FigureKind.Grid => "Heat table of k and setting",
            FigureKind.Novelty => "Novel share of success",
            FigureKind.Confusion => "Graders against people",
            _ => "Labels over time",
        };

    /// <summary>What it shows, in one clause.</summary>
    public static string Meaning(FigureKind kind) =>
        kind switch
        {
            FigureKind.Curve => "a line per student, setting and grader; base dashed, tuned solid",
            FigureKind.Criteria => "share of texts that miss skill, topic, sense or length, base against tuned",
            FigureKind.Paired =>
                "difference on the same tuples, per k, with exact McNemar (the sign test where scores lie between 0 and 1) and Holm",
            FigureKind.Training => "a line per k, over the training sets of one base model",
            FigureKind.Graders => "the same students, k and settings as two graders see them",
            FigureKind.Skills => "share of texts that show a skill, with intervals, sorted; shrunken towards the mean",
            FigureKind.Pairs => "full marks where two skills meet, against what the skills alone let expect",
            FigureKind.Grid => "students in rows, settings and k in columns",
            FigureKind.Novelty => "full marks that combinations in a corpus cannot explain, at least, against k",
            FigureKind.Confusion => "how often graders miss, and how often they credit falsely, as people see it",
            _ => "criteria decided in a queue, person by person",
        };
}
