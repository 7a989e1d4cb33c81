using System.Text.Json.Nodes;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;

namespace SkillMix.Dashboard.Components;

/// <summary>Turns a figure into what plotly.js draws. Colours of ground and text are added in the browser, with the theme; a name such as --sm-muted stands for the theme's.</summary>
public static class PlotlyFigure
{
    private const double HalfBand = 0.04;

    /// <summary>Characters that a line of what is said of a point has room for beside the point.</summary>
    private const int LineLength = 72;

    /// <summary>The same for what colours mean, beside their key.</summary>
    private const int KeyLength = 30;

    /// <summary>Stands in a cell that rests on too little, where paper hatches it.</summary>
    private const string TooFew = "few";

    // Names of colours of the page, which the browser looks up in its theme.
    private const string GuideColour = "--sm-muted";
    private const string FewInk = "--sm-muted";

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
        var isSideways = figure.IsSideways && figure.Cells is null;
        var data = new JsonArray();
        if (figure.Cells is { } grid)
        {
            data.Add(Cells(grid));
        }

        foreach (var trace in figure.Traces)
        {
            if (Band(trace) is { } band)
            {
                data.Add(isSideways ? Turned(band) : band);
            }

            var drawn = trace.Kind == TraceKind.Bar ? Bars(trace, width) : Line(trace);
            data.Add(isSideways ? Turned(drawn) : drawn);
            if (trace.Kind != TraceKind.Bar && !trace.HasOpenKey && trace.Points is [{ IsOpen: true }, ..])
            {
                data.Add(Key(drawn, trace));
            }
        }

        var (x, y) = FigureLayout.RangesOf(figure);
        var guides = FigureLayout.GuidesOf(figure);
        var (places, values) = (Axis(figure.X, x), Axis(figure.Y, y));
        var layout = new JsonObject
        {
            ["xaxis"] = isSideways ? values : places,
            ["yaxis"] = isSideways ? Downwards(places, figure.X) : values,
            ["barmode"] = width is null ? "group" : "overlay",
            ["hovermode"] = "closest",
            ["showlegend"] = showsLegend,
        };
        if (figure.Cells is not null)
        {
            Enclose(places, figure.X);
            Enclose(values, figure.Y);
            Downwards(values, figure.Y);
        }

        if (figure.IsSquare)
        {
            values["scaleanchor"] = "x";
            values["constrain"] = "domain";
            places["constrain"] = "domain";
        }

        if (guides.Count > 0)
        {
            layout["shapes"] = new JsonArray([.. guides.Select(guide => (JsonNode?)Guide(guide, isSideways))]);
        }

        List<JsonObject> notes = [.. figure.Cells is { } shown ? CellNotes(shown) : []];
        notes.AddRange(guides.Where(guide => guide.Words.Length > 0).Select(guide => GuideNote(guide, isSideways)));
        if (figure.IsSimulated)
        {
            notes.Insert(0, Simulated());
        }

        if (notes.Count > 0)
        {
            layout["annotations"] = new JsonArray([.. notes]);
        }

