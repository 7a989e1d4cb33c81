using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>One text as one rater sees it, or a panel: the vote over its gradings, with what the program counts in its place.</summary>
/// <remarks>
/// A person is a rater like any other here, so that graders' and people's verdict on a text are the same functional of it.
/// </remarks>
/// <param name="K">Skills asked for.</param>
/// <param name="Met">Bit i is set where criterion i is met.</param>
/// <param name="Undecided">Bit i is set where criterion i is undecided.</param>
public readonly record struct TextVerdict(int K, int Met, int Undecided)
{
    /// <summary>Whether all k + 3 criteria are met; null where that hangs on an undecided one.</summary>
    public bool? FullMarks =>
        Met == Full ? true
        : (Met | Undecided) == Full ? null
        : false;

    private int Full => (1 << (K + 3)) - 1;

    /// <summary>Whether a criterion is met; null where it is undecided.</summary>
    public bool? At(int position) =>
        (Met >> position & 1) != 0 ? true
        : (Undecided >> position & 1) != 0 ? null
        : false;

    /// <summary>Full marks of the best text; null where it hangs on an undecided one.</summary>
    /// <param name="texts">The texts of a unit.</param>
    public static bool? Best(IEnumerable<TextVerdict> texts)
    {
        bool? best = false;
        foreach (var text in texts)
        {
            if (text.FullMarks is true)
            {
                return true;
            }

            best = text.FullMarks is null ? null : best;
        }

        return best;
    }

    /// <summary>One rater's vote over its gradings of a text.</summary>
    /// <param name="k">Skills asked for.</param>
    /// <param name="facts">What the program computed from the text.</param>
    /// <param name="gradings">The rater's gradings; without any, all is undecided but what the program counts.</param>
    /// <param name="options">Length, named skill and unreadable points; the panel's rule plays no part.</param>
    public static TextVerdict Of(
        int k,
        TextFacts facts,
        IReadOnlyList<PackedVerdicts> gradings,
        MetricOptions options
    ) => Decide(k, facts, [gradings.Count == 0 ? [default] : gradings], options with { Panel = PanelRule.Each });

    /// <summary>The vote of a panel over the votes of its graders.</summary>
    /// <param name="graders">The gradings of each grader; of one that gave none, an empty list.</param>
    /// <inheritdoc cref="Of" path="/param"/>
    public static TextVerdict OfPanel(
        int k,
        TextFacts facts,
        IReadOnlyList<IReadOnlyList<PackedVerdicts>> graders,
        MetricOptions options
    ) =>
        graders.Count <= 1 || options.Panel == PanelRule.Each
            ? Of(k, facts, [.. graders.SelectMany(gradings => gradings)], options)
            : Decide(k, facts, graders, options);

    /// <summary>A person's verdicts in the form of a grading; what nobody decided is unreadable.</summary>
    /// <param name="k">Skills asked for.</param>
    /// <param name="verdictAt">Met or not met by the criterion's place; null where it is not decided.</param>
    public static PackedVerdicts Pack(int k, Func<int, bool?> verdictAt)
    {
        const long MetCode = 1;
        const long NotMetCode = 2;
        const long UnreadableCode = 3;
        var bits = 0L;
        for (var position = 0; position < k + 3; position++)
        {
            var code = verdictAt(position) switch
            {
                true => MetCode,
                false => NotMetCode,
                null => UnreadableCode,
            };
            bits |= code << (4 * position);
        }

        return new(bits);
    }

    private static TextVerdict Decide(
        int k,
        TextFacts facts,
        IReadOnlyList<IReadOnlyList<PackedVerdicts>> graders,
        MetricOptions options
    )
    {
        var voter = new TextVoter(options, k, graders.Count);
        voter.Clear();
        for (var grader = 0; grader < graders.Count; grader++)
        {
            foreach (var verdicts in graders[grader])
            {
                voter.Add(grader, verdicts, in facts);
            }
        }

        var (met, undecided) = voter.Decide(in facts);
        return new(k, met, undecided);
    }
}
