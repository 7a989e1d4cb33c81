using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What a figure has to know of a student.</summary>
/// <param name="Name">The student.</param>
/// <param name="BaseModel">The model it was tuned from; null for none, or where it is not known.</param>
/// <param name="TrainingData">What it was tuned on; null for nothing, or where it is not known.</param>
public sealed record CurveStudent(string Name, string? BaseModel = null, string? TrainingData = null);

/// <summary>A point of somebody else's table, drawn faintly behind the curves.</summary>
/// <param name="Name">Legend text; points of one name are one line.</param>
/// <param name="K">Skills per tuple.</param>
/// <param name="Value">The published value of the metric that is shown.</param>
/// <param name="Words">Source and note, for pointing at it.</param>
public sealed record OverlayPoint(string Name, int K, double Value, IReadOnlyList<string> Words);

/// <summary>How success curves are to look.</summary>
public sealed record CurveLook
{
    /// <summary>How the rows were measured.</summary>
    public MetricOptions Options { get; init; } = MetricOptions.Default;

    /// <summary>What is known of the students; one that is missing is a family of its own.</summary>
    public IReadOnlyList<CurveStudent> Students { get; init; } = [];

    /// <summary>Published points; none by default.</summary>
    public IReadOnlyList<OverlayPoint> Overlay { get; init; } = [];

    /// <summary>Success as annotators judge it, drawn over the rows, which are then faint; null for none.</summary>
    public CalibratedSuccess? People { get; init; }

    /// <summary>A colour for each student rather than for each family of a base model and what was tuned from it; families of more than two shown members, and figures of several settings, have one for each student anyway.</summary>
    public bool ColourByStudent { get; init; }

    /// <summary>Shows between which limits the mean over all tuples lies, whatever the unscored ones come out at.</summary>
    public bool ShowsUnscored { get; init; } = true;

    /// <summary>What would come out if criteria were met independently, drawn faintly; none by default.</summary>
    public IReadOnlyList<OverlayPoint> Baseline { get; init; } = [];

    /// <summary>Public ids of the runs that hold texts of a student on a sample.</summary>
    public ILookup<(string Student, string Sample), string> Runs { get; init; } =
        Array.Empty<string>().ToLookup(run => ("", ""));

    /// <summary>The base model at the root of a student's family; the student itself where none is known.</summary>
    public string FamilyOf(string student)
    {
        var seen = new HashSet<string>();
        while (seen.Add(student) && Students.FirstOrDefault(known => known.Name == student)?.BaseModel is { } baseModel)
        {
            student = baseModel;
        }

        return student;
    }

    /// <summary>The models that a student was tuned from, the nearest first; none where none is known.</summary>
    internal IReadOnlyList<string> RootsOf(string student)
    {
        var roots = new List<string>();
        while (
            Students.FirstOrDefault(known => known.Name == student)?.BaseModel is { } baseModel
            && !roots.Contains(baseModel)
        )
        {
            roots.Add(baseModel);
            student = baseModel;
        }

        return roots;
    }
}
