using SkillMix.Core.Catalogue;
using SkillMix.Core.Grading;

namespace SkillMix.Core.Metrics;

/// <summary>How often one kind of criterion costs texts their full marks.</summary>
/// <param name="Kind">Skills (all k together), topic, sense or length.</param>
/// <param name="Missed">Texts that miss at least one criterion of this kind.</param>
/// <param name="MissedAlone">Texts that miss only this kind and meet everything else: it alone costs them full marks.</param>
/// <param name="Unscored">Texts of which it stays undecided whether they miss this kind.</param>
public sealed record KindLoss(CriterionKind Kind, int Missed, int MissedAlone, int Unscored)
{
    /// <summary>The same counts tuple by tuple, where tuples are to be drawn anew; else null.</summary>
    public IReadOnlyList<(int Missed, int Alone, int Decided)>? Tuples { get; init; }
}

/// <summary>How often texts show one skill.</summary>
/// <param name="Skill">The skill's name.</param>
/// <param name="Asked">Texts that were to show it; the three counts below add up to it.</param>
/// <param name="Met">Texts that show it.</param>
/// <param name="NotMet">Texts that do not.</param>
/// <param name="Undecided">Texts of which it stays undecided.</param>
public sealed record SkillLoss(string Skill, int Asked, int Met, int NotMet, int Undecided);

/// <summary>Which criterion costs full marks: counts over texts of one student as one grader or panel sees it.</summary>
/// <param name="Student">The student.</param>
/// <param name="Grader">The grader, or the panel with its rule.</param>
/// <param name="Setting">Side of the split.</param>
/// <param name="K">Skills per tuple.</param>
/// <param name="Texts">Graded texts: one per tuple and generation, of the measured turn.</param>
/// <param name="FullMarks">Share of decided texts with full marks, in [0, 1]; null when none is decided.</param>
/// <param name="Unscored">Texts of which it stays undecided whether they have full marks.</param>
/// <param name="Kinds">The four kinds: skill, topic, sense, length.</param>
/// <param name="Skills">Every skill that was asked for, by name.</param>
/// <param name="IsSimulated">Made by rehearsal models: never to be mistaken for measurement.</param>
/// <param name="Fingerprint">Short hash of <see cref="MetricRecipe"/>.</param>
public sealed record CriterionLosses(
    string Student,
    string Grader,
    Setting Setting,
    int K,
    int Texts,
    double? FullMarks,
    int Unscored,
    IReadOnlyList<KindLoss> Kinds,
    IReadOnlyList<SkillLoss> Skills,
    bool IsSimulated,
    string Fingerprint
)
{
    /// <summary>Counts a table, one result per (student, grader, k, setting), whatever samples and prompts.</summary>
    /// <param name="table">The gradings.</param>
    /// <param name="options">As for <see cref="SkillMixMetrics.Compute"/>; samples are always pooled, and every text counts, however many its tuple has.</param>
    /// <exception cref="ArgumentException">As for <see cref="SkillMixMetrics.Compute"/>, or a tuple has no skill names.</exception>
    public static IReadOnlyList<CriterionLosses> Of(PointTable table, MetricOptions options)
    {
        var pooled = options with { PoolSamples = true };
        return [.. VotedTexts.Read(table, pooled).Select(voted => Of(voted, pooled))];
    }

    private static CriterionLosses Of(VotedTexts voted, MetricOptions options)
    {
        var group = voted.Group;
        var full = Full(group.K);
        var fullMarks = voted.Texts.Count(text => text.Met == full);
        var missing = voted.Texts.Count(text => (text.Met | text.Undecided) != full);
        var decided = fullMarks + missing;
        return new(
            group.Student,
            group.Grader(options.Panel),
            group.Setting,
            group.K,
            voted.Texts.Count,
            decided == 0 ? null : (double)fullMarks / decided,
            voted.Texts.Count - decided,
            [
                .. Enum.GetValues<CriterionKind>()
                    .Select(kind => LossOf(kind, voted, options.Intervals == IntervalRule.TupleBootstrap)),
            ],
            SkillLosses(voted),
            group.IsSimulated,
            group.Recipe(options).Fingerprint
        );
    }

    private static KindLoss LossOf(CriterionKind kind, VotedTexts voted, bool hasTuples)
    {
        var k = voted.Group.K;
        var full = Full(k);
        var own = kind == CriterionKind.Skill ? (1 << k) - 1 : 1 << (k + (int)kind - (int)CriterionKind.Topic);
        var missed = 0;
        var alone = 0;
        var unscored = 0;
        var tuples = hasTuples ? new (int Missed, int Alone, int Decided)[voted.Tuples] : [];
        foreach (var text in voted.Texts)
        {
            var before = (missed, alone, unscored);
            if ((own & ~(text.Met | text.Undecided)) != 0)
            {
                missed++;
                alone += (full & ~own & ~text.Met) == 0 ? 1 : 0;
            }
            else if ((own & text.Undecided) != 0)
            {
                unscored++;
            }

            if (hasTuples)
            {
                ref var tuple = ref tuples[text.Tuple];
                tuple.Missed += missed - before.missed;
                tuple.Alone += alone - before.alone;
                tuple.Decided += 1 - (unscored - before.unscored);
            }
        }

        return new(kind, missed, alone, unscored) { Tuples = hasTuples ? tuples : null };
    }

    private static SkillLoss[] SkillLosses(VotedTexts voted)
    {
        var counts = new SortedDictionary<string, (int Met, int NotMet, int Undecided)>(StringComparer.Ordinal);
        foreach (var text in voted.Texts)
        {
            var skills = voted.TupleSources[text.Tuple].SkillsOf(text.TupleIndex);
            for (var i = 0; i < skills.Count; i++)
            {
                var (met, notMet, undecided) = counts.GetValueOrDefault(skills[i]);
                counts[skills[i]] =
                    (text.Met >> i & 1) != 0 ? (met + 1, notMet, undecided)
                    : (text.Undecided >> i & 1) != 0 ? (met, notMet, undecided + 1)
                    : (met, notMet + 1, undecided);
            }
        }

        return
        [
            .. counts.Select(pair => new SkillLoss(
                pair.Key,
                pair.Value.Met + pair.Value.NotMet + pair.Value.Undecided,
                pair.Value.Met,
                pair.Value.NotMet,
                pair.Value.Undecided
            )),
        ];
    }

    private static int Full(int k) => (1 << (k + 3)) - 1;
}
