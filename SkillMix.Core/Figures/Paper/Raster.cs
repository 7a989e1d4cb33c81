namespace SkillMix.Core.Figures.Paper;

/// <summary>A picture of pixels, white at first, into which areas are filled with smooth edges.</summary>
internal sealed class Raster
{
    /// <summary>Lines within a pixel at which its cover is measured; along a line the cover is exact.</summary>
    private const int Lines = 8;

    private readonly float[] _cover;
    private readonly List<(double X, int Turn)> _crossings = [];

    public Raster(int width, int height)
    {
        (Width, Height) = (width, height);
        Pixels = new byte[3 * width * height];
        Array.Fill(Pixels, byte.MaxValue);
        _cover = new float[width];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue of each pixel, row by row from the top.</summary>
    public byte[] Pixels { get; }

    /// <summary>Fills what some contours enclose; where they overlap and turn the same way it is filled once.</summary>
    public void Fill(IReadOnlyList<IReadOnlyList<Place>> contours, string colour, double opacity)
    {
        var edges = Edges(contours);
        if (edges.Count == 0)
        {
            return;
        }

        var ink = Convert.FromHexString(colour.AsSpan(1));
        var top = Math.Max(0, (int)Math.Floor(edges.Min(edge => edge.Top)));
        var bottom = Math.Min(Height - 1, (int)Math.Floor(edges.Max(edge => edge.Bottom)));
        for (var row = top; row <= bottom; row++)
        {
            var near = edges.FindAll(edge => edge.Top < row + 1 && edge.Bottom > row);
            var (left, right) = (Width, -1);
            for (var line = 0; line < Lines; line++)
            {
                Cover(near, row + ((line + 0.5) / Lines), ref left, ref right);
            }

            for (var x = left; x <= right; x++)
            {
                Mix(row, x, ink, Math.Min(1, _cover[x] / Lines) * opacity);
                _cover[x] = 0;
            }
        }
    }

    private static List<Edge> Edges(IReadOnlyList<IReadOnlyList<Place>> contours)
    {
        var edges = new List<Edge>();
        foreach (var contour in contours)
        {
            for (var i = 0; i < contour.Count; i++)
            {
                var (from, to) = (contour[i], contour[(i + 1) % contour.Count]);
                if (from.Y < to.Y)
                {
                    edges.Add(new(from.Y, to.Y, from.X, (to.X - from.X) / (to.Y - from.Y), 1));
                }
                else if (from.Y > to.Y)
                {
                    edges.Add(new(to.Y, from.Y, to.X, (to.X - from.X) / (to.Y - from.Y), -1));
                }
            }
        }

        return edges;
    }

    private void Cover(List<Edge> edges, double y, ref int left, ref int right)
    {
        _crossings.Clear();
        foreach (var edge in edges)
        {
            if (edge.Top <= y && y < edge.Bottom)
            {
                _crossings.Add((edge.X + ((y - edge.Top) * edge.Slope), edge.Turn));
            }
        }

        _crossings.Sort();
        var turns = 0;
        for (var i = 0; i + 1 < _crossings.Count; i++)
        {
            turns += _crossings[i].Turn;
            if (turns != 0)
            {
                Span(_crossings[i].X, _crossings[i + 1].X, ref left, ref right);
            }
        }
    }

    private void Span(double from, double to, ref int left, ref int right)
    {
        from = Math.Clamp(from, 0, Width);
        to = Math.Clamp(to, 0, Width);
        if (to <= from)
        {
            return;
        }

        var first = (int)from;
        var last = Math.Min(Width - 1, (int)to);
        (left, right) = (Math.Min(left, first), Math.Max(right, last));
        if (first == last)
        {
            _cover[first] += (float)(to - from);
            return;
        }

        _cover[first] += (float)(first + 1 - from);
        _cover[last] += (float)(to - last);
        for (var x = first + 1; x < last; x++)
        {
            _cover[x]++;
        }
    }

    private void Mix(int row, int x, byte[] ink, double share)
    {
        var pixel = Pixels.AsSpan(3 * ((row * Width) + x), 3);
        for (var i = 0; i < 3; i++)
        {
            pixel[i] = (byte)Math.Round(pixel[i] + ((ink[i] - pixel[i]) * share));
        }
    }

    /// <summary>One side of an area, from its upper to its lower end.</summary>
    private readonly record struct Edge(double Top, double Bottom, double X, double Slope, int Turn);
}
