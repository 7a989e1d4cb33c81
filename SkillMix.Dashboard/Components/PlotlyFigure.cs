using System.Text.Json.Nodes;
using SkillMix.Core.Figures;

namespace SkillMix.Dashboard.Components;

/// <summary>Turns a figure into what plotly.js draws. Colours of ground and text are added in the browser, with the theme.</summary>
public static class PlotlyFigure
{
    private const double HalfBand = 0.04;

    /// <summary>Characters that a line of what is said of a point has room for beside the point.</summary>
    private const int LineLength = 72;

    private static readonly string[] Symbols =
    [
        "circle",
        "square",
        "diamond",
        "triangle-up",
        "cross",
        "x",
        "triangle-down",
        "star",
    ];

    /// <summary>Data and layout as one JSON document.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="showsLegend">Names the traces under the figure.</param>
    public static string ToJson(Figure figure, bool showsLegend = true)
    {
        var width = BarWidth(figure);
        var data = new JsonArray();
        foreach (var trace in figure.Traces)
        {
            if (Band(trace) is { } band)
            {
                data.Add(band);
            }

            data.Add(trace.Kind == TraceKind.Bar ? Bars(trace, width) : Line(trace));
        }

        var layout = new JsonObject
        {
            ["xaxis"] = Axis(figure.X),
            ["yaxis"] = Axis(figure.Y),
            ["barmode"] = width is null ? "group" : "overlay",
            ["hovermode"] = "closest",
            ["showlegend"] = showsLegend,
        };
        if (figure.IsSimulated)
        {
            layout["annotations"] = new JsonArray(
                new JsonObject
                {
                    ["text"] = "simulated",
                    ["xref"] = "paper",
                    ["yref"] = "paper",
                    ["x"] = 1,
                    ["y"] = 1.02,
                    ["xanchor"] = "right",
                    ["yanchor"] = "bottom",
                    ["showarrow"] = false,
                    ["font"] = new JsonObject { ["size"] = 12 },
                }
            );
        }

        return new JsonObject { ["data"] = data, ["layout"] = layout }.ToJsonString();
    }

    /// <summary>Bars that say their own place are as wide as the room between two places; null where the drawing is to place them.</summary>
    private static double? BarWidth(Figure figure)
    {
        var places = figure
            .Traces.Where(trace => trace.Kind == TraceKind.Bar)
            .Select(trace => trace.Offset)
            .Distinct()
            .Order()
            .ToList();
        return places.Count < 2 ? null : 0.9 * places.Zip(places.Skip(1), (left, right) => right - left).Min();
    }

    private static JsonObject Bars(Trace trace, double? width)
    {
        var bars = Points(trace, errors: "#666666");
        bars["type"] = "bar";
        bars["textposition"] = "none";
        bars["marker"] = new JsonObject { ["color"] = Palette.At(trace.Colour) };
        bars["opacity"] = trace.IsFaint ? 0.4 : 1;
        if (width is not null)
        {
            bars["width"] = width;
        }

        return bars;
    }

    private static JsonObject Line(Trace trace)
    {
        var colour = Palette.At(trace.Colour);
        var line = Points(trace, errors: colour);
        line["type"] = "scatter";
        line["mode"] = "lines+markers";
        line["opacity"] = trace.IsFaint ? 0.7 : 1;
        line["cliponaxis"] = false; // a marker at 0 or 1 is drawn whole
        line["line"] = new JsonObject
        {
            ["color"] = colour,
            ["width"] = trace.IsFaint ? 1.2 : 2,
            ["dash"] =
                trace.IsFaint ? "dot"
                : trace.IsDashed ? "dash"
                : "solid",
        };
        line["marker"] = new JsonObject
        {
            ["color"] = colour,
            ["size"] = trace.IsFaint ? 6 : 8,
            ["symbol"] = Symbols[trace.Symbol % Symbols.Length] + (trace.IsFaint ? "-open" : ""),
        };
        return line;
    }

