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
    private readonly bool _isSideways;
    private readonly bool _isDownwards;
    private readonly FigureAxis _xAxis;
    private readonly FigureAxis _yAxis;
    private readonly AxisRange _xRange;
    private readonly AxisRange _yRange;
    private readonly double _width;
    private readonly double _height;

    private AxisLabels _xLabels;
    private AxisLabels _yLabels;
    private TextBlock _xTitle;
    private TextBlock _yTitle;
    private readonly TextBlock? _title;
    private ColourKey? _key;

    /// <param name="place">Where the legend stands. Beside cells it is the place of their key: the names of traces over them stand below.</param>
    public Plan(Figure figure, FigureStyle style, LegendPlace place)
    {
        (_figure, _style, _ink) = (figure, style, new(style));
        (_width, _height) = (style.Width * Drawing.PointsPerInch, style.Height!.Value * Drawing.PointsPerInch);
        var hasKey = figure.Cells is not null && place != LegendPlace.None;
        var isKeyBelow = place == LegendPlace.Below && figure.Traces.Count == 0;
        Place = hasKey ? LegendPlace.Below : place;

        // From here on x runs along the bottom and y up or down the left, whatever stands there.
        _isSideways = figure.IsSideways && figure.Cells is null;
        _isDownwards = _isSideways || figure.Cells is not null;
        (_xAxis, _xRange) = (figure.X, style.X ?? DataRange.OfX(figure));
        (_yAxis, _yRange) = (figure.Y, style.Y ?? DataRange.OfY(figure));
        if (figure.Cells is not null)
        {
            (_xAxis, _yAxis) = (OfCells(_xAxis, _xRange), OfCells(_yAxis, _yRange));
        }

        if (_isSideways)
        {
            (_xAxis, _xRange, _yAxis, _yRange) = (_yAxis, _yRange, _xAxis, _xRange);
        }

        _title = style.ShowsTitle
            ? TextBlock.Of(
                figure.Title,
                style.FontSize,
                _width - (2 * Margin) - BadgeWidth - (BadgeWidth > 0 ? U(6) : 0)
            )
            : null;
        var room = Place switch
        {
            LegendPlace.Below => _width - (2 * Margin),
            LegendPlace.Right => WidestSide * _width,
            _ => 0.6 * _width,
        };
        Legend = new(
            Place == LegendPlace.None ? figure with { Traces = [] } : figure,
            style,
            room,
            isOneColumn: Place != LegendPlace.Below
        );

        _xTitle = TextBlock.Of(_xAxis.Title, style.FontSize, _width - (2 * Margin));
        _yTitle = TextBlock.Of(_yAxis.Title, style.FontSize, _height - (2 * Margin));
        _xLabels = AxisLabels.Along(_xAxis, _xRange, 0.9 * style.FontSize, _width * 0.7);
        _yLabels = AxisLabels.Up(_yAxis, _yRange, 0.9 * style.FontSize, _height * 0.7, HasRows);
        _key = hasKey ? new(figure.Cells!, style, isKeyBelow, (isKeyBelow ? _width : _height) * 0.7) : null;

        // What stands left decides how wide the plot is, and what stands below how high: a second look settles both.
        Area = Fit();
        for (var i = 0; i < 2; i++)
        {
            // It may be a little longer than the axis, but for the figure's title, which stands above.
            _yTitle = TextBlock.Of(
                _yAxis.Title,
                style.FontSize,
                Math.Max(LeastPlot, Area.Height + (style.ShowsTitle ? 0 : U(8)))
            );
            _xTitle = TextBlock.Of(_xAxis.Title, style.FontSize, Math.Max(LeastPlot, Area.Width + U(16)));
            _xLabels = AxisLabels.Along(_xAxis, _xRange, 0.9 * style.FontSize, Math.Max(LeastPlot, Area.Width));
            _yLabels = AxisLabels.Up(_yAxis, _yRange, 0.9 * style.FontSize, Math.Max(LeastPlot, Area.Height), HasRows);
            _key = hasKey
                ? new(figure.Cells!, style, isKeyBelow, Math.Max(LeastPlot, isKeyBelow ? Area.Width : Area.Height))
                : null;
            Area = Fit();
        }
    }

    /// <summary>The frame between the axes.</summary>
    public Frame Area { get; }

    /// <summary>Where the legend of the traces stands.</summary>
    public LegendPlace Place { get; }

    /// <summary>The names of the traces.</summary>
    public Legend Legend { get; }

    /// <summary>What colours mean; null without cells, and where the caption says it.</summary>
    public ColourKey? Key => _key;

    /// <summary>The axis at the bottom: what stands at its ticks, and the lines of its title.</summary>
    public (AxisLabels Labels, TextBlock Title) Bottom => (_xLabels, _xTitle);

    /// <summary>The axis at the left.</summary>
    public (AxisLabels Labels, TextBlock Title) Left => (_yLabels, _yTitle);

    /// <summary>The figure's title; null where the caption has it.</summary>
    public TextBlock? Title => _title;

    /// <summary>The axis at the left runs downwards.</summary>
    public bool IsDownwards => _isDownwards;

    /// <summary>Where places and values stand.</summary>
    public Plane Plane => _isSideways ? new(Y, X, true, Area) : new(X, Y, false, Area);

    /// <summary>How high what belongs to the axis at the bottom is: ticks, words, and title.</summary>
    public double BottomDepth => TickLength + U(2.5) + _xLabels.Height + XTitleHeight;

    /// <summary>How many points of width and of height the names of places lack; 0 where they suffice.</summary>
    public (double Width, double Height) Lacking =>
        (_xLabels.LackingAlong(Area.Width), HasRows ? _yLabels.LackingUp(Area.Height) : 0);

    /// <summary>Whether the plot is large enough to show anything, and the legend stands within its own room.</summary>
    public bool HasRoom =>
        Area.Width >= LeastPlot
        && Area.Height >= LeastPlot
        && (
            Legend.IsEmpty
            || Place switch
            {
                LegendPlace.Below => true, // the plot has given it its room
                LegendPlace.Right => LegendTop + Legend.Height <= _height - Margin,
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
            return HasRoom && !Data().Concat(Guides.Lines()).Any(shape => Clip.Touches(shape, box));
        }
    }

    /// <summary>The legend stands in a corner of the plot, and data lies behind it.</summary>
    public bool CoversData => IsInside && Data().Any(shape => Clip.Touches(shape, LegendBox));

    /// <summary>The legend stands in a corner of the plot.</summary>
    private bool IsInside => !Legend.IsEmpty && Place is not (LegendPlace.Below or LegendPlace.Right);

    private Scale X => new(_xRange.Min, _xRange.Max, Area.Left, Area.Right);

    private Scale Y =>
        _isDownwards
            ? new(_yRange.Min, _yRange.Max, Area.Top, Area.Bottom)
            : new(_yRange.Min, _yRange.Max, Area.Bottom, Area.Top);

    private GuideDrawing Guides => new(_figure, _style, Plane);

    /// <summary>Each name at the left stands for a row.</summary>
    private bool HasRows => _isDownwards && _yAxis.TickTexts is not null;

    /// <summary>Cells end where the frame does and need no ticks.</summary>
    private double TickLength => _figure.Cells is null ? U(2.5) : 0;

    private double XTitleHeight => _xTitle.IsEmpty ? 0 : _xTitle.Depth + _xTitle.Height + U(4.5);

    private double YTitleWidth => _yTitle.IsEmpty ? 0 : _yTitle.Height + _yTitle.Depth + U(3);

    private double LegendTop => Area.Top + U(1);

    private double BadgeSize => 0.8 * _style.FontSize;

    private double BadgeWidth =>
        _figure.IsSimulated ? TextBlock.Of(FigureLayout.SimulatedWords, BadgeSize, _width).Width + U(5) : 0;

    /// <summary>The legend with room around it.</summary>
    private Frame LegendBox
    {
        get
        {
            var (width, height, gap) = (Legend.Width + U(6), Legend.Height + U(5), U(2));
            var isLeft = Place is LegendPlace.TopLeft or LegendPlace.BottomLeft;
            var isTop = Place is LegendPlace.TopLeft or LegendPlace.TopRight;
            var left = isLeft ? Area.Left + gap : Area.Right - width;
            var top = isTop ? Area.Top : Area.Bottom - height - gap;
            return new(left, top, left + width, top + height);
        }
    }

    /// <summary>Everything, in the order of drawing.</summary>
    /// <remarks>The legend's ground lies under data that it would hide.</remarks>
    public IReadOnlyList<Shape> Shapes() =>
        [
            .. Grid(),
            .. Axes(),
            .. new CellDrawing(_figure, _style, Plane).Shapes(),
            .. Guides.Lines(),
            .. CoversData ? [LegendGround, .. Data()] : Data(),
            .. IsInside && !CoversData ? (Shape[])[LegendGround] : [],
            .. LegendShapes(),
            .. GuideWords(),
            .. KeyShapes(),
            .. Header(),
        ];

    /// <summary>The words of the guide lines.</summary>
    public IEnumerable<Shape> GuideWords() => Guides.Words(Data(), IsInside ? LegendBox : null);

    /// <summary>The middle of a title, moved where one of its ends would be cut off.</summary>
    public static double Inside(double middle, double length, double whole) =>
        Math.Max(Margin + (length / 2), Math.Min(whole - Margin - (length / 2), middle));

    private IReadOnlyList<Shape> Data() => new TraceDrawing(_figure, _style, Plane).Shapes();

    /// <summary>The whole numbers of a range, where an axis of cells has no names.</summary>
    private static FigureAxis OfCells(FigureAxis axis, AxisRange range)
    {
        var first = (int)Math.Ceiling(range.Min);
        return axis.Ticks is null
            ? axis with
            {
                Ticks = [.. Enumerable.Range(first, (int)Math.Floor(range.Max) - first + 1).Select(i => (double)i)],
            }
            : axis;
    }

    /// <summary>The frame that what stands around it leaves.</summary>
    private Frame Fit()
    {
        var header = Math.Max(_title?.Height ?? 0, _figure.IsSimulated ? U(9) : 0);
        var top = Margin + (header > 0 ? header + U(4) : 0);
        top = Math.Max(top, Margin + (_yLabels.Size / 2)); // the highest number may stand at the upper end
        var below = Place == LegendPlace.Below && !Legend.IsEmpty ? Legend.Height + U(5.5) : 0;
        below += _key is { IsBelow: true } ? _key.Depth + U(6) : 0;
        var bottom = _height - Margin - below - XTitleHeight - _xLabels.Height - U(2.5) - TickLength;
        var left = Margin + YTitleWidth + _yLabels.Width + U(2) + TickLength;
        var beside = Place == LegendPlace.Right && !Legend.IsEmpty ? Legend.Width + U(8) : 0;
        beside += _key is { IsBelow: false } ? _key.Depth + U(6) : 0;
        var right = _width - Margin - beside;

        // The outermost words under the axis reach beyond their ticks.
        var plot = right - left;
        var (before, behind) = _xLabels.Overhang(plot);
        if (_key is { IsBelow: true })
        {
            var (start, end) = _key.Labels.Overhang(plot);
            (before, behind) = (Math.Max(before, start), Math.Max(behind, end));
        }

        left = Math.Max(left, Margin + before);
        right -= Math.Max(U(2), behind - beside);
        return _figure.IsSquare ? Square(new(left, top, right, bottom)) : new(left, top, right, bottom);
    }

    /// <summary>The largest square in the middle of a frame.</summary>
    private static Frame Square(Frame frame)
    {
        var (wide, high) = (Math.Max(0, frame.Width - frame.Height) / 2, Math.Max(0, frame.Height - frame.Width) / 2);
        return frame.Width > 0 && frame.Height > 0
            ? new(frame.Left + wide, frame.Top + high, frame.Right - wide, frame.Bottom - high)
            : frame;
    }

    private IEnumerable<Shape> Grid()
    {
        if (!_style.ShowsGrid || _figure.Cells is not null)
        {
            yield break;
        }

        foreach (var tick in (_isSideways ? _xLabels : _yLabels).Ticks)
        {
            yield return _isSideways
                ? Shape.Path.Line(
                    new(PaperInk.Grid, U(0.5)),
                    new Place(X.At(tick), Area.Top),
                    new Place(X.At(tick), Area.Bottom)
                )
                : Shape.Path.Line(
                    new(PaperInk.Grid, U(0.5)),
                    new Place(Area.Left, Y.At(tick)),
                    new Place(Area.Right, Y.At(tick))
                );
        }
    }

    private IEnumerable<Shape> Axes() => [.. _figure.Cells is null ? Lines() : [], .. Labels()];

    private IEnumerable<Shape> Lines()
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
    }

    private IEnumerable<Shape> Labels()
    {
        foreach (var label in _xLabels.Under(X, Area.Bottom + TickLength + U(2.5)))
        {
            yield return label;
        }

        foreach (var label in _yLabels.Beside(Y, Area.Left - TickLength - U(2)))
        {
            yield return label;
        }

        if (!_xTitle.IsEmpty)
        {
            var middle = Inside((Area.Left + Area.Right) / 2, _xTitle.Width, _width);
            var top = Area.Bottom + TickLength + U(2.5) + _xLabels.Height + U(4.5);
            foreach (var line in _xTitle.At(middle, top, TextAnchor.Middle, PaperInk.Black))
            {
                yield return line;
            }
        }

        if (!_yTitle.IsEmpty)
        {
            var middle = Inside((Area.Top + Area.Bottom) / 2, _yTitle.Width, _height);
            var left = Area.Left - TickLength - U(2) - _yLabels.Width - YTitleWidth;
            foreach (var line in _yTitle.Upwards(left, middle, PaperInk.Black))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<Shape> KeyShapes() =>
        _key switch
        {
            null => [],
            { IsBelow: true } => _key.Below(Area, _height - Margin - _key.Depth, _width),
            _ => _key.Beside(Area, _width - Margin - _key.Depth, _height),
        };

    private IEnumerable<Shape> LegendShapes()
    {
        if (Legend.IsEmpty)
        {
            return [];
        }

        switch (Place)
        {
            case LegendPlace.Below:
                var left = Inside((Area.Left + Area.Right) / 2, Legend.Width, _width) - (Legend.Width / 2);
                return Legend.At(left, _height - Margin - Legend.Height);
            case LegendPlace.Right:
                var edge = _width - Margin - Legend.Width;
                return Legend.At(_figure.IsSquare ? Math.Min(edge, Area.Right + U(8)) : edge, LegendTop);
            default:
                return Legend.At(LegendBox.Left + U(3), LegendBox.Top + U(3));
        }
    }

    private Shape LegendGround =>
        Shape.Path.Box(
            LegendBox.Left,
            LegendBox.Top,
            LegendBox.Right,
            LegendBox.Bottom,
            null,
            new(PaperInk.White, 0.85)
        );

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
}
