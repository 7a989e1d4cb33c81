namespace SkillMix.Core.Figures.Paper;

/// <summary>Where everything in a figure stands, for one place of the legend.</summary>
internal sealed class Plan
{
    /// <summary>A plot that is narrower or lower than this, in points, shows nothing.</summary>
    public const double LeastPlot = 30;

    private const double Margin = 2;
    private const double WidestSide = 0.42;

    private readonly Figure _figure;
    private readonly FigureStyle _style;
    private readonly PaperInk _ink;
    private readonly LegendPlace _place;
    private readonly Legend _legend;
    private readonly AxisRange _xRange;
    private readonly AxisRange _yRange;
    private readonly double _width;
    private readonly double _height;

    private AxisLabels _xLabels;
    private AxisLabels _yLabels;
    private TextBlock _xTitle;
    private TextBlock _yTitle;
    private readonly TextBlock? _title;

    public Plan(Figure figure, FigureStyle style, LegendPlace place)
    {
        (_figure, _style, _ink, _place) = (figure, style, new(style), place);
        (_width, _height) = (style.Width * Drawing.PointsPerInch, style.Height * Drawing.PointsPerInch);
        _xRange = style.X ?? DataRange.OfX(figure);
        _yRange = style.Y ?? DataRange.OfY(figure);
        _title = style.ShowsTitle
            ? TextBlock.Of(
                figure.Title,
                style.FontSize,
                _width - (2 * Margin) - BadgeWidth - (BadgeWidth > 0 ? U(6) : 0)
            )
            : null;
        var room = place switch
        {
            LegendPlace.Below => _width - (2 * Margin),
            LegendPlace.Right => WidestSide * _width,
            _ => 0.6 * _width,
        };
        _legend = new(
            place == LegendPlace.None ? figure with { Traces = [] } : figure,
            style,
            room,
            isOneColumn: place != LegendPlace.Below
        );

        _xTitle = TextBlock.Of(figure.X.Title, style.FontSize, _width - (2 * Margin));
        _yTitle = TextBlock.Of(figure.Y.Title, style.FontSize, _height - (2 * Margin));
        _xLabels = AxisLabels.Along(figure.X, _xRange, 0.9 * style.FontSize, _width * 0.7);
        _yLabels = AxisLabels.Up(figure.Y, _yRange, 0.9 * style.FontSize, _height * 0.7);

        // What stands left decides how wide the plot is, and what stands below how high: a second look settles both.
        Area = Fit();
        for (var i = 0; i < 2; i++)
        {
            // It may be a little longer than the axis, but for the figure's title, which stands above.
            _yTitle = TextBlock.Of(
                figure.Y.Title,
                style.FontSize,
                Math.Max(LeastPlot, Area.Height + (style.ShowsTitle ? 0 : U(8)))
            );
            _xTitle = TextBlock.Of(figure.X.Title, style.FontSize, Math.Max(LeastPlot, Area.Width + U(16)));
            _xLabels = AxisLabels.Along(figure.X, _xRange, 0.9 * style.FontSize, Math.Max(LeastPlot, Area.Width));
            _yLabels = AxisLabels.Up(figure.Y, _yRange, 0.9 * style.FontSize, Math.Max(LeastPlot, Area.Height));
            Area = Fit();
        }
    }

    /// <summary>The frame between the axes.</summary>
    public Frame Area { get; }

    /// <summary>Whether the plot is large enough to show anything, and the legend stands within its own room.</summary>
    public bool HasRoom =>
        Area.Width >= LeastPlot
        && Area.Height >= LeastPlot
        && (
            _legend.IsEmpty
            || _place switch
            {
                LegendPlace.Below => true, // the plot has given it its room
                LegendPlace.Right => LegendTop + _legend.Height <= _height - Margin,
                _ => Area.Holds(new(LegendBox.Left, LegendBox.Top))
                    && Area.Holds(new(LegendBox.Right, LegendBox.Bottom)),
            }
        );

