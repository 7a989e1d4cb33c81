using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkillMix.Core.Figures.Fonts;

namespace SkillMix.Core.Figures.Paper;

/// <summary>Writes a drawing as a PNG on a white ground that says its resolution. The same drawing gives the same bytes.</summary>
/// <remarks>PNG specification, third edition: chunks IHDR, pHYs, tEXt, IDAT and IEND.</remarks>
public static class PngWriter
{
    private const double InchesPerMetre = 1 / 0.0254;
    private const int CurveSteps = 6;

    private static readonly uint[] CrcTable =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(value =>
            {
                var crc = (uint)value;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
                }

                return crc;
            }),
    ];

    /// <param name="dotsPerInch">From 36 to 1200; papers ask for 300 or 600.</param>
    public static byte[] Write(Drawing drawing, int dotsPerInch = 300)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dotsPerInch, 36);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dotsPerInch, 1200);
        var scale = dotsPerInch / Drawing.PointsPerInch;
        var raster = new Raster(
            (int)Math.Round(drawing.Width * scale, MidpointRounding.AwayFromZero),
            (int)Math.Round(drawing.Height * scale, MidpointRounding.AwayFromZero)
        );
        foreach (var shape in drawing.Shapes)
        {
            Paint(raster, shape, scale);
        }

        return File(raster, dotsPerInch, drawing.Title);
    }

    private static void Paint(Raster raster, Shape shape, double scale)
    {
        switch (shape)
        {
            case Shape.Path path:
                Paint(raster, path.Places, path.IsClosed, path.Stroke, path.Fill, scale);
                break;
            case Shape.Disc disc:
                Paint(raster, Round(disc.Centre, disc.Radius, scale), true, disc.Stroke, disc.Fill, scale);
                break;
            case Shape.Text text:
                raster.Fill([.. Letters(text).Select(contour => Scaled(contour, scale))], text.Colour, 1);
                break;
            default:
                throw new NotSupportedException($"PNG has no {shape.GetType().Name}.");
        }
    }

    private static void Paint(
        Raster raster,
        IReadOnlyList<Place> places,
        bool isClosed,
        Stroke? stroke,
        Fill? fill,
        double scale
    )
    {
        if (fill is not null)
        {
            raster.Fill([Scaled(places, scale)], fill.Colour, fill.Opacity);
        }

        if (stroke is not null)
        {
            IReadOnlyList<Place> whole = isClosed ? [.. places, places[0]] : places;
            var pieces = StrokeOutline
                .Dashes(whole, stroke.Dash)
                .SelectMany(piece => StrokeOutline.Of(piece, stroke.Width / 2))
                .Select(contour => Scaled(contour, scale));
            raster.Fill([.. pieces], stroke.Colour, 1);
        }
    }

    private static List<Place> Round(Place centre, double radius, double scale)
    {
        var corners = Math.Max(12, (int)(4 * radius * scale));
        return
        [
            .. Enumerable
                .Range(0, corners)
                .Select(i =>
                {
                    var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners);
                    return new Place(centre.X + (radius * cos), centre.Y + (radius * sin));
                }),
        ];
    }

    /// <summary>The outlines of a line of text, its curves as short straight lines.</summary>
    private static IEnumerable<IReadOnlyList<Place>> Letters(Shape.Text text)
    {
        var font = FigureFont.Regular;
        var width = font.Width(text.Words, text.Size);
        var pen = text.Anchor switch
        {
            TextAnchor.Middle => -width / 2,
            TextAnchor.End => -width,
            _ => 0,
        };
        var (sin, cos) = Math.SinCos(text.Turn * Math.PI / 180);
        var unit = text.Size / font.UnitsPerEm;
        foreach (var character in text.Words.EnumerateRunes())
        {
            var glyph = font.GlyphOf(character);
            var start = pen;
            foreach (var contour in font.Outline(glyph).Contours)
            {
                yield return
                [
                    .. contour
                        .Straightened(CurveSteps)
                        .Select(point =>
                        {
                            var (x, y) = (start + (point.X * unit), point.Y * unit);
                            return new Place(
                                text.Place.X + (x * cos) - (y * sin),
                                text.Place.Y - (x * sin) - (y * cos)
                            );
                        }),
                ];
            }

            pen += font.Advance(glyph) * unit;
        }
    }

    private static IReadOnlyList<Place> Scaled(IReadOnlyList<Place> places, double scale) =>
        [.. places.Select(place => new Place(place.X * scale, place.Y * scale))];

    private static byte[] File(Raster raster, int dotsPerInch, string title)
    {
        var perMetre = (uint)Math.Round(dotsPerInch * InchesPerMetre);
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        const byte EightBits = 8,
            Colours = 2;
        Chunk(
            file,
            "IHDR",
            [.. BigEndian((uint)raster.Width), .. BigEndian((uint)raster.Height), EightBits, Colours, 0, 0, 0]
        );
        Chunk(file, "pHYs", [.. BigEndian(perMetre), .. BigEndian(perMetre), 1]);
        Chunk(file, "tEXt", [.. "Title\0"u8, .. Encoding.Latin1.GetBytes(title)]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            Rows(raster, zlib);
        }

        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Each row as what it differs by from the one above, which is mostly nothing.</summary>
    private static void Rows(Raster raster, ZLibStream zlib)
    {
        const byte Up = 2;
        var length = 3 * raster.Width;
        var row = new byte[length + 1];
        row[0] = Up;
        for (var y = 0; y < raster.Height; y++)
        {
            var here = raster.Pixels.AsSpan(y * length, length);
            var above = y == 0 ? [] : raster.Pixels.AsSpan((y - 1) * length, length);
            for (var i = 0; i < length; i++)
            {
                row[i + 1] = (byte)(here[i] - (y == 0 ? 0 : above[i]));
            }

            zlib.Write(row);
        }
    }

    private static void Chunk(MemoryStream file, string name, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. data];
        var crc = uint.MaxValue;
        foreach (var part in body)
        {
            crc = CrcTable[(crc ^ part) & 0xFF] ^ (crc >> 8);
        }

        file.Write(BigEndian((uint)data.Length));
        file.Write(body);
        file.Write(BigEndian(~crc));
    }

    private static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
