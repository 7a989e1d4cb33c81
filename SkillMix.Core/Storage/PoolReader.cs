using Microsoft.Data.Sqlite;
using SkillMix.Core.Annotation;
using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Metrics;

namespace SkillMix.Core.Storage;

/// <summary>Reads the units that a queue can be chosen from, with the graders' verdicts on them.</summary>
internal static class PoolReader
{
    public static QueuePool Read(
        SqliteConnection connection,
        GenerationFilter filter,
        QueueUnit unit,
        PanelSpec panel,
        bool alsoUngraded
    )
    {
        var sql = FilterSql.Of(filter);

        // A unit that the filter touches comes with all its generations: the best of some of them is another quantity.
        var ids =
            unit == QueueUnit.Tuple
                ? $"""
                    SELECT o.id FROM generations o JOIN (SELECT DISTINCT g.run_id, g.student_id, g.tuple_id FROM generations g WHERE {sql.Where}) u
                    ON u.run_id = o.run_id AND u.student_id = o.student_id AND u.tuple_id = o.tuple_id
                    """
                : $"SELECT g.id FROM generations g WHERE {sql.Where}";
        var texts = StoredText.Read(connection, ids, sql.BindTo, panel);
        return new(
            [
                .. texts
                    .GroupBy(text =>
                        (text.Run, text.StudentRow, text.Tuple, One: unit == QueueUnit.Tuple ? 0 : text.Row)
                    )
                    .Where(group => alsoUngraded || group.Any(text => text.IsGraded))
                    .Select(group => UnitOf([.. group], unit, panel.Options)),
            ],
            [.. texts.SelectMany(text => text.Graders).Distinct().Order(StringComparer.Ordinal)]
        );
    }

    private static PoolUnit UnitOf(IReadOnlyList<StoredText> texts, QueueUnit unit, MetricOptions options)
    {
        var first = texts[0];
        List<GradedText> graded = [.. texts.Select(text => text.Graded)];
        List<TextVerdict> verdicts = [.. graded.Select(text => text.Panel(options))];
        var (met, notMet) = GradedText.VotesOnBest(graded, options);
        return new(
            NameOf(first, unit),
            first.Student,
            first.Graded.K,
            first.Setting,
            first.IsSimulated,
            [
                .. texts.Zip(
                    verdicts,
                    (text, verdict) =>
                        new PoolText(
                            text.Id,
                            text.Turn,
                            verdict.Met,
                            verdict.Undecided,
                            text.Graded.Facts.IsEmpty,
                            text.Graded.Taken(options)
                        )
                ),
            ],
            TextVerdict.Best(verdicts),
            QueueDesign.UncertaintyOf(met, notMet),
            graded.Any(text => text.Disagrees(options))
        );
    }

    /// <summary>The same in every store that holds the same run, so that the same seed draws the same units.</summary>
    private static string NameOf(StoredText text, QueueUnit unit)
    {
        var tuple = FormattableString.Invariant(
            $"{ContentHash.Short(text.RunHash)}/{ContentHash.Short(text.Sample)}/{text.TupleIndex}/{text.Student}"
        );
        return unit == QueueUnit.Tuple ? tuple : FormattableString.Invariant($"{tuple}/{text.Round}");
    }
}
