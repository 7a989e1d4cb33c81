namespace SkillMix.Core.Figures.Paper;

/// <summary>The range of an axis that says none itself: all that is drawn, with a little room.</summary>
internal static class DataRange
{
    private const double Room = 0.06;

    public static AxisRange OfX(Figure figure)
    {
        var half = figure.Traces.Any(trace => trace.Kind == TraceKind.Bar) ? 0.5 : 0;
        return Of(
            figure.X,
            figure.Traces.SelectMany(trace =>
                trace.Points.SelectMany(point =>
                    (double?[])[point.X + trace.Offset - half, point.X + trace.Offset + half]
                )
            )
        );
    }

    public static AxisRange OfY(Figure figure)
    {
        double?[] floor = figure.Traces.Any(trace => trace.Kind == TraceKind.Bar) ? [0] : [];
        return Of(
            figure.Y,
            figure
                .Traces.SelectMany(trace => trace.Points)
                .SelectMany(point =>
                    (double?[])[point.Y, point.Low, point.High, point.BoundLow, point.BoundHigh, .. floor]
                )
        );
    }

    private static AxisRange Of(FigureAxis axis, IEnumerable<double?> values)
    {
        var known = values.OfType<double>().Where(double.IsFinite).ToList();
        var (least, most) = known.Count == 0 ? (0, 1) : (known.Min(), known.Max());
        var room = most > least ? Room * (most - least) : 0.5;
        var min = axis.Min ?? (least == 0 ? 0 : least - room);
        var max = axis.Max ?? (most + room);
        return new(min, max > min ? max : min + 1);
    }
}
