using System.Buffers.Binary;

namespace SkillMix.Core.Figures.Fonts;

/// <summary>One glyph within another, such as the accent of a letter.</summary>
/// <param name="Glyph">The glyph that is a part.</param>
/// <param name="At">Where its number stands in the bytes of the whole.</param>
/// <param name="FlagsAt">Where its flags stand.</param>
/// <param name="XX">With the next three: how it is scaled and turned.</param>
internal sealed record GlyphPart(
    int Glyph,
    int At,
    int FlagsAt,
    double XX,
    double XY,
    double YX,
    double YY,
    double Right,
    double Up
)
{
    /// <summary>The flag that says that instructions follow the parts.</summary>
    public const int HasInstructions = 0x100;

    private const int Words = 1;
    private const int Offsets = 2;
    private const int Scaled = 8;
    private const int More = 0x20;
    private const int ScaledTwice = 0x40;
    private const int Turned = 0x80;

    /// <summary>The parts of a composite glyph, and where they end.</summary>
    public static IReadOnlyList<GlyphPart> Of(ReadOnlySpan<byte> data) => Of(data, out _);

    /// <inheritdoc cref="Of(ReadOnlySpan{byte})"/>
    /// <param name="end">First byte behind the last part.</param>
    public static IReadOnlyList<GlyphPart> Of(ReadOnlySpan<byte> data, out int end)
    {
        var parts = new List<GlyphPart>();
        var at = 10;
        int flags;
        do
        {
            var from = at;
            flags = BinaryPrimitives.ReadUInt16BigEndian(data[at..]);
            at += 4;
            var isWords = (flags & Words) != 0;
            double right = isWords ? BinaryPrimitives.ReadInt16BigEndian(data[at..]) : (sbyte)data[at];
            double up = isWords ? BinaryPrimitives.ReadInt16BigEndian(data[(at + 2)..]) : (sbyte)data[at + 1];
            at += isWords ? 4 : 2;
            double xx = 1,
                xy = 0,
                yx = 0,
                yy = 1;
            if ((flags & Scaled) != 0)
            {
                xx = yy = Fraction(data, ref at);
            }
            else if ((flags & ScaledTwice) != 0)
            {
                xx = Fraction(data, ref at);
                yy = Fraction(data, ref at);
            }
            else if ((flags & Turned) != 0)
            {
                xx = Fraction(data, ref at);
                xy = Fraction(data, ref at);
                yx = Fraction(data, ref at);
                yy = Fraction(data, ref at);
            }

            // Parts that are hung on a point of the whole are rare and stay where they are.
            var isOffset = (flags & Offsets) != 0;
            parts.Add(
                new(
                    BinaryPrimitives.ReadUInt16BigEndian(data[(from + 2)..]),
                    from + 2,
                    from,
                    xx,
                    xy,
                    yx,
                    yy,
                    isOffset ? right : 0,
                    isOffset ? up : 0
                )
            );
        } while ((flags & More) != 0);

        end = at;
        return parts;
    }

    /// <summary>A point of the part where it stands in the whole.</summary>
    public OutlinePoint Place(OutlinePoint point) =>
        point with
        {
            X = (XX * point.X) + (YX * point.Y) + Right,
            Y = (XY * point.X) + (YY * point.Y) + Up,
        };

    private static double Fraction(ReadOnlySpan<byte> data, ref int at)
    {
        at += 2;
        return BinaryPrimitives.ReadInt16BigEndian(data[(at - 2)..]) / 16384.0;
    }
}
