namespace SkillMix.Core.Figures.Fonts;

/// <summary>Makes straight lines of curves.</summary>
internal static class OutlineLines
{
    extension(IReadOnlyList<OutlinePoint> contour)
    {
        /// <summary>The corners of a contour, each of its curves as so many straight lines.</summary>
        public IEnumerable<OutlinePoint> Straightened(int steps)
        {
            var points = WithAllEnds(contour);
            var start = points.FindIndex(point => point.IsOnCurve);
            for (var i = 0; i < points.Count; i++)
            {
                var here = points[(start + i) % points.Count];
                if (here.IsOnCurve)
                {
                    yield return here;
                    continue;
                }

                var before = points[(start + i + points.Count - 1) % points.Count];
                var behind = points[(start + i + 1) % points.Count];
                for (var step = 1; step < steps; step++)
                {
                    var t = step / (double)steps;
                    yield return new(Bend(before.X, here.X, behind.X, t), Bend(before.Y, here.Y, behind.Y, t), true);
                }
            }
        }
    }

    /// <summary>Between two control points the curve passes half-way, which the file leaves out.</summary>
    private static List<OutlinePoint> WithAllEnds(IReadOnlyList<OutlinePoint> contour)
    {
        var points = new List<OutlinePoint>();
        for (var i = 0; i < contour.Count; i++)
        {
            var (here, next) = (contour[i], contour[(i + 1) % contour.Count]);
            points.Add(here);
            if (!here.IsOnCurve && !next.IsOnCurve)
            {
                points.Add(new((here.X + next.X) / 2, (here.Y + next.Y) / 2, true));
            }
        }

        return points;
    }

    private static double Bend(double from, double control, double to, double t) =>
        ((1 - t) * (1 - t) * from) + (2 * t * (1 - t) * control) + (t * t * to);
}