    /// <summary>Whether there is room and the legend, in a corner, covers no data.</summary>
    public bool IsLegendFree
    {
        get
        {
            var box = LegendBox;
            return HasRoom && !Data().Any(shape => Touches(shape, box));
        }
    }

    private Scale X => new(_xRange.Min, _xRange.Max, Area.Left, Area.Right);

    private Scale Y => new(_yRange.Min, _yRange.Max, Area.Bottom, Area.Top);

    private double TickLength => U(2.5);

    private double LegendTop => Area.Top + U(1);

    private double BadgeSize => 0.8 * _style.FontSize;

    private double BadgeWidth =>
        _figure.IsSimulated ? TextBlock.Of(FigureLayout.SimulatedWords, BadgeSize, _width).Width + U(5) : 0;

    /// <summary>The legend with room around it.</summary>
    private Frame LegendBox
    {
        get
        {
            var (width, height, gap) = (_legend.Width + U(6), _legend.Height + U(5), U(2));
            var isLeft = _place is LegendPlace.TopLeft or LegendPlace.BottomLeft;
            var isTop = _place is LegendPlace.TopLeft or LegendPlace.TopRight;
            var left = isLeft ? Area.Left + gap : Area.Right - width;
            var top = isTop ? Area.Top : Area.Bottom - height - gap;
            return new(left, top, left + width, top + height);
        }
    }

    /// <summary>Everything, in the order of drawing.</summary>
    public IReadOnlyList<Shape> Shapes() => [.. Grid(), .. Axes(), .. Data(), .. LegendShapes(), .. Header()];

    private IReadOnlyList<Shape> Data() => new TraceDrawing(_figure, _style, X, Y, Area).Shapes();

    /// <summary>The frame that what stands around it leaves.</summary>
    private Frame Fit()
    {
        var header = Math.Max(_title?.Height ?? 0, _figure.IsSimulated ? U(9) : 0);
        var top = Margin + (header > 0 ? header + U(4) : 0);
        top = Math.Max(top, Margin + (_yLabels.Size / 2)); // the highest number may stand at the upper end
        var below = _place == LegendPlace.Below && !_legend.IsEmpty ? _legend.Height + U(5.5) : 0;
        var bottom =
            _height - Margin - below - _xTitle.Depth - _xTitle.Height - U(4.5) - _xLabels.Height - U(2.5) - TickLength;
        var left = Margin + _yTitle.Height + _yTitle.Depth + U(3) + _yLabels.Width + U(2) + TickLength;
        var beside = _place == LegendPlace.Right && !_legend.IsEmpty ? _legend.Width + U(8) : 0;
        var right = _width - Margin - beside;

        // The outermost words under the axis reach beyond their ticks.
        var plot = right - left;
        var (before, behind) = _xLabels.Overhang(plot);
        left = Math.Max(left, Margin + before);
        right -= Math.Max(U(2), behind - beside);
        return new(left, top, right, bottom);
    }

    private IEnumerable<Shape> Grid()
    {
        if (!_style.ShowsGrid)
        {
            yield break;
        }

        foreach (var tick in _yLabels.Ticks)
        {
            yield return Shape.Path.Line(
                new(PaperInk.Grid, U(0.5)),
                new Place(Area.Left, Y.At(tick)),
                new Place(Area.Right, Y.At(tick))
            );
        }
    }

