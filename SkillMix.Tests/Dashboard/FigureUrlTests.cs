using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard;

namespace SkillMix.Tests.Dashboard;

public sealed class FigureUrlTests
{
    [Fact]
    public void Figure_Default_IsTheBarePath() => Assert.Equal("/figures", SkillMixUrls.Figure(new()));

    [Fact]
    public void Figure_EveryChoice_IsReadBackAsItWas()
    {
        var spec = new FigureSpec
        {
            Kind = FigureKind.Graders,
            Choices = new()
            {
                Students = ["a/b&c"],
                Graders = ["x", "y"],
                Settings = [Setting.Train],
                Ks = [2, 4],
                Samples = ["0a1b"],
                Options = new()
                {
                    Panel = PanelRule.Any,
                    Turn = 0,
                    LeaveOut = ["red herring"],
                    PoolSamples = true,
                    Intervals = IntervalRule.SkillsLikeThese,
                    Confidence = 0.9,
                    Bootstrap = new(500, 7),
                },
            },
            Metric = Metric.AllSkills,
            Queue = new Guid("0190a000-0000-7000-8000-0000000000ff"),
            ShowsPublished = true,
            PublishedStudents = ["GPT-4"],
            ShowsBaseline = true,
            ShowsUnscored = false,
            ColourByStudent = true,
            Loss = LossForm.Alone,
            Against = GraderForm.Difference,
            Most = 10,
            Corpus = 3e12,
            TopicRate = 2e-6,
            SkillRate = 0.015,
            Title = "Ours",
            Style = new()
            {
                Width = 5,
                Height = 2.5,
                FontSize = 7.5,
                Palette = PaletteChoice.Grey,
                Legend = LegendPlace.Right,
                Errors = ErrorStyle.Bands,
                ShowsTitle = true,
                ShowsGrid = false,
                X = new(2, 5),
                Y = new(-0.25, 0.5),
            },
        };

        var read = SkillMixUrls.ReadFigure(SkillMixUrls.Figure(spec));

        Assert.Equal(FigureJson.Write(spec), FigureJson.Write(read));
        Assert.EndsWith(
            "&width=5&height=2.5&font=7.5&palette=grey&legend=right&errors=bands&heading=on&grid=off&x=2%3A5&y=-0.25%3A0.5",
            SkillMixUrls.Figure(spec),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("shape=round", "The address says 'shape', which no figure knows.")]
    [InlineData("kind=pie", "The address says kind 'pie', and there is curve, criteria,")]
    [InlineData("panel=most", "The address says panel 'most', which is none of its choices; the usual one is 'each'.")]
    [InlineData("k=two", "The address says k 'two', and expected is a whole number.")]
    [InlineData("width=99", "Width is from 1 to 40 inches, not 99.")]
    [InlineData("font=big", "The address says font 'big', which is no number.")]
    [InlineData("y=1:0", "a range is a lower and a higher number, such as 0:1, not '1:0'")]
    [InlineData("legend=north", "The address says legend 'north', and there is best, top-left")]
    [InlineData("kind=skills&kind=grid", "The address says 'kind' more than once, and it can be but one.")]
    [InlineData("most=2.7", "The address says most '2.7', which is no whole number.")]
    [InlineData("confidence=2", "The address says confidence '2', which is none of its choices")]
    [InlineData("queue=x", "The address says queue 'x', which is no id of a queue.")]
    public void ReadFigure_OfSomethingItDoesNotKnow_SaysSo(string query, string sentence)
    {
        var refused = Assert.Throws<FormatException>(() => SkillMixUrls.ReadFigure($"/figures?{query}"));

        Assert.StartsWith(sentence, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFigure_OfTheUsualRuleSaidAloud_TakesIt() =>
        Assert.Equal("/figures", SkillMixUrls.Figure(SkillMixUrls.ReadFigure("/figures?panel=each&turn=last&grid=on")));
}
