namespace SkillMix.Core.Figures.Paper;

/// <summary>Turns a line into the area that its pen covers.</summary>
internal static class StrokeOutline
{
    private const int JoinCorners = 12;

    /// <summary>The pieces of a line that its dashes draw; the line itself where it has none.</summary>
    public static IEnumerable<IReadOnlyList<Place>> Dashes(IReadOnlyList<Place> places, IReadOnlyList<double>? dash)
    {
        if (dash is null)
        {
            yield return places;
            yield break;
        }

        var (turn, left) = (0, dash[0]);
        List<Place> piece = [places[0]];
        for (var i = 1; i < places.Count; i++)
        {
            var (from, to) = (places[i - 1], places[i]);
            var length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            var walked = 0.0;
            while (length - walked > left)
            {
                walked += left;
                var here = new Place(
                    from.X + ((to.X - from.X) * walked / length),
                    from.Y + ((to.Y - from.Y) * walked / length)
                );
                if (turn % 2 == 0)
                {
                    yield return [.. piece, here];
                }

                piece = [here];
                left = dash[++turn % dash.Count];
            }

            left -= length - walked;
            piece.Add(to);
        }

        if (turn % 2 == 0)
        {
            yield return piece;
        }
    }

    /// <summary>A box for each straight piece and a disc for each join, all turning the same way so that they unite.</summary>
    /// <param name="half">Half the width of the line.</param>
    public static IEnumerable<IReadOnlyList<Place>> Of(IReadOnlyList<Place> places, double half)
    {
        for (var i = 1; i < places.Count; i++)
        {
            var (from, to) = (places[i - 1], places[i]);
            var (right, down) = (to.X - from.X, to.Y - from.Y);
            var length = Math.Sqrt((right * right) + (down * down));
            if (length > 0)
            {
                var (x, y) = (-down / length * half, right / length * half);
                yield return
                [
                    new(from.X - x, from.Y - y),
                    new(to.X - x, to.Y - y),
                    new(to.X + x, to.Y + y),
                    new(from.X + x, from.Y + y),
                ];
            }

            if (i + 1 < places.Count || places[0] == places[^1])
            {
                yield return
                [
                    .. Enumerable
                        .Range(0, JoinCorners)
                        .Select(corner =>
                        {
                            var (sin, cos) = Math.SinCos(2 * Math.PI * corner / JoinCorners);
                            return new Place(to.X + (half * cos), to.Y + (half * sin));
                        }),
                ];
            }
        }
    }
}
