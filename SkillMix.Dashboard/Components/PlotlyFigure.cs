using System.Text.Json.Nodes;
using SkillMix.Core.Figures;

namespace SkillMix.Dashboard.Components;

/// <summary>Turns a figure into what plotly.js draws. Colours of ground and text are added in the browser, with the theme.</summary>
public static class PlotlyFigure
{
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
    public static string ToJson(Figure figure)
    {
        var data = new JsonArray();
        foreach (var trace in figure.Traces)
        {
            if (Band(trace) is { } band)
            {
                data.Add(band);
            }

            data.Add(Line(trace));
        }

        var layout = new JsonObject
        {
            ["xaxis"] = Axis(figure.X),
            ["yaxis"] = Axis(figure.Y),
            ["barmode"] = "group",
            ["hovermode"] = "closest",
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

    private static JsonObject Line(Trace trace)
    {
        var colour = Palette.At(trace.Colour);
        var line = new JsonObject
        {
            ["name"] = Plain(trace.Name),
            ["x"] = Numbers(trace.Points.Select(point => (double?)point.X + trace.Offset)),
            ["y"] = Numbers(trace.Points.Select(point => point.Y)),
            ["customdata"] = new JsonArray([.. trace.Points.Select(point => (JsonNode?)point.Key)]),
            ["text"] = new JsonArray([
                .. trace.Points.Select(point => (JsonNode?)string.Join("<br>", point.Words.Select(Plain))),
            ]),
            ["hovertemplate"] = "%{text}<extra></extra>",
            ["opacity"] = trace.IsFaint ? 0.55 : 1,
        };
        if (trace.Kind == TraceKind.Bar)
        {
            line["type"] = "bar";
            line["textposition"] = "none";
            line["marker"] = new JsonObject { ["color"] = colour };
        }
        else
        {
            line["type"] = "scatter";
            line["mode"] = "lines+markers";
            line["line"] = new JsonObject
            {
                ["color"] = colour,
                ["width"] = trace.IsFaint ? 1 : 2,
                ["dash"] = trace.IsDashed ? "dash" : "solid",
            };
            line["marker"] = new JsonObject
            {
                ["color"] = colour,
                ["size"] = trace.IsFaint ? 6 : 8,
                ["symbol"] = Symbols[trace.Symbol % Symbols.Length],
            };
        }

        if (trace.Points.Any(point => point.Low is not null))
        {
            line["error_y"] = new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["array"] = Numbers(trace.Points.Select(point => (point.High ?? point.Y) - point.Y)),
                ["arrayminus"] = Numbers(trace.Points.Select(point => point.Y - (point.Low ?? point.Y))),
                ["thickness"] = 1.2,
                ["width"] = 4,
                ["color"] = trace.Kind == TraceKind.Bar ? "#666666" : colour,
            };
        }

        return line;
    }

    /// <summary>The band between the worst and the best that the unscored could make of it.</summary>
    private static JsonObject? Band(Trace trace)
    {
        var points = trace.Points.Where(point => point.BoundLow is not null && point.BoundHigh is not null).ToList();
        if (trace.Kind != TraceKind.Line || points.Count == 0 || points.All(point => point.BoundLow == point.BoundHigh))
        {
            return null;
        }

        var x = points.Select(point => (double?)point.X + trace.Offset).ToList();
        var colour = Palette.At(trace.Colour);
        return new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines",
            ["x"] = Numbers([.. x, .. Enumerable.Reverse(x)]),
            ["y"] = Numbers([
                .. points.Select(point => point.BoundHigh),
                .. Enumerable.Reverse(points).Select(point => point.BoundLow),
            ]),
            ["fill"] = "toself",
            ["fillcolor"] = colour + "22",
            ["line"] = new JsonObject { ["width"] = 0 },
            ["hoverinfo"] = "skip",
            ["showlegend"] = false,
        };
    }

    private static JsonObject Axis(FigureAxis axis)
    {
        var node = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = axis.Title },
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
