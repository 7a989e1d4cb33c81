namespace SkillMix.Core.Figures.Paper;

/// <summary>What the colours of cells mean: a bar of them with numbers and a title, beside the frame or below it.</summary>
internal sealed class ColourKey
{
    private const double Bar = 7;
    private const double Tick = 2;
    private const double ToLabels = 2;
    private const double ToTitle = 3.5;
    private const int Steps = 96;

    private readonly CellGrid _grid;
    private readonly FigureStyle _style;
    private readonly PaperInk _ink;
    private readonly AxisRange _range;
    private readonly TextBlock _title;

    /// <param name="length">How long the bar is, in points.</param>
    public ColourKey(CellGrid grid, FigureStyle style, bool isBelow, double length)
    {
        (_grid, _style, _ink, IsBelow) = (grid, style, new(style), isBelow);
        _range = new(grid.Min, grid.Max > grid.Min ? grid.Max : grid.Min + 1);
        var axis = new FigureAxis(grid.Title);
        var size = 0.9 * style.FontSize;
        Labels = isBelow ? AxisLabels.Along(axis, _range, size, length) : AxisLabels.Up(axis, _range, size, length);
        _title = TextBlock.Of(grid.Title, style.FontSize, length + U(isBelow ? 16 : 4));
    }

    public bool IsBelow { get; }

    /// <summary>The numbers at it.</summary>
    public AxisLabels Labels { get; }

    /// <summary>The lines of its title.</summary>
    public IReadOnlyList<string> Title => _title.Lines;

    /// <summary>Its width beside the frame, its height below it.</summary>
    public double Depth =>
        U(Bar + Tick + ToLabels)
        + (IsBelow ? Labels.Height : Labels.Width)
        + (_title.IsEmpty ? 0 : U(ToTitle) + _title.Height + _title.Depth);

    /// <summary>Its shapes right of a place, along the frame.</summary>
    public IEnumerable<Shape> Beside(Frame area, double left, double height)
    {
        var (right, scale) = (left + U(Bar), new Scale(_range.Min, _range.Max, area.Bottom, area.Top));
        for (var i = 0; i < Steps; i++)
        {
            var top = area.Bottom - (area.Height * i / Steps);
            yield return Shape.Path.Box(left, area.Top, right, top, null, new(Colour(i)));
        }

        var stroke = new Stroke(PaperInk.Axis, U(0.5));
        foreach (var (tick, text) in Labels.Ticks.Zip(Labels.Texts))
        {
            var y = scale.At(tick);
            yield return Shape.Path.Line(stroke, new Place(right, y), new Place(right + U(Tick), y));
            yield return new Shape.Text(
                text,
                new(right + U(Tick + ToLabels), y + (TextBlock.CapHeight(Labels.Size) / 2)),
                Labels.Size,
                TextAnchor.Start,
                PaperInk.Black
            );
        }

        if (!_title.IsEmpty)
        {
            var at = right + U(Tick + ToLabels) + Labels.Width + U(ToTitle);
            var middle = Plan.Inside((area.Top + area.Bottom) / 2, _title.Width, height);
            foreach (var line in _title.Upwards(at, middle, PaperInk.Black))
            {
                yield return line;
            }
        }
    }

    /// <summary>Its shapes below a place, along the frame.</summary>
    public IEnumerable<Shape> Below(Frame area, double top, double width)
    {
        var (bottom, scale) = (top + U(Bar), new Scale(_range.Min, _range.Max, area.Left, area.Right));
        for (var i = 0; i < Steps; i++)
        {
            var left = area.Left + (area.Width * i / Steps);
            yield return Shape.Path.Box(left, top, area.Right, bottom, null, new(Colour(i)));
        }

        var stroke = new Stroke(PaperInk.Axis, U(0.5));
        foreach (var tick in Labels.Ticks)
        {
            var x = scale.At(tick);
            yield return Shape.Path.Line(stroke, new Place(x, bottom), new Place(x, bottom + U(Tick)));
        }

        foreach (var label in Labels.Under(scale, bottom + U(Tick + ToLabels)))
        {
            yield return label;
        }

        if (!_title.IsEmpty)
        {
            var middle = Plan.Inside((area.Left + area.Right) / 2, _title.Width, width);
            var at = bottom + U(Tick + ToLabels) + Labels.Height + U(ToTitle);
            foreach (var line in _title.At(middle, at, TextAnchor.Middle, PaperInk.Black))
            {
                yield return line;
            }
        }
    }

    private string Colour(int step) =>
        CellColours.At(
            step / (Steps - 1.0),
            CellColours.Stops(_grid.IsDiverging, _style.Palette == PaletteChoice.Grey)
        );

    private double U(double units) => units * _ink.Unit;
}
