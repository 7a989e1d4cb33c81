namespace SkillMix.Core.Figures.Paper;

/// <summary>Cuts lines and areas off where a frame ends.</summary>
internal static class Clip
{
    /// <summary>The part of a line within a frame; null where it passes outside.</summary>
    /// <remarks>Liang and Barsky 1984.</remarks>
    public static (Place From, Place To)? Line(Place from, Place to, Frame frame)
    {
        double start = 0,
            end = 1;
        var (right, down) = (to.X - from.X, to.Y - from.Y);
        (double Step, double Room)[] sides =
        [
            (-right, from.X - frame.Left),
            (right, frame.Right - from.X),
            (-down, from.Y - frame.Top),
            (down, frame.Bottom - from.Y),
        ];
        foreach (var (step, room) in sides)
        {
            if (step == 0)
            {
                if (room < 0)
                {
                    return null;
                }
            }
            else if (step < 0)
            {
                start = Math.Max(start, room / step);
            }
            else
            {
                end = Math.Min(end, room / step);
            }
        }

        return start > end ? null : (Along(start), Along(end));

        Place Along(double share) => new(from.X + (share * right), from.Y + (share * down));
    }

    /// <summary>The pieces of a line of several places that lie within a frame.</summary>
    public static IReadOnlyList<IReadOnlyList<Place>> Path(IReadOnlyList<Place> places, Frame frame)
    {
        var pieces = new List<List<Place>>();
        for (var i = 1; i < places.Count; i++)
        {
            if (Line(places[i - 1], places[i], frame) is not (var from, var to))
            {
                continue;
            }

            if (pieces.Count > 0 && pieces[^1][^1] == from)
            {
                pieces[^1].Add(to);
            }
            else
            {
                pieces.Add([from, to]);
            }
        }

        return pieces;
    }

    /// <summary>The part of an area within a frame; no places where there is none.</summary>
    /// <remarks>Sutherland and Hodgman 1974.</remarks>
    public static IReadOnlyList<Place> Area(IReadOnlyList<Place> places, Frame frame)
    {
        places = Side(places, place => place.X - frame.Left);
        places = Side(places, place => frame.Right - place.X);
        places = Side(places, place => place.Y - frame.Top);
        return Side(places, place => frame.Bottom - place.Y);
    }

    /// <summary>Whether any of a shape lies within a frame.</summary>
    public static bool Touches(Shape shape, Frame frame) =>
        shape switch
        {
            Shape.Disc disc => disc.Centre.X + disc.Radius >= frame.Left
                && disc.Centre.X - disc.Radius <= frame.Right
                && disc.Centre.Y + disc.Radius >= frame.Top
                && disc.Centre.Y - disc.Radius <= frame.Bottom,
            Shape.Path { IsClosed: true } area => Area(area.Places, frame).Count > 0,
            Shape.Path line => Path(line.Places, frame).Count > 0,
            _ => false,
        };

    private static List<Place> Side(IReadOnlyList<Place> places, Func<Place, double> inside)
    {
        var kept = new List<Place>();
        for (var i = 0; i < places.Count; i++)
        {
            var (before, here) = (places[(i + places.Count - 1) % places.Count], places[i]);
            var (was, isNow) = (inside(before), inside(here));
            if (was < 0 != isNow < 0)
            {
                var share = was / (was - isNow);
                kept.Add(new(before.X + (share * (here.X - before.X)), before.Y + (share * (here.Y - before.Y))));
            }

            if (isNow >= 0)
            {
                kept.Add(here);
            }
        }

        return kept;
    }
}
