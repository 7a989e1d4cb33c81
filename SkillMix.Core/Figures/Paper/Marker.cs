namespace SkillMix.Core.Figures.Paper;

/// <summary>The signs at the points of a trace, in the order in which the screen has them, so that traces differ in black and white too.</summary>
internal static class Marker
{
    public const int Count = 8;

    /// <param name="symbol">Index of the sign; they start again behind the end.</param>
    /// <param name="radius">Radius of the disc; the others are as large to the eye.</param>
    public static Shape Of(int symbol, Place centre, double radius, Stroke? stroke, Fill fill) =>
        Corners(symbol) is { } corners
            ? new Shape.Path(
                [
                    .. corners.Select(corner => new Place(
                        centre.X + (radius * corner.X),
                        centre.Y + (radius * corner.Y)
                    )),
                ],
                true,
                stroke,
                fill
            )
            : new Shape.Disc(centre, radius, stroke, fill);

    /// <summary>The corners of a sign of radius 1, y going down; null for the disc.</summary>
    public static IReadOnlyList<(double X, double Y)>? Corners(int symbol) =>
        (symbol % Count) switch
        {
            0 => null,
            1 => [(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)],
            2 => [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
            3 => [(0, -1.25), (1.2, 0.85), (-1.2, 0.85)],
            4 => Cross(0),
            5 => Cross(Math.PI / 4),
            6 => [(0, 1.25), (1.2, -0.85), (-1.2, -0.85)],
            _ => Star(),
        };

    private static (double X, double Y)[] Cross(double turn)
    {
        const double Arm = 1.3,
            Half = 0.42;
        (double X, double Y)[] corners =
        [
            (-Half, -Arm),
            (Half, -Arm),
            (Half, -Half),
            (Arm, -Half),
            (Arm, Half),
            (Half, Half),
            (Half, Arm),
            (-Half, Arm),
            (-Half, Half),
            (-Arm, Half),
            (-Arm, -Half),
            (-Half, -Half),
        ];
        var (sin, cos) = Math.SinCos(turn);
        return
        [
            .. corners.Select(corner => ((corner.X * cos) - (corner.Y * sin), (corner.X * sin) + (corner.Y * cos))),
        ];
    }

    private static (double X, double Y)[] Star() =>
        [
            .. Enumerable
                .Range(0, 10)
                .Select(i =>
                {
                    var (sin, cos) = Math.SinCos(i * Math.PI / 5);
                    var reach = i % 2 == 0 ? 1.4 : 0.6;
                    return (reach * sin, -reach * cos);
                }),
        ];
}