        return new JsonObject { ["data"] = data, ["layout"] = layout }.ToJsonString();
    }

    private static JsonObject Simulated() =>
        new()
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
        };

    /// <summary>A line to hold values against, behind everything that is drawn.</summary>
    private static JsonObject Guide(GuideLine guide, bool isSideways) =>
        new()
        {
            ["type"] = "line",
            ["layer"] = "below",
            ["x0"] = isSideways ? guide.Y1 : guide.X1,
            ["y0"] = isSideways ? guide.X1 : guide.Y1,
            ["x1"] = isSideways ? guide.Y2 : guide.X2,
            ["y1"] = isSideways ? guide.X2 : guide.Y2,
            ["line"] = new JsonObject
            {
                ["color"] = GuideColour,
                ["width"] = 1,
                ["dash"] = "dash",
            },
        };

    /// <summary>Its words, inside the plot at its right or upper end.</summary>
    private static JsonObject GuideNote(GuideLine guide, bool isSideways)
    {
        var (x1, y1, x2, y2) = isSideways
            ? (guide.Y1, guide.X1, guide.Y2, guide.X2)
            : (guide.X1, guide.Y1, guide.X2, guide.Y2);

        // Sideways, places run down, so that the upper end has the smaller number.
        var isUpright = x1.Equals(x2);
        if (isUpright ? isSideways == (y1 < y2) : x1 > x2)
        {
            (x1, y1, x2, y2) = (x2, y2, x1, y1);
        }

        // At the end of a line that is askew its words would leave the plot: they stand a little before it.
        var back = isUpright || y1.Equals(y2) ? 0 : 0.08;
        return new()
        {
            ["text"] = Plain(guide.Words),
            ["x"] = x2 - (back * (x2 - x1)),
            ["y"] = y2 - (back * (y2 - y1)),
            ["xanchor"] = "right",
            ["yanchor"] = isUpright ? "top" : "bottom",
            ["showarrow"] = false,
            ["font"] = new JsonObject { ["size"] = 11, ["color"] = GuideColour },
        };
    }

    /// <summary>A heat map with the colours that are printed; its words and keys stand in rows, as its values do.</summary>
    private static JsonObject Cells(CellGrid grid)
    {
        var (columns, rows) = (Places(grid.Cells.Select(cell => cell.X)), Places(grid.Cells.Select(cell => cell.Y)));
        var cells = grid
            .Cells.GroupBy(cell => (cell.X, cell.Y))
            .ToDictionary(group => group.Key, group => group.Last());
        return new()
        {
            ["type"] = "heatmap",
            ["x"] = Numbers(columns.Select(x => (double?)x)),
            ["y"] = Numbers(rows.Select(y => (double?)y)),
            ["z"] = Rows(cell => cell is { IsHatched: false } ? (JsonNode?)cell.Value : null),
            ["customdata"] = Rows(cell => cell?.Key),
            ["hovertext"] = Rows(cell =>
                string.Join("<br>", (cell?.Words ?? []).SelectMany(words => Lines(words, LineLength)).Select(Plain))
            ),
            ["hovertemplate"] = "%{hovertext}<extra></extra>",
            ["hoverongaps"] = true,
            ["xgap"] = 1,
            ["ygap"] = 1,
            ["zmin"] = grid.Min,
            ["zmax"] = grid.Max,
            ["colorscale"] = Scale(grid.IsDiverging),
            ["colorbar"] = new JsonObject
            {
                ["title"] = new JsonObject
                {
                    ["text"] = string.Join("<br>", Lines(grid.Title, KeyLength).Select(Plain)),
                    ["side"] = "right",
                },
                ["thickness"] = 14,
                ["outlinewidth"] = 0,
            },
        };

        JsonArray Rows(Func<FigureCell?, JsonNode?> value) =>
            new([
                .. rows.Select(y =>
                    (JsonNode?)new JsonArray([.. columns.Select(x => value(cells.GetValueOrDefault((x, y))))])
                ),
            ]);
    }

    /// <summary>What is written in cells, in the ink that is read best on each; a cell that rests on too little says so in place of hatching.</summary>
    private static IEnumerable<JsonObject> CellNotes(CellGrid grid) =>
        from cell in grid.Cells
        let isEmpty = cell.IsHatched || cell.Value is null
        let words = cell.Text.Length > 0 ? cell.Text
        : cell.IsHatched ? TooFew
        : cell.Value is null ? "–"
        : ""
        where words.Length > 0
        let ink = isEmpty ? FewInk : CellColours.InkOn(CellColours.Of(cell.Value!.Value, grid))
        select new JsonObject
        {
            ["text"] = cell is { IsHatched: true, Text.Length: > 0 } ? $"<i>{Plain(words)}</i>" : Plain(words),
            ["x"] = cell.X,
            ["y"] = cell.Y,
            ["showarrow"] = false,
            ["captureevents"] = false,
            ["font"] = new JsonObject { ["size"] = 12, ["color"] = ink },
        };

    private static JsonArray Scale(bool isDiverging)
    {
        var stops = CellColours.Stops(isDiverging);
        return new([.. stops.Select((colour, i) => (JsonNode?)new JsonArray(i / (stops.Count - 1.0), colour))]);
    }

    private static List<int> Places(IEnumerable<int> places)
    {
        var known = places.DefaultIfEmpty(0).ToList();
        return [.. Enumerable.Range(known.Min(), known.Max() - known.Min() + 1)];
    }

    /// <summary>Cells fill their axes, which have no lines between them.</summary>
    private static void Enclose(JsonObject axis, FigureAxis given)
    {
        axis["showgrid"] = false;
        axis["autotickangles"] = new JsonArray(0, -40, -90);
        if (given.Ticks is null)
        {
            axis["dtick"] = 1;
        }
    }

    /// <summary>The lowest number at the top.</summary>
    private static JsonObject Downwards(JsonObject axis, FigureAxis given)
    {
        var range = axis["range"]!;
        axis["range"] = new JsonArray(range[1]!.DeepClone(), range[0]!.DeepClone());
        if (given.TickTexts is not null)
        {
            axis["tickangle"] = 0;
        }

        return axis;
    }

    /// <summary>A trace whose places stand upright: x and y change places, and their intervals too.</summary>
    private static JsonObject Turned(JsonObject trace)
    {
        Swap("x", "y");
        Swap("error_x", "error_y");
        if ((string?)trace["type"] == "bar")
        {
            trace["orientation"] = "h";
        }

        return trace;

        void Swap(string one, string other)
        {
            trace.Remove(one, out var first);
            trace.Remove(other, out var second);
            if (second is not null)
            {
                trace[one] = second;
            }

            if (first is not null)
            {
                trace[other] = first;
            }
        }
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
        line["mode"] =
            trace.Kind == TraceKind.Points ? "markers"
            : trace.HasMarkers ? "lines+markers"
            : "lines";
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
            ["symbol"] = SymbolsOf(trace),
        };
        return line;
    }

    /// <summary>The filled sign of a trace for the legend, which would take the open one of its first point.</summary>
    private static JsonObject Key(JsonObject drawn, Trace trace)
    {
        drawn["showlegend"] = false;
        var key = new JsonObject { ["x"] = new JsonArray((JsonNode?)null), ["y"] = new JsonArray((JsonNode?)null) };
        foreach (var name in (string[])["type", "mode", "name", "legendgroup", "line", "marker"])
        {
            key[name] = drawn[name]!.DeepClone();
        }

        key["marker"]!["symbol"] = Symbols[trace.Symbol % Symbols.Length];
        return key;
    }

    /// <summary>One sign for all points, or one for each where some are open.</summary>
    private static JsonNode SymbolsOf(Trace trace)
    {
        var sign = Symbols[trace.Symbol % Symbols.Length];
        return trace.IsFaint ? $"{sign}-open"
            : trace.Points.Any(point => point.IsOpen)
                ? new JsonArray([.. trace.Points.Select(point => (JsonNode?)(point.IsOpen ? $"{sign}-open" : sign))])
            : sign;
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
                    (JsonNode?)
                        string.Join("<br>", point.Words.SelectMany(words => Lines(words, LineLength)).Select(Plain))
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

        if (trace.Points.Any(point => point is { XLow: not null, XHigh: not null }))
        {
            node["error_x"] = new JsonObject
            {
                ["type"] = "data",
                ["symmetric"] = false,
                ["array"] = Numbers(trace.Points.Select(point => (point.XHigh ?? point.X) - (double?)point.X)),
                ["arrayminus"] = Numbers(trace.Points.Select(point => point.X - (point.XLow ?? (double?)point.X))),
                ["thickness"] = 1.2,
                ["width"] = 4,
                ["color"] = errors,
            };
        }

        return node;
    }

    /// <summary>A sentence that is too long for one line goes on in the next; a single word is never cut.</summary>
    private static IEnumerable<string> Lines(string words, int length)
    {
        var line = "";
        foreach (var word in words.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > length)
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

    /// <param name="range">From where to where it runs, as on paper.</param>
    private static JsonObject Axis(FigureAxis axis, AxisRange range)
    {
        var node = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Plain(axis.Title) },
            ["zeroline"] = false,
            ["range"] = Numbers([range.Min, range.Max]),
        };
        if (axis.Ticks is not null)
        {
            node["tickmode"] = "array";
            node["tickvals"] = Numbers(axis.Ticks.Select(tick => (double?)tick));
        }

        if (axis.TickTexts is not null)
        {
            node["ticktext"] = new JsonArray([.. axis.TickTexts.Select(text => (JsonNode?)Plain(text))]);
            node["ticklabeloverflow"] = "allow"; // a name that reaches out of the figure is still a name
        }

        return node;
    }

    private static JsonArray Numbers(IEnumerable<double?> numbers) =>
        new([.. numbers.Select(number => (JsonNode?)number)]);

    /// <summary>plotly.js reads a little HTML in its texts: names of models and skills must not become any.</summary>
    private static string Plain(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("$", "&#36;");
}
