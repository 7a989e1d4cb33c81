using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Figures;

/// <summary>Calibrated success in words, the same in the figure, the table and on the command line.</summary>
public static class CalibratedWords
{
    /// <summary>What every curve and table of it is titled.</summary>
    public const string Title = "as judged by annotators";

    /// <summary>What a figure's title says of people's correction.</summary>
    /// <param name="people">The correction; null where there is none.</param>
    /// <param name="isEstimable">Whether any of its points could be estimated.</param>
    public static string TitleEnd(CalibratedSuccess? people, bool isEstimable) =>
        people is null ? ""
        : isEstimable ? $", {Title}"
        : "; people's correction is not estimable yet";

    /// <summary>What is said in the place of a value where there is none.</summary>
    public const string NotEstimable = "not estimable";

    /// <summary>What success is of: the unit that the queue drew.</summary>
    public static string Quantity(CalibratedSuccess success) =>
        success.IsPerGeneration ? "full marks per generation" : "full marks, best of a tuple's generations";

    /// <summary>A curve's name in the legend.</summary>
    public static string Name(CalibratedCurve curve, CalibratedSuccess success) =>
        $"{curve.Name} – {Title}{(success.IsPerGeneration ? ", per generation" : "")}";

    /// <summary>The name of the faint curve behind it.</summary>
    public static string Naive(string curve) => $"{curve} – as graded";

    /// <summary>"0.412 ± 0.031", with both ends where there are two; "not estimable" where there is no value.</summary>
    public static string Value(CalibratedPoint point) =>
        point switch
        {
            { Calibrated: not { } } => NotEstimable,
            { Ends: { } ends } when !ends.Low.Equals(ends.High) => FormattableString.Invariant(
                $"{ends.Low:F3} or {ends.High:F3} ± {point.StandardError:F3}"
            ),
            _ => FormattableString.Invariant($"{point.Calibrated.Shown:F3} ± {point.StandardError:F3}"),
        };

    /// <summary>The cross-check as "0.412 ± 0.031"; a dash where there is none.</summary>
    public static string Plain(CalibratedPoint point) =>
        point is { Calibrated: not null, Rate.Plain: { } plain }
            ? FormattableString.Invariant($"{plain.Shown:F3} ± {plain.StandardError:F3}")
            : "–";

    /// <summary>"0.351 … 0.473"; a dash where there is none.</summary>
    public static string Limits(Interval? interval) =>
        interval is { } limits ? FormattableString.Invariant($"{limits.Low:F3} … {limits.High:F3}") : "–";

    /// <summary>"AC1 0.78, 88 % the same, on 24 of 25 criteria that two people judged".</summary>
    public static string Agreement(HumanAgreement agreement) =>
        agreement switch
        {
            { Total: 0 } => "no criterion was judged by two people",
            { Used: 0 } => FormattableString.Invariant(
                $"on none of the {agreement.Total} criteria that two people judged could both tell"
            ),
            _ => FormattableString.Invariant(
                $"AC1 {agreement.Gwet.Value:F2}, {100 * agreement.Percent.Value:F0} % the same, on {agreement.Used} of {agreement.Total} criteria that two people judged"
            ),
        };

    /// <summary>What a reader is told on pointing at a point, one line each.</summary>
    public static IReadOnlyList<string> Of(CalibratedPoint point, CalibratedSuccess success)
    {
        var rate = point.Rate;
        return
        [
            FormattableString.Invariant($"{point.Student}, {SettingWords.Of(point.Setting)}, k = {point.K}"),
            $"{Title}: {Value(point)}",
            Quantity(success),
            .. point.Interval is { } interval
                ? [FormattableString.Invariant($"{100 * success.Confidence:0.#} % interval {Limits(interval)}")]
                : Array.Empty<string>(),
            .. point.NotEstimable is { } reason ? [reason] : Array.Empty<string>(),
            FormattableString.Invariant(
                $"labels: {rate.Labels} of {rate.Drawn} drawn, out of {rate.Units} units; {rate.Corrections} changed the graders' verdict"
            ),
            FormattableString.Invariant($"naive {rate.Naive:F3}, plain {Plain(point)}"),
            $"people among themselves: {Agreement(point.Agreement)}",
            .. point.Warnings,
            .. point.IsSimulated ? ["simulated"] : Array.Empty<string>(),
        ];
    }

    /// <summary>What a point that people's labels correct rests on.</summary>
    internal static PointBasis BasisOf(CalibratedPoint point, CalibratedSuccess success) =>
        new(
            FormattableString.Invariant(
                $"{point.Student}, {SettingWords.Of(point.Setting)}, k = {point.K}, {Title} of the queue “{success.Spec.Name}”"
            ),
            point.Rate.Units,
            0,
            point.StandardError,
            "normal",
            "",
            [],
            point.IsSimulated
        )
        {
            Unit = "units",
        };
}
