using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SkillMix.Core.Figures.Paper;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Figures.Paper;

public sealed partial class PdfWriterTests
{
    [Theory]
    [InlineData(3.25, 2.3)]
    [InlineData(5.5, 3)]
    [InlineData(6.75, 4.01)]
    public void Write_ASizeInInches_IsThePageToAHundredth(double width, double height)
    {
        var pdf = PdfWriter.Write(
            FigureLayout.Draw(PaperFigures.Curve(), new FigureStyle { Width = width, Height = height })
        );

        var box = MediaBox().Match(Encoding.Latin1.GetString(pdf));
        Assert.Equal(width, double.Parse(box.Groups["width"].Value, CultureInfo.InvariantCulture) / 72, 0.01);
        Assert.Equal(height, double.Parse(box.Groups["height"].Value, CultureInfo.InvariantCulture) / 72, 0.01);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytesAndAnotherFigureAnotherId()
    {
        var one = PdfWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column));
        var again = PdfWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column));
        var other = PdfWriter.Write(FigureLayout.Draw(PaperFigures.Curve(tuned: "other"), FigureStyle.Column));

        Assert.Equal(one, again);
        Assert.NotEqual(Id(one), Id(other));
        Assert.DoesNotContain("Date", Encoding.Latin1.GetString(one), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyFigure_EmbedsASubsetOfItsFont()
    {
        var pdf = Encoding.Latin1.GetString(
            PdfWriter.Write(FigureLayout.Draw(PaperFigures.Curve(), FigureStyle.Column))
        );

        Assert.Matches("/BaseFont/[A-Z]{6}\\+SourceSans3-Regular", pdf);
        Assert.Contains("/FontFile2", pdf, StringComparison.Ordinal);
        Assert.Contains("/ToUnicode", pdf, StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 1, 30_000); // the whole font has 380,000
    }

    [ToolFact("qpdf", "qpdf")]
    public async Task Write_EveryStyle_IsSoundToQpdf()
    {
        using var folder = new TemporaryFolder();
        foreach (var errors in Enum.GetValues<ErrorStyle>())
        {
            var file = Path.Combine(folder.Path, $"{errors}.pdf");
            var style = FigureStyle.Page with { Errors = errors, ShowsTitle = true };
            await File.WriteAllBytesAsync(
                file,
                PdfWriter.Write(FigureLayout.Draw(PaperFigures.Curve(isSimulated: true), style))
            );

            var (exitCode, output) = await Tool.RunAsync("qpdf", "--check", file);

            Assert.True(exitCode == 0, output);
        }
    }

    [ToolFact("pdftotext", "poppler-utils")]
    public async Task Write_Texts_CanBeSearchedAndCopied()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "figure.pdf");
        var figure = PaperFigures.Curve(isSimulated: true, tuned: "modèle κ ≥ 2 · held-out");
        await File.WriteAllBytesAsync(file, PdfWriter.Write(FigureLayout.Draw(figure, FigureStyle.Page)));

        var (_, text) = await Tool.RunAsync("pdftotext", "-layout", file, "-");

        Assert.Contains("k (skills per text)", text, StringComparison.Ordinal);
        Assert.Contains("modèle κ ≥ 2 · held-out", text, StringComparison.Ordinal);
        Assert.Contains("simulated data", text, StringComparison.Ordinal);
    }

    private static string Id(byte[] pdf) => IdEntry().Match(Encoding.Latin1.GetString(pdf)).Groups["id"].Value;

    [GeneratedRegex(@"/MediaBox\[0 0 (?<width>[\d.]+) (?<height>[\d.]+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex MediaBox();

    [GeneratedRegex(@"/ID\[<(?<id>[0-9A-F]{32})>", RegexOptions.CultureInvariant)]
    private static partial Regex IdEntry();
}
