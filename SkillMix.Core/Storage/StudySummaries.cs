using SkillMix.Core.Browse;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>The studies of a store at a glance.</summary>
public static class StudySummaries
{
    /// <summary>All studies, the newest first. A study without generations is among them.</summary>
    public static Task<IReadOnlyList<StudySummary>> ReadAsync(StoreFile file, CancellationToken cancellationToken) =>
        file.AskAsync<IReadOnlyList<StudySummary>>(
            connection =>
            {
                var studies = connection.Rows(
                    "SELECT id, public_id, name FROM studies ORDER BY id DESC",
                    reader =>
                        (
                            Key: reader.GetInt64(0),
                            Id: PublicId.FromBytes(reader.GetFieldValue<byte[]>(1)),
                            Name: reader.GetString(2)
                        )
                );
                var runs = connection
                    .Rows(
                        "SELECT study_id, id, public_id, origin FROM runs ORDER BY id",
                        reader =>
                            (
                                Study: reader.GetInt64(0),
                                Key: reader.GetInt64(1),
                                Id: PublicId.FromBytes(reader.GetFieldValue<byte[]>(2)),
                                Origin: (RunOrigin)reader.GetInt32(3)
                            )
                    )
                    .ToLookup(run => run.Study);
                var parts = connection
                    .Rows(
                        """
                        SELECT g.run_id, m.id, m.name, s.hash, s.k, count(*), sum(g.gradings), sum(g.is_split), sum(g.is_unreadable),
                               sum(g.gradings > 0 AND g.full_marks IS NULL), sum(g.state = 1), sum(g.gradings = 0)
                        FROM generations g JOIN models m ON m.id = g.student_id JOIN samples s ON s.id = g.sample_id
                        GROUP BY g.run_id, g.student_id, g.sample_id
                        """,
                        reader =>
                            (
                                Run: reader.GetInt64(0),
                                Model: reader.GetInt64(1),
                                Student: reader.GetString(2),
                                Sample: ContentHash.Short(reader.GetString(3)),
                                K: reader.GetInt32(4),
                                Tallies: new GenerationTallies(
                                    reader.GetInt64(5),
                                    reader.GetInt64(6),
                                    reader.GetInt64(7),
                                    reader.GetInt64(8),
                                    reader.GetInt64(9),
                                    reader.GetInt64(10),
                                    reader.GetInt64(11)
                                )
                            )
                    )
                    .ToLookup(part => part.Run);

                return
                [
                    .. studies.Select(study =>
                    {
                        var own = runs[study.Key].ToList();
                        var held = own.SelectMany(run => parts[run.Key]).ToList();
                        return new StudySummary(
                            study.Id,
                            study.Name,
                            [.. own.Select(run => run.Origin).Distinct()],
                            own.Count,
                            own.Count == 1 ? own[0].Id : null,
                            [.. held.OrderBy(part => part.Model).Select(part => part.Student).Distinct()],
                            [.. held.Select(part => part.K).Distinct().Order()],
                            [.. held.Select(part => part.Sample).Distinct()],
                            held.Aggregate(GenerationTallies.None, (sum, part) => sum.Plus(part.Tallies))
                        );
                    }),
                ];
            },
            cancellationToken
        );
}
