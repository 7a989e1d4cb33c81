using System.Globalization;
using System.Text.RegularExpressions;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Figures.Paper;

public sealed partial class PgfplotsWriterTests
{
    private const string Hostile = @"a_b%c$d#e&f{g}h~i^j\k κ × − ≥ – ü";

    [Fact]
    public void Write_SuccessCurve_HasItsNumbersTicksAndNames()
    {
        var source = PgfplotsWriter.Write(PaperFigures.Curve(isSimulated: true), FigureStyle.Column);

        Assert.StartsWith("% Ratio of full marks", source, StringComparison.Ordinal);
        Assert.Contains(@"\usepackage{pgfplots}", source, StringComparison.Ordinal);
        Assert.Contains("xtick={2,3,4}", source, StringComparison.Ordinal);
        Assert.Contains("y error plus=plus", source, StringComparison.Ordinal);
        Assert.Contains("dash pattern=on 4bp off 2bp", source, StringComparison.Ordinal);
        Assert.Contains("{HTML}{0072B2}", source, StringComparison.Ordinal);
        Assert.Contains(@"\addlegendentry{llama{-}tuned}", source, StringComparison.Ordinal);
        Assert.Contains("{simulated data}", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ColourKey_HasItsNumbersAsGiven() =>
        Assert.Contains(
            "colorbar style={scaled ticks=false",
            PgfplotsWriter.Write(PaperFigures.Map("a", "b", "c"), FigureStyle.Column),
            StringComparison.Ordinal
        );

    [Fact]
    public void Write_LineWithoutMarkers_HasNoneInItsLegend()
    {
        var figure = PaperFigures.Curve();
        var line = figure.Traces[1] with { HasMarkers = false };

        var source = PgfplotsWriter.Write(figure with { Traces = [line] }, FigureStyle.Column);

        Assert.Contains("mark=none}\n\\addlegendentry", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OpenPointsOfNoBase_HaveAFilledKey()
    {
        var trace = PaperFigures.Scatter().Traces[0];
        var open = trace with { Points = [.. trace.Points.Select(point => point with { IsOpen = true })] };

        var source = PgfplotsWriter.Write(PaperFigures.Scatter() with { Traces = [open] }, FigureStyle.Column);

        Assert.Contains("addlegendimage{only marks, mark=figure-a,", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Ticks_AreThoseOfTheOtherFiles()
    {
        foreach (var height in (double[])[1.4, 1.6, 1.8, 2, 2.3])
        {
            var style = FigureStyle.Column with { Height = height, Legend = LegendPlace.None };
            var texts = FigureLayout.Draw(PaperFigures.Curve(), style).Texts.Select(text => text.Words);

            var ticks = texts.Where(text => text.Contains('.')).Select(text => $"{{{text}}}");
            Assert.Contains(
                $"yticklabels={{{string.Join(",", ticks)}}}",
                PgfplotsWriter.Write(PaperFigures.Curve(), style),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Write_Twice_GivesTheSameCharacters() =>
        Assert.Equal(
            PgfplotsWriter.Write(PaperFigures.Table(), FigureStyle.Text),
            PgfplotsWriter.Write(PaperFigures.Table(), FigureStyle.Text)
        );

    [Fact]
    public void Write_HostileName_IsEscapedWhereverItStands()
    {
        var figure = PaperFigures.Curve(tuned: Hostile) with { Title = Hostile };

        var source = PgfplotsWriter.Write(figure, FigureStyle.Text with { ShowsTitle = true });

        const string Escaped =
            @"a\_b\%c\$d\#e\&f\{g\}h\textasciitilde{}i\textasciicircum{}j\textbackslash{}k \ensuremath{\kappa} \ensuremath{\times} \ensuremath{-} \ensuremath{\geq} -- \""{u}";
        Assert.Equal(3, source.Split(Escaped).Length - 1); // the comment at the top, the title, the legend
        Assert.DoesNotContain("a_b", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_CharacterThatLatexLacks_IsAQuestionMarkAndSaysSo()
    {
        var source = PgfplotsWriter.Write(PaperFigures.Curve(tuned: "模 model"), FigureStyle.Text);

        Assert.Contains(@"\addlegendentry{? model}", source, StringComparison.Ordinal);
        Assert.Contains("question marks: U+6A21", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LineBreaksInATitle_StayInItsComment()
    {
        var figure = PaperFigures.Curve() with { Title = "one\n\\input{two}\r\\end{document}" };

        var source = PgfplotsWriter.Write(figure, FigureStyle.Text);

        Assert.StartsWith(
            @"% one \textbackslash{}input\{two\} \textbackslash{}end\{document\}" + "\n",
            source,
            StringComparison.Ordinal
        );
    }

    [ToolFact("pdflatex", "texlive-pictures")]
    public async Task Write_EachForm_CompilesToOnePageOfItsSize()
    {
        Figure[] figures =
        [
            PaperFigures.Curve(isSimulated: true, tuned: Hostile),
            PaperFigures.Bars("statistical syllogism", "red herring", Hostile),
            PaperFigures.Scatter(),
            PaperFigures.Sideways(PaperFigures.Names[..4]),
            PaperFigures.SidewaysBars(PaperFigures.Names[..3]),
            PaperFigures.Table(),
            PaperFigures.Map(PaperFigures.Names[..5]),
        ];
        foreach (var (i, figure) in figures.Index())
        {
            var (width, height) = await CompiledAsync(
                figure,
                FigureStyle.Text with
                {
                    Height = 3,
                    ShowsTitle = i % 2 == 0,
                }
            );

            Assert.Equal(396, width, 12.0); // words are LaTeX's, and may reach a little further
            Assert.Equal(216, height, 8.0);
        }
    }

    [ToolFact("pdflatex", "texlive-pictures")]
    public async Task Write_EveryKnownCharacter_Compiles()
    {
        var letters = string.Concat(LatexText.Characters);
        var names = letters.Chunk(24).Select(part => new string(part)).ToArray();
        var figure = PaperFigures.Sideways(names);

        var (width, _) = await CompiledAsync(figure, FigureStyle.Text with { Height = 5 });

        Assert.InRange(width, 396, 460); // rows of signs, which mathematics sets wider
    }

    /// <summary>Width and height of the page that pdflatex makes, in points of 1/72 in.</summary>
    private static async Task<(double Width, double Height)> CompiledAsync(Figure figure, FigureStyle style)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "figure.tex");
        const string Readable = "\\pdfobjcompresslevel=0\n";
        await File.WriteAllTextAsync(file, Readable + PgfplotsWriter.Write(figure, style));

        var (exitCode, output) = await Tool.RunAsync(
            "pdflatex",
            "-interaction=nonstopmode",
            "-halt-on-error",
            "-no-shell-escape",
            $"-output-directory={folder.Path}",
            file
        );

        Assert.True(exitCode == 0, output);
        Assert.Contains("(1 page", output, StringComparison.Ordinal);
        var page = await File.ReadAllBytesAsync(Path.ChangeExtension(file, ".pdf"));
        var box = MediaBox().Match(System.Text.Encoding.Latin1.GetString(page));
        return (Number(box, "width"), Number(box, "height"));
    }

    private static double Number(Match box, string name) =>
        double.Parse(box.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"/MediaBox\s*\[0 0 (?<width>[\d.]+) (?<height>[\d.]+)\]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex MediaBox();
}
