namespace SkillMix.Core.Figures.Paper;

/// <summary>Draws the traces of a figure into the frame between its axes.</summary>
internal sealed class TraceDrawing(Figure figure, FigureStyle style, Plane plane)
{
    private const double HalfBand = 0.04;
    private const double GroupWidth = 0.8;
    private const double PaleBand = 0.14;
    private const double FullBand = 0.2;
    private const double LimitWidth = 5;

    private readonly PaperInk _ink = new(style);

    /// <summary>Bars, then bands, then lines and points with intervals and markers; what is faint lies behind the rest of its kind.</summary>
    public IReadOnlyList<Shape> Shapes()
    {
        var traces = figure.Traces.OrderBy(trace => !trace.IsFaint).ToList();
        var marked = traces.Where(trace => trace.Kind != TraceKind.Bar).ToList();
        return
        [
            .. traces.Where(trace => trace.Kind == TraceKind.Bar).SelectMany(Bars),
            .. marked.SelectMany(trace => trace.Kind == TraceKind.Line ? Bands(trace) : Limits(trace)),
            .. marked.SelectMany(trace => (Shape[])[.. ErrorBars(trace), .. Lines(trace), .. Markers(trace)]),
        ];
    }

    /// <summary>Bars with their intervals.</summary>
    public IEnumerable<Shape> Bars(Trace trace)
    {
        var (offset, width) = BarPlace(trace);
        foreach (var point in trace.Points.Where(point => point.Y is { } value && double.IsFinite(value)))
        {
            var middle = point.X + offset;
            IReadOnlyList<Place> box =
            [
                plane.At(middle - (width / 2), Math.Max(0, plane.Values.Min)),
                plane.At(middle - (width / 2), point.Y!.Value),
                plane.At(middle + (width / 2), point.Y.Value),
                plane.At(middle + (width / 2), Math.Max(0, plane.Values.Min)),
            ];
            if (Clip.Area(box, plane.Frame) is { Count: > 0 } seen)
            {
                yield return new Shape.Path(seen, true, null, _ink.Bar(trace));
            }

            foreach (var error in ErrorBar(trace, point, middle))
            {
                yield return error;
            }
        }
    }

    /// <summary>Bars that say their own place are as wide as the room between two places; others share the room around x.</summary>
    public (double Offset, double Width) BarPlace(Trace trace)
    {
        var bars = figure.Traces.Where(one => one.Kind == TraceKind.Bar).ToList();
        var offsets = bars.Select(one => one.Offset).Distinct().Order().ToList();
        if (offsets.Count > 1)
        {
            return (trace.Offset, 0.9 * Step(offsets));
        }

        var slot =
            GroupWidth
            * Step([.. bars.SelectMany(one => one.Points).Select(point => point.X).Distinct().Order()])
            / bars.Count;
        return (trace.Offset + ((bars.IndexOf(trace) - ((bars.Count - 1) / 2.0)) * slot), 0.95 * slot);
    }

    private static double Step(List<double> places) =>
        places.Count < 2 ? 1 : places.Zip(places.Skip(1), (left, right) => right - left).Min();

    /// <summary>What lies behind a line: the band of its intervals or of its limits.</summary>
    public IEnumerable<Shape> Bands(Trace trace)
    {
        if (style.Errors == ErrorStyle.None)
        {
            yield break;
        }

        var limits = Runs(trace, point => point.BoundLow ?? point.Y, point => point.BoundHigh ?? point.Y);
        if (style.Errors == ErrorStyle.Bars)
        {
            foreach (var run in limits)
            {
                foreach (var band in Band(run, new(_ink.Colour(trace), PaleBand)))
                {
                    yield return band;
                }
            }

            yield break;
        }

        foreach (var run in Runs(trace, point => point.Low, point => point.High))
        {
            foreach (var band in Band(run, new(_ink.Colour(trace), FullBand)))
            {
                yield return band;
            }
        }

        foreach (var run in limits.SelectMany(run => Open(Widened(run))))
        {
            foreach (var end in (IReadOnlyList<Place>[])[Upper(run), Lower(run)])
            {
                foreach (var piece in Clip.Path(end, plane.Frame))
                {
                    yield return Shape.Path.Line(_ink.Limit(trace), piece);
                }
            }
        }
    }

    /// <summary>The stretches of a run along which its ends differ: where they are the same, the line itself is there already.</summary>
    private static List<List<(double X, double Low, double High)>> Open(List<(double X, double Low, double High)> run)
    {
        var stretches = new List<List<(double X, double Low, double High)>> { new() };
        for (var i = 1; i < run.Count; i++)
        {
            if (run[i - 1].Low.Equals(run[i - 1].High) && run[i].Low.Equals(run[i].High))
            {
                stretches.Add([]);
                continue;
            }

            if (stretches[^1].Count == 0)
            {
                stretches[^1].Add(run[i - 1]);
            }

            stretches[^1].Add(run[i]);
        }

        return stretches.FindAll(stretch => stretch.Count > 0);
    }

