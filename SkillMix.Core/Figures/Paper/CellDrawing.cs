using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Draws the cells of a figure into its frame: their colour, hatching, and text where there is room.</summary>
internal sealed class CellDrawing(Figure figure, FigureStyle style, Plane plane)
{
    private const double LeastText = 6;
    private const double MostShrunk = 0.75;

    private readonly PaperInk _ink = new(style);

    private bool IsGrey => style.Palette == PaletteChoice.Grey;

    public IReadOnlyList<Shape> Shapes()
    {
        if (figure.Cells is not { } grid)
        {
            return [];
        }

        var size = TextSize(grid);
        return [.. grid.Cells.SelectMany(cell => Shapes(cell, grid, size))];
    }

    /// <summary>The size at which the texts of all cells fit into them; null where that would be too small to read.</summary>
    public double? TextSize(CellGrid grid)
    {
        var whole = 0.9 * style.FontSize;
        var least = Math.Min(whole, Math.Max(LeastText, MostShrunk * whole));
        var box = Box(0, 0);
        var widest = grid.Cells.Select(cell => FigureFont.Regular.Width(Text(cell, grid), 1)).DefaultIfEmpty(0).Max();
        var size = Math.Min(whole, (box.Height - (2 * _ink.Unit)) / TextBlock.CapHeight(1));
        size = widest > 0 ? Math.Min(size, (box.Width - (2.4 * _ink.Unit)) / widest) : size;
        return size >= least ? size : null;
    }

    /// <summary>What is written in a cell. Greys cannot tell a rise from a fall: there a cell without words has a sign.</summary>
    public string Text(FigureCell cell, CellGrid grid)
    {
        var isBare = cell.Text.Length == 0 && IsGrey && grid.IsDiverging && !cell.IsHatched;
        var middle = (grid.Min + grid.Max) / 2;
        return isBare && cell.Value is { } value && Math.Abs(value - middle) > 1e-9
            ? value > middle
                ? "+"
                : "\u2212"
            : cell.Text;
    }

    /// <summary>The ground of a cell, for its text to stand on.</summary>
    public string Ground(FigureCell cell, CellGrid grid) =>
        cell.IsHatched ? PaperInk.HatchGround
        : IsKnown(cell) ? CellColours.Of(cell.Value!.Value, grid, IsGrey)
        : PaperInk.Nothing;

    /// <summary>A cell on paper, without the gap around it.</summary>
    public Frame Box(int column, int row)
    {
        var (start, end) = (plane.At(column - 0.5, row - 0.5), plane.At(column + 0.5, row + 0.5));
        var (left, right) = (Math.Min(start.X, end.X), Math.Max(start.X, end.X));
        var (top, bottom) = (Math.Min(start.Y, end.Y), Math.Max(start.Y, end.Y));
        var gap = Math.Min(0.3 * _ink.Unit, 0.08 * Math.Min(right - left, bottom - top));
        return new(left + gap, top + gap, right - gap, bottom - gap);
    }

    /// <summary>It has neither a value nor words: a dash says so.</summary>
    public static bool IsBare(FigureCell cell, string words) => !cell.IsHatched && !IsKnown(cell) && words.Length == 0;

    private static bool IsKnown(FigureCell cell) => cell.Value is { } value && double.IsFinite(value);

    private IEnumerable<Shape> Shapes(FigureCell cell, CellGrid grid, double? size)
    {
        var box = Box(cell.X, cell.Y);
        box = new(
            Math.Max(box.Left, plane.Frame.Left),
            Math.Max(box.Top, plane.Frame.Top),
            Math.Min(box.Right, plane.Frame.Right),
            Math.Min(box.Bottom, plane.Frame.Bottom)
        );
        if (box.Width <= 0 || box.Height <= 0)
        {
            yield break;
        }

        var ground = Ground(cell, grid);
        yield return Shape.Path.Box(box.Left, box.Top, box.Right, box.Bottom, null, new(ground));
        foreach (var line in cell.IsHatched ? Hatch(box) : [])
        {
            yield return line;
        }

        var (x, y) = ((box.Left + box.Right) / 2, (box.Top + box.Bottom) / 2);
        var words = Text(cell, grid);
        if (words.Length > 0 && size is { } height)
        {
            var (half, up) = (FigureFont.Regular.Width(words, height) / 2, TextBlock.CapHeight(height) / 2);
            if (x - half < box.Left || x + half > box.Right)
            {
                yield break; // a cell that an own range cuts
            }

            if (cell.IsHatched)
            {
                var room = _ink.Unit;
                yield return Shape.Path.Box(
                    x - half - room,
                    y - up - room,
                    x + half + room,
                    y + up + room,
                    null,
                    new(ground)
                );
            }

            yield return new Shape.Text(words, new(x, y + up), height, TextAnchor.Middle, CellColours.InkOn(ground));
        }
        else if (IsBare(cell, words))
        {
            var half = Math.Min(2 * _ink.Unit, 0.2 * box.Width);
            yield return Shape.Path.Line(
                new(PaperInk.HatchLine, 0.6 * _ink.Unit),
                new Place(x - half, y),
                new Place(x + half, y)
            );
        }
    }

    /// <summary>Lines that rise to the right, as far apart in every cell.</summary>
    private IEnumerable<Shape> Hatch(Frame box)
    {
        var step = 3.2 * _ink.Unit;
        var first = Math.Ceiling((box.Left + box.Top) / step) * step;
        for (var sum = first; sum < box.Right + box.Bottom; sum += step)
        {
            Place low = new(sum - box.Bottom, box.Bottom),
                high = new(sum - box.Top, box.Top);
            if (Clip.Line(low, high, box) is var (from, to))
            {
                yield return Shape.Path.Line(_ink.Hatch, from, to);
            }
        }
    }
}
