using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Sets a figure in the room that its style gives it: axes, traces, names, and the badge of simulated data.</summary>
/// <remarks>Every text is measured in the font it will be drawn in; what does not fit in a line goes on in the next.</remarks>
public static class FigureLayout
{
    /// <summary>What stands in every figure that shows rehearsal models.</summary>
    public const string SimulatedWords = "simulated data";

    /// <exception cref="ArgumentException">The size leaves no room for the plot or for the legend at its place.</exception>
    public static Drawing Draw(Figure figure, FigureStyle style)
    {
        var plan = style.Legend == LegendPlace.Best ? Best(figure, style) : new Plan(figure, style, style.Legend);
        if (!plan.HasRoom)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A figure of {style.Width} × {style.Height} in leaves no room for the plot and its words at {style.FontSize} pt; make it larger, its font smaller, or move the legend."
                ),
                nameof(style)
            );
        }

        return new(
            style.Width * Drawing.PointsPerInch,
            style.Height * Drawing.PointsPerInch,
            figure.IsSimulated ? $"{figure.Title} ({SimulatedWords})" : figure.Title,
            plan.Shapes()
        );
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
