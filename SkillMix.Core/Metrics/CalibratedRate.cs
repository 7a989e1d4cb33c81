using System.Globalization;

namespace SkillMix.Core.Metrics;

/// <summary>A rate corrected by people's labels, with a normal interval.</summary>
/// <param name="Value">The estimate. It may lie a little outside [0, 1], which keeps it free of bias; see <see cref="Shown"/>.</param>
/// <param name="StandardError">Standard deviation of the summands (N − 1) over √N, or more where <paramref name="Widening"/> says so; ≥ 0.</param>
/// <param name="Interval">Value ± z · standard error, clipped to [0, 1]; of <see cref="CalibratedRate.Calibrated"/> never inside a Wilson interval.</param>
/// <param name="Widening">Why the standard error is not just the spread of its own summands, if it is not.</param>
public sealed record CorrectedEstimate(double Value, double StandardError, Interval Interval, Widening Widening)
{
    /// <summary>The value as a rate to be shown, clipped to [0, 1].</summary>
    public double Shown => Math.Clamp(Value, 0, 1);

    /// <summary>Whether the standard error errs on the safe side on purpose. The interval then covers more than its level, as a rule.</summary>
    public bool IsWidened => Widening != Widening.None;
}

/// <summary>The units of one verdict of the graders, unanimous or split: labels speak for the other units of their cell.</summary>
/// <param name="Panel">f_c, the graders' verdict.</param>
/// <param name="IsSplit">Whether the graders are not unanimous.</param>
/// <param name="Units">Units in the cell.</param>
/// <param name="Drawn">Units drawn for labelling.</param>
/// <param name="Labels">Drawn units that people decided, n_c.</param>
/// <param name="ResponseRate">Σ 1/π over the decided, over Σ 1/π over the drawn, in [0, 1]; 1 where none was drawn.</param>
/// <param name="Expected">m̂_c = (n_c · Ȳ_c + 2 f_c) / (n_c + 2), Ȳ_c the weighted mean of the labels; f_c where there is none.</param>
public sealed record CalibrationCell(
    bool Panel,
    bool IsSplit,
    int Units,
    int Drawn,
    int Labels,
    double ResponseRate,
    double Expected
);

/// <summary>The rate of success as people would judge it, from the graders' verdicts on all units and people's labels on some of them.</summary>
/// <remarks>
/// <para>
/// The labels must come from a queue with known probabilities (<see cref="Annotation.QueueDesign"/>); units picked by hand never enter.
/// Rates are for one k and one student: an error rate of graders that holds at k = 2 does not hold at k = 6.
/// </para>
/// <para>
/// Weights are w = ξ / π, divided by the response rate of the unit's cell where drawn units have no label. Then
/// plain: θ = N⁻¹ Σ [f + (Y − f) w], Zrnic and Candès 2024, arXiv:2403.03208, without power tuning, which ruins the coverage of a few
/// dozen labels at small rates; model-assisted: θ = N⁻¹ Σ [m̂ + (Y − m̂) w], a generalised regression estimator (Särndal, Swensson
/// and Wretman 1992) on four cells. SE is the standard deviation of the summands over √N for both. What is shown is
/// <see cref="Calibrated"/>, the model-assisted value with an interval that also holds where a cell has few labels.
/// </para>
/// </remarks>
public sealed record CalibratedRate
{
    /// <summary>Below so many corrections the standard error is raised.</summary>
    public const int FewCorrections = 5;

    /// <summary>A cell with fewer labels that is not labelled throughout is thin: the spread of the model-assisted summands hides how uncertain m̂ is.</summary>
    /// <remarks>It plays no part where <see cref="FewCorrections"/> widens the interval; docs/design/calibration.md has the coverage.</remarks>
    public const int FewInCell = 5;

    /// <summary>Above this share of drawn units without a label there is a warning.</summary>
    public const double ManyOpen = 0.1;

    /// <summary>Above this share of drawn units without a label nothing is estimated.</summary>
    public const double TooManyOpen = 0.3;

    private const double PriorLabels = 2;

    /// <summary>N, units with a known probability.</summary>
    public required int Units { get; init; }

    /// <summary>Units left out because they were picked by hand.</summary>
    public required int HandPicked { get; init; }

    /// <summary>Units whose graders are undecided; they count as met or not met as the caller said.</summary>
    public required int PanelUndecided { get; init; }

    /// <summary>Units drawn for labelling.</summary>
    public required int Drawn { get; init; }

    /// <summary>Drawn units that people decided, n.</summary>
    public required int Labels { get; init; }

    /// <summary>Labels that differ from the graders' verdict.</summary>
    public required int Corrections { get; init; }

    /// <summary>The graders' rate over all units, uncorrected, in [0, 1]; null without units.</summary>
    public required double? Naive { get; init; }

    /// <summary>Wilson interval of <see cref="Naive"/>: it knows nothing of the graders' errors.</summary>
    public required Interval? NaiveInterval { get; init; }

