using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Core.Figures.Paper;

/// <summary>The ticks of an axis and the words at them, as many as there is room for.</summary>
/// <param name="Size">Size of the font.</param>
/// <param name="IsSlanted">Words under the axis that would touch each other stand askew.</param>
internal sealed record AxisLabels(
    AxisRange Range,
    IReadOnlyList<double> Ticks,
    IReadOnlyList<string> Texts,
    double Size,
    bool IsSlanted = false
)
{
    private const double Slant = 40;
    private const double Between = 0.8;

    /// <summary>Names below each other, and slanted ones beside each other, need so much room of the font's size.</summary>
    private const double Leading = 1.15;
    private const double SlantedLeading = 1.25;

    private static readonly (double Sin, double Cos) Turn = Math.SinCos(Slant * Math.PI / 180);

    public double Width => Widest(Texts, Size);

    /// <summary>Height of what stands under the axis.</summary>
    public double Height =>
        IsSlanted ? (Turn.Sin * Width) + (Turn.Cos * TextBlock.CapHeight(Size)) : TextBlock.CapHeight(Size);

    /// <summary>Labels of the axis at the bottom.</summary>
    /// <param name="length">How long the axis is, in points.</param>
    public static AxisLabels Along(FigureAxis axis, AxisRange range, double size, double length)
    {
        if (axis.Ticks is null)
        {
            for (var most = 11; most > 2; most--)
            {
                var ticks = Paper.Ticks.Within(range.Min, range.Max, most);
                var texts = Paper.Ticks.Texts(ticks);
                if (ticks.Count * (Widest(texts, size) + (1.5 * size)) <= length)
                {
                    return new(range, ticks, texts, size);
                }
            }

            var few = Paper.Ticks.Within(range.Min, range.Max, 2);
            return new(range, few, Paper.Ticks.Texts(few), size);
        }

        var labels = Given(axis, range, size);
        if (labels.Fits(length))
        {
            return labels;
        }

        if (axis.TickTexts is not null)
        {
            return labels with { IsSlanted = true };
        }

        for (var step = 2; step < labels.Ticks.Count; step++)
        {
            var fewer = labels.Every(step);
            if (fewer.Fits(length))
            {
                return fewer;
            }
        }

        return labels.Every(Math.Max(1, labels.Ticks.Count - 1));
    }

    /// <summary>Labels of the axis at the left.</summary>
    /// <param name="length">How long the axis is, in points.</param>
    /// <param name="isEach">Every name stands, whether there is room or not: each is a row of its own.</param>
    public static AxisLabels Up(FigureAxis axis, AxisRange range, double size, double length, bool isEach = false)
    {
        var room = Math.Max(2, (int)(length / (2.2 * size)));
        if (axis.Ticks is null)
        {
            var ticks = Paper.Ticks.Within(range.Min, range.Max, Math.Min(room, 7));
            return new(range, ticks, Paper.Ticks.Texts(ticks), size);
        }

        var labels = Given(axis, range, size);
        return isEach || labels.Ticks.Count <= room * 1.6
            ? labels
            : labels.Every((int)Math.Ceiling(labels.Ticks.Count / (double)room));
    }

    /// <summary>How much longer the axis, at the left, has to be for names that each have a row of their own; 0 where it suffices.</summary>
    public double LackingUp(double length) => Lacking(length, Leading);

    /// <summary>How much longer the axis, at the bottom, has to be for names that stand askew; 0 where it suffices.</summary>
    public double LackingAlong(double length) => IsSlanted ? Lacking(length, SlantedLeading) : 0;

    /// <summary>How far the first and the last word reach beyond the ends of the axis, in points.</summary>
    public (double Before, double Behind) Overhang(double length)
    {
        if (Ticks.Count == 0)
        {
            return (0, 0);
        }

        var scale = new Scale(Range.Min, Range.Max, 0, length);
        return IsSlanted
            ? (Ticks.Zip(Texts, (tick, text) => (Turn.Cos * Measure(text)) - scale.At(tick)).Max(), 0)
            : ((Measure(Texts[0]) / 2) - scale.At(Ticks[0]), (Measure(Texts[^1]) / 2) - length + scale.At(Ticks[^1]));
    }

    /// <summary>The words under the axis.</summary>
    public IEnumerable<Shape> Under(Scale x, double top) =>
        Ticks.Zip(
            Texts,
            (tick, text) =>
                IsSlanted
                    ? new Shape.Text(
                        text,
                        new(x.At(tick) + (TextBlock.CapHeight(Size) / 2), top + (Turn.Cos * TextBlock.CapHeight(Size))),
                        Size,
                        TextAnchor.End,
                        PaperInk.Black,
                        Slant
                    )
                    : new Shape.Text(
                        text,
                        new(x.At(tick), top + TextBlock.CapHeight(Size)),
                        Size,
                        TextAnchor.Middle,
                        PaperInk.Black
                    )
        );

    /// <summary>The words left of the axis.</summary>
    public IEnumerable<Shape> Beside(Scale y, double right) =>
        Ticks.Zip(
            Texts,
            (tick, text) =>
                new Shape.Text(
                    text,
                    new(right, y.At(tick) + (TextBlock.CapHeight(Size) / 2)),
                    Size,
                    TextAnchor.End,
                    PaperInk.Black
                )
        );

    /// <summary>The ticks that the figure itself names, as far as they are in range.</summary>
    private static AxisLabels Given(FigureAxis axis, AxisRange range, double size)
    {
        var shown = axis.Ticks!.Index().Where(tick => tick.Item >= range.Min && tick.Item <= range.Max).ToList();
        IReadOnlyList<double> ticks = [.. shown.Select(tick => tick.Item)];
        return new(
            range,
            ticks,
            axis.TickTexts is { } texts
                ? [.. shown.Select(tick => tick.Index < texts.Count ? texts[tick.Index] : "")]
                : Paper.Ticks.Texts(ticks),
            size
        );
    }

    private double Lacking(double length, double leading)
    {
        var least = Ticks.Zip(Ticks.Skip(1), (one, next) => Math.Abs(next - one)).DefaultIfEmpty(double.MaxValue).Min();
        return Math.Max(0, (leading * Size * (Range.Max - Range.Min) / least) - length);
    }

    private AxisLabels Every(int step) =>
        this with
        {
            Ticks = [.. Ticks.Where((_, i) => i % step == 0)],
            Texts = [.. Texts.Where((_, i) => i % step == 0)],
        };

    private bool Fits(double length)
    {
        var scale = new Scale(Range.Min, Range.Max, 0, length);
        return Enumerable
            .Range(1, Math.Max(0, Ticks.Count - 1))
            .All(i =>
                scale.At(Ticks[i]) - scale.At(Ticks[i - 1])
                >= ((Measure(Texts[i]) + Measure(Texts[i - 1])) / 2) + (Between * Size)
            );
    }

    private double Measure(string text) => FigureFont.Regular.Width(text, Size);

    private static double Widest(IReadOnlyList<string> texts, double size) =>
        texts.Select(text => FigureFont.Regular.Width(text, size)).DefaultIfEmpty(0).Max();
}
