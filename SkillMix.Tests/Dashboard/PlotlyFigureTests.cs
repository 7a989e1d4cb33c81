using System.Text.Json;
using SkillMix.Core.Figures;
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
