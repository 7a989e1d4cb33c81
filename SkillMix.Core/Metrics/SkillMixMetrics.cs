namespace SkillMix.Core.Metrics;

/// <summary>From points to the numbers of the papers, with their uncertainty.</summary>
/// <remarks>
/// <para>
/// Yu et al. 2023, arXiv:2310.17567. Per grading the points are read, the length point is overridden and named skills lose
/// theirs; then comes the vote per criterion over the gradings of one grader, then that of the panel, then the metric per
/// text, then the best (or mean) of the generations for each metric by itself, then the mean over tuples.
/// </para>
/// <para>
/// Beyond the paper: unreadable points are a third truth value all the way. A tuple that stays undecided is unscored, and bounds
/// say what it could have been. A tuple with fewer than r graded generations is left out and counted; with more, the best of r
/// is estimated over all choices of r, see <see cref="BestOf"/>. The interval is Wilson for a binary metric under best-of-r where every tuple
/// has exactly r generations; in all other cases scores lie between 0 and 1 and it is Student-t over tuples. Other claims, for skills
/// like these or by drawing tuples anew, are a choice, see <see cref="IntervalRule"/>.
/// </para>
/// </remarks>
public static class SkillMixMetrics
{
    /// <summary>Measures a table: a row per group of series and metric, in the order of the series and then of the metrics.</summary>
    /// <remarks>
    /// A group is one (student, grader, sample, setting, k, prompts). Under a panel rule the graders of the same texts are one
    /// group, see <see cref="PanelRule"/>; with <see cref="MetricOptions.PoolSamples"/> samples and prompts do not separate. Simulated
    /// series are never joined with others. A series without rows has a row without a value. Tuples without any row are unknown here and
    /// not counted. The time grows with the number of rows; what is allocated is each row's place in the order and a few bytes per text.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range, a row does not fit its table, or skills are to be left out of a tuple without skill names, or its interval is to be for skills like these.</exception>
    public static IReadOnlyList<MetricRow> Compute(
        PointTable table,
        MetricOptions options,
        IReadOnlyList<Metric> metrics
    )
    {
        var result = new List<MetricRow>();
        foreach (var voted in VotedTexts.Read(table, options))
        {
            var group = voted.Group;
            var tuples = new ScoredTuples(voted, options);
            var turn = voted.Turn;
            var fingerprint = group.Recipe(options).Fingerprint;
            foreach (var metric in metrics)
            {
                result.Add(
                    new(
                        group.Student,
                        group.Grader(options.Panel),
                        group.Sample,
                        group.Setting,
                        group.K,
                        group.Prompts,
                        metric,
                        tuples.Estimate(metric),
                        turn,
                        voted.Gradings,
                        group.IsSimulated,
                        fingerprint
                    )
                );
            }
        }

        return result;
    }

    /// <summary>The score of each tuple that <see cref="Compute"/> would count, decided or not, group by group.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Compute"/>.</exception>
    public static IReadOnlyList<TupleScore> PerTuple(PointTable table, MetricOptions options, Metric metric)
    {
        var result = new List<TupleScore>();
        foreach (var voted in VotedTexts.Read(table, options))
        {
            var group = voted.Group;
            var tuples = new ScoredTuples(voted, options);
            int? bestOf = options.Generations == GenerationRule.Max ? tuples.GenerationsPerTuple : null;
            foreach (var (text, low, high) in tuples.Scores(metric))
            {
                result.Add(
                    new(
                        group.Student,
                        group.Grader(options.Panel),
                        voted.TupleSources[text.Tuple].Sample,
                        group.Setting,
                        group.K,
                        group.Prompts,
                        text.TupleIndex,
                        metric,
                        bestOf,
                        low,
                        high
                    )
                    {
                        Skills = voted.TupleSources[text.Tuple].NamesOf(text.TupleIndex),
                    }
                );
            }
        }

        return result;
    }
}
