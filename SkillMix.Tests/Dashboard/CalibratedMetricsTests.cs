using System.Text.Json;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Figures;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard;
using SkillMix.Dashboard.Pages.Curves;
using SkillMix.Tests.Metrics;
using SkillMix.Tests.Storage;

namespace SkillMix.Tests.Dashboard;

[Collection("console")]
public sealed class CalibratedMetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Metrics_WithPeople_AddTheCalibratedPointsWithTheirCellsAndWarnings()
    {
        var people = JsonDocument
            .Parse(await MetricsAsync("--people", CalibratedStudy.Queue, "--json"))
            .RootElement.GetProperty("people");

        Assert.Equal("tuple", people.GetProperty("unit").GetString());
        Assert.Equal("majority of a, b, c; length by the reference counter", people.GetProperty("graders").GetString());
        var agreement = people.GetProperty("agreement");
        Assert.Equal(39.0 / 40, agreement.GetProperty("percent").GetDouble(), 12);
        Assert.Equal((40, 40), (Int(agreement, "used"), Int(agreement, "total")));

        var two = people.GetProperty("points")[0];
        Assert.Equal(
            (2, 10, 10, 10, 2),
            (Int(two, "k"), Int(two, "labels"), Int(two, "drawn"), Int(two, "units"), Int(two, "changed"))
        );
        Assert.Equal(.6, two.GetProperty("value").GetDouble(), 12);
        Assert.Equal(.6, two.GetProperty("plain").GetProperty("value").GetDouble(), 12);
        Assert.Equal(.8, two.GetProperty("naive").GetDouble(), 12);
        Assert.Equal("few_corrections", two.GetProperty("widening").GetString());
        Assert.Equal(
            "People changed 2 of 10 verdicts; with so few the interval is made wider on purpose.",
            two.GetProperty("warnings")[0].GetString()
        );
        Assert.Equal(
            [("not met", false, 2), ("met", false, 7), ("met", true, 1)],
            two.GetProperty("cells")
                .EnumerateArray()
                .Select(cell =>
                    (
                        cell.GetProperty("panel").GetString()!,
                        cell.GetProperty("split").GetBoolean(),
                        Int(cell, "labels")
                    )
                )
        );

        var three = people.GetProperty("points")[1];
        Assert.Equal(JsonValueKind.Null, three.GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Null, three.GetProperty("plain").ValueKind);
        Assert.Equal("No drawn unit has a label yet.", three.GetProperty("not_estimable").GetString());
    }

    [Fact]
    public async Task Metrics_WithPeople_PrintATableUnderTheRows()
    {
        var printed = await MetricsAsync("--people", CalibratedStudy.Queue, "--panel", "majority");

        Assert.Contains(
            "full marks, best of a tuple's generations, as judged by annotators of the queue 'all of them'",
            printed
        );
        Assert.Contains("0.600 ± 0.", printed);
        Assert.Contains("10/10/10", printed);
        Assert.Contains("not estimable", printed);
        Assert.DoesNotContain("measured otherwise", printed);
    }

    [Fact]
    public async Task Metrics_WithoutPeople_HaveNoSuchField() =>
        Assert.False(JsonDocument.Parse(await MetricsAsync("--json")).RootElement.TryGetProperty("people", out _));

    [Fact]
    public async Task Metrics_OfAQueueThatIsNotDrawnByChance_SayWhyThereIsNone()
    {
        var people = JsonDocument
            .Parse(await MetricsAsync("--people", CalibratedStudy.Disputed, "--json"))
            .RootElement.GetProperty("people");

        Assert.Equal(0, people.GetProperty("points").GetArrayLength());
        Assert.Contains("holds the units on which graders disagree", people.GetProperty("why_none").GetString());
    }

    [Fact]
    public async Task Metrics_OfAQueueThatIsNotThere_NamesThoseThatAre()
    {
        var answer = await RunAsync("--people", "another");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("There is no queue 'another'; there are 'disputed', 'all of them'.", answer.Error);
    }

    [Fact]
    public void Csv_OfCalibratedPoints_HasACellForEachColumnAndNoNumberWhereThereIsNone()
    {
        var success = CalibratedSuccess.Of(
            LabelledPools.Of([.. 2.Times(new(Panel: true, "1")), .. 2.Times(new(Panel: true, "", K: 3))])
        );

        var lines = CalibratedCsv.Text(success).Split("\r\n");

        Assert.StartsWith(
            "student,setting,k,unit,calibrated,standard_error,low,high,end_low,end_high,plain,",
            lines[0]
        );
        Assert.Matches("^student,all,2,tuple,1,0\\.5,0\\.0\\d+,1,,,1,0\\.5,1,2,2,2,0,0,0,,,0,0,false,queue,", lines[1]);
        Assert.StartsWith("student,all,3,tuple,,,,,,,,,1,0,2,2,0,0,", lines[2]);
        Assert.EndsWith(",No drawn unit has a label yet.,", lines[2]);
        Assert.Equal(lines[0].Split(',').Length, lines[2].Split(',').Length);
    }

    [Fact]
    public void Address_OfCurvesWithPeople_ReadsBack()
    {
        var view = new CurvesView { People = new Guid("0190a000-0000-7000-8000-0000000000ff") };

        Assert.Equal("/curves?people=0190a0000000700080000000000000ff", SkillMixUrls.Curves(view));
        Assert.Equal(view.People, SkillMixUrls.ReadCurves(SkillMixUrls.Curves(view)).People);
        Assert.Null(SkillMixUrls.ReadCurves("/curves?people=nonsense").People);
    }

    [Fact]
    public void People_OverAnotherMetricOrAnotherStore_AreNotShownAndSayWhy()
    {
        var pool = LabelledPools.Of([.. 2.Times(new(Panel: true, "1"))]);
        var choice = new PeopleChoice([], pool);
        var view = new CurvesView { People = pool.Id };
        var choices = new MeasureChoices
        {
            Students = ["student"],
            Settings = [Setting.All],
            Graders = ["judge"],
        };

        Assert.Equal(1, choice.Of(view, choices).Success!.Points[0].Calibrated!.Shown);
        Assert.Contains("ratio of full marks", choice.Of(view with { Metric = Metric.Sum }, choices).WhyNot);
        Assert.Contains("may be in another store", PeopleChoice.None.Of(view, choices).WhyNot);
        Assert.Contains("holds nothing of these", choice.Of(view, choices with { Students = ["b"] }).WhyNot);
        Assert.Equal((null, null), choice.Of(view with { People = null }, choices));
    }

    [Fact]
    public void AsFrozen_WhereThePageMeasuresOtherwise_IsTheAddressThatMeasuresTheSame()
    {
        var pool = LabelledPools.Of([.. 2.Times(new(Panel: true, "1"))]);
        var success = CalibratedSuccess.Of(pool);
        var view = new CurvesView
        {
            People = pool.Id,
            Choices = new() { Options = new() { Turn = 0 } },
        };

        var address = PeopleChoice.AsFrozen(view, view.Choices with { Graders = ["other"] }, success);
        var again = SkillMixUrls.ReadCurves(address!);

        Assert.Equal(["judge"], again.Choices.Graders);
        Assert.Null(PeopleChoice.AsFrozen(again, again.Choices, success));
    }

    private async Task<string> MetricsAsync(params string[] arguments)
    {
        var answer = await RunAsync(arguments);
        Assert.True(answer.ExitCode == 0, answer.Error);
        return answer.Out;
    }

    private async Task<CommandAnswer> RunAsync(params string[] arguments)
    {
        using (var file = _folder.NewStore())
        {
            await CalibratedStudy.KeepAsync(file);
        }

        return await CommandLine.RunAsync(["metrics", .. arguments, "--db", _folder.File()]);
    }

    private static int Int(JsonElement node, string name) => node.GetProperty(name).GetInt32();
}
