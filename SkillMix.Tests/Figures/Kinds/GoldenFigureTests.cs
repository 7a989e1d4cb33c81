using System.Text;
using System.Text.Json;
using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using SkillMix.Core.Metrics;
using SkillMix.Dashboard.Components;
using SkillMix.Tests.Figures.Paper;
using SkillMix.Tests.Metrics;

namespace SkillMix.Tests.Figures.Kinds;

/// <summary>Every kind of figure over one small study, from its spec to the file.</summary>
public sealed class GoldenFigureTests
{
    private static readonly string[] Names =
    [
        "metaphor",
        "red herring",
        "folk physics",
        "modus ponens",
        "hyperbole",
        "false belief",
    ];

    /// <summary>The builder gives each sample a protocol of its own; pooled, they are one line.</summary>
    private static readonly MetricOptions Pooled = new() { PoolSamples = true };

    /// <summary>Names of the files.</summary>
    public static TheoryData<string> Golden { get; } =
    [
        "curve",
        "curve-people",
        "criteria",
        "paired",
        "training",
        "graders",
        "graders-difference",
        "skills",
        "pairs",
        "grid",
        "novelty",
        "confusion",
        "labels",
    ];

    [Theory]
    [MemberData(nameof(Golden))]
    public void Kind_OverTheSmallStudy_IsDrawnAsItWas(string name)
    {
        var made = FigureMaker.Make(SpecOf(name), InputOf(name));

        var svg = SvgWriter.Write(FigureLayout.Draw(made.Figure, made.Spec.Style), embedsFont: false);

        GoldenDrawing.Check(
            Path.Combine(ReferenceData.RepositoryRoot, "SkillMix.Tests", "Figures", "Kinds", $"{name}.svg"),
            svg
        );
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Kind_AsFile_IsUnder60KilobytesAndTheSameTwice(string name)
    {
        var (one, other) = (
            FigureMaker.Make(SpecOf(name), InputOf(name)),
            FigureMaker.Make(SpecOf(name), InputOf(name))
        );

        var svg = SvgWriter.Write(FigureLayout.Draw(one.Figure, one.Spec.Style));

        Assert.InRange(Encoding.UTF8.GetByteCount(svg), 1, 60 * 1024);
        Assert.Equal(svg, SvgWriter.Write(FigureLayout.Draw(other.Figure, other.Spec.Style)));
        Assert.Equal(FigureJson.Write(one), FigureJson.Write(other));
        Assert.NotEmpty(one.Lint);
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Kind_OnTheScreen_HasEveryValueThatIsPrinted(string name)
    {
        var figure = FigureMaker.Make(SpecOf(name), InputOf(name)).Figure;

        var data = JsonDocument.Parse(PlotlyFigure.ToJson(figure)).RootElement.GetProperty("data").EnumerateArray();

        var printed = figure
            .Traces.SelectMany(trace => trace.Points.Select(point => point.Y))
            .Concat((figure.Cells?.Cells ?? []).Select(cell => cell.IsHatched ? null : cell.Value))
            .OfType<double>()
            .Count();
        var shown = data.SelectMany(trace =>
                trace.TryGetProperty("text", out _) || trace.TryGetProperty("z", out _)
                    ? Values(trace, figure.IsSideways)
                    : []
            )
            .Count();
        Assert.Equal(printed, shown);
    }

    /// <summary>The numbers of a trace of plotly.js, of a heat map's rows too.</summary>
    private static IEnumerable<JsonElement> Values(JsonElement trace, bool isSideways) =>
        (
            trace.TryGetProperty("z", out var rows)
                ? rows.EnumerateArray().SelectMany(row => row.EnumerateArray())
                : trace.GetProperty(isSideways ? "x" : "y").EnumerateArray()
        ).Where(value => value.ValueKind == JsonValueKind.Number);

    private static FigureSpec SpecOf(string name) =>
        name switch
        {
            "graders-difference" => new() { Kind = FigureKind.Graders, Against = GraderForm.Difference },
            "curve" => new()
            {
                ShowsBaseline = true,
                Choices = new() { Options = Pooled },
            },
            "curve-people" => new()
            {
                Choices = new() { Students = ["base"], Options = Pooled },
            },
            "novelty" => new()
            {
                Kind = FigureKind.Novelty,
                SkillRate = 0.0001,
                Choices = new() { Options = Pooled },
            },
            _ => new() { Kind = FigureKindWords.Read(name)!.Value },
        };

    /// <summary>The study, with the queue where the figure is of one.</summary>
    private static FigureInput InputOf(string name) =>
        name switch
        {
            "curve-people" => Study with
            {
                Pool = LabelledPools.Of([
                    .. 30.Times(new PoolLine(true, "1", 0.5, Student: "base")),
                    .. 6.Times(new PoolLine(true, "0", 0.5, Student: "base")),
                    .. 30.Times(new PoolLine(true, null, 0.5, Student: "base")),
                    .. 24.Times(new PoolLine(false, "0", 0.5, Student: "base")),
                    .. 6.Times(new PoolLine(false, "1", 0.5, Student: "base")),
                    .. 30.Times(new PoolLine(false, null, 0.5, Student: "base")),
                ]),
            },
            "confusion" or "labels" => Study,
            _ => Study with { Pool = null },
        };

    /// <summary>A base and two tuned models, two graders, k = 2 and 3, twelve tuples each; what is met follows from sums alone.</summary>
    private static FigureInput Study
    {
        get
        {
            var builder = new PointTableBuilder();
            foreach (var (student, worth) in new[] { ("base", 0), ("tuned-1", 2), ("tuned-1-2", 4) })
            {
                foreach (var k in (int[])[2, 3])
                {
                    foreach (var grader in (string[])["judge", "second"])
                    {
                        builder.Series(
                            k,
                            student,
                            grader,
                            $"sample {k}",
                            skills: [.. Enumerable.Range(0, 12).Select(tuple => SkillsOf(tuple, k))]
                        );
                        for (var tuple = 0; tuple < 12; tuple++)
                        {
                            builder.Text(tuple, 1, PointsOf(tuple, k, worth, grader));
                        }
                    }
                }
            }

            var start = new DateTimeOffset(2025, 3, 1, 10, 0, 0, TimeSpan.Zero);
            return new(builder.Table, [new("base"), new("tuned-1", "base", "D(1)"), new("tuned-1-2", "base", "D(1,2)")])
            {
                Pool = JudgedTexts.Queue([
                    .. Enumerable
                        .Range(0, 24)
                        .Select(i =>
                            JudgedTexts.Text(i, [(JudgedTexts.Ana, Marks(i, 5))], [Marks(i, 4), Marks(i + 1, 6)], k: 2)
                        ),
                ]),
                Labels =
                [
                    .. Enumerable
                        .Range(0, 40)
                        .Select(i => new LabelMoment(i % 3 == 0 ? "Ben" : "Ana", start.AddSeconds(20 * i))),
                ],
            };
        }
    }

    private static string[] SkillsOf(int tuple, int k) =>
        [.. Enumerable.Range(0, k).Select(i => Names[(tuple + (i * (1 + (tuple / 6)))) % Names.Length])];

    private static string PointsOf(int tuple, int k, int worth, string grader)
    {
        var strict = grader == "second" ? 1 : 0;
        var skills = Enumerable.Range(0, k).Select(i => ((tuple * 5) + (i * 3) + strict) % 7 < 3 + worth);
        var rest = Enumerable.Range(0, 3).Select(i => ((tuple * 3) + i + k) % 11 < 10);
        return string.Concat(skills.Concat(rest).Select(met => met ? '1' : '0'));
    }

    /// <summary>Five criteria, every so manieth of which is not met.</summary>
    private static string Marks(int number, int every) =>
        string.Concat(Enumerable.Range(0, 5).Select(i => (number + i) % every == 0 ? '0' : '1'));
}
