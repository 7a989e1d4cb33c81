using System.Globalization;
using SkillMix.Core.Annotation;
using SkillMix.Core.Metrics;
using SkillMix.Core.Sampling;

namespace SkillMix.Benchmarks;

/// <summary>How often intervals hold the true rate, in simulated studies whose true rate is known.</summary>
/// <remarks>
/// A unit is a success with probability θ. It is hard with probability h: then each of three graders errs with probability ½;
/// else it errs with the false-positive or false-negative rate. The panel votes by majority, people label what
/// <see cref="QueueDesign"/> draws, and they are right. The error rates are invented: the table is about the estimators.
/// </remarks>
public static class CoverageTable
{
    /// <summary>The argument that asks for the table; the number of simulated studies per row may follow it.</summary>
    public const string Argument = "--coverage";

    /// <summary>Simulated studies per row, unless said otherwise.</summary>
    public const int Repeats = 4_000;

    private const double Least = 0.9;
    private const int Graders = 3;

    private static readonly Panel Lenient = new("lenient", 0.30, 0.01, 0.02);

    /// <summary>Prints the table as Markdown, the rows that fall short, and the same for a few larger studies.</summary>
    public static void Print(TextWriter output, int repeats)
    {
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Simulated data, {repeats:N0} studies per row; intervals of 95 %; bias / coverage / mean width."
            )
        );
        PrintTable(output, repeats, Rows());
        output.WriteLine();
        output.WriteLine("Beyond the grid:");
        PrintTable(output, repeats, LargerRows());
    }

    private static void PrintTable(TextWriter output, int repeats, List<Row> rows)
    {
        Parallel.ForEach(rows, row => row.Simulate(repeats));

        output.WriteLine();
        output.WriteLine(
            "| graders | θ | N | labels | naive | plain IPW | model-assisted | **calibrated** | RMSE: naive, plain, assisted | few corrections | thin cell | not estimable |"
        );
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var row in rows)
        {
            output.WriteLine($"| {row} |");
        }

        output.WriteLine();
        foreach (var row in rows)
        {
            (string Name, double Coverage)[] intervals =
            [
                ("plain", row.Plain.Coverage),
                ("model-assisted", row.Assisted.Coverage),
                ("calibrated", row.Calibrated.Coverage),
            ];
            foreach (var interval in intervals.Where(interval => interval.Coverage < Least))
            {
                output.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Below {Least:0.00}: {row.Name}: {interval.Name} {interval.Coverage:0.000}."
                    )
                );
            }
        }
    }

    private static List<Row> Rows() =>
        [
            .. from panel in new Panel[] { new("noisy", 0.12, 0.10, 0.10), new("good", 0.02, 0.05, 0.02), Lenient }
            from rate in new[] { 0.03, 0.1, 0.5 }
            from units in new[] { 100, 300 }
            from labels in new[] { 30, 60 }
            select new Row(panel, rate, units, labels),
        ];

    private static List<Row> LargerRows() =>
        [
            .. from rate in new[] { 0.03, 0.1, 0.5 }
            from labels in new[] { 100, 200 }
            select new Row(Lenient, rate, 1_000, labels),
        ];

    /// <summary>Graders by their chance to credit a failure, to miss a success, and of a unit to be hard.</summary>
    private sealed record Panel(string Name, double FalsePositive, double FalseNegative, double Hard);

    private sealed class Row(Panel panel, double rate, int units, int labels)
    {
        private int _repeats;
        private int _fewCorrections;
        private int _thinCells;

        public Tally Naive { get; } = new(rate);

        public Tally Plain { get; } = new(rate);

        public Tally Assisted { get; } = new(rate);

        public Tally Calibrated { get; } = new(rate);

        public string Name =>
            string.Create(CultureInfo.InvariantCulture, $"{panel.Name}, θ = {rate}, N = {units}, labels = {labels}");

        public void Simulate(int repeats)
        {
            _repeats = repeats;
            var random = new PythonRandom($"coverage; {Name}");
            for (var i = 0; i < repeats; i++)
            {
                var study = CalibratedRate.Of(Study(random));
                Naive.Add(study.Naive!.Value, study.NaiveInterval!.Value);
                if (study is { Plain: { } plain, ModelAssisted: { } assisted, Calibrated: { } calibrated })
                {
                    Plain.Add(plain.Value, plain.Interval);
                    Assisted.Add(assisted.Value, assisted.Interval);
                    Calibrated.Add(calibrated.Value, calibrated.Interval);
                    _fewCorrections += calibrated.Widening == Widening.FewCorrections ? 1 : 0;
                    _thinCells += calibrated.Widening == Widening.ThinCell ? 1 : 0;
                }
            }
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{panel.Name} | {rate} | {units} | {labels} | {Naive} | {Plain} | {Assisted} | {Calibrated} | {Naive.Error:0.0000}, {Plain.Error:0.0000}, {Assisted.Error:0.0000} | {(double)_fewCorrections / Assisted.Count:0 %} | {(double)_thinCells / Assisted.Count:0 %} | {1 - ((double)Assisted.Count / _repeats):0.0 %}"
            );

        private List<LabelledUnit> Study(PythonRandom random)
        {
            var truths = new bool[units];
            var votes = new int[units];
            for (var i = 0; i < units; i++)
            {
                truths[i] = random.Random() < rate;
                var isHard = random.Random() < panel.Hard;
                var error =
                    isHard ? 0.5
                    : truths[i] ? panel.FalseNegative
                    : panel.FalsePositive;
                for (var grader = 0; grader < Graders; grader++)
                {
                    var errs = random.Random() < error;
                    votes[i] += truths[i] != errs ? 1 : 0;
                }
            }

            var design = new QueueDesign { Budget = labels, Seed = (long)random.GetRandBits(62) };
            var draws = design.Draw([
                .. votes.Select(
                    (met, i) =>
                        new QueueCandidate(
                            i.ToString(CultureInfo.InvariantCulture),
                            QueueDesign.UncertaintyOf(met, Graders - met)
                        )
                ),
            ]);
            return
            [
                .. draws.Select(
                    (draw, i) =>
                        new LabelledUnit(
                            draw.Unit,
                            2 * votes[i] > Graders,
                            votes[i] is > 0 and < Graders,
                            draw.Probability,
                            draw.IsDrawn,
                            draw.IsDrawn ? truths[i] : null
                        )
                ),
            ];
        }
    }

    /// <summary>Bias, error, coverage and width of one estimator, over the studies in which it could estimate.</summary>
    private sealed class Tally(double truth)
    {
        private double _errors;
        private double _squares;
        private double _widths;
        private int _covered;

        public int Count { get; private set; }

        /// <summary>Share of the intervals that hold the true rate; NaN where there are none.</summary>
        public double Coverage => (double)_covered / Count;

        /// <summary>Root of the mean squared error.</summary>
        public double Error => Math.Sqrt(_squares / Count);

        public void Add(double value, Interval interval)
        {
            Count++;
            _errors += value - truth;
            _squares += (value - truth) * (value - truth);
            _widths += interval.High - interval.Low;
            _covered += interval.Low <= truth && truth <= interval.High ? 1 : 0;
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_errors / Count:+0.000;−0.000;0.000} / {Coverage:0.000} / {_widths / Count:0.000}"
            );
    }
}