    /// <summary>What lines and bars have in common: places, values, intervals, words and keys.</summary>
    private static JsonObject Points(Trace trace, string errors)
    {
        var node = new JsonObject
        {
            ["name"] = Plain(trace.Name),
            ["legendgroup"] = Group(trace),
            ["x"] = Numbers(trace.Points.Select(point => (double?)point.X + trace.Offset)),
            ["y"] = Numbers(trace.Points.Select(point => point.Y)),
            ["customdata"] = new JsonArray([.. trace.Points.Select(point => (JsonNode?)point.Key)]),
            ["text"] = new JsonArray([
                .. trace.Points.Select(point =>
                    (JsonNode?)string.Join("<br>", point.Words.SelectMany(Lines).Select(Plain))
                ),
            ]),
            ["hovertemplate"] = "%{text}<extra></extra>",
        };
        if (trace.Points.Any(point => point.Low is not null))
        {
            node["error_y"] = new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["array"] = Numbers(trace.Points.Select(point => (point.High ?? point.Y) - point.Y)),
                ["arrayminus"] = Numbers(trace.Points.Select(point => point.Y - (point.Low ?? point.Y))),
                ["thickness"] = 1.2,
                ["width"] = 4,
                ["color"] = errors,
            };
        }

        return node;
    }

    /// <summary>A sentence that is too long for one line goes on in the next; a single word is never cut.</summary>
    private static IEnumerable<string> Lines(string words)
    {
        var line = "";
        foreach (var word in words.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > LineLength)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    /// <summary>The band between the worst and the best that the unscored could make of it; it is there without a value too.</summary>
    private static JsonObject? Band(Trace trace)
    {
        var points = trace
            .Points.Select(point =>
                (X: point.X + trace.Offset, Low: point.BoundLow ?? point.Y, High: point.BoundHigh ?? point.Y)
            )
            .Where(point => point.Low is not null && point.High is not null)
            .ToList();
        if (trace.Kind != TraceKind.Line || points.TrueForAll(point => point.Low.Equals(point.High)))
        {
            return null;
        }

        if (points is [var only])
        {
            points = [only with { X = only.X - HalfBand }, only with { X = only.X + HalfBand }];
        }

        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["legendgroup"] = Group(trace),
            ["x"] = Numbers([
                .. points.Select(point => (double?)point.X),
                .. Enumerable.Reverse(points).Select(point => (double?)point.X),
            ]),
            ["y"] = Numbers([
                .. points.Select(point => point.High),
                .. Enumerable.Reverse(points).Select(point => point.Low),
            ]),
            ["fill"] = "toself",
            ["fillcolor"] = Palette.At(trace.Colour) + "26",
            ["line"] = new JsonObject { ["width"] = 0 },
            ["hoverinfo"] = "skip",
            ["showlegend"] = false,
        };
    }

    private static string Group(Trace trace) => (trace.IsFaint ? "faint " : "") + Plain(trace.Name);

    private static JsonObject Axis(FigureAxis axis)
    {
        var node = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Plain(axis.Title) },
            ["zeroline"] = false,
        };
        if (axis.Min is not null && axis.Max is not null)
        {
            node["range"] = Numbers([axis.Min, axis.Max]);
        }

        if (axis.Ticks is not null)
        {
            node["tickmode"] = "array";
            node["tickvals"] = Numbers(axis.Ticks.Select(tick => (double?)tick));
        }

        if (axis.TickTexts is not null)
        {
            node["ticktext"] = new JsonArray([.. axis.TickTexts.Select(text => (JsonNode?)Plain(text))]);
        }

        return node;
    }

    private static JsonArray Numbers(IEnumerable<double?> numbers) =>
        new([.. numbers.Select(number => (JsonNode?)number)]);

    /// <summary>plotly.js reads a little HTML in its texts: names of models and skills must not become any.</summary>
    private static string Plain(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("$", "&#36;");
}
