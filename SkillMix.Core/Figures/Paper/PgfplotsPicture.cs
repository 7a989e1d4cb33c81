using System.Globalization;
using System.Text;
using static SkillMix.Core.Figures.Paper.Decimals;

namespace SkillMix.Core.Figures.Paper;

/// <summary>The tikzpicture of a figure.</summary>
/// <param name="plan">Where everything stands; its frame is the axis.</param>
internal sealed class PgfplotsPicture(Figure figure, FigureStyle style, Plan plan)
{
    private readonly PaperInk _ink = new(style);
    private readonly Plane _plane = plan.Plane;
    private readonly TraceDrawing _traces = new(figure, style, plan.Plane);
    private readonly Dictionary<string, string> _colours = [];
    private readonly SortedSet<(int Symbol, bool IsOpen)> _marks = [];
    private readonly StringBuilder _axis = new();

    /// <summary>The words of it, and which characters of them are unknown.</summary>
    public LatexText Text { get; } = new();

    public string Write()
    {
        Options();
        Cells();
        foreach (var guide in new GuideDrawing(figure, style, _plane).Lines())
        {
            Path((Shape.Path)guide);
        }

        Traces();
        foreach (var words in plan.GuideWords())
        {
            GuideWords(words);
        }

        _axis.Append("\\end{axis}\n");
        Header();

        var source = new StringBuilder("\\begin{tikzpicture}\n");
        foreach (var (colour, name) in _colours)
        {
            source.Append(CultureInfo.InvariantCulture, $"\\definecolor{{{name}}}{{HTML}}{{{colour[1..]}}}\n");
        }

        foreach (var (symbol, isOpen) in _marks)
        {
            source.Append(Mark(symbol, isOpen));
        }

        return source.Append(_axis).Append("\\end{tikzpicture}%\n").ToString();
    }

    private void Options()
    {
        var ((xLabels, xTitle), (yLabels, yTitle)) = (plan.Bottom, plan.Left);
        var (xScale, yScale) = _plane.IsSideways ? (_plane.Values, _plane.Places) : (_plane.Places, _plane.Values);
        List<string> options =
        [
            $"scale only axis, width={Length(plan.Area.Width)}, height={Length(plan.Area.Height)}",
            $"xmin={Value(xScale.Min)}, xmax={Value(xScale.Max)}, ymin={Value(yScale.Min)}, ymax={Value(yScale.Max)}",
            .. plan.IsDownwards ? (string[])["y dir=reverse"] : [],
            "axis x line*=bottom, axis y line*=left, tick align=outside, scaled ticks=false",
            figure.Cells is null
                ? $"axis line style={{{Colour(PaperInk.Axis)}, line width={Length(0.6 * _ink.Unit)}}}, tick style={{{Colour(PaperInk.Axis)}, line width={Length(0.6 * _ink.Unit)}}}, major tick length={Length(2.5 * _ink.Unit)}"
                : "axis line style={draw=none}, tick style={draw=none}, major tick length=0pt",
            $"tick label style={{font={Font(0.9 * style.FontSize)}, inner sep={Length(2 * _ink.Unit)}}}, label style={{font={Font(style.FontSize)}, align=center, inner sep={Length(2.5 * _ink.Unit)}}}",
            $"xtick={Ticks(xLabels)}, xticklabels={{{Labels(xLabels)}}}",
            .. xLabels.IsSlanted ? (string[])["x tick label style={rotate=40, anchor=east, inner sep=2.5bp}"] : [],
            $"ytick={Ticks(yLabels)}, yticklabels={{{Labels(yLabels)}}}",
            .. xTitle.IsEmpty ? (string[])[] : [$"xlabel={{{Text.Of(xTitle.Lines)}}}"],
            .. yTitle.IsEmpty ? (string[])[] : [$"ylabel={{{Text.Of(yTitle.Lines)}}}"],
            .. Grid(),
            .. LegendOptions(),
            .. KeyOptions(),
        ];
        _axis.Append("\\begin{axis}[\n  ").AppendJoin(",\n  ", options).Append("]\n");
    }

