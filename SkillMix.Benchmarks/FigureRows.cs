using System.Globalization;
using System.Text;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;

namespace SkillMix.Benchmarks;

/// <summary>The main figure as files for a paper: from its description to the bytes of each.</summary>
public static class FigureRows
{
    private const int MostBytes = 60 * 1024;
    private const double MostSeconds = 0.05;

    /// <summary>Six curves over five k, 6.75 in wide; the first file of a process also reads the font and compiles.</summary>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int runs)
    {
        var figure = MainFigure();
        var svg = "";
        var first = await FirstAsync(() => svg = SvgWriter.Write(FigureLayout.Draw(figure, FigureStyle.Page)));
        var bytes = Encoding.UTF8.GetByteCount(svg);
        return
        [
            Measurement.Time("figure svg, first of the process", null, first),
            Measurement.Time(
                "figure svg",
                MostSeconds,
                await OfAsync(runs, () => SvgWriter.Write(FigureLayout.Draw(figure, FigureStyle.Page)))
            ),
            Measurement.Time(
                "figure pdf",
                MostSeconds,
                await OfAsync(runs, () => PdfWriter.Write(FigureLayout.Draw(figure, FigureStyle.Page)))
            ),
            Measurement.Time(
                "figure png, 300 dpi",
                null,
                await OfAsync(runs, () => PngWriter.Write(FigureLayout.Draw(figure, FigureStyle.Page)))
            ),
            new(
                "figure svg, bytes with its font",
                "≤ 60 KB",
                string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KB"),
                bytes <= MostBytes
            ),
        ];
    }

    private static Figure MainFigure()
    {
        const int Curves = 6;
        int[] ks = [2, 3, 4, 5, 6];
        return new(
            "Ratio of full marks against k",
            new("k (skills per text)", 1.5, 6.5, [2, 3, 4, 5, 6]),
            new("Ratio of full marks", 0, 1),
            [
                .. Enumerable
                    .Range(0, Curves)
                    .Select(i => new Trace(
                        $"rehearsal/model-{i + 1}",
                        TraceKind.Line,
                        i,
                        i,
                        IsDashed: i == 0,
                        IsFaint: false,
                        Offset: 0.05 * (i - 2.5),
                        [.. ks.Select(k => Point(k, (0.95 - (0.13 * (k - 2))) * (1 - (0.1 * i))))]
                    )),
            ],
            IsSimulated: true
        );
    }

    private static FigurePoint Point(int k, double value) =>
        new(k, value, value - 0.05, value + 0.05, value - 0.02, value + 0.02, [], null);

    private static async Task<Timing> FirstAsync(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Task.Run(action);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        return new(seconds, seconds, seconds);
    }

    private static Task<Timing> OfAsync(int runs, Action action) => Timing.OfAsync(runs, () => Task.Run(action));
}
