using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Sets a figure in the room that its style gives it: axes, traces, names, and the badge of simulated data.</summary>
/// <remarks>Every text is measured in the font it will be drawn in; what does not fit in a line goes on in the next.</remarks>
public static class FigureLayout
{
    /// <summary>What stands in every figure that shows rehearsal models.</summary>
    public const string SimulatedWords = "simulated data";

    private const double MostInches = 40;
    private const double LeastInches = 0.75;

    // Heights of a row, in sizes of the font.
    private const double CellRow = 1.8;
    private const double NameRow = 1.45;
    private const double TraceRow = 0.45;

    /// <summary>Of a plain figure's usual height, at least so much is the plot's, however long its legend.</summary>
    private const double LeastShare = 0.48;

    /// <summary>The same of a square one, whose width is its height.</summary>
    private const double SquareShare = 0.85;

    /// <exception cref="ArgumentException">The size leaves no room for the plot, for the legend at its place, or for the names of places.</exception>
    public static Drawing Draw(Figure figure, FigureStyle style)
    {
        var sized = Sized(figure, style);
        var plan = PlanOf(figure, sized);
        return new(
            sized.Width * Drawing.PointsPerInch,
            sized.Height!.Value * Drawing.PointsPerInch,
            figure.IsSimulated ? $"{figure.Title} ({SimulatedWords})" : figure.Title,
            plan.Shapes()
        );
    }

    /// <summary>The style with a height: its own, or as much as the figure takes. Rows of names and of cells have a height of their own, and a long legend does not take the plot's.</summary>
    public static FigureStyle Sized(Figure figure, FigureStyle style)
    {
        var sized = style with { Height = style.Height ?? style.UsualHeight };
        var rows =
            figure.Cells is not null ? figure.Y.Ticks?.Count
            : figure.IsSideways ? figure.X.Ticks?.Count
            : null;
        if (style.Height is not null)
        {
            return sized;
        }

        var row = figure.Cells is not null ? CellRow : NameRow + (TraceRow * (figure.Traces.Count - 1));
        var plot = rows is { } count
            ? Math.Max(Plan.LeastPlot, count * row * style.FontSize)
            : (figure.IsSquare ? SquareShare : LeastShare) * style.UsualHeight * Drawing.PointsPerInch;

        // What stands around the plot may itself change with the height: a second look settles it.
        for (var i = 0; i < 3; i++)
        {
            var lacking = (plot - Placed(figure, sized).Area.Height) / Drawing.PointsPerInch;
            var height = Math.Clamp(Math.Round(sized.Height!.Value + lacking, 2), LeastInches, MostInches);
            sized = sized with { Height = rows is null ? Math.Max(height, sized.Height.Value) : height };
        }

        return sized;
    }

    /// <summary>Whether the legend stands in a corner that it was asked for, over data.</summary>
    public static bool LegendCoversData(Figure figure, FigureStyle style) =>
        Placed(figure, Sized(figure, style)).CoversData;

    /// <summary>How many values lie outside the axes, where their own ranges are narrower; of cells, as many as are cut off or not seen.</summary>
    public static int OutsideCount(Figure figure, FigureStyle style)
    {
        var ranges = RangesOf(figure);
        var (x, y) = (style.X ?? ranges.X, style.Y ?? ranges.Y);
        return figure.Cells is { } grid
            ? grid.Cells.Count(cell =>
                !(IsWithin(cell.X - 0.5, x) && IsWithin(cell.X + 0.5, x))
                || !(IsWithin(cell.Y - 0.5, y) && IsWithin(cell.Y + 0.5, y))
            )
            : Values(figure).Count(value => !IsWithin(value.X, x) || !IsWithin(value.Y, y));

        static bool IsWithin(double value, AxisRange range) => value >= range.Min - 1e-9 && value <= range.Max + 1e-9;
    }

    /// <summary>How many values a figure has, inside its axes or outside.</summary>
    public static int ValueCount(Figure figure) => figure.Cells?.Cells.Count ?? Values(figure).Count();

    /// <summary>From where to where both axes run, as far as a style says nothing else: the same on paper and on the screen.</summary>
    public static (AxisRange X, AxisRange Y) RangesOf(Figure figure) => (DataRange.OfX(figure), DataRange.OfY(figure));

