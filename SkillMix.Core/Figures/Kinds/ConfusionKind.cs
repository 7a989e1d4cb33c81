using SkillMix.Core.Annotation;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>Graders as people see them, by criterion: how often each misses what is there, and how often it credits what is not.</summary>
/// <remarks>Weighted by 1/π where the queue was drawn by chance, so that the shares are those of all its texts; else of the labelled texts.</remarks>
internal static class ConfusionKind
{
    private const int Few = 5;

    public static Sketch Draw(FigureMaterial material)
    {
        var pool =
            material.Input.Pool
            ?? throw new ArgumentException(
                "This figure shows what people decided: choose the queue whose labels it is about."
            );
        var criteria = RatedCriteria.Of(pool);
        var graders = criteria.Graders.Where(grader => IsChosen(criteria.Raters[grader].Name)).ToList();
        var confusions = graders.ConvertAll(grader => ConfusionOfGrader.Of(criteria, grader));
        var isWeighted = pool.Spec.Selection == QueueSelection.Probability;
        var lines = confusions
            .SelectMany(one => isWeighted ? one.Weighted : one.Plain)
            .Select(line => line.Kind)
            .Distinct()
            .ToList();
        if (confusions.TrueForAll(one => one.Plain.All(line => line.Used == 0)))
        {
            throw new ArgumentException(
                $"In the queue '{pool.Spec.Name}' no criterion is decided by people and graders both, so there is nothing to compare."
            );
        }

        var simulated = SimulatedOf(criteria, graders);
        var cells = new List<FigureCell>();
        foreach (var (column, confusion) in confusions.Index())
        {
            foreach (var line in isWeighted ? confusion.Weighted : confusion.Plain)
            {
                var row = lines.IndexOf(line.Kind);
                var isSimulated = simulated.Contains((graders[column], line.Kind));
                cells.Add(
                    CellOf(2 * column, row, line, line.Sensitivity, confusion.Grader.Name, "misses", isSimulated)
                );
                cells.Add(
                    CellOf(
                        (2 * column) + 1,
                        row,
                        line,
                        line.Specificity,
                        confusion.Grader.Name,
                        "falsely credits",
                        isSimulated
                    )
                );
            }
        }

        return new(
            new(
                $"Graders against people, queue “{pool.Spec.Name}”",
                FigureAxis.OfNames(
                    "",
                    [
                        .. confusions.SelectMany(one =>
                            (string[])[$"{one.Grader.Name}: misses", $"{one.Grader.Name}: falsely credits"]
                        ),
                    ]
                ),
                FigureAxis.OfNames("", [.. lines.Select(Word)]),
                [],
                criteria.Simulated > 0
            )
            {
                Cells = new(cells, "Error rate, given what people say", 0, 1, IsDiverging: false),
            },
            [
                isWeighted
                    ? "Each verdict is weighted by the chance with which its text was drawn, so the shares are those of all texts of the pool."
                    : "The texts were not drawn by chance: the shares are those of the labelled texts, which are mostly the disputed ones.",
                "“misses”: of what people see met, the share that the grader does not; “falsely credits”: of what people see not met, the share that it does.",
                FormattableString.Invariant($"Hatched: fewer than {Few} verdicts."),
                .. Open(confusions, isWeighted),
                .. criteria.Simulated > 0
                    ? (string[])
                        [
                            criteria.Simulated == criteria.Judged
                                ? CurveCautions.AllSimulated
                                : FormattableString.Invariant(
                                    $"{criteria.Simulated} of {criteria.Judged} texts are simulated, or graded by rehearsal models."
                                ),
                        ]
                    : [],
                .. criteria.EndsEarly
                    ? (string[])
                        [
                            "People were free to stop at the first criterion not met, so what they judged further down is no random part.",
                        ]
                    : [],
            ]
        )
        {
            Says = LintTopics.Simulated,
        };

        bool IsChosen(string grader) =>
            material.Spec.Choices.Graders.Count == 0 || material.Spec.Choices.Graders.Contains(grader);
    }

    /// <summary>What is in no cell, once for each criterion: of the grader that leaves most open together with people.</summary>
    private static IEnumerable<string> Open(List<ConfusionOfGrader> confusions, bool isWeighted) =>
        confusions
            .SelectMany(one =>
                (isWeighted ? one.Weighted : one.Plain).Select(line =>
                    (one.Grader, Line: line, Open: line.Total - line.Used - line.PickedByHand)
                )
            )
            .Where(one => one.Line.Kind is not null)
            .GroupBy(one => one.Line.Kind)
            .OrderBy(kind => kind.Key)
            .Select(kind => kind.MaxBy(one => one.Open))
            .Where(worst => worst.Open > 0)
            .Select(worst =>
                FormattableString.Invariant(
                    $"{worst.Open} of {worst.Line.Total} verdicts on {Word(worst.Line.Kind)} are left open by people or by {worst.Grader.Name} and are in no cell."
                )
            );

    /// <summary>Graders and kinds with a simulated text among those that they and people decided.</summary>
    private static HashSet<(int Grader, CriterionKind? Kind)> SimulatedOf(RatedCriteria criteria, List<int> graders) =>
        [
            .. criteria
                .Criteria.Where(one => one.Text.IsSimulated && one.People is not null)
                .SelectMany(one =>
                    graders
                        .Where(grader => one.Verdicts[grader] is not null)
                        .SelectMany(grader => ((int, CriterionKind?)[])[(grader, one.Kind), (grader, null)])
                ),
        ];

    private static FigureCell CellOf(
        int column,
        int row,
        GraderConfusion line,
        WeightedShare right,
        string grader,
        string verb,
        bool isSimulated
    )
    {
        var wrong = 1 - right.Value;
        return new(
            column,
            row,
            wrong,
            wrong is { } share ? GridKind.Short(share) : "–",
            right.N < Few,
            [
                $"{grader} {verb}: {Word(line.Kind)}",
                wrong is { } value
                    ? FormattableString.Invariant($"{100 * value:0.#} % of {right.N} verdicts")
                    : "no verdict",
                .. right.Interval is { } interval
                    ? (string[])
                        [FormattableString.Invariant($"95 % interval {1 - interval.High:F3} to {1 - interval.Low:F3}")]
                    : [],
                FormattableString.Invariant($"labelled verdicts of both: {line.Used} of {line.Total}"),
            ],
            null
        )
        {
            Low = 1 - right.Interval?.High,
            High = 1 - right.Interval?.Low,
            Basis = new(
                $"{grader} {verb}, {Word(line.Kind)}",
                right.N,
                0,
                null,
                right.Interval is null ? "none" : "wilson",
                "",
                [],
                isSimulated
            )
            {
                Unit = "verdicts",
            },
        };
    }

    private static string Word(CriterionKind? kind) => kind is { } one ? CriterionCost.Word(one) : "all criteria";
}
