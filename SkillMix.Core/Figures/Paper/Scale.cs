namespace SkillMix.Core.Figures.Paper;

/// <summary>An axis on paper: which place a value has.</summary>
/// <param name="Min">The value at <paramref name="From"/>.</param>
/// <param name="Max">The value at <paramref name="To"/>.</param>
internal readonly record struct Scale(double Min, double Max, double From, double To)
{
    public double At(double value) => From + ((value - Min) / (Max - Min) * (To - From));

    /// <summary>The value at a place.</summary>
    public double Of(double at) => Min + ((at - From) / (To - From) * (Max - Min));
}

/// <summary>A rectangle on paper.</summary>
internal readonly record struct Frame(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public bool Overlaps(Frame other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Holds(Place place, double margin = 0.001) =>
        place.X >= Left - margin && place.X <= Right + margin && place.Y >= Top - margin && place.Y <= Bottom + margin;
}