    /// <summary>The cross-check: inverse probability weighting of the corrections alone; null where nothing can be estimated.</summary>
    public required CorrectedEstimate? Plain { get; init; }

    /// <summary>Model-assisted inverse probability weighting; null where nothing can be estimated.</summary>
    /// <remarks>Its value has the smaller error; its interval is too narrow where a cell is thin (<see cref="FewInCell"/>).</remarks>
    public required CorrectedEstimate? ModelAssisted { get; init; }

    /// <summary>The one to show: the value of <see cref="ModelAssisted"/> with an interval to go by; null where nothing can be estimated.</summary>
    /// <remarks>
    /// Where a cell is thin the standard error is the larger of the two. The interval is never inside Wilson's for the same share of N units,
    /// which is what it would be if all of them had a label.
    /// </remarks>
    public required CorrectedEstimate? Calibrated { get; init; }

    /// <summary>Why nothing can be estimated, in words; null where the estimates stand.</summary>
    public required string? NotEstimable { get; init; }

    /// <summary>What a reader of the estimate must know besides, in words.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The cells that hold units: not met before met, unanimous before split.</summary>
    public required IReadOnlyList<CalibrationCell> Cells { get; init; }

    /// <summary>Drawn units without a label.</summary>
    public int Open => Drawn - Labels;

    /// <summary>Estimates the rate of one group of units.</summary>
    /// <param name="units">All units, labelled or not.</param>
    /// <param name="undecided">What an undecided verdict of the graders counts as. Where there are any, ask for both and show both.</param>
    /// <param name="confidence">Level of the intervals, in (0, 1).</param>
    /// <exception cref="ArgumentException">A unit stands there twice, or a probability lies outside (0, 1].</exception>
    public static CalibratedRate Of(IReadOnlyList<LabelledUnit> units, bool undecided = false, double confidence = 0.95)
    {
        Intervals.CheckConfidence(confidence);
        Check(units);
        var inDesign = units.Where(unit => unit.Probability is not null).ToList();
        var cells = inDesign
            .GroupBy(unit => (Panel: unit.Panel ?? undecided, unit.IsSplit))
            .OrderBy(cell => cell.Key)
            .Select(cell => WeightedCell.Of(cell.Key.Panel, cell.Key.IsSplit, [.. cell]))
            .ToList();
        var met = cells.Where(cell => cell.Facts.Panel).Sum(cell => cell.Facts.Units);
        var labels = cells.Sum(cell => cell.Facts.Labels);
        var drawn = cells.Sum(cell => cell.Facts.Drawn);
        var corrections = cells.Sum(cell => cell.Labelled.Count(label => label.Met != cell.Facts.Panel));
        var reason = ReasonAgainst(inDesign.Count, [.. cells.Select(cell => cell.Facts)]);
        var thin = corrections < FewCorrections ? [] : cells.Select(cell => cell.Facts).Where(IsThin).ToList();
        var plain = reason is null ? Estimate(cells, cell => cell.Facts.Panel ? 1 : 0, corrections, confidence) : null;
        var assisted = reason is null ? Estimate(cells, cell => cell.Facts.Expected, corrections, confidence) : null;
        return new()
        {
            Units = inDesign.Count,
            HandPicked = units.Count - inDesign.Count,
            PanelUndecided = inDesign.Count(unit => unit.Panel is null),
            Drawn = drawn,
            Labels = labels,
            Corrections = corrections,
            Naive = inDesign.Count == 0 ? null : (double)met / inDesign.Count,
            NaiveInterval = Intervals.Wilson(met, inDesign.Count, confidence),
            Plain = plain,
            ModelAssisted = assisted,
            Calibrated =
                plain is null || assisted is null
                    ? null
                    : Safer(assisted, plain, thin.Count > 0, inDesign.Count, confidence),
            NotEstimable = reason,
            Warnings = reason is null ? WarningsFor(drawn, labels, corrections, thin) : [],
            Cells = [.. cells.Select(cell => cell.Facts)],
        };
    }

    private static CorrectedEstimate Estimate(
        List<WeightedCell> cells,
        Func<WeightedCell, double> expectation,
        int corrections,
        double confidence
    )
    {
        var summands = new List<double>();
        foreach (var cell in cells)
        {
            var expected = expectation(cell);
            summands.AddRange(
                cell.Labelled.Select(label => expected + (((label.Met ? 1 : 0) - expected) * label.Weight))
            );
            summands.AddRange(Enumerable.Repeat(expected, cell.Facts.Units - cell.Facts.Labels));
        }

        double[] values = [.. summands];
        var value = Intervals.Mean(values)!.Value;
        var error = Intervals.StandardError(values)!.Value;
        var isWidened = corrections < FewCorrections;
        if (isWidened)
        {
            var average = cells.SelectMany(cell => cell.Labelled).Average(label => label.Weight);
            error = double.Hypot(error, average / values.Length);
        }

        return new(value, error, Around(value, error, confidence), isWidened ? Widening.FewCorrections : Widening.None);
    }

