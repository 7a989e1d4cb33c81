using SkillMix.Core.Figures;
using SkillMix.Core.Figures.Paper;
using static SkillMix.Tests.Figures.Rows;

namespace SkillMix.Tests.Figures.Paper;

/// <summary>Figures to set on paper.</summary>
internal static class PaperFigures
{
    /// <summary>A base and a tuned model at k = 2, 3 and 4, with a published line behind them.</summary>
    public static Figure Curve(bool isSimulated = false, string tuned = "llama-tuned") =>
        SuccessCurve.Build(
            [
                Row("llama", 2, .6, isSimulated: isSimulated),
                Row("llama", 3, .4, n: 90, unscored: 10, boundLow: .35, boundHigh: .45, isSimulated: isSimulated),
                Row("llama", 4, .1, isSimulated: isSimulated),
                Row(tuned, 2, .9, isSimulated: isSimulated),
                Row(tuned, 3, .7, isSimulated: isSimulated),
                Row(tuned, 4, .5, isSimulated: isSimulated),
            ],
            new CurveLook
            {
                Students = [new("llama"), new(tuned, "llama")],
                Overlay = [new("published: GPT-4", 2, .8, []), new("published: GPT-4", 4, .3, [])],
            }
        );

    /// <summary>Two groups of bars over words.</summary>
    public static Figure Bars(params string[] words) =>
        new(
            "Miss rate",
            new("Skill", -0.5, words.Length - 0.5, [.. words.Select((_, i) => (double)i)], words),
            new("Share of texts"),
            [Group("base", 0, .2), Group("tuned", 1, .1)],
            IsSimulated: false
        );

    /// <summary>Two families of points with intervals along both axes, a diagonal and a level to hold them against, and open marks.</summary>
    public static Figure Scatter(bool isSimulated = false) =>
        new(
            "Two graders compared",
            new("Share by the first grader", 0, 1),
            new("Share by the second grader", 0, 1),
            [
                Cloud("known skills", 0, (.82, .74, false), (.61, .58, false), (.44, .52, true)),
                Cloud("new skills", 1, (.7, .49, false), (.35, .3, true), (.18, .07, false)),
            ],
            isSimulated
        )
        {
            Guides = [new(0, 0, 1, 1, "the same"), new(0, .2, 1, .2, "chance")],
        };

    /// <summary>A dot for each name and model, upright along the left, with a line at zero.</summary>
    public static Figure Sideways(params string[] names) =>
        new(
            "Change by skill",
            new("Skill", -0.5, names.Length - 0.5, [.. names.Select((_, i) => (double)i)], names),
            new("Change in share of full marks"),
            [Dots("small model", 0, names.Length, -.02), Dots("large model", 1, names.Length, .09)],
            IsSimulated: true
        )
        {
            IsSideways = true,
            Guides = [new(-0.5, 0, names.Length - 0.5, 0, "no change")],
        };

    /// <summary>The same places as bars, upright along the left.</summary>
    public static Figure SidewaysBars(params string[] names) => Bars(names) with { IsSideways = true };

    /// <summary>Four models by three settings with numbers in the cells; one hatched, one without a value.</summary>
    public static Figure Table(bool isDiverging = false) =>
        new(
            "Ratio of full marks by model and k",
            new("k (skills per text)", Ticks: [0, 1, 2], TickTexts: ["2", "3", "4"]),
            new("", Ticks: [0, 1, 2, 3], TickTexts: ["model A", "model B", "model C, tuned", "model D"]),
            [],
            IsSimulated: true
        )
        {
            Cells = new(
                [
                    .. Enumerable
                        .Range(0, 12)
                        .Select(i =>
                        {
                            var value = isDiverging ? (i - 6) / 20.0 : 1 - (i / 12.0);
                            var text = Ticks.Texts([Math.Round(value, 2)])[0];
                            return i switch
                            {
                                5 => new FigureCell(i % 3, i / 3, null, "", false, ["nothing was run"], null),
                                7 => new(i % 3, i / 3, value, text, true, ["n = 3"], "key-7"),
                                _ => new(i % 3, i / 3, value, text, false, ["n = 40"], $"key-{i}"),
                            };
                        }),
                ],
                isDiverging ? "Change" : "Ratio of full marks",
                isDiverging ? -0.3 : 0,
                isDiverging ? 0.3 : 1,
                isDiverging
            ),
        };

    /// <summary>Pairs of names with a difference each, too small for texts in the cells.</summary>
    public static Figure Map(params string[] names) =>
        new(
            "How pairs differ",
            new("", Ticks: [.. names.Select((_, i) => (double)i)], TickTexts: names),
            new("", Ticks: [.. names.Select((_, i) => (double)i)], TickTexts: names),
            [],
            IsSimulated: false
        )
        {
            Cells = new(
                [
                    .. from row in Enumerable.Range(0, names.Length)
                    from column in Enumerable.Range(0, names.Length)
                    where row != column
                    select new FigureCell(
                        column,
                        row,
                        ((row * 7) + (column * 3)) % 11 / 10.0 - 0.5,
                        "",
                        (row + column) % 5 == 4,
                        [],
                        null
                    ),
                ],
                "Difference from what independence says",
                -0.5,
                0.5,
                IsDiverging: true
            ),
        };

    /// <summary>Made-up names of skills, some of them long.</summary>
    public static string[] Names { get; } =
    [
        "metaphor",
        "red herring",
        "statistical syllogism",
        "folk physics (common knowledge)",
        "spatial reasoning",
        "self-serving bias",
        "modus ponens",
    ];

    private static Trace Cloud(string name, int place, params (double X, double Y, bool IsOpen)[] at) =>
        new(
            name,
            TraceKind.Points,
            place,
            place,
            IsDashed: false,
            IsFaint: false,
            Offset: 0,
            [
                .. at.Select(one => new FigurePoint(one.X, one.Y, one.Y - .06, one.Y + .07, null, null, [], null)
                {
                    XLow = one.X - .05,
                    XHigh = one.X + .04,
                    IsOpen = one.IsOpen,
                }),
            ]
        );

    private static Trace Dots(string name, int place, int count, double shift) =>
        new(
            name,
            TraceKind.Points,
            place,
            place,
            IsDashed: false,
            IsFaint: false,
            Offset: (place - 0.5) * 0.3,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i =>
                    {
                        var value = shift - (0.03 * (i % 4)) + (0.02 * (i % 3));
                        return new FigurePoint(i, value, value - .04, value + .04, null, null, [], null)
                        {
                            IsOpen = Math.Abs(value) < .04,
                        };
                    }),
            ]
        );

    private static Trace Group(string name, int place, double step) =>
        new(
            name,
            TraceKind.Bar,
            place,
            place,
            IsDashed: false,
            IsFaint: false,
            Offset: 0,
            [
                .. Enumerable
                    .Range(0, 3)
                    .Select(i => new FigurePoint(i, step * (i + 1), step * i, step * (i + 2), null, null, [], null)),
            ]
        );
}