    /// <summary>Stretches of points that have both ends, from gap to gap.</summary>
    private static List<List<(double X, double Low, double High)>> Runs(
        Trace trace,
        Func<FigurePoint, double?> low,
        Func<FigurePoint, double?> high
    )
    {
        var runs = new List<List<(double X, double Low, double High)>> { new() };
        foreach (var point in trace.Points)
        {
            if (low(point) is { } from && high(point) is { } to && double.IsFinite(from) && double.IsFinite(to))
            {
                runs[^1].Add((point.X + trace.Offset, from, to));
            }
            else
            {
                runs.Add([]);
            }
        }

        return [.. runs.Where(run => run.Count > 0)];
    }

    private static List<(double X, double Low, double High)> Widened(List<(double X, double Low, double High)> run) =>
        run is [var only] ? [only with { X = only.X - HalfBand }, only with { X = only.X + HalfBand }] : run;

    private IEnumerable<Shape> Band(List<(double X, double Low, double High)> run, Fill fill)
    {
        if (
            run.Exists(point => !point.Low.Equals(point.High))
            && Clip.Area([.. Upper(Widened(run)), .. Lower(Widened(run)).Reverse()], plane.Frame) is { Count: > 0 } seen
        )
        {
            yield return new Shape.Path(seen, true, null, fill);
        }
    }

    private IReadOnlyList<Place> Upper(List<(double X, double Low, double High)> run) =>
        [.. run.Select(point => plane.At(point.X, point.High))];

    private IReadOnlyList<Place> Lower(List<(double X, double Low, double High)> run) =>
        [.. run.Select(point => plane.At(point.X, point.Low))];

    private IEnumerable<Shape> ErrorBars(Trace trace) =>
        HasBars(trace, style.Errors)
            ? trace.Points.SelectMany(point => ErrorBar(trace, point, point.X + trace.Offset))
            : [];

    /// <summary>Whether intervals stand at the points themselves: along points that nothing joins there is no band.</summary>
    public static bool HasBars(Trace trace, ErrorStyle errors) =>
        errors == ErrorStyle.Bars || (errors == ErrorStyle.Bands && trace.Kind != TraceKind.Line);

    private IEnumerable<Shape> ErrorBar(Trace trace, FigurePoint point, double place)
    {
        if (style.Errors == ErrorStyle.None)
        {
            yield break;
        }

        var cap = 1.6 * _ink.Unit;
        var lines = new List<(Place From, Place To)>();
        if (point is { Low: { } low, High: { } high })
        {
            var (from, to) = (plane.At(place, low), plane.At(place, high));
            lines.Add((from, to));
            lines.Add((plane.Across(from, -cap), plane.Across(from, cap)));
            lines.Add((plane.Across(to, -cap), plane.Across(to, cap)));
        }

        if (point is { XLow: { } first, XHigh: { } last, Y: { } value })
        {
            var (from, to) = (plane.At(first + trace.Offset, value), plane.At(last + trace.Offset, value));
            lines.Add((from, to));
            lines.Add((plane.Along(from, -cap), plane.Along(from, cap)));
            lines.Add((plane.Along(to, -cap), plane.Along(to, cap)));
        }

        foreach (var (from, to) in lines)
        {
            if (Clip.Line(from, to, plane.Frame) is var (start, end))
            {
                yield return Shape.Path.Line(_ink.Error(trace), start, end);
            }
        }
    }

    /// <summary>What the unscored leave open at a point that nothing joins: a pale box around it.</summary>
    public IEnumerable<Shape> Limits(Trace trace)
    {
        if (style.Errors == ErrorStyle.None)
        {
            yield break;
        }

        var half = LimitWidth / 2 * _ink.Unit;
        foreach (var point in trace.Points)
        {
            if (point is not { BoundLow: { } low, BoundHigh: { } high } || low.Equals(high))
            {
                continue;
            }

            var (from, to) = (plane.At(point.X + trace.Offset, low), plane.At(point.X + trace.Offset, high));
            IReadOnlyList<Place> box =
            [
                plane.Across(from, -half),
                plane.Across(to, -half),
                plane.Across(to, half),
                plane.Across(from, half),
            ];
            if (Clip.Area(box, plane.Frame) is { Count: > 0 } seen)
            {
                yield return new Shape.Path(seen, true, null, new(_ink.Colour(trace), PaleBand));
            }
        }
    }

    private IEnumerable<Shape> Lines(Trace trace) =>
        trace.Kind != TraceKind.Line
            ? []
            : from run in Runs(trace, point => point.Y, point => point.Y)
            from piece in Clip.Path(Upper(run), plane.Frame)
            select Shape.Path.Line(_ink.Line(trace), piece);

    private IEnumerable<Shape> Markers(Trace trace) =>
        from point in trace.HasMarkers ? trace.Points : []
        where point.Y is { } value && double.IsFinite(value)
        let place = plane.At(point.X + trace.Offset, point.Y!.Value)
        where plane.Frame.Holds(place)
        select MarkerOf(trace, place, _ink, point.IsOpen);

    /// <summary>The sign of a trace: filled, or open where it or the point is.</summary>
    public static Shape MarkerOf(Trace trace, Place place, PaperInk ink, bool isOpen = false) =>
        trace.IsFaint || isOpen
            ? Marker.Of(trace.Symbol, place, ink.Radius(trace), ink.Outline(trace), new(PaperInk.White))
            : Marker.Of(trace.Symbol, place, ink.Radius(trace), null, new(ink.Colour(trace)));
}