    private static CorrectedEstimate Safer(
        CorrectedEstimate assisted,
        CorrectedEstimate plain,
        bool hasThinCell,
        int units,
        double confidence
    )
    {
        var error = hasThinCell ? Math.Max(assisted.StandardError, plain.StandardError) : assisted.StandardError;
        var ifAllWereLabelled = Intervals.WilsonOfShare(assisted.Shown, units, confidence)!.Value;
        return assisted with
        {
            StandardError = error,
            Interval = Around(assisted.Value, error, confidence).Hull(ifAllWereLabelled),
            Widening = hasThinCell ? Widening.ThinCell : assisted.Widening,
        };
    }

    private static Interval Around(double value, double error, double confidence)
    {
        var half = Intervals.Z(confidence) * error;
        return new Interval(value - half, value + half).Clip(0, 1);
    }

    private static bool IsThin(CalibrationCell cell) => cell.Labels < FewInCell && cell.Labels < cell.Units;

    private static string? ReasonAgainst(int units, List<CalibrationCell> cells)
    {
        var drawn = cells.Sum(cell => cell.Drawn);
        var open = drawn - cells.Sum(cell => cell.Labels);
        if (units < 2)
        {
            return $"{units} units were in the queue's draw; it takes two or more.";
        }

        if (open == drawn)
        {
            return "No drawn unit has a label yet.";
        }

        if (open > TooManyOpen * drawn)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{open} of {drawn} drawn units have no label; with more than {TooManyOpen:0 %} missing nothing is estimated."
            );
        }

        if (cells.Find(cell => cell is { Drawn: > 0, Labels: 0 }) is { } silent)
        {
            return $"None of the {silent.Drawn} drawn units has a label among those the graders call {Words(silent)}.";
        }

        return cells
            .GroupBy(cell => cell.Panel)
            .Where(verdict => verdict.Sum(cell => cell.Labels) == 0)
            .Select(verdict =>
                $"None of the {verdict.Sum(cell => cell.Units)} units that the graders call {Words(verdict.Key)} has been drawn and labelled."
            )
            .FirstOrDefault();
    }

    private static IReadOnlyList<string> WarningsFor(int drawn, int labels, int corrections, List<CalibrationCell> thin)
    {
        var open = drawn - labels;
        return
        [
            .. open > ManyOpen * drawn
                ? [$"{open} of {drawn} drawn units have no label; those that have one speak for them."]
                : Array.Empty<string>(),
            .. corrections < FewCorrections
                ?
                [
                    $"People changed {corrections} of {labels} verdicts; with so few the interval is made wider on purpose.",
                ]
                : thin.Select(cell =>
                    $"{cell.Labels} of the {cell.Units} units that the graders call {Words(cell)} have a label; with so few the interval takes the larger of two standard errors, on purpose: go by it, and label more of them to narrow it."
                ),
        ];
    }

    private static string Words(CalibrationCell cell) =>
        $"{Words(cell.Panel)} {(cell.IsSplit ? "by a split vote" : "unanimously")}";

    private static string Words(bool panel) => panel ? "met" : "not met";

    private static void Check(IReadOnlyList<LabelledUnit> units)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            if (!names.Add(unit.Unit))
            {
                throw new ArgumentException($"Unit {unit.Unit} stands in the list twice.");
            }

            if (unit.Probability is { } probability and not (> 0 and <= 1))
            {
                throw new ArgumentException(
                    $"Unit {unit.Unit} has the probability {probability}; it must lie above 0 and be at most 1."
                );
            }
        }
    }

    private sealed record WeightedLabel(bool Met, double Weight);

    private sealed record WeightedCell(CalibrationCell Facts, IReadOnlyList<WeightedLabel> Labelled)
    {
        public static WeightedCell Of(bool panel, bool isSplit, IReadOnlyList<LabelledUnit> units)
        {
            var drawn = units.Where(unit => unit.IsDrawn).ToList();
            var decided = drawn.Where(unit => unit.Label is not null).ToList();
            var weightDrawn = drawn.Sum(unit => 1 / unit.Probability!.Value);
            var weightDecided = decided.Sum(unit => 1 / unit.Probability!.Value);
            var response = drawn.Count == decided.Count ? 1 : weightDecided / weightDrawn;
            var verdict = panel ? 1.0 : 0.0;
            var mean =
                decided.Count == 0
                    ? verdict
                    : decided.Where(unit => unit.Label == true).Sum(unit => 1 / unit.Probability!.Value)
                        / weightDecided;
            var expected = ((decided.Count * mean) + (PriorLabels * verdict)) / (decided.Count + PriorLabels);
            return new(
                new(panel, isSplit, units.Count, drawn.Count, decided.Count, response, expected),
                [
                    .. decided.Select(unit => new WeightedLabel(
                        unit.Label!.Value,
                        1 / (unit.Probability!.Value * response)
                    )),
                ]
            );
        }
    }
}
