using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Figures;

public sealed class FigureJsonTests
{
    private static readonly FigureSpec Spec = new()
    {
        Kind = FigureKind.Paired,
        Choices = new()
        {
            Students = ["lab/\"base\""],
            Settings = [Setting.HeldOut],
            Ks = [2, 3],
            Options = new() { Panel = PanelRule.Majority, Confidence = 0.9 },
        },
        Metric = Metric.SkillFraction,
        Queue = new Guid("0190a000-0000-7000-8000-0000000000ff"),
        Title = "κ <b>",
        Style = FigureStyle.Text with { Legend = LegendPlace.TopLeft, Y = new(0, 0.5) },
    };

    [Fact]
    public void Spec_WrittenAndRead_IsTheSame()
    {
        var text = FigureJson.Write(Spec);

        Assert.Equal(text, FigureJson.Write(FigureJson.Read(text)));
        Assert.Contains("\"kind\": \"paired\"", text, StringComparison.Ordinal);
        Assert.Contains("\"panel\": \"majority\"", text, StringComparison.Ordinal);
        Assert.Contains("\"legend\": \"top-left\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfAFigure_HoldsItsSpecItsValuesAndWhatHasToBeSaid()
    {
        var made = FigureMaker.Make(new() { Title = "own" }, new(PointTableBuilder.Released, []));

        var text = FigureJson.Write(made);

        Assert.Equal(FigureJson.Write(made.Spec), FigureJson.Write(FigureJson.Read(text)));
        Assert.Contains("rest on fewer than 30 tuples", text, StringComparison.Ordinal);
        Assert.Contains("\"y\": 0.6", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "This is no figure of SkillMix")]
    [InlineData(
        "{\"skillmix_figure\": 2, \"spec\": {}}",
        "The figure is of version 2, and this program knows version 1."
    )]
    [InlineData("{\"skillmix_figure\": 1, \"spec\": {\"kind\": \"pie\"}}", "cannot be read at kind")]
    [InlineData("{\"skillmix_figure\": 1, \"spec\": {\"colour\": 1}}", "colour")]
    [InlineData(
        "{\"skillmix_figure\": 1, \"spec\": {\"style\": {\"width\": 99}}}",
        "Width is from 1 to 40 inches, not 99."
    )]
    [InlineData("{\"skillmix_figure\": 1, \"spec\": {\"choices\": null}}", "choices")]
    [InlineData("{\"skillmix_figure\": 1, \"spec\": {\"style\": {\"y\": {\"min\": -1}}}}", "max")]
    [InlineData("{\"skillmix_figure\": 1,", "The figure cannot be read")]
    public void Read_OfSomethingElse_SaysWhatWasExpected(string text, string sentence)
    {
        var refused = Assert.Throws<FormatException>(() => FigureJson.Read(text));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }
}
