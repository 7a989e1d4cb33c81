using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Draws the lines that values are held against, and the words at their right or upper ends.</summary>
internal sealed class GuideDrawing(Figure figure, FigureStyle style, Plane plane)
{
    private const double Step = 0.04;
    private const double Furthest = 0.6;

    private readonly PaperInk _ink = new(style);

    /// <summary>The lines, as far as they lie within the frame.</summary>
    public IReadOnlyList<Shape> Lines() =>
        [.. Seen().Select(guide => Shape.Path.Line(_ink.Guide, guide.From, guide.To))];

    /// <summary>Their words, where they touch neither each other nor a line, nor, if there is such a place, any data; left out where there is no room.</summary>
    /// <param name="data">What the traces have drawn.</param>
    /// <param name="taken">Where the legend stands.</param>
    public IEnumerable<Shape> Words(IReadOnlyList<Shape> data, Frame? taken)
    {
        var size = 0.8 * style.FontSize;
        var boxes = new List<Frame>();
        foreach (var (from, to, words) in Seen().Where(guide => guide.Words.Length > 0))
        {
            var free = Places(from, to, FigureFont.Regular.Width(words, size), size)
                .Where(box => IsFree(box, boxes, taken))
                .ToList();
            if (free.Count == 0)
            {
                continue;
            }

            var clear = free.FindIndex(box => !data.Any(shape => Clip.Touches(shape, box)));
            var chosen = free[Math.Max(clear, 0)];
            boxes.Add(chosen);
            if (clear < 0)
            {
                yield return Shape.Path.Box(
                    chosen.Left,
                    chosen.Top,
                    chosen.Right,
                    chosen.Bottom,
                    null,
                    new(PaperInk.White, 0.85)
                );
            }

            var (gap, depth) = (Gap, Depth(size));
            yield return new Shape.Text(
                words,
                new(chosen.Left + gap, chosen.Bottom - gap - depth),
                size,
                TextAnchor.Start,
                PaperInk.GuideWords
            );
        }
    }

    private double Gap => 1.2 * _ink.Unit;

    private static double Depth(double size) => new TextBlock([""], size).Depth;

    /// <summary>Boxes for words at a line, the nearest to its end first: above it, then below it.</summary>
    private IEnumerable<Frame> Places(Place from, Place to, double width, double size)
    {
        var (wide, high) = (width + (2 * Gap), TextBlock.CapHeight(size) + Depth(size) + (2 * Gap));
        for (var back = 0.0; back <= Furthest; back += Step)
        {
            var at = new Place(to.X - (back * (to.X - from.X)), to.Y - (back * (to.Y - from.Y)));
            yield return new(at.X - wide, at.Y - high, at.X, at.Y);
            yield return new(at.X, at.Y - high, at.X + wide, at.Y);
            yield return new(at.X - wide, at.Y, at.X, at.Y + high);
            yield return new(at.X, at.Y, at.X + wide, at.Y + high);
        }
    }

    private bool IsFree(Frame box, List<Frame> boxes, Frame? taken)
    {
        const double Touching = 0.01;
        var inner = new Frame(box.Left + Touching, box.Top + Touching, box.Right - Touching, box.Bottom - Touching);
        return plane.Frame.Holds(new(box.Left, box.Top))
            && plane.Frame.Holds(new(box.Right, box.Bottom))
            && taken?.Overlaps(box) != true
            && !boxes.Exists(box.Overlaps)
            && !Seen().Any(guide => Clip.Line(guide.From, guide.To, inner) is not null);
    }

    /// <summary>What of the lines lies within the frame, each towards its right end, or upwards where it is upright.</summary>
    private IEnumerable<(Place From, Place To, string Words)> Seen() =>
        from guide in figure.Guides
        let cut = Clip.Line(plane.At(guide.X1, guide.Y1), plane.At(guide.X2, guide.Y2), plane.Frame)
        where cut is not null
        let ends = cut.Value
        let isTurned = Math.Abs(ends.To.X - ends.From.X) > 0.01 ? ends.To.X < ends.From.X : ends.To.Y > ends.From.Y
        select isTurned ? (ends.To, ends.From, guide.Words) : (ends.From, ends.To, guide.Words);
}
