using System.Text.Json;
using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;
using SkillMix.Core.Prompts;
using SkillMix.Core.Runs;
using SkillMix.Core.Sampling;

namespace SkillMix.Core.Storage;

/// <summary>Reads what was asked of a run out of the store.</summary>
internal static class AskedRuns
{
    public static AskedRun Read(SqliteConnection connection, Run run)
    {
        var json = connection
            .Rows(
                "SELECT spec FROM runs WHERE public_id = ?1 AND origin <> ?2",
                reader => reader.GetString(0),
                run.Id,
                RunOrigin.Imported
            )
            .FirstOrDefault();
        var spec = json is null
            ? throw new InvalidDataException(
                $"The run '{run.Name}' was imported; it was not asked here and cannot be resumed or exported as a run file."
            )
            : JsonSerializer.Deserialize<RunSpec>(json, JsonSerializerOptions.Web)!;
        var hash = spec.Samples[0].CatalogueHash;
        var catalogue =
            StoredCatalogues.Read(connection, hash)
            ?? throw new InvalidDataException(
                $"The store lacks the catalogue {ContentHash.Short(hash)} of the run: it is damaged."
            );
        return new(
            run,
            spec,
            [.. spec.Samples.Select(sample => new TupleSample(sample, ReadTuples(connection, sample, catalogue)))],
            new PromptLibrary(ReadPrompts(connection, spec)),
            catalogue
        );
    }

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

    private static List<PromptTemplate> ReadPrompts(SqliteConnection connection, RunSpec spec)
    {
        var hashes = new[] { spec.Generation.WritePrompt, spec.Generation.RevisePrompt }
            .Concat(spec.Gradings.Select(grading => grading.Prompt))
            .OfType<string>()
            .Distinct();
        return
        [
            .. hashes.SelectMany(hash =>
                connection.Rows($"SELECT {PromptRows.Columns} FROM prompts WHERE hash = ?1", PromptRows.Read, hash)
            ),
        ];
    }
}
