namespace SkillMix.Core.Figures.Paper;

/// <summary>The range of an axis that says none itself: all that is drawn and the values of level guide lines, with a little room.</summary>
internal static class DataRange
{
    private const double Room = 0.06;
    private const double RoomAtEnds = 0.03;

    public static AxisRange OfX(Figure figure) => figure.IsSquare ? Roomy(XOf(figure), figure.X) : XOf(figure);

    public static AxisRange OfY(Figure figure) => figure.IsSquare ? Roomy(YOf(figure), figure.Y) : YOf(figure);

    private static AxisRange XOf(Figure figure)
    {
        if (figure.Cells is { } grid)
        {
            return OfCells(figure.X, grid.Cells.Select(cell => cell.X));
        }

        var half = figure.Traces.Any(trace => trace.Kind == TraceKind.Bar) ? 0.5 : 0;
        return Of(
            figure.X,
            figure.Traces.SelectMany(trace =>
                trace.Points.SelectMany(point =>
                    (double?[])
                        [
                            point.X + trace.Offset - half,
                            point.X + trace.Offset + half,
                            point.XLow + trace.Offset,
                            point.XHigh + trace.Offset,
                        ]
                )
            ),
            figure.Guides.Where(guide => !guide.IsLevel).SelectMany(guide => (double[])[guide.X1, guide.X2])
        );
    }

    private static AxisRange YOf(Figure figure)
    {
        if (figure.Cells is { } grid)
        {
            return OfCells(figure.Y, grid.Cells.Select(cell => cell.Y));
        }

        double?[] floor = figure.Traces.Any(trace => trace.Kind == TraceKind.Bar) ? [0] : [];
        return Of(
            figure.Y,
            figure
                .Traces.SelectMany(trace => trace.Points)
                .SelectMany(point =>
                    (double?[])[point.Y, point.Low, point.High, point.BoundLow, point.BoundHigh, .. floor]
                )
                .Concat(figure.Guides.Where(guide => guide.IsLevel).Select(guide => (double?)guide.Y1)),
            figure.Guides.SelectMany(guide => (double[])[guide.Y1, guide.Y2])
        );
    }

    /// <summary>A little beyond the ends that an axis says itself; others have room already.</summary>
    private static AxisRange Roomy(AxisRange range, FigureAxis axis)
    {
        var room = RoomAtEnds * (range.Max - range.Min);
        return new(range.Min - (axis.Min is null ? 0 : room), range.Max + (axis.Max is null ? 0 : room));
    }

    /// <summary>Half a place beyond the outermost cells and names, so that cells fill the frame.</summary>
    private static AxisRange OfCells(FigureAxis axis, IEnumerable<int> places)
    {
        List<double> known = [.. places.Select(place => (double)place), .. axis.Ticks ?? []];
        var (least, most) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max());
        return new(axis.Min ?? (least - 0.5), axis.Max ?? (most + 0.5));
    }

    /// <param name="guides">Ends of lines to hold values against, which count only where there is nothing to hold.</param>
    private static AxisRange Of(FigureAxis axis, IEnumerable<double?> values, IEnumerable<double> guides)
    {
        var known = values.OfType<double>().Where(double.IsFinite).ToList();
        known = known.Count == 0 ? [.. guides.Where(double.IsFinite)] : known;
        var (least, most) = known.Count == 0 ? (0, 1) : (known.Min(), known.Max());
        var room = most > least ? Room * (most - least) : 0.5;
        var min = axis.Min ?? (least == 0 ? 0 : least - room);
        var max = axis.Max ?? (most + room);
        return new(min, max > min ? max : min + 1);
    }
}
