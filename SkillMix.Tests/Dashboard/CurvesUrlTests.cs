using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Pages.Curves;
using SkillMix.Dashboard.Pages.Failures;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Dashboard;

public sealed class CurvesUrlTests
{
    [Fact]
    public void Curves_Defaults_AreTheBarePath() => Assert.Equal("/curves", SkillMixUrls.Curves(new CurvesView()));

    [Fact]
    public void Curves_EveryChoice_IsReadBackAsItWas()
    {
        var view = new CurvesView
        {
            Metric = Metric.SumOverSkillsFiltered,
            ShowsPublished = true,
            PublishedStudents = ["GPT-4 & friends"],
            ShowsUnscored = false,
            ColourByStudent = false,
            Choices = new MeasureChoices
            {
                Students = ["a/b?c", "d"],
                Graders = ["judge"],
                Settings = [Setting.HeldOut, Setting.All],
                Options = new MetricOptions
                {
                    Panel = PanelRule.Majority,
                    Generations = GenerationRule.Mean,
                    PerTuple = 2,
                    NamedSkill = NamedSkillRule.Word,
                    Length = LengthRule.StrictCounter,
                    Turn = 0,
                    Unreadable = UnreadableRule.Zero,
                    LeaveOut = ["red herring"],
                    PoolSamples = true,
                },
            },
        };

        var url = SkillMixUrls.Curves(view);

        Assert.Equal(url, SkillMixUrls.Curves(SkillMixUrls.ReadCurves(url)));
        Assert.Equal(
            "/curves?metric=sum_over_skills_filtered&student=a%2Fb%3Fc&student=d&grader=judge&setting=held-out&setting=all"
                + "&panel=majority&generations=mean&of=2&named=word&length=strict&turn=draft&unreadable=zero&without=red%20herring"
                + "&pool=on&published=on&with=GPT-4%20%26%20friends&band=off&colour=family",
            url
        );
    }

    [Fact]
    public void ReadCurves_WordsItDoesNotKnow_ArePassedOver() =>
        Assert.Equal(
            "/curves",
            SkillMixUrls.Curves(
                SkillMixUrls.ReadCurves("/curves?metric=luck&panel=7&of=0&turn=-1&setting=none&length=&band=x")
            )
        );

    [Fact]
    public void Failures_KAndOrder_AreReadBack()
    {
        const string Url = "/failures?k=2&k=3&order=surely&rows=all";

        Assert.Equal(Url, SkillMixUrls.Failures(SkillMixUrls.ReadFailures(Url)));
        Assert.Equal(SkillOrder.SurelyMissed, SkillMixUrls.ReadFailures(Url).Order);
    }

    [Fact]
    public void Complete_AddressSaysNothing_TakesAllStudentsAndTheFirstGrader()
    {
        var offers = MeasureOffers.Of(
            new PointTableBuilder()
                .Series(student: "b", grader: "z")
                .Text(0, 1, "11111")
                .Series(student: "a", grader: "y")
                .Text(0, 1, "11111")
                .Table
        );

        var choices = offers.Complete(new MeasureChoices());
        var panel = offers.Complete(new MeasureChoices { Options = new MetricOptions { Panel = PanelRule.Majority } });

        Assert.Equal(["a", "b"], choices.Students);
        Assert.Equal(["y"], choices.Graders);
        Assert.Equal([Setting.All], choices.Settings);
        Assert.Equal(["y", "z"], panel.Graders);
        Assert.Empty(offers.Complete(new MeasureChoices { Students = ["nobody"] }).Students);
    }

    [Fact]
    public void Csv_NamesWithCommasAndFormulas_AreKeptHarmless()
    {
        var text = CurvesCsv.Text([Figures.Rows.Row("=1+1, \"x\"", 2, .5)]);

        Assert.StartsWith("\"'=1+1, \"\"x\"\"\",all,judge,2,full_marks,0.5,0.04,", text.Split("\r\n")[1]);
    }
}
