using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>What was asked of a figure: what it shows, of which data, and how it looks. The same spec over the same data gives the same bytes.</summary>
/// <remarks>It is what an address, a saved figure and a figure's JSON file hold.</remarks>
public sealed record FigureSpec
{
    public FigureKind Kind { get; init; }

    /// <summary>What is measured; what is left open follows the data, as <see cref="MeasureOffers.Complete"/> says.</summary>
    public MeasureChoices Choices { get; init; } = new();

    /// <summary>What is measured of a text, for the kinds that can show several metrics.</summary>
    public Metric Metric { get; init; } = Metric.FullMarks;

    /// <summary>Public id of the queue whose labels are shown, or correct the curve; null for none.</summary>
    public Guid? Queue { get; init; }

    /// <summary>Draws published points faintly behind the curves.</summary>
    public bool ShowsPublished { get; init; }

    /// <summary>Published students; those that fit the students that are shown where none is named.</summary>
    public IReadOnlyList<string> PublishedStudents { get; init; } = [];

    /// <summary>Draws what would come out if criteria were met independently, as a faint line.</summary>
    public bool ShowsBaseline { get; init; }

    /// <summary>Draws the limits that unscored tuples leave open.</summary>
    public bool ShowsUnscored { get; init; } = true;

    /// <summary>A colour for each student rather than for each family of a base model.</summary>
    public bool ColourByStudent { get; init; }

    public LossForm Loss { get; init; }

    public GraderForm Against { get; init; }

    /// <summary>Most skills that are shown, from 2 to 400; null for what the kind usually shows.</summary>
    public int? Most
    {
        get;
        init =>
            field = value is null or (>= 2 and <= 400)
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(value),
                    value,
                    $"Skills are shown from 2 to 400, not {value}."
                );
    }

    /// <summary>L, words of a training corpus, for the novel share; the papers' is not public, and the default reproduces their bounds.</summary>
    public double Corpus
    {
        get;
        init => field = Within(value, 1, 1e18, "A corpus has", "words");
    } = 2e13;

    /// <summary>p_t, share of it that is about a topic.</summary>
    public double TopicRate
    {
        get;
        init => field = Within(value, 1e-12, 1, "A topic's rate is", "of the corpus");
    } = 1e-6;

    /// <summary>p_s, share of it that shows a skill.</summary>
    public double SkillRate
    {
        get;
        init => field = Within(value, 1e-12, 1, "A skill's rate is", "of the corpus");
    } = 0.02;

    /// <summary>Another title than the figure's own; null for that.</summary>
    public string? Title { get; init; }

    /// <summary>How it looks on paper.</summary>
    public FigureStyle Style { get; init; } = FigureStyle.Column;

    private static double Within(double value, double least, double most, string what, string unit) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                FormattableString.Invariant($"{what} from {least} to {most} {unit}, not {value}.")
            );
}
