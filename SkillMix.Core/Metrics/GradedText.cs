using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>A text with all its gradings, grader by grader.</summary>
/// <param name="K">Skills asked for.</param>
/// <param name="Facts">What the program computed from the text.</param>
/// <param name="Gradings">Shape [grader][grading round], in the order of the panel; empty for a grader that gave none.</param>
public sealed record GradedText(int K, TextFacts Facts, IReadOnlyList<IReadOnlyList<PackedVerdicts>> Gradings)
{
    /// <summary>The panel's vote.</summary>
    public TextVerdict Panel(MetricOptions options) => TextVerdict.OfPanel(K, Facts, Gradings, options);

    /// <summary>One grader's vote over its gradings.</summary>
    /// <param name="grader">Place in the panel, from 0.</param>
    /// <param name="options">As for <see cref="TextVerdict.Of"/>.</param>
    public TextVerdict ByGrader(int grader, MetricOptions options) =>
        TextVerdict.Of(K, Facts, Gradings[grader], options);

    /// <summary>Bit i is set where the program takes the point of criterion i because the text names the skill.</summary>
    public int Taken(MetricOptions options) => (int)TextVoter.Taken(options.NamedSkill, K, Facts);

    /// <summary>Whether two gradings differ on a criterion that the program does not count.</summary>
    public bool Disagrees(MetricOptions options)
    {
        var all = Gradings.SelectMany(gradings => gradings).ToList();
        var judged = options.Length == LengthRule.AsGraded ? K + 3 : K + 2;
        return Enumerable
            .Range(0, judged)
            .Any(position => all.Select(one => one.PointsAt(position)).OfType<double>().Distinct().Skip(1).Any());
    }

    /// <summary>
    /// The votes of single raters on full marks of the best of several texts, as (met, not met): graders where there are several,
    /// the gradings where there is one.
    /// </summary>
    /// <param name="texts">The texts of a unit, over one panel.</param>
    /// <param name="options">As for <see cref="TextVerdict.Of"/>.</param>
    public static (int Met, int NotMet) VotesOnBest(IReadOnlyList<GradedText> texts, MetricOptions options)
    {
        var graders = texts[0].Gradings.Count;
        var votes =
            graders > 1
                ? Enumerable
                    .Range(0, graders)
                    .Select(grader => TextVerdict.Best(texts.Select(text => text.ByGrader(grader, options))))
                : Enumerable
                    .Range(0, texts.Max(text => text.Gradings.Count == 0 ? 0 : text.Gradings[0].Count))
                    .Select(round =>
                        TextVerdict.Best(
                            texts.Select(text =>
                                TextVerdict.Of(text.K, text.Facts, [.. text.Gradings[0].Skip(round).Take(1)], options)
                            )
                        )
                    );
        var all = votes.ToList();
        return (all.Count(vote => vote is true), all.Count(vote => vote is false));
    }
}