    private IEnumerable<string> Grid() =>
        style.ShowsGrid && figure.Cells is null
            ?
            [
                $"{(_plane.IsSideways ? "x" : "y")}majorgrids, major grid style={{{Colour(PaperInk.Grid)}, line width={Length(0.5 * _ink.Unit)}}}",
            ]
            : [];

    private IEnumerable<string> LegendOptions()
    {
        if (plan.Legend.IsEmpty)
        {
            return [];
        }

        var place = plan.Place switch
        {
            LegendPlace.TopLeft => "at={(0,1)}, anchor=north west, xshift=2bp",
            LegendPlace.BottomLeft => "at={(0,0)}, anchor=south west, xshift=2bp, yshift=2bp",
            LegendPlace.BottomRight => "at={(1,0)}, anchor=south east, yshift=2bp",
            LegendPlace.Right => "at={(1,1)}, anchor=north west, xshift=5bp",
            LegendPlace.Below => $"at={{(0.5,0)}}, anchor=north, yshift=-{Length(Below(plan.BottomDepth))}",
            _ => "at={(1,1)}, anchor=north east",
        };
        return
        [
            $"legend style={{{place}, draw=none, {(plan.CoversData ? "fill=none" : "fill=white")}, inner sep=1pt, font={Font(0.9 * style.FontSize)}, cells={{anchor=west, align=left}}, /tikz/every even column/.append style={{column sep=6bp}}}}",
            $"legend columns={plan.Legend.ColumnCount.ToString(CultureInfo.InvariantCulture)}",
        ];
    }

    private IEnumerable<string> KeyOptions()
    {
        if (figure.Cells is not { } grid || plan.Key is not { } key)
        {
            return [];
        }

        var stops = CellColours.Stops(grid.IsDiverging, style.Palette == PaletteChoice.Grey);
        var map = string.Join(
            " ",
            stops.Select(stop => $"rgb255=({string.Join(",", Convert.FromHexString(stop.AsSpan(1)))})")
        );
        var axis = key.IsBelow ? "x" : "y";
        var place = key.IsBelow
            ? $"xtick pos=bottom, height={Length(7 * _ink.Unit)}"
            : $"ytick pos=right, width={Length(7 * _ink.Unit)}";
        var shift = key.IsBelow ? $"yshift=-{Length(4 * _ink.Unit)}" : $"xshift={Length(6 * _ink.Unit)}";
        var label = key.Title is [""]
            ? ""
            : $", {axis}label={{{Text.Of(key.Title)}}}, {axis}label style={{font={Font(style.FontSize)}, align=center}}";
        return
        [
            $"colormap={{cells}}{{{map}}}, point meta min={Value(key.Labels.Range.Min)}, point meta max={Value(key.Labels.Range.Max)}",
            $"{(key.IsBelow ? "colorbar horizontal" : "colorbar")}, colorbar shift/.style={{{shift}}}",
            $"colorbar style={{scaled ticks=false, {place}, {axis}tick={Ticks(key.Labels)}, {axis}ticklabels={{{Labels(key.Labels)}}}{label}, axis line style={{draw=none}}, tick style={{{Colour(PaperInk.Axis)}, line width={Length(0.5 * _ink.Unit)}}}, major tick length={Length(2 * _ink.Unit)}, tick align=outside}}",
        ];
    }

