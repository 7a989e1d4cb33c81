namespace SkillMix.Core.Figures.Paper;

/// <summary>Draws the traces of a figure into the frame between its axes.</summary>
internal sealed class TraceDrawing(Figure figure, FigureStyle style, Scale x, Scale y, Frame frame)
{
    private const double HalfBand = 0.04;
    private const double GroupWidth = 0.8;
    private const double PaleBand = 0.14;
    private const double FullBand = 0.2;

    private readonly PaperInk _ink = new(style);

    /// <summary>Bars, then bands, then lines with intervals and markers; what is faint lies behind the rest of its kind.</summary>
    public IReadOnlyList<Shape> Shapes()
    {
        var traces = figure.Traces.OrderBy(trace => !trace.IsFaint).ToList();
        var lines = traces.Where(trace => trace.Kind == TraceKind.Line).ToList();
        return
        [
            .. traces.Where(trace => trace.Kind == TraceKind.Bar).SelectMany(Bars),
            .. lines.SelectMany(Bands),
            .. lines.SelectMany(trace => (Shape[])[.. ErrorBars(trace), .. Lines(trace), .. Markers(trace)]),
        ];
    }

    private IEnumerable<Shape> Bars(Trace trace)
    {
        var (offset, width) = BarPlace(trace);
        foreach (var point in trace.Points.Where(point => point.Y is { } value && double.IsFinite(value)))
        {
            var middle = point.X + offset;
            IReadOnlyList<Place> box =
            [
                new(x.At(middle - (width / 2)), y.At(Math.Max(0, y.Min))),
                new(x.At(middle - (width / 2)), y.At(point.Y!.Value)),
                new(x.At(middle + (width / 2)), y.At(point.Y.Value)),
                new(x.At(middle + (width / 2)), y.At(Math.Max(0, y.Min))),
            ];
            if (Clip.Area(box, frame) is { Count: > 0 } seen)
            {
                yield return new Shape.Path(seen, true, null, _ink.Bar(trace));
            }

            foreach (var error in ErrorBar(trace, point, x.At(middle)))
            {
                yield return error;
            }
        }
    }

    /// <summary>Bars that say their own place are as wide as the room between two places; others share the room around x.</summary>
    private (double Offset, double Width) BarPlace(Trace trace)
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

    private IEnumerable<Shape> Bands(Trace trace)
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
                foreach (var piece in Clip.Path(end, frame))
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
            && Clip.Area([.. Upper(Widened(run)), .. Lower(Widened(run)).Reverse()], frame) is { Count: > 0 } seen
        )
        {
            yield return new Shape.Path(seen, true, null, fill);
        }
    }

    private IReadOnlyList<Place> Upper(List<(double X, double Low, double High)> run) =>
        [.. run.Select(point => new Place(x.At(point.X), y.At(point.High)))];

    private IReadOnlyList<Place> Lower(List<(double X, double Low, double High)> run) =>
        [.. run.Select(point => new Place(x.At(point.X), y.At(point.Low)))];

    private IEnumerable<Shape> ErrorBars(Trace trace) =>
        style.Errors == ErrorStyle.Bars
            ? trace.Points.SelectMany(point => ErrorBar(trace, point, x.At(point.X + trace.Offset)))
            : [];

    private IEnumerable<Shape> ErrorBar(Trace trace, FigurePoint point, double middle)
    {
        if (style.Errors == ErrorStyle.None || point.Low is not { } low || point.High is not { } high)
        {
            yield break;
        }

        var cap = 1.6 * _ink.Unit;
        (Place From, Place To)[] lines =
        [
            (new(middle, y.At(low)), new(middle, y.At(high))),
            (new(middle - cap, y.At(low)), new(middle + cap, y.At(low))),
            (new(middle - cap, y.At(high)), new(middle + cap, y.At(high))),
        ];
        foreach (var (from, to) in lines)
        {
            if (Clip.Line(from, to, frame) is var (start, end))
            {
                yield return Shape.Path.Line(_ink.Error(trace), start, end);
            }
        }
    }

    private IEnumerable<Shape> Lines(Trace trace) =>
        from run in Runs(trace, point => point.Y, point => point.Y)
        from piece in Clip.Path(Upper(run), frame)
        select Shape.Path.Line(_ink.Line(trace), piece);

    private IEnumerable<Shape> Markers(Trace trace) =>
        from point in trace.Points
        where point.Y is { } value && double.IsFinite(value)
        let place = new Place(x.At(point.X + trace.Offset), y.At(point.Y!.Value))
        where frame.Holds(place)
        select MarkerOf(trace, place, _ink);

    /// <summary>The sign of a trace: filled, or open where it is faint.</summary>
    public static Shape MarkerOf(Trace trace, Place place, PaperInk ink) =>
        trace.IsFaint
            ? Marker.Of(trace.Symbol, place, ink.Radius(trace), ink.Outline(trace), new(PaperInk.White))
            : Marker.Of(trace.Symbol, place, ink.Radius(trace), null, new(ink.Colour(trace)));
}
