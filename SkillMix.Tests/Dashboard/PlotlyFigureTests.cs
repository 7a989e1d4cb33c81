using System.Text.Json;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Dashboard.Components;

namespace SkillMix.Tests.Dashboard;

public sealed class PlotlyFigureTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>&<a href='javascript:x'>$x$</a>";
    private static readonly FigureAxis X = new("k", 1.5, 3.5, [2, 3]);
    private static readonly FigureAxis Y = new("share", 0, 1);

    [Fact]
    public void ToJson_HostileNames_AreEncodedWhereverTheyStand()
    {
        var figure = new Figure(
            Hostile,
            new FigureAxis(Hostile, Ticks: [2], TickTexts: [Hostile]),
            new FigureAxis(Hostile),
            [Line(Hostile, Point(2, .5) with { Words = [Hostile] })],
            IsSimulated: false
        );

        var strings = Strings(JsonDocument.Parse(PlotlyFigure.ToJson(figure)).RootElement).ToList();

        Assert.DoesNotContain(strings, text => text.Contains("<img") || text.Contains("<a") || text.Contains('$'));
        Assert.Contains(strings, text => text.StartsWith("&lt;img", StringComparison.Ordinal));
    }

    [Fact]
    public void ToJson_WordsOfAPoint_AreLines()
    {
        var text = Data(Line("a", Point(2, .5) with { Words = ["one", "two"] }))[0].GetProperty("text")[0].GetString();

        Assert.Equal("one<br>two", text);
    }

    [Fact]
    public void ToJson_LongSentenceOfAPoint_IsBrokenBetweenWords()
    {
        var word = new string('x', 40);

        var text = Data(Line("a", Point(2, .5) with { Words = [$"{word} {word}", $"a b {word}"] }))[0]
            .GetProperty("text")[0]
            .GetString();

        Assert.Equal($"{word}<br>{word}<br>a b {word}", text);
    }

    [Fact]
    public void ToJson_Offset_MovesPointsAndAGapStaysNull()
    {
        var trace = Line("a", Point(2, .5), Point(3, null)) with { Offset = 0.25 };

        var line = Data(trace)[0];

        Assert.Equal([2.25, 3.25], line.GetProperty("x").EnumerateArray().Select(x => x.GetDouble()));
        Assert.Equal(JsonValueKind.Null, line.GetProperty("y")[1].ValueKind);
    }

    [Fact]
    public void ToJson_DashedAndFaint_AreDashAndDot()
    {
        var data = Data(
            Line("base", Point(2, .5)) with
            {
                IsDashed = true,
            },
            Line("tuned", Point(2, .5)),
            Line("published", Point(2, .5)) with
            {
                IsFaint = true,
            }
        );

        Assert.Equal(
            ["dash", "solid", "dot"],
            data.Select(trace => trace.GetProperty("line").GetProperty("dash").GetString())
        );
    }

    [Fact]
    public void ToJson_UnscoredAtOnePoint_DrawsABandThatIsNarrowElsewhere()
    {
        var data = Data(Line("a", Point(2, .5), Point(3, .4) with { BoundLow = .3, BoundHigh = .6 }));

        Assert.Equal(2, data.Count);
        Assert.Equal([.5, .6, .3, .5], data[0].GetProperty("y").EnumerateArray().Select(y => y.GetDouble()));
        Assert.False(data[0].GetProperty("showlegend").GetBoolean());
    }

    [Fact]
    public void ToJson_SinglePointWithoutValue_ItsBandHasAWidth()
    {
        var band = Data(Line("a", Point(3, null) with { BoundLow = 0, BoundHigh = 1 }))[0];

        Assert.Equal([2.96, 3.04, 3.04, 2.96], band.GetProperty("x").EnumerateArray().Select(x => x.GetDouble()));
    }

    [Fact]
    public void ToJson_NothingUnscored_HasNoBand() => Assert.Single(Data(Line("a", Point(2, .5), Point(3, .4))));

    [Fact]
    public void ToJson_Interval_IsTheDistanceToItsEnds()
    {
        var errors = Data(Line("a", Point(2, .5) with { Low = .25, High = .625 }))[0].GetProperty("error_y");

        Assert.Equal(.125, errors.GetProperty("array")[0].GetDouble());
        Assert.Equal(.25, errors.GetProperty("arrayminus")[0].GetDouble());
    }

    [Fact]
    public void ToJson_BarsWithPlacesOfTheirOwn_AreLaidOverEachOtherAndAsWideAsTheRoom()
    {
        var left = Line("a", Point(2, .5)) with { Kind = TraceKind.Bar, Offset = -0.25 };
        var figure = new Figure("bars", X, Y, [left, left with { Offset = 0.25 }], IsSimulated: true);

        var root = JsonDocument.Parse(PlotlyFigure.ToJson(figure, showsLegend: false)).RootElement;

        Assert.Equal("overlay", root.GetProperty("layout").GetProperty("barmode").GetString());
        Assert.Equal(.45, root.GetProperty("data")[0].GetProperty("width").GetDouble(), 10);
        Assert.False(root.GetProperty("layout").GetProperty("showlegend").GetBoolean());
        Assert.Equal(
            "simulated",
            root.GetProperty("layout").GetProperty("annotations")[0].GetProperty("text").GetString()
        );
    }

    [Fact]
    public void ToJson_Points_AreMarkersAndOpenOnesHaveTheOpenSign()
    {
        var points = Line("a", Point(2, .5), Point(3, .4) with { IsOpen = true }) with { Kind = TraceKind.Points };

        var trace = Data(points)[0];

        Assert.Equal("markers", trace.GetProperty("mode").GetString());
        Assert.Equal(
            ["circle", "circle-open"],
            trace.GetProperty("marker").GetProperty("symbol").EnumerateArray().Select(sign => sign.GetString())
        );
    }

    [Fact]
    public void ToJson_FirstPointIsOpen_TheLegendHasTheFilledSign()
    {
        var data = Data(Line("a", Point(2, .5) with { IsOpen = true }, Point(3, .4)));

        Assert.Equal(2, data.Count);
        Assert.False(data[0].GetProperty("showlegend").GetBoolean());
        Assert.Equal("a", data[1].GetProperty("name").GetString());
        Assert.Equal("circle", data[1].GetProperty("marker").GetProperty("symbol").GetString());
    }

    [Fact]
    public void ToJson_GuideAskew_ItsWordsStandBeforeItsEnd()
    {
        var figure = new Figure("", new("", 0, 1), Y, [], IsSimulated: false)
        {
            Guides = [new(1, 1, 0, 0, "the same")],
        };

        var note = Parsed(figure).Layout.GetProperty("annotations")[0];

        Assert.Equal((.92, .92), (note.GetProperty("x").GetDouble(), note.GetProperty("y").GetDouble()));
    }

    [Fact]
    public void ToJson_IntervalAlongX_IsTheDistanceToItsEnds()
    {
        var errors = Data(Line("a", Point(2, .5) with { XLow = 1.75, XHigh = 2.5 }))[0].GetProperty("error_x");

        Assert.Equal(.5, errors.GetProperty("array")[0].GetDouble());
        Assert.Equal(.25, errors.GetProperty("arrayminus")[0].GetDouble());
    }

    [Fact]
    public void ToJson_Sideways_SwapsAxesAndIntervalsAndRunsDownwards()
    {
        var dots = Line("a", Point(2, .5) with { Low = .25, High = .625 }) with { Kind = TraceKind.Points };
        var bars = dots with { Kind = TraceKind.Bar };
        var figure = new Figure("figure", X, Y, [dots, bars], IsSimulated: false)
        {
            IsSideways = true,
            Guides = [new(1.5, .25, 3.5, .25, "chance")],
        };

        var (data, layout) = Parsed(figure);

        Assert.Equal((.5, 2), (data[0].GetProperty("x")[0].GetDouble(), data[0].GetProperty("y")[0].GetDouble()));
        Assert.Equal(.125, data[0].GetProperty("error_x").GetProperty("array")[0].GetDouble());
        Assert.False(data[0].TryGetProperty("error_y", out _));
        Assert.Equal("h", data[1].GetProperty("orientation").GetString());
        Assert.Equal("k", layout.GetProperty("yaxis").GetProperty("title").GetProperty("text").GetString());
        Assert.Equal(
            [3.5, 1.5],
            layout.GetProperty("yaxis").GetProperty("range").EnumerateArray().Select(end => end.GetDouble())
        );
        var guide = layout.GetProperty("shapes")[0];
        Assert.Equal((.25, 1.5), (guide.GetProperty("x0").GetDouble(), guide.GetProperty("y0").GetDouble()));
        var note = layout.GetProperty("annotations")[0];
        Assert.Equal(("chance", 1.5), (note.GetProperty("text").GetString(), note.GetProperty("y").GetDouble()));
    }

    [Fact]
    public void ToJson_LevelGuide_EndsWithTheAxesAndBothLimitsAreInRange()
    {
        var figure = new Figure("", new("mean"), new("difference"), [Line("a", Point(2, .5), Point(3, .4))], false)
        {
            Guides = [GuideLine.Level(-1, "-1.96 SD"), GuideLine.Level(1, "+1.96 SD")],
        };
        var (x, y) = FigureLayout.RangesOf(figure);

        var layout = Parsed(figure).Layout;

        Assert.Equal([x.Min, x.Max], Range("xaxis"));
        Assert.Equal([y.Min, y.Max], Range("yaxis"));
        Assert.Equal((1.94, 3.06), (Math.Round(x.Min, 2), Math.Round(x.Max, 2)));
        Assert.True(y.Min < -1 && y.Max > 1);
        Assert.All(
            layout.GetProperty("shapes").EnumerateArray(),
            guide =>
                Assert.Equal(
                    (Math.Round(x.Min, 9), Math.Round(x.Max, 9)),
                    (
                        Math.Round(guide.GetProperty("x0").GetDouble(), 9),
                        Math.Round(guide.GetProperty("x1").GetDouble(), 9)
                    )
                )
        );

        IEnumerable<double> Range(string axis) =>
            layout.GetProperty(axis).GetProperty("range").EnumerateArray().Select(end => end.GetDouble());
    }

    [Fact]
    public void ToJson_OnlyOpenPoints_TheKeyIsFilledUnlessTheLineIsDashed()
    {
        var line = Line("a", Point(2, .5) with { IsOpen = true });

        var (significance, baseModel) = (Data(line), Data(line with { IsDashed = true }));

        Assert.Equal("circle", significance[^1].GetProperty("marker").GetProperty("symbol").GetString());
        Assert.Equal(
            "circle-open",
            Assert.Single(baseModel).GetProperty("marker").GetProperty("symbol")[0].GetString()
        );
    }

    [Fact]
    public void ToJson_SidewaysWithoutOwnRange_RunsDownwards()
    {
        var figure = new Figure("", new("k"), Y, [Line("a", Point(2, .5))], IsSimulated: false) { IsSideways = true };

        Assert.Equal(
            [2.5, 1.5],
            Parsed(figure)
                .Layout.GetProperty("yaxis")
                .GetProperty("range")
                .EnumerateArray()
                .Select(end => end.GetDouble())
        );
    }

    [Fact]
    public void ToJson_Cells_AreAHeatMapWhoseKeysStandInRows()
    {
        var figure = new Figure("figure", new("k"), new("model"), [], IsSimulated: true)
        {
            Cells = new(
                [
                    new(0, 0, .25, "0.25", IsHatched: false, ["one", Hostile], "first"),
                    new(1, 1, .75, "", IsHatched: true, [], "few"),
                ],
                Hostile,
                0,
                1,
                IsDiverging: false
            ),
        };

        var (data, layout) = Parsed(figure);

        var map = data[0];
        Assert.Equal("heatmap", map.GetProperty("type").GetString());
        Assert.Equal("first", map.GetProperty("customdata")[0][0].GetString());
        Assert.Equal(JsonValueKind.Null, map.GetProperty("customdata")[0][1].ValueKind);
        Assert.Equal("few", map.GetProperty("customdata")[1][1].GetString());
        Assert.Equal(.25, map.GetProperty("z")[0][0].GetDouble());
        Assert.Equal(JsonValueKind.Null, map.GetProperty("z")[1][1].ValueKind); // hatched on paper
        Assert.Equal(CellColours.Stops(isDiverging: false)[0], map.GetProperty("colorscale")[0][1].GetString());
        Assert.Equal(
            [1.5, -.5],
            layout.GetProperty("yaxis").GetProperty("range").EnumerateArray().Select(end => end.GetDouble())
        );
        Assert.Equal(
            ["simulated", "0.25", "few"],
            layout.GetProperty("annotations").EnumerateArray().Select(note => note.GetProperty("text").GetString())
        );
        Assert.DoesNotContain(Strings(map), text => text.Contains("<img", StringComparison.Ordinal));
    }

    private static (JsonElement Data, JsonElement Layout) Parsed(Figure figure)
    {
        var root = JsonDocument.Parse(PlotlyFigure.ToJson(figure)).RootElement;
        return (root.GetProperty("data"), root.GetProperty("layout"));
    }

    private static List<JsonElement> Data(params Trace[] traces) =>
        [
            .. JsonDocument
                .Parse(PlotlyFigure.ToJson(new Figure("figure", X, Y, traces, IsSimulated: false)))
                .RootElement.GetProperty("data")
                .EnumerateArray(),
        ];

    private static Trace Line(string name, params FigurePoint[] points) =>
        new(name, TraceKind.Line, 0, 0, IsDashed: false, IsFaint: false, 0, points);

    private static FigurePoint Point(double x, double? y) => new(x, y, null, null, null, null, [], null);

    private static IEnumerable<string> Strings(JsonElement node) =>
        node.ValueKind switch
        {
            JsonValueKind.String => [node.GetString()!],
            JsonValueKind.Array => node.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => node.EnumerateObject().SelectMany(property => Strings(property.Value)),
            _ => [],
        };
}