    private IEnumerable<Shape> Axes()
    {
        var stroke = new Stroke(PaperInk.Axis, U(0.6));
        yield return Shape.Path.Line(
            stroke,
            new Place(Area.Left, Area.Top),
            new Place(Area.Left, Area.Bottom),
            new Place(Area.Right, Area.Bottom)
        );
        foreach (var tick in _xLabels.Ticks)
        {
            var at = X.At(tick);
            yield return Shape.Path.Line(stroke, new Place(at, Area.Bottom), new Place(at, Area.Bottom + TickLength));
        }

        foreach (var tick in _yLabels.Ticks)
        {
            var at = Y.At(tick);
            yield return Shape.Path.Line(stroke, new Place(Area.Left - TickLength, at), new Place(Area.Left, at));
        }

        foreach (var label in _xLabels.Under(X, Area.Bottom + TickLength + U(2.5)))
        {
            yield return label;
        }

        foreach (var label in _yLabels.Beside(Y, Area.Left - TickLength - U(2)))
        {
            yield return label;
        }

        var middle = Inside((Area.Left + Area.Right) / 2, _xTitle.Width, _width);
        var top = Area.Bottom + TickLength + U(2.5) + _xLabels.Height + U(4.5);
        foreach (var line in _xTitle.At(middle, top, TextAnchor.Middle, PaperInk.Black))
        {
            yield return line;
        }

        middle = Inside((Area.Top + Area.Bottom) / 2, _yTitle.Width, _height);
        var left = Area.Left - TickLength - U(2) - _yLabels.Width - U(3) - _yTitle.Depth - _yTitle.Height;
        foreach (var line in _yTitle.Upwards(left, middle, PaperInk.Black))
        {
            yield return line;
        }
    }

    /// <summary>The middle of a title, moved where one of its ends would be cut off.</summary>
    private static double Inside(double middle, double length, double whole) =>
        Math.Max(Margin + (length / 2), Math.Min(whole - Margin - (length / 2), middle));

    private IEnumerable<Shape> LegendShapes()
    {
        if (_legend.IsEmpty)
        {
            return [];
        }

        switch (_place)
        {
            case LegendPlace.Below:
                var left = Inside((Area.Left + Area.Right) / 2, _legend.Width, _width) - (_legend.Width / 2);
                return _legend.At(left, _height - Margin - _legend.Height);
            case LegendPlace.Right:
                return _legend.At(_width - Margin - _legend.Width, LegendTop);
            default:
                var box = LegendBox;
                return
                [
                    Shape.Path.Box(box.Left, box.Top, box.Right, box.Bottom, null, new(PaperInk.White, 0.85)),
                    .. _legend.At(box.Left + U(3), box.Top + U(3)),
                ];
        }
    }

    private IEnumerable<Shape> Header()
    {
        if (_title is not null)
        {
            foreach (var line in _title.At(Margin, Margin + U(1), TextAnchor.Start, PaperInk.Black))
            {
                yield return line;
            }
        }

        if (!_figure.IsSimulated)
        {
            yield break;
        }

        var (right, bottom, half) = (_width - Margin, Margin + U(9), BadgeWidth / 2);
        yield return Shape.Path.Box(
            right - BadgeWidth,
            Margin,
            right,
            bottom,
            new(PaperInk.Badge, U(0.5)),
            new(PaperInk.White)
        );
        yield return new Shape.Text(
            FigureLayout.SimulatedWords,
            new(right - half, ((Margin + bottom) / 2) + (TextBlock.CapHeight(BadgeSize) / 2)),
            BadgeSize,
            TextAnchor.Middle,
            PaperInk.Badge
        );
    }

    private double U(double units) => units * _ink.Unit;

    /// <summary>Whether any of a shape lies within a frame.</summary>
    private static bool Touches(Shape shape, Frame frame) =>
        shape switch
        {
            Shape.Disc disc => disc.Centre.X + disc.Radius >= frame.Left
                && disc.Centre.X - disc.Radius <= frame.Right
                && disc.Centre.Y + disc.Radius >= frame.Top
                && disc.Centre.Y - disc.Radius <= frame.Bottom,
            Shape.Path { IsClosed: true } area => Clip.Area(area.Places, frame).Count > 0,
            Shape.Path line => Clip.Path(line.Places, frame).Count > 0,
            _ => false,
        };
}
