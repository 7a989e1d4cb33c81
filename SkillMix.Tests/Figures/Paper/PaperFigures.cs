using SkillMix.Core.Figures;
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
