using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Which choices of a spec mean something for which kind of figure: page, address and command line go by it.</summary>
public static class FigureChoices
{
    /// <summary>Kinds of which several metrics can be shown.</summary>
    public static bool HasMetric(FigureKind kind) => IsOfTuples(kind) && kind != FigureKind.Novelty;

    /// <summary>Kinds that are of tuples, with generations to choose and intervals by rule, and not of single texts.</summary>
    public static bool IsOfTuples(FigureKind kind) =>
        kind
            is FigureKind.Curve
                or FigureKind.Paired
                or FigureKind.Training
                or FigureKind.Graders
                or FigureKind.Grid
                or FigureKind.Novelty;

    /// <summary>Kinds whose intervals follow a rule that can be chosen.</summary>
    public static bool HasIntervals(FigureKind kind) => IsOfTuples(kind) || kind == FigureKind.Criteria;

    /// <summary>Kinds that are of a queue and its own students, settings and rules.</summary>
    public static bool IsOfQueue(FigureKind kind) => kind is FigureKind.Confusion or FigureKind.Labels;

    /// <summary>Kinds for which a queue can be chosen.</summary>
    public static bool HasQueue(FigureKind kind) => kind is FigureKind.Curve or FigureKind.Novelty || IsOfQueue(kind);

    /// <summary>Kinds that draw what unscored tuples leave open.</summary>
    public static bool HasBand(FigureKind kind) => kind is FigureKind.Curve or FigureKind.Training;

    /// <summary>Kinds that show some of the skills.</summary>
    public static bool HasMost(FigureKind kind) => kind is FigureKind.Skills or FigureKind.Pairs;

    /// <summary>The spec as another kind, without choices that mean nothing for it.</summary>
    public static FigureSpec As(FigureSpec spec, FigureKind kind)
    {
        var usual = new FigureSpec();
        var isCurve = kind == FigureKind.Curve;
        var options = spec.Choices.Options;
        return spec with
        {
            Kind = kind,
            Title = kind == spec.Kind ? spec.Title : null,
            Choices = IsOfQueue(kind)
                ? usual.Choices with
                {
                    Graders = kind == FigureKind.Confusion ? spec.Choices.Graders : [],
                }
                : spec.Choices with
                {
                    Options = IsOfTuples(kind)
                        ? options
                        : options with
                        {
                            Generations = usual.Choices.Options.Generations,
                            PerTuple = null,
                            Intervals = HasIntervals(kind) ? options.Intervals : usual.Choices.Options.Intervals,
                        },
                },
            Metric = HasMetric(kind) ? spec.Metric : usual.Metric,
            Queue = HasQueue(kind) ? spec.Queue : null,
            ShowsPublished = isCurve && spec.ShowsPublished,
            PublishedStudents = isCurve ? spec.PublishedStudents : [],
            ShowsBaseline = isCurve && spec.ShowsBaseline,
            ShowsUnscored = !HasBand(kind) || spec.ShowsUnscored,
            ColourByStudent = isCurve && spec.ColourByStudent,
            Loss = kind == FigureKind.Criteria ? spec.Loss : usual.Loss,
            Against = kind == FigureKind.Graders ? spec.Against : usual.Against,
            Most = HasMost(kind) ? spec.Most : null,
            Corpus = kind == FigureKind.Novelty ? spec.Corpus : usual.Corpus,
            TopicRate = kind == FigureKind.Novelty ? spec.TopicRate : usual.TopicRate,
            SkillRate = kind == FigureKind.Novelty ? spec.SkillRate : usual.SkillRate,
        };
    }

    /// <summary>What was chosen and means nothing for the kind, in words.</summary>
    public static IReadOnlyList<string> Unused(FigureSpec spec)
    {
        var used = As(spec, spec.Kind);
        var (asked, kept) = (spec.Choices, used.Choices);
        return
        [
            .. Where(asked.Students.Count != kept.Students.Count, "students"),
            .. Where(asked.Graders.Count != kept.Graders.Count, "graders"),
            .. Where(asked.Settings.Count != kept.Settings.Count, "settings"),
            .. Where(asked.Ks.Count != kept.Ks.Count, "k"),
            .. Where(asked.Samples.Count != kept.Samples.Count, "samples"),
            .. Where(asked.Options.Generations != kept.Options.Generations, "best of or mean"),
            .. Where(asked.Options.PerTuple != kept.Options.PerTuple, "generations per tuple"),
            .. Where(asked.Options.Intervals != kept.Options.Intervals, "the rule of intervals"),
            .. Where(IsOfQueue(spec.Kind) && !IsUsual(asked.Options), "rules of measuring"),
            .. Where(spec.Metric != used.Metric, "metric"),
            .. Where(spec.Queue != used.Queue, "queue"),
            .. Where(spec.ShowsPublished != used.ShowsPublished, "published points"),
            .. Where(spec.ShowsBaseline != used.ShowsBaseline, "independence"),
            .. Where(spec.ShowsUnscored != used.ShowsUnscored, "band of unscored tuples"),
            .. Where(spec.ColourByStudent != used.ColourByStudent, "colour by student"),
            .. Where(spec.Loss != used.Loss, "missed alone"),
            .. Where(spec.Against != used.Against, "form of grader against grader"),
            .. Where(spec.Most != used.Most, "most skills"),
            .. Where(
                (spec.Corpus, spec.TopicRate, spec.SkillRate) != (used.Corpus, used.TopicRate, used.SkillRate),
                "corpus and rates"
            ),
        ];

        static IEnumerable<string> Where(bool isUnused, string name) => isUnused ? [name] : [];
    }

    private static bool IsUsual(MetricOptions options) =>
        (options with { LeaveOut = MetricOptions.Default.LeaveOut }) == MetricOptions.Default
        && options.LeaveOut.Count == 0;
}