    private void Cells()
    {
        if (figure.Cells is not { } grid)
        {
            return;
        }

        var drawing = new CellDrawing(figure, style, _plane);
        var size = drawing.TextSize(grid);
        foreach (var cell in grid.Cells)
        {
            var (box, ground, words) = (
                drawing.Box(cell.X, cell.Y),
                drawing.Ground(cell, grid),
                drawing.Text(cell, grid)
            );
            var corners = $"{At(new(box.Left, box.Top))} rectangle {At(new(box.Right, box.Bottom))};\n";
            _axis.Append(CultureInfo.InvariantCulture, $"\\fill[{Colour(ground)}] {corners}");
            if (cell.IsHatched)
            {
                _axis.Append(
                    CultureInfo.InvariantCulture,
                    $"\\fill[pattern=north east lines, pattern color={Colour(PaperInk.HatchLine)}] {corners}"
                );
            }

            var middle = At(new((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2));
            if (words.Length > 0 && size is { } height)
            {
                var behind = cell.IsHatched ? $", fill={Colour(ground)}" : "";
                _axis.Append(
                    CultureInfo.InvariantCulture,
                    $"\\node[font={Font(height)}, text={Colour(CellColours.InkOn(ground))}, inner sep=0.8pt{behind}] at {middle} {{{Text.Of(words)}}};\n"
                );
            }
            else if (CellDrawing.IsBare(cell, words))
            {
                _axis.Append(
                    CultureInfo.InvariantCulture,
                    $"\\node[font={Font(height: 0.9 * style.FontSize)}, text={Colour(PaperInk.HatchLine)}, inner sep=0pt] at {middle} {{--}};\n"
                );
            }
        }
    }

    /// <summary>In the order of the other files: bars, what lies behind lines, then intervals, lines and marks of each trace.</summary>
    private void Traces()
    {
        var traces = figure.Traces.OrderBy(trace => !trace.IsFaint).ToList();
        var marked = traces.FindAll(trace => trace.Kind != TraceKind.Bar);
        foreach (var trace in traces.Except(marked))
        {
            foreach (var box in _traces.Bars(trace).OfType<Shape.Path>().Where(shape => shape.Fill is not null))
            {
                Path(box);
            }

            Intervals(trace);
        }

        foreach (
            var shape in marked.SelectMany(trace =>
                trace.Kind == TraceKind.Line ? _traces.Bands(trace) : _traces.Limits(trace)
            )
        )
        {
            Path((Shape.Path)shape);
        }

        foreach (var trace in marked)
        {
            Intervals(trace);
            Line(trace);
            Marks(trace, isOpen: false);
            Marks(trace, isOpen: true);
        }

        foreach (var (trace, name) in plan.Legend.IsEmpty ? [] : figure.Traces.Zip(plan.Legend.Names))
        {
            var key = trace.Kind switch
            {
                TraceKind.Bar =>
                    $"area legend, draw={Colour(_ink.Bar(trace).Colour)}, fill={Colour(_ink.Bar(trace).Colour)}",
                TraceKind.Points => $"only marks, {MarkOf(trace, trace.HasOpenKey)}",
                _ when !trace.HasMarkers => $"{Pen(_ink.Line(trace))}, mark=none",
                _ => $"{Pen(_ink.Line(trace))}, {MarkOf(trace, trace.HasOpenKey)}",
            };
            _axis.Append(
                CultureInfo.InvariantCulture,
                $"\\addlegendimage{{{key}}}\n\\addlegendentry{{{Text.Of(name)}}}\n"
            );
        }
    }

    /// <summary>Intervals of values as explicit error bars, and those along the places.</summary>
    private void Intervals(Trace trace)
    {
        if (!TraceDrawing.HasBars(trace, style.Errors))
        {
            return;
        }

        var shift = trace.Kind == TraceKind.Bar ? _traces.BarPlace(trace).Offset : trace.Offset;
        ErrorBars(
            trace,
            _plane.IsSideways ? "x" : "y",
            trace
                .Points.Where(point => point is { Low: not null, High: not null })
                .Select(point => (Place: point.X + shift, Value: point.Y ?? point.Low!.Value, Point: point))
                .Select(one =>
                    (one.Place, one.Value, one.Point.High!.Value - one.Value, one.Value - one.Point.Low!.Value)
                )
        );
        ErrorBars(
            trace,
            _plane.IsSideways ? "y" : "x",
            trace
                .Points.Where(point => point is { Y: not null, XLow: not null, XHigh: not null })
                .Select(point =>
                    (point.X + shift, point.Y!.Value, point.XHigh!.Value - point.X, point.X - point.XLow!.Value)
                )
        );
    }

    private void ErrorBars(
        Trace trace,
        string axis,
        IEnumerable<(double Place, double Value, double Plus, double Minus)> intervals
    )
    {
        var rows = intervals
            .Select(one => $"{Pair(one.Place, one.Value, " ")} {Value(one.Plus)} {Value(one.Minus)} \\\\")
            .ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var pen = Pen(_ink.Error(trace));
        _axis.Append(
            CultureInfo.InvariantCulture,
            $"\\addplot[draw=none, forget plot, error bars/.cd, {axis} dir=both, {axis} explicit, error bar style={{{pen}, solid}}, error mark options={{{pen}, solid, rotate=90, mark size={Length(1.6 * _ink.Unit)}}}]\n  table[x=x, y=y, {axis} error plus=plus, {axis} error minus=minus, row sep=\\\\] {{\n  x y plus minus \\\\\n"
        );
        foreach (var row in rows)
        {
            _axis.Append("  ").Append(row).Append('\n');
        }

        _axis.Append("};\n");
    }

    private void Line(Trace trace)
    {
        if (trace.Kind == TraceKind.Line)
        {
            Coordinates(
                $"{Pen(_ink.Line(trace))}, mark=none, unbounded coords=jump",
                trace.Points.Select(point => (point.X + trace.Offset, point.Y ?? double.NaN))
            );
        }
    }

    private void Marks(Trace trace, bool isOpen)
    {
        var points = (trace.HasMarkers ? trace.Points : [])
            .Where(point => (point.IsOpen || trace.IsFaint) == isOpen)
            .Where(point => point.Y is { } value && double.IsFinite(value))
            .Select(point => (X: point.X + trace.Offset, Y: point.Y!.Value))
            .Where(point => _plane.Frame.Holds(_plane.At(point.X, point.Y)))
            .ToList();
        if (points.Count > 0)
        {
            Coordinates($"only marks, {MarkOf(trace, isOpen)}", points);
        }
    }

    private void Coordinates(string options, IEnumerable<(double Place, double Value)> points)
    {
        _axis
            .Append(CultureInfo.InvariantCulture, $"\\addplot[{options}, forget plot] coordinates {{")
            .AppendJoin(' ', points.Select(point => $"({Pair(point.Place, point.Value, ",")})"))
            .Append("};\n");
    }

    /// <summary>A line or an area of the drawing, in the numbers of the axes.</summary>
    private void Path(Shape.Path path)
    {
        var options = path.Fill is { } fill
            ? $"\\fill[{Colour(fill.Colour)}{(fill.Opacity < 1 ? $", opacity={Number(fill.Opacity)}" : "")}] "
            : $"\\draw[{Pen(path.Stroke!)}] ";
        _axis.Append(options).AppendJoin(" -- ", path.Places.Select(At)).Append(path.IsClosed ? " -- cycle;\n" : ";\n");
    }

    private void GuideWords(Shape shape)
    {
        if (shape is Shape.Text text)
        {
            _axis.Append(
                CultureInfo.InvariantCulture,
                $"\\node[font={Font(0.8 * style.FontSize)}, text={Colour(text.Colour)}, anchor=base west, inner sep=0pt] at {At(text.Place)} {{{Text.Of(text.Words)}}};\n"
            );
        }
        else
        {
            Path((Shape.Path)shape);
        }
    }

    private void Header()
    {
        if (plan.Title is { } title)
        {
            _axis.Append(
                CultureInfo.InvariantCulture,
                $"\\node[font={Font(style.FontSize)}, anchor=south west, align=left, inner sep=0pt, yshift=5bp] at (current axis.north west) {{{Text.Of(title.Lines)}}};\n"
            );
        }

        if (figure.IsSimulated)
        {
            var badge = Colour(PaperInk.Badge);
            _axis.Append(
                CultureInfo.InvariantCulture,
                $"\\node[font={Font(0.8 * style.FontSize)}, draw={badge}, text={badge}, line width={Length(0.5 * _ink.Unit)}, anchor=south east, inner xsep=2.5bp, inner ysep=1.6bp, yshift=4bp] at (current axis.north east) {{{Text.Of(FigureLayout.SimulatedWords)}}};\n"
            );
        }
    }

    /// <summary>A mark of our own, so that it is the same as in the other files.</summary>
    private static string Mark(int symbol, bool isOpen)
    {
        var mark = new StringBuilder();
        mark.Append(CultureInfo.InvariantCulture, $"\\pgfdeclareplotmark{{{MarkName(symbol, isOpen)}}}{{");
        if (Marker.Corners(symbol) is { } corners)
        {
            foreach (var (i, (x, y)) in corners.Index())
            {
                mark.Append(i == 0 ? "\\pgfpathmoveto" : "\\pgfpathlineto")
                    .Append(
                        CultureInfo.InvariantCulture,
                        $"{{\\pgfpoint{{{Number(x, 3)}\\pgfplotmarksize}}{{{Number(-y, 3)}\\pgfplotmarksize}}}}"
                    );
            }

            mark.Append("\\pgfpathclose");
        }
        else
        {
            mark.Append("\\pgfpathcircle{\\pgfpointorigin}{\\pgfplotmarksize}");
        }

        return mark.Append(isOpen ? "\\pgfusepathqfillstroke}\n" : "\\pgfusepathqfill}\n").ToString();
    }

    private static string MarkName(int symbol, bool isOpen) =>
        $"figure-{(char)('a' + symbol)}{(isOpen ? "-open" : "")}";

    private string MarkOf(Trace trace, bool isOpen)
    {
        var symbol = trace.Symbol % Marker.Count;
        _marks.Add((symbol, isOpen));
        var colour = Colour(_ink.Colour(trace));
        var ink = isOpen
            ? $"solid, draw={colour}, fill=white, line width={Length(_ink.Outline(trace).Width)}"
            : $"solid, fill={colour}";
        return $"mark={MarkName(symbol, isOpen)}, mark size={Length(_ink.Radius(trace))}, mark options={{{ink}}}";
    }

    private string Pen(Stroke stroke)
    {
        var dash = stroke.Dash is { } lengths
            ? ", dash pattern="
                + string.Join(" ", lengths.Select((length, i) => $"{(i % 2 == 0 ? "on" : "off")} {Length(length)}"))
            : "";
        return $"{Colour(stroke.Colour)}, line width={Length(stroke.Width)}{dash}";
    }

    /// <summary>The name of a colour; it is defined at the top of the picture.</summary>
    private string Colour(string colour)
    {
        if (!_colours.TryGetValue(colour, out var name))
        {
            name = $"figure{(_colours.Count + 1).ToString(CultureInfo.InvariantCulture)}";
            _colours.Add(colour, name);
        }

        return name;
    }

    /// <summary>A place of the drawing in the numbers of the axes.</summary>
    private string At(Place place)
    {
        var (x, y) = _plane.IsSideways ? (_plane.Values, _plane.Places) : (_plane.Places, _plane.Values);
        return $"(axis cs:{Value(x.Of(place.X))},{Value(y.Of(place.Y))})";
    }

    private string Pair(double place, double value, string between) =>
        _plane.IsSideways ? $"{Value(value)}{between}{Value(place)}" : $"{Value(place)}{between}{Value(value)}";

    private string Labels(AxisLabels labels) => string.Join(",", labels.Texts.Select(text => $"{{{Text.Of(text)}}}"));

    private static string Ticks(AxisLabels labels) =>
        labels.Ticks.Count == 0 ? "\\empty" : $"{{{string.Join(",", labels.Ticks.Select(Value))}}}";

    private static string Font(double height) =>
        $"\\sffamily\\fontsize{{{Length(height)}}}{{{Length(1.15 * height)}}}\\selectfont";

    /// <summary>LaTeX leaves a little more between the axis and its words.</summary>
    private double Below(double depth) => (1.1 * depth) + (3 * _ink.Unit);

    private static string Length(double points) => $"{Number(points)}bp";

    private static string Value(double value) =>
        double.IsFinite(value) ? (value + 0.0).ToString("G10", CultureInfo.InvariantCulture) : "nan";
}