    /// <summary>The guide lines, cut off where <see cref="RangesOf"/> ends; those that lie outside are left out.</summary>
    public static IReadOnlyList<GuideLine> GuidesOf(Figure figure)
    {
        var (x, y) = RangesOf(figure);
        var frame = new Frame(x.Min, y.Min, x.Max, y.Max);
        return
        [
            .. from guide in figure.Guides
            let cut = Clip.Line(new(guide.X1, guide.Y1), new(guide.X2, guide.Y2), frame)
            where cut is not null
            let ends = cut.Value
            select guide with
            {
                X1 = ends.From.X,
                Y1 = ends.From.Y,
                X2 = ends.To.X,
                Y2 = ends.To.Y,
            },
        ];
    }

    /// <summary>Where everything stands.</summary>
    /// <param name="style">With a height.</param>
    /// <exception cref="ArgumentException">As for <see cref="Draw"/>.</exception>
    internal static Plan PlanOf(Figure figure, FigureStyle style)
    {
        var plan = Placed(figure, style);
        if (plan.Lacking != (0, 0))
        {
            throw new ArgumentException(NamesNeed(figure, style), nameof(style));
        }

        if (!plan.HasRoom)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A figure of {style.Width} × {style.Height} in leaves no room for the plot and its words at {style.FontSize} pt; make it larger, its font smaller, or move the legend."
                ),
                nameof(style)
            );
        }

        return plan;
    }

    private static Plan Placed(Figure figure, FigureStyle style) =>
        style.Legend == LegendPlace.Best && figure.Cells is null
            ? Best(figure, style)
            : new Plan(figure, style, style.Legend);

    private static IEnumerable<(double X, double Y)> Values(Figure figure) =>
        from trace in figure.Traces
        from point in trace.Points
        where point.Y is { } value && double.IsFinite(value)
        select (point.X + trace.Offset, point.Y!.Value);

    /// <summary>Which size would be enough for the names of places to stand apart.</summary>
    private static string NamesNeed(Figure figure, FigureStyle style)
    {
        var enough = style;
        for (
            var i = 0;
            i < 9 && Placed(figure, enough).Lacking is var (width, height) && (width, height) != (0, 0);
            i++
        )
        {
            enough = enough with { Width = Larger(enough.Width, width), Height = Larger(enough.Height!.Value, height) };
        }

        List<string> needs = [];
        if (enough.Width > style.Width)
        {
            needs.Add(FormattableString.Invariant($"a width of {enough.Width:0.##} in instead of {style.Width:0.##}"));
        }

        if (enough.Height > style.Height)
        {
            needs.Add(
                FormattableString.Invariant($"a height of {enough.Height:0.##} in instead of {style.Height:0.##}")
            );
        }

        if (needs.Count == 0)
        {
            return FormattableString.Invariant(
                $"The names of the places do not stand apart at {style.FontSize} pt, not even in {MostInches} in, the most there is; make the font smaller, or show fewer."
            );
        }

        var isEnough = Placed(figure, enough) is { Lacking: (0, 0), HasRoom: true };
        var need = string.Join(" and ", needs);
        return FormattableString.Invariant(
            $"The names of the places do not stand apart at {style.FontSize} pt: they need {(isEnough ? "" : "more than ")}{need}; or make the font smaller, or show fewer."
        );

        static double Larger(double inches, double points) =>
            points == 0
                ? inches
                : Math.Min(MostInches, Math.Ceiling((inches + (points / Drawing.PointsPerInch)) * 20) / 20);
    }

    /// <summary>The first corner that no data reaches; where each is taken, below or beside the plot, whichever leaves it more room.</summary>
    private static Plan Best(Figure figure, FigureStyle style)
    {
        LegendPlace[] corners =
        [
            LegendPlace.TopRight,
            LegendPlace.TopLeft,
            LegendPlace.BottomLeft,
            LegendPlace.BottomRight,
        ];
        foreach (var corner in corners)
        {
            var inside = new Plan(figure, style, corner);
            if (inside.IsLegendFree)
            {
                return inside;
            }
        }

        var below = new Plan(figure, style, LegendPlace.Below);
        var right = new Plan(figure, style, LegendPlace.Right);
        return right.HasRoom && Least(right) > 1.2 * Least(below) ? right : below;

        // The plot is to be wider than high: its width counts half.
        static double Least(Plan plan) => Math.Min(plan.Area.Width / 2, plan.Area.Height);
    }
}
