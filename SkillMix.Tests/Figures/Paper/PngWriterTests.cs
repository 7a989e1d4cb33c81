using System.Buffers.Binary;
using System.IO.Compression;
using SkillMix.Core.Figures.Paper;

namespace SkillMix.Tests.Figures.Paper;

public sealed class PngWriterTests
{
    private const string Red = "#FF0000";

    [Theory]
    [InlineData(300, 975, 690)]
    [InlineData(600, 1950, 1380)]
    public void Write_AtAResolution_HasItsPixelsAndSaysIt(int dotsPerInch, int width, int height)
    {
        var png = PngWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column), dotsPerInch);

        Assert.Equal((width, height), (Number(png, 16), Number(png, 20)));
        Assert.Equal("pHYs"u8, png.AsSpan(37, 4));
        Assert.Equal(dotsPerInch, Number(png, 41) * 0.0254, 0.01); // dots per metre
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() =>
        Assert.Equal(
            PngWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column)),
            PngWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column))
        );

    [Fact]
    public void Write_ABoxOfOneAndAHalfPixels_FillsOneAndMixesTheNextHalf()
    {
        var drawing = new Drawing(4, 1, "", [Shape.Path.Box(1, 0, 2.5, 1, null, new(Red))]);

        var row = Rows(PngWriter.Write(drawing, 72), 4)[0];

        Assert.Equal([255, 255, 255, 255, 0, 0, 255, 128, 128, 255, 255, 255], row.Select(part => (int)part));
    }

    [Fact]
    public void Write_LinesThatCrossThemselves_AreFilledOnce()
    {
        // A line of two points' width there and back, at 72 dots per inch, is still one red row of pixels.
        var line = Shape.Path.Line(new(Red, 2), new Place(0, 1), new Place(3, 1), new Place(0, 1));

        var rows = Rows(PngWriter.Write(new(3, 2, "", [line]), 72), 3);

        Assert.All(rows, row => Assert.Equal([255, 0, 0], row.Take(3).Select(part => (int)part)));
    }

    [Fact]
    public void Write_Dashes_LeaveGaps()
    {
        var line = Shape.Path.Line(new(Red, 1, [2, 1]), new Place(0, 0.5), new Place(6, 0.5));

        var row = Rows(PngWriter.Write(new(6, 1, "", [line]), 72), 6)[0];

        Assert.Equal([0, 0, 255, 0, 0, 255], row.Where((_, i) => i % 3 == 1).Select(part => (int)part));
    }

    [Fact]
    public void Write_ALetter_HasInkBetweenItsBaseLineAndItsTop()
    {
        // A capital I of 20 points, its base line at 20: ink in the middle of its height, none below.
        var drawing = new Drawing(20, 24, "", [new Shape.Text("I", new(10, 20), 20, TextAnchor.Middle, "#000000")]);

        var rows = Rows(PngWriter.Write(drawing, 72), 20);

        Assert.Contains(rows[14], part => part < 60);
        Assert.All(rows[22], part => Assert.Equal(255, part));
    }

    private static int Number(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));

    /// <summary>Red, green and blue of each row.</summary>
    private static List<byte[]> Rows(byte[] png, int width)
    {
        var at = 8;
        while (!png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
        {
            at += 12 + Number(png, at);
        }

        using var data = new ZLibStream(new MemoryStream(png, at + 8, Number(png, at)), CompressionMode.Decompress);
        var rows = new List<byte[]>();
        var line = new byte[1 + (3 * width)];
        while (data.ReadAtLeast(line, line.Length, throwOnEndOfStream: false) == line.Length)
        {
            var above = rows.Count == 0 ? new byte[3 * width] : rows[^1];
            rows.Add([.. above.Select((part, i) => (byte)(part + line[i + 1]))]);
        }

        return rows;
    }
}
