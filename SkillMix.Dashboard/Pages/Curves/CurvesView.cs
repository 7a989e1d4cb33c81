using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>What the address of the curves says.</summary>
public sealed record CurvesView
{
    public MeasureChoices Choices { get; init; } = new();

    public Metric Metric { get; init; } = Metric.FullMarks;

    /// <summary>Draws published points faintly behind the curves.</summary>
    public bool ShowsPublished { get; init; }

    /// <summary>Published students; those of <see cref="PublishedChoice"/> where none is named.</summary>
    public IReadOnlyList<string> PublishedStudents { get; init; } = [];

    /// <summary>Public id of the queue whose labels correct the graders; null for none.</summary>
    public Guid? People { get; init; }

    /// <summary>Draws the band of the unscored tuples.</summary>
    public bool ShowsUnscored { get; init; } = true;

    /// <summary>A colour for each student rather than for each family.</summary>
    public bool ColourByStudent { get; init; } = true;
}
