using SkillMix.Core.Annotation;
using SkillMix.Core.ChatModels;
using SkillMix.Core.Exchange;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Core.Runs;
using SkillMix.Core.Storage;
using SkillMix.Dashboard.Background;
using SkillMix.Dashboard.Pages.Curves;

namespace SkillMix.Dashboard.Figures;

/// <summary>Reads out of a store what a figure needs, for the page and for the command line alike.</summary>
public static class FigureReader
{
    /// <summary>Makes a figure of an open store.</summary>
    /// <param name="points">All gradings of it.</param>
    /// <param name="offers">What they offer to choose from.</param>
    /// <param name="runs">The runs behind them.</param>
    /// <param name="keyOf">The address of what stands behind a point; null where nobody can click.</param>
    /// <exception cref="ArgumentException">The store does not hold what is asked, or it cannot be drawn.</exception>
    public static async Task<MadeFigure> MakeAsync(
        FigureSpec spec,
        OpenStore store,
        PointTable points,
        MeasureOffers offers,
        ILookup<(string Student, string Sample), string> runs,
        Func<PointSource, string?>? keyOf,
        CancellationToken cancellationToken
    )
    {
        var models = await store.Runs.ModelsAsync(cancellationToken);
        var pool =
            spec.Queue is { } queue && FigureChoices.HasQueue(spec.Kind)
                ? await PoolAsync(store.Annotation, queue, cancellationToken)
                : null;
        var input = new FigureInput(points, StudentsOf(models))
        {
            Offers = offers,
            Filters = FiltersOf(models),
            Published = spec.ShowsPublished
                ? OverlayOf(await store.PublishedAsync(cancellationToken), spec, offers)
                : [],
            Pool = pool,
            Labels =
                pool is not null && spec.Kind == FigureKind.Labels
                    ? await LabelsAsync(store.Annotation, pool.Id, cancellationToken)
                    : [],
            Runs = runs,
            KeyOf = keyOf,
        };
        return await Task.Run(() => FigureMaker.Make(spec, input), cancellationToken);
    }

    /// <summary>The table of a paper, of the same choices as a figure.</summary>
    /// <param name="date">Of its caption.</param>
    /// <exception cref="ArgumentException">The choices do not make one table; the message says what to choose.</exception>
    public static async Task<PaperTable> TableAsync(
        MeasureChoices asked,
        OpenStore store,
        PointTable points,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var offers = MeasureOffers.Of(points);
        offers.Require(asked);
        var choices = offers.Complete(asked.Settings.Count > 0 ? asked : asked with { Settings = offers.Settings });
        var models = await store.Runs.ModelsAsync(cancellationToken);
        return PaperTable.Of(MeasureOffers.Part(points, choices), choices.Options, StudentsOf(models), date);
    }

    /// <summary>What a figure has to know of the models.</summary>
    public static IReadOnlyList<CurveStudent> StudentsOf(IReadOnlyList<StudyModel> models) =>
        [.. models.Select(model => new CurveStudent(model.Name, model.BaseModel, model.TrainingData))];

    /// <summary>Students with a grader that their training texts were filtered by.</summary>
    public static IReadOnlyList<(string Student, string Grader)> FiltersOf(IReadOnlyList<StudyModel> models) =>
        [.. models.SelectMany(model => model.FilteredBy.Select(grader => (model.Name, grader)))];

    private static async Task<LabelledPool> PoolAsync(
        AnnotationBook book,
        Guid queue,
        CancellationToken cancellationToken
    )
    {
        var queues = await book.QueuesAsync(cancellationToken);
        return queues.Any(one => one.Id == queue)
            ? await book.MeasuredAsync(queue, cancellationToken)
            : throw new ArgumentException(
                $"This store holds no queue {queue:N}; it may be in another store. Choose one of its own."
            );
    }

    private static async Task<IReadOnlyList<LabelMoment>> LabelsAsync(
        AnnotationBook book,
        Guid queue,
        CancellationToken cancellationToken
    )
    {
        var lines = await book.LinesAsync(new DecisionScope.Within(queue), cancellationToken);
        return
        [
            .. lines
                .Where(line => line.Decision is { Kind: DecisionKind.Decide, Judgement: not null })
                .Select(line => new LabelMoment(line.Decision.Annotator.Name, line.Decision.Created)),
        ];
    }

    private static IReadOnlyList<OverlayPoint> OverlayOf(
        IReadOnlyList<PublishedPoint> published,
        FigureSpec spec,
        MeasureOffers offers
    )
    {
        var shown = offers.Complete(spec.Choices).Students;
        var students =
            spec.PublishedStudents.Count > 0 ? spec.PublishedStudents : PublishedChoice.Students(published, shown);
        return
        [
            .. published
                .Where(point => students.Contains(point.Student))
                .Select(point => CurvesResult.OverlayOf(point, spec.Metric))
                .OfType<OverlayPoint>(),
        ];
    }
}
