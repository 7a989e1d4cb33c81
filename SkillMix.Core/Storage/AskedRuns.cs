using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Generation;
using SkillMix.Core.Grading;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Storage;

/// <summary>Reads what was asked of a run out of the store.</summary>
internal static class AskedRuns
{
    public static AskedRun Read(SqliteConnection connection, Run run)
    {
        var spec =
            run.Origin == RunOrigin.Imported
                ? Imported(connection, run)
                : JsonSerializer.Deserialize<RunSpec>(
                    connection
                        .Rows("SELECT spec FROM runs WHERE public_id = ?1", reader => reader.GetString(0), run.Id)
                        .Single(),
                    JsonSerializerOptions.Web
                )!;
        var later = connection.Rows(
            "SELECT spec FROM run_gradings WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1) ORDER BY grading_spec_id",
            reader => JsonSerializer.Deserialize<GradingSpec>(reader.GetString(0), JsonSerializerOptions.Web)!,
            run.Id
        );
        var hash = spec.Samples is [var first, ..]
            ? first.CatalogueHash
            : throw new InvalidDataException($"The run '{run.Name}' holds no texts; there is nothing to grade.");
        var catalogue =
            StoredCatalogues.Read(connection, hash)
            ?? throw new InvalidDataException(
                $"The store lacks the catalogue {ContentHash.Short(hash)} of the run '{run.Name}': it is damaged."
            );
        return new(
            run,
            spec,
            [.. spec.Samples.Select(sample => new TupleSample(sample, ReadTuples(connection, sample, catalogue)))],
            new PromptLibrary(ReadPrompts(connection, [.. Prompts(spec), .. later.Select(grading => grading.Prompt)])),
            catalogue,
            later
        );
    }

    /// <summary>What the texts of an imported run are about. How they were asked for is not said.</summary>
    private static RunSpec Imported(SqliteConnection connection, Run run) =>
        new(
            run.Name,
            [
                .. connection.Rows(
                    "SELECT spec FROM samples WHERE id IN (SELECT sample_id FROM generations WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1)) ORDER BY id",
                    reader => JsonSerializer.Deserialize<SamplingSpec>(reader.GetString(0))!,
                    run.Id
                ),
            ],
            connection.Rows(
                "SELECT name FROM models WHERE id IN (SELECT student_id FROM generations WHERE run_id = (SELECT id FROM runs WHERE public_id = ?1)) ORDER BY id",
                reader => reader.GetString(0),
                run.Id
            ),
            new GenerationSpec("", null),
            []
        );

    private static List<SkillTuple> ReadTuples(
        SqliteConnection connection,
        SamplingSpec sample,
        SkillCatalogue catalogue
    ) =>
        [
            .. connection
                .Rows(
                    """
                    SELECT t."index", p.name, k.name FROM tuples t JOIN samples s ON s.id = t.sample_id JOIN topics p ON p.id = t.topic_id
                    JOIN tuple_skills m ON m.tuple_id = t.id JOIN skills k ON k.id = m.skill_id
                    WHERE s.hash = ?1 ORDER BY t."index", m.position
                    """,
                    reader => (Index: reader.GetInt32(0), Topic: reader.GetString(1), Skill: reader.GetString(2)),
                    sample.Id
                )
                .GroupBy(row => (row.Index, row.Topic))
                .Select(tuple => new SkillTuple(
                    tuple.Key.Index,
                    [.. tuple.Select(row => catalogue.Get(row.Skill))],
                    new Topic(tuple.Key.Topic)
                )),
        ];

    private static IEnumerable<string> Prompts(RunSpec spec) =>
        new[] { spec.Generation.WritePrompt, spec.Generation.RevisePrompt }
            .Concat(spec.Gradings.Select(grading => grading.Prompt))
            .OfType<string>();

    private static List<PromptTemplate> ReadPrompts(SqliteConnection connection, IEnumerable<string> hashes)
    {
        return
        [
            .. hashes
                .Distinct()
                .SelectMany(hash =>
                    connection.Rows($"SELECT {PromptRows.Columns} FROM prompts WHERE hash = ?1", PromptRows.Read, hash)
                ),
        ];
    }
}
