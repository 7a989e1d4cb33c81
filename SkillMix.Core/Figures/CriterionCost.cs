using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Which kind of criterion costs texts their full marks, by k: a figure for each student, grader and setting.</summary>
/// <remarks>
/// The pale bar is the share of texts that miss a kind, the full bar before it the share that miss nothing else: what would be
/// gained if that kind alone were mended. Shares are of all graded texts.
/// </remarks>
public static class CriterionCost
{
    private const double Step = 0.2;
    private const double Headroom = 1.1;

    /// <summary>The figures, in the order of the losses, all with the same axes so that they can be compared.</summary>
    public static IReadOnlyList<Figure> Build(
        IReadOnlyList<CriterionLosses> losses,
        Func<CriterionLosses, string?>? keyOf = null
    )
    {
        var ks = losses.Select(loss => loss.K).Distinct().ToList();
        var shares = losses.SelectMany(loss => loss.Kinds.Select(kind => Share(kind.Missed, loss.Texts) ?? 0));
        var highest = Math.Clamp(shares.DefaultIfEmpty(1).Max() * Headroom, 0.1, 1);
        return
        [
            .. losses
                .GroupBy(loss => (loss.Student, loss.Grader, loss.Setting, loss.IsSimulated))
                .Select(group => new Figure(
                    $"{group.Key.Student}, {SettingWords.Of(group.Key.Setting)}, graded by {group.Key.Grader}",
                    SuccessCurve.KAxis(ks),
                    new("Share of texts", 0, highest),
                    [.. Enum.GetValues<CriterionKind>().SelectMany(kind => Traces(kind, [.. group], keyOf))],
                    group.Key.IsSimulated
                )),
        ];
    }

    /// <summary>A kind in words: "skill", "topic", "sense" or "length".</summary>
    public static string Word(CriterionKind kind) =>
        kind switch
        {
            CriterionKind.Topic => "topic",
            CriterionKind.Sense => "sense",
            CriterionKind.Length => "length",
            _ => "skill",
        };

    private static IEnumerable<Trace> Traces(
        CriterionKind kind,
        IReadOnlyList<CriterionLosses> losses,
        Func<CriterionLosses, string?>? keyOf
    )
    {
        var place = (int)kind;
        var offset = (place - 1.5) * Step;
        yield return Bars($"{Word(kind)}, missed", isFaint: true, loss => loss.Missed);
        yield return Bars($"{Word(kind)}, missed alone", isFaint: false, loss => loss.MissedAlone);

        Trace Bars(string name, bool isFaint, Func<KindLoss, int> count) =>
            new(
                name,
                TraceKind.Bar,
                place,
                place,
                IsDashed: false,
                isFaint,
                offset,
                [
                    .. losses
                        .OrderBy(loss => loss.K)
                        .Select(loss => Point(loss, loss.Kinds.Single(one => one.Kind == kind), count, keyOf)),
                ]
            );
    }

    private static FigurePoint Point(
        CriterionLosses loss,
        KindLoss kind,
        Func<KindLoss, int> count,
        Func<CriterionLosses, string?>? keyOf
    ) =>
        new(
            loss.K,
            Share(count(kind), loss.Texts),
            null,
            null,
            null,
            null,
            [
                FormattableString.Invariant($"{loss.Student}, {SettingWords.Of(loss.Setting)}, k = {loss.K}"),
                FormattableString.Invariant(
                    $"{Word(kind.Kind)} missed by {kind.Missed} of {loss.Texts} texts, by {kind.MissedAlone} alone"
                ),
                FormattableString.Invariant($"undecided texts: {kind.Unscored}"),
                $"graded by {loss.Grader}",
                .. loss.IsSimulated ? (string[])["simulated"] : [],
            ],
            keyOf?.Invoke(loss)
        );

    private static double? Share(int count, int texts) => texts == 0 ? null : (double)count / texts;
}
