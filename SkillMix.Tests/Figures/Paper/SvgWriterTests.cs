using System.Text;
using System.Xml.Linq;
using SkillMix.Core.Figures.Paper;

namespace SkillMix.Tests.Figures.Paper;

public sealed class SvgWriterTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Drawings that stand beside these tests.</summary>
    public static TheoryData<string> Golden { get; } =
    ["success-curve", "points", "sideways", "heat-table", "heat-map"];

    [Fact]
    public void Write_SuccessCurve_HasItsTextsAsTextAndItsSizeInInches()
    {
        var svg = XDocument.Parse(SvgWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column)));

        var texts = svg.Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.Equal("3.25in", svg.Root!.Attribute("width")!.Value);
        Assert.Equal("2.3in", svg.Root.Attribute("height")!.Value);
        Assert.Contains("k (skills per text)", texts);
        Assert.Contains("llama-tuned", texts);
        Assert.Contains("published: GPT-4", texts);
        Assert.StartsWith("'Source Sans 3',", svg.Root.Attribute("font-family")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithItsFont_IsUnder60KilobytesAndNamesNothingElsewhere()
    {
        var svg = SvgWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Page));

        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, 60 * 1024);
        Assert.Contains("url(data:font/ttf;base64,", svg, StringComparison.Ordinal);
        Assert.Single(svg.Split("http")[1..]); // the name of SVG itself
    }

    [Fact]
    public void Write_NameWithMarkup_StaysText()
    {
        const string Name = "<script>alert('&')</script>\u0001";

        var svg = SvgWriter.Write(
            FigureLayout.Draw(PaperFigures.Curve(tuned: Name), FigureStyle.Page with { Legend = LegendPlace.Right }),
            embedsFont: false
        );

        var document = XDocument.Parse(svg);
        Assert.Empty(document.Descendants(Svg + "script"));
        Assert.Contains(
            document.Descendants(Svg + "text"),
            text => text.Value.StartsWith("<script>", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Write_Twice_GivesTheSameCharacters() =>
        Assert.Equal(
            SvgWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column)),
            SvgWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column))
        );

    [Theory]
    [MemberData(nameof(Golden))]
    public void Write_GoldenFigure_IsWhereItWas(string name)
    {
        var file = Path.Combine(ReferenceData.RepositoryRoot, "SkillMix.Tests", "Figures", "Paper", $"{name}.svg");
        var figure = name switch
        {
            "points" => PaperFigures.Scatter(isSimulated: true),
            "sideways" => PaperFigures.Sideways(PaperFigures.Names[..4]),
            "heat-table" => PaperFigures.Table(),
            "heat-map" => PaperFigures.Map(PaperFigures.Names[..5]),
            _ => PaperFigures.Curve(isSimulated: true),
        };
        var svg = SvgWriter.Write(FigureLayout.Draw(figure, FigureStyle.Column), embedsFont: false);
        GoldenDrawing.Check(file, svg);
    }

    [Fact]
    public void Moved_ACircleOnePointFurtherRight_IsNamed()
    {
        var before = XDocument.Parse("<svg><text x=\"1\">k</text><circle cx=\"10\" cy=\"4\"/></svg>");
        var after = XDocument.Parse("<svg><text x=\"1\">k</text><circle cx=\"11\" cy=\"4\"/></svg>");

        Assert.Equal(["circle 2: cx 10 → 11"], GoldenDrawing.Moved(before, after));
    }
}
