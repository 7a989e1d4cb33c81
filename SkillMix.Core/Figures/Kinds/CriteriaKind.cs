using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures.Kinds;

/// <summary>Which kind of criterion costs full marks, by k: a line for each kind and student; colour by criterion, symbol by student, base models dashed and open.</summary>
/// <remarks>Shares of all texts of which it is decided, every generation by itself; Wilson intervals, as if texts were independent.</remarks>
internal static class CriteriaKind
{
    public static Sketch Draw(FigureMaterial material)
    {
        if (material.Options.Intervals == IntervalRule.SkillsLikeThese)
        {
            material.RequireGradings();
            throw new ArgumentException(
                "Shares of texts have intervals for this catalogue, or by drawing tuples anew, and none for skills like these: choose one of the two."
            );
        }

        var losses = CriterionLosses
            .Of(material.Points, material.Options)
            .Where(loss => loss.Texts > 0)
            .OrderBy(loss => material.Choices.PlaceOf(loss.Student))
            .ThenBy(loss => loss.Setting)
            .ThenBy(loss => loss.Grader, StringComparer.Ordinal)
            .ThenBy(loss => loss.K)
            .ToList();
        if (losses.Count == 0)
        {
            throw FigureMaterial.NothingGraded();
        }

        var groups = losses.GroupBy(loss => (loss.Student, loss.Setting, loss.Grader, loss.IsSimulated)).ToList();
        var sides = groups.ConvertAll(group => group.Key);
        var lines = groups
            .SelectMany(group => Enum.GetValues<CriterionKind>().Select(kind => (kind, group)))
            .OrderBy(line => line.kind)
            .ToList();
        var traces = lines.Select(
            (line, i) =>
            {
                var isBase = material.IsBaseOfShown(line.group.Key.Student);
                return new Trace(
                    material.Name(
                        line.group.Key.Student,
                        line.group.Key.Setting,
                        line.group.Key.Grader,
                        CriterionCost.Word(line.kind)
                    ),
                    TraceKind.Line,
                    (int)line.kind,
                    sides.IndexOf(line.group.Key),
                    isBase,
                    IsFaint: false,
                    SuccessCurve.OffsetOf(i, lines.Count),
                    SuccessCurve.WithGaps(
                        line.group.Select(loss => (loss.K, PointOf(loss, line.kind, isBase, material)))
                    )
                );
            }
        );
        var isAlone = material.Spec.Loss == LossForm.Alone;
        var common = material.Common([.. losses.Select(loss => loss.Grader)]);
        return new(
            new(
                $"{(isAlone ? "The only criterion that texts miss" : "Criteria that texts miss")}, against k{(common.Length > 0 ? $" ({common})" : "")}",
                SuccessCurve.KAxis([.. losses.Select(loss => loss.K).Distinct()]),
                new(isAlone ? "Share of texts that miss it alone" : "Share of texts that miss the criterion", 0),
                [.. traces],
                losses.Exists(loss => loss.IsSimulated)
            ),
            [
                .. material.Options.Intervals == IntervalRule.TupleBootstrap
                    ? []
                    : (string[])
                        [
                            "Intervals take texts as independent; the generations of a tuple are not, so the true ones are somewhat wider. Tuples drawn anew give them.",
                        ],
                "“skill” is missed where any of the k skills is, so more often at larger k by construction.",
            ]
        );
    }

    /// <summary>Wilson's, or by drawing tuples anew.</summary>
    private static (Interval? Interval, double? StandardError, string Method) IntervalOf(
        KindLoss counts,
        int missed,
        int decided,
        FigureMaterial material
    )
    {
        var options = material.Options;
        if (counts.Tuples is not { } tuples)
        {
            var wilson = Intervals.Wilson(missed, decided, options.Confidence);
            return (wilson, null, wilson is null ? "none" : "wilson");
        }

        var drawn = TupleBootstrap.OfShares(
            [
                .. tuples.Select(tuple =>
                    (material.Spec.Loss == LossForm.Alone ? tuple.Alone : tuple.Missed, tuple.Decided)
                ),
            ],
            options.Bootstrap with
            {
                Confidence = options.Confidence,
            }
        );
        return (drawn?.Interval, drawn?.StandardError, drawn is null ? "none" : "tuple-bootstrap");
    }

    private static FigurePoint PointOf(CriterionLosses loss, CriterionKind kind, bool isBase, FigureMaterial material)
    {
        var counts = loss.Kinds.Single(one => one.Kind == kind);
        var missed = material.Spec.Loss == LossForm.Alone ? counts.MissedAlone : counts.Missed;
        var decided = loss.Texts - counts.Unscored;
        var (interval, error, method) = IntervalOf(counts, missed, decided, material);
        return new(
            loss.K,
            decided == 0 ? null : (double)missed / decided,
            interval?.Low,
            interval?.High,
            null,
            null,
            [
                FormattableString.Invariant($"{loss.Student}, k = {loss.K}: {CriterionCost.Word(kind)}"),
                FormattableString.Invariant(
                    $"{missed} of {decided} texts miss {(material.Spec.Loss == LossForm.Alone ? "it alone" : "it")}; undecided: {counts.Unscored}"
                ),
                $"graded by {loss.Grader}",
                .. loss.IsSimulated ? (string[])["simulated"] : [],
            ],
            material.KeyOf(new PointSource(loss.Student, material.GraderOf(loss.Grader), loss.Setting, loss.K))
        )
        {
            IsOpen = isBase,
            Basis = new(
                FormattableString.Invariant($"{loss.Student}, k = {loss.K}, {CriterionCost.Word(kind)}"),
                decided,
                counts.Unscored,
                error,
                method,
                loss.Fingerprint,
                material.RunsOf(loss.Student),
                loss.IsSimulated
            )
            {
                Unit = "texts",
                Grader = loss.Grader,
            },
        };
    }
}
