using SkillMix.Core.Annotation;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Dashboard.Figures;

namespace SkillMix.Dashboard.Pages.Curves;

/// <summary>Everything that the page of curves shows for one address.</summary>
/// <param name="Offers">What there is to choose from.</param>
/// <param name="Choices">The address with its open choices filled in.</param>
/// <param name="Curves">The rows of the figure, curve by curve.</param>
/// <param name="Published">The published points behind them; empty where they are not asked for.</param>
/// <param name="PublishedStudents">Students that published points offer.</param>
/// <param name="Links">Address of the generations behind each row.</param>
public sealed record CurvesResult(
    MeasureOffers Offers,
    MeasureChoices Choices,
    IReadOnlyList<Curve> Curves,
    Figure Figure,
    IReadOnlyList<string> Cautions,
    IReadOnlyList<PublishedPoint> Published,
    IReadOnlyList<string> PublishedStudents,
    IReadOnlyList<PairedRow> BaseAgainstTuned,
    IReadOnlyList<PairedRow> DraftAgainstRevision,
    IReadOnlyDictionary<MetricRow, string> Links
)
{
    /// <summary>Success as the annotators of the chosen queue judge it, for the chosen students and settings; null where it is not shown.</summary>
    public CalibratedSuccess? People { get; init; }

    /// <summary>Why it is not shown although it was asked for, in a sentence; null where it is, or was not.</summary>
    public string? WhyNoPeople { get; init; }

    /// <summary>The address that measures the faint curves as the queue froze it; null where they are.</summary>
    public string? AsFrozen { get; init; }

    /// <summary>Queues to choose from.</summary>
    public IReadOnlyList<QueueSummary> Queues { get; init; } = [];

    /// <summary>Left-out skills that no shown tuple asks for.</summary>
    public IReadOnlyList<string> Unasked { get; init; } = [];

    /// <summary>All rows, curve by curve.</summary>
    public IEnumerable<MetricRow> Rows => Curves.SelectMany(curve => curve.Rows);

    /// <summary>Measures.</summary>
    /// <param name="view">What the address says.</param>
    /// <param name="points">All points of the store.</param>
    /// <param name="models">The models of the store.</param>
    /// <param name="published">All published points of the store.</param>
    /// <param name="people">The queues of the store, and the one that the address names.</param>
    public static CurvesResult Of(
        CurvesView view,
        PointTable points,
        IReadOnlyList<StudyModel> models,
        IReadOnlyList<PublishedPoint> published,
        PeopleChoice? people = null
    )
    {
        var offers = MeasureOffers.Of(points);
        var choices = offers.Complete(view.Choices with { Ks = [] });
        var part = MeasureOffers.Part(points, choices);
        var rows = choices.InOrder(SkillMixMetrics.Compute(part, choices.Options, [view.Metric]));
        var overlay = view.ShowsPublished ? Chosen(published, view, choices.Students) : [];
        var students = FigureReader.StudentsOf(models);
        var links = new Dictionary<MetricRow, string>(ReferenceEqualityComparer.Instance);
        foreach (var row in rows)
        {
            links[row] = MeasureText.GenerationsOf(row, choices);
        }

        var (success, whyNoPeople) = (people ?? PeopleChoice.None).Of(view, choices);
        var look = new CurveLook
        {
            People = success,
            Options = choices.Options,
            Students = students,
            ColourByStudent = view.ColourByStudent,
            ShowsUnscored = view.ShowsUnscored,
            Overlay = [.. overlay.Select(point => OverlayOf(point, view.Metric)).OfType<OverlayPoint>()],
        };
        return new(
            offers,
            choices,
            Curve.Of(rows, choices.Options.PoolSamples),
            SuccessCurve.Build(rows, look, row => links[row], MeasureText.GenerationsOf),
            [
                .. CurveCautions.Of(rows, choices.Options, FigureReader.FiltersOf(models)),
                .. success is null ? [] : CalibratedCautions.Of(success, rows, choices.Options, choices.Graders),
            ],
            [.. overlay.Where(point => ValueOf(point, view.Metric) is not null)],
            [.. published.Select(point => point.Student).Distinct().Order(StringComparer.Ordinal)],
            PairedTable.BaseAgainstTuned(
                part,
                choices.Options,
                view.Metric,
                [.. students.Where(student => choices.Students.Contains(student.Name))]
            ),
            PairedTable.DraftAgainstRevision(part, choices.Options, view.Metric),
            links
        )
        {
            People = success,
            WhyNoPeople = whyNoPeople,
            AsFrozen = success is null ? null : PeopleChoice.AsFrozen(view, choices, success),
            Queues = people?.Queues ?? [],
            Unasked = MeasureOffers.Unasked(part, choices.Options.LeaveOut),
        };
    }

    /// <summary>The published value of a metric; null for a metric that was not published.</summary>
    public static double? ValueOf(PublishedPoint point, Metric metric) =>
        metric switch
        {
            Metric.FullMarks => point.FullMarks,
            Metric.AllSkills => point.AllSkills,
            Metric.SkillFraction => point.SkillFraction,
            _ => null,
        };

    /// <summary>What a published line is called.</summary>
    public static string NameOf(PublishedPoint point) =>
        string.Join(
            " · ",
            new[] { $"published: {point.Student}", point.TrainingData, point.Setting }.Where(part => part.Length > 0)
        );

    /// <summary>A published point behind the curves; null for a metric that was not published.</summary>
    internal static OverlayPoint? OverlayOf(PublishedPoint point, Metric metric) =>
        ValueOf(point, metric) is { } value
            ? new(
                NameOf(point),
                point.K,
                value,
                [
                    FormattableString.Invariant($"{NameOf(point)}, k = {point.K}"),
                    FormattableString.Invariant($"{MetricWords.Title(metric)} {value:0.##}"),
                    $"graded by {point.Grader}",
                    point.Source,
                    "not comparable: prompts and rules not known",
                ]
            )
            : null;

    private static List<PublishedPoint> Chosen(
        IReadOnlyList<PublishedPoint> published,
        CurvesView view,
        IReadOnlyList<string> shown
    )
    {
        var students =
            view.PublishedStudents.Count > 0 ? view.PublishedStudents : PublishedChoice.Students(published, shown);
        return [.. published.Where(point => students.Contains(point.Student))];
    }
}
