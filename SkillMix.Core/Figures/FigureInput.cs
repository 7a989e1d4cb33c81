using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Everything that a store says to one figure, before anything is chosen or measured.</summary>
/// <param name="Points">All gradings.</param>
/// <param name="Students">What is known of the students.</param>
public sealed record FigureInput(PointTable Points, IReadOnlyList<CurveStudent> Students)
{
    /// <summary>What the gradings offer to choose from; it reads all of them, once.</summary>
    public MeasureOffers Offers
    {
        get => field ??= MeasureOffers.Of(Points);
        init;
    }

    /// <summary>Students with a grader that their training texts were filtered by.</summary>
    public IReadOnlyList<(string Student, string Grader)> Filters { get; init; } = [];

    /// <summary>Published points that are to be drawn.</summary>
    public IReadOnlyList<OverlayPoint> Published { get; init; } = [];

    /// <summary>The queue that was asked for, with its labels; null for none.</summary>
    public LabelledPool? Pool { get; init; }

    /// <summary>Every criterion that was decided in that queue, by whom and when; empty where it is not needed.</summary>
    public IReadOnlyList<LabelMoment> Labels { get; init; } = [];

    /// <summary>Public ids of the runs that hold texts of a student on a sample.</summary>
    public ILookup<(string Student, string Sample), string> Runs { get; init; } =
        Array.Empty<string>().ToLookup(run => ("", ""));

    /// <summary>The address of what stands behind a point; null for nothing.</summary>
    public Func<PointSource, string?>? KeyOf { get; init; }
}
