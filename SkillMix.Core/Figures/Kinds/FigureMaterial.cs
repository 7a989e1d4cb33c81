using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>What one figure is drawn from: what was asked, the choices that came of it, and the part of the gradings they are about.</summary>
internal sealed record FigureMaterial(FigureSpec Spec, MeasureChoices Choices, PointTable Points, FigureInput Input)
{
    public MetricOptions Options => Choices.Options;

    /// <summary>Rows of the chosen metric, in the order of legends.</summary>
    /// <exception cref="ArgumentException">No tuple has enough graded generations.</exception>
    public IReadOnlyList<MetricRow> Rows()
    {
        var rows = SkillMixMetrics
            .Compute(Points, Options, [Spec.Metric])
            .Where(row => row.Estimate.N + row.Estimate.Unscored > 0)
            .ToList();
        return rows.Count > 0 ? Choices.InOrder(rows) : throw NothingGraded();
    }

    /// <summary>Says where nothing that was asked for is graded; it reads every vote, so it is asked only where a kind found nothing to draw.</summary>
    /// <exception cref="ArgumentException">No text of the choice is graded.</exception>
    public void RequireGradings()
    {
        if (VotedTexts.Read(Points, Options).All(voted => voted.Texts.Count == 0))
        {
            throw NothingGraded();
        }
    }

    /// <summary>Success as the people of a queue judge it.</summary>
    /// <exception cref="ArgumentException">It cannot be estimated from that queue; the message says why.</exception>
    public CalibratedSuccess SuccessOf(LabelledPool pool)
    {
        var success = CalibratedSuccess.Of(pool, Options.Confidence);
        return success.WhyNone is { } why ? throw new ArgumentException(why) : success;
    }

    /// <summary>Whether points at a k are to be shown.</summary>
    public bool IsChosen(int k) => Choices.Ks.Count == 0 || Choices.Ks.Contains(k);

    public static ArgumentException NothingGraded() =>
        new(
            "Nothing that was asked for is graded, so there is no figure to draw; another turn, or fewer generations per tuple, may have gradings."
        );

    /// <summary>The address of what stands behind a row.</summary>
    public string? KeyOf(MetricRow row) =>
        KeyOf(
            new PointSource(
                row.Student,
                GraderOf(row.Grader),
                row.Setting,
                row.K,
                Options.PoolSamples ? null : row.Sample
            )
        );

    public string? KeyOf(PointSource source) => Input.KeyOf?.Invoke(source);

    /// <summary>Public ids of the runs with texts of a student, on the samples that are shown or on one.</summary>
    public IReadOnlyList<string> RunsOf(string student, string? sample = null) =>
        [
            .. (
                sample is null
                    ? Points
                        .Series.Where(series => series.Student == student)
                        .Select(series => series.Sample)
                        .Distinct()
                    : sample.Split(" + ")
            )
                .SelectMany(one => Input.Runs[(student, one)])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether texts of a student are simulated.</summary>
    public bool IsSimulated(string student) =>
        Points.Series.Any(series => series.IsSimulated && series.Student == student);

    /// <summary>The grader; null for a panel, whose name is none of a grader.</summary>
    public string? GraderOf(string grader) => Options.Panel == PanelRule.Each ? grader : null;

    /// <summary>Whether another shown student was tuned from it, in one step or several.</summary>
    public bool IsBaseOfShown(string student)
    {
        var look = new CurveLook { Students = Input.Students };
        return Choices.Students.Any(other => other != student && look.RootsOf(other).Contains(student));
    }

    public CurveStudent Known(string student) =>
        Input.Students.FirstOrDefault(known => known.Name == student) ?? new(student);

    /// <summary>The names of several things, each with as much as tells it from the others.</summary>
    /// <param name="first">What stands before the student, who is then named only where there are several.</param>
    public string Name(string student, Setting setting, string grader, string? first = null) =>
        string.Join(
            " · ",
            new[]
            {
                first,
                first is null || Choices.Students.Count > 1 ? student : null,
                Choices.Settings.Count > 1 ? SettingWords.Of(setting) : null,
                Options.Panel == PanelRule.Each && Choices.Graders.Count > 1 ? grader : null,
            }.OfType<string>()
        );

    /// <summary>What the sides of a shown figure have in common, for its title.</summary>
    public string Common(IReadOnlyList<string> graders) =>
        string.Join(
            ", ",
            (string[])
                [
                    .. Choices.Settings.Count == 1 ? (string[])[SettingWords.Of(Choices.Settings[0])] : [],
                    .. graders.Distinct().Count() == 1 ? (string[])[$"graded by {graders[0]}"] : [],
                ]
        );
}

/// <summary>A figure with what only its kind has to say of it.</summary>
internal sealed record Sketch(Figure Figure, IReadOnlyList<string> Lint)
{
    /// <summary>What its own sentences speak of already.</summary>
    public LintTopics Says { get; init; }

    /// <summary>Rows of a metric that stand behind it, for its caption; empty where it shows something else.</summary>
    public IReadOnlyList<MetricRow> Rows { get; init; } = [];
}
