namespace SkillMix.Core.Figures.Paper;

/// <summary>Where a place of a figure's x and a value of its y stand on paper, upright or sideways.</summary>
/// <param name="Places">The axis of the places.</param>
/// <param name="Values">The axis of the values.</param>
/// <param name="IsSideways">Places run downwards and values to the right.</param>
/// <param name="Frame">What is drawn ends here.</param>
internal sealed record Plane(Scale Places, Scale Values, bool IsSideways, Frame Frame)
{
    public Place At(double place, double value) =>
        IsSideways ? new(Values.At(value), Places.At(place)) : new(Places.At(place), Values.At(value));

    /// <summary>A place moved across the way in which values grow, in points.</summary>
    public Place Across(Place at, double distance) =>
        IsSideways ? at with { Y = at.Y + distance } : at with { X = at.X + distance };

    /// <summary>A place moved along the way in which values grow, in points.</summary>
    public Place Along(Place at, double distance) =>
        IsSideways ? at with { X = at.X + distance } : at with { Y = at.Y + distance };
}
