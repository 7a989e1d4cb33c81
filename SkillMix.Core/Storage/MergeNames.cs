using Microsoft.Data.Sqlite;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>What the rows of one store that have a name or a hash are called in another: row there → row here.</summary>
internal sealed class MergeNames
{
    private readonly Dictionary<long, long> _studies;

    private MergeNames(Dictionary<long, long> studies) => _studies = studies;

    public required IReadOnlyDictionary<long, long> Models { get; init; }

    public required IReadOnlyDictionary<long, long> Prompts { get; init; }

    public required IReadOnlyDictionary<long, long> Topics { get; init; }

    public required IReadOnlyDictionary<long, long> Samples { get; init; }

    public required IReadOnlyDictionary<long, long> Tuples { get; init; }

    public required IReadOnlyDictionary<long, long> GradingSpecs { get; init; }

    /// <summary>Keeps everything that runs refer to.</summary>
    public static MergeNames Keep(SqliteConnection from, SqliteConnection to, SqliteTransaction transaction)
    {
        var tables = new NamedTables(from, to, transaction);
        tables.Keep("catalogues", "hash", "name, body");
        tables.Keep("splits", "hash", "name, body");
        var skills = tables.Keep("skills", "name", "category");
        var topics = tables.Keep("topics", "name", "");
        var prompts = tables.Keep("prompts", "hash", "name, version, kind, reader, text");
        var models = tables.Keep("models", "name", "public_id, is_simulated, training_data, filtered_by");
        KeepBases(from, to, transaction, models);
        KeepFigures(from, to, transaction);
        var samples = tables.Keep("samples", "hash", "spec, catalogue_hash, setting, k, count, seed, name");
        return new(tables.Keep("studies", "name", "public_id, created"))
        {
            Models = models,
            Prompts = prompts,
            Topics = topics,
            Samples = samples,
            Tuples = KeepTuples(from, to, transaction, samples, topics, skills),
            GradingSpecs = tables.Keep(
                "grading_specs",
                "hash",
                "grader_id, prompt_id, style, reader, options",
                row =>
                {
                    row[0] = models[(long)row[0]!];
                    row[1] = row[1] is long prompt ? prompts[prompt] : null;
                }
            ),
        };
    }

    /// <summary>Keeps a run. One of the same study that asks the same is the same run.</summary>
    public (long Here, bool IsNew) Run(
        SqliteConnection from,
        SqliteConnection to,
        SqliteTransaction transaction,
        long there
    )
    {
        const string Columns =
            "study_id, spec_hash, state, public_id, name, origin, source, spec, recipe, fingerprint, tool_version, created, finished, note, terms, started";
        var row = StoreMerge.Rows(from, null, $"SELECT {Columns} FROM runs WHERE id = ?1", there)[0];
        row[0] = _studies[(long)row[0]!];
        row[2] = (long)row[2]! == (long)RunState.Running ? (long)RunState.Paused : row[2];
        var known = StoreMerge.Rows(
            to,
            transaction,
            "SELECT id FROM runs WHERE study_id = ?1 AND spec_hash = ?2",
            row[0],
            row[1]
        );
        var here = known is [var one] ? (long)one[0]! : Insert();
        KeepGradings();
        new MergedLog(from, to, transaction, Models).Keep(there, here);
        return (here, known.Count == 0);

        long Insert()
        {
            using var insert = new Statement(
                to,
                transaction,
                $"INSERT INTO runs ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) RETURNING id",
                row.Length
            );
            return insert.Number(row)!.Value;
        }

        void KeepGradings()
        {
            foreach (
                var values in StoreMerge.Rows(
                    from,
                    null,
                    "SELECT grading_spec_id, rounds, spec FROM run_gradings WHERE run_id = ?1",
                    there
                )
            )
            {
                to.Run(
                    transaction,
                    "INSERT INTO run_gradings (run_id, grading_spec_id, rounds, spec) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                    here,
                    GradingSpecs[(long)values[0]!],
                    values[1],
                    values[2]
                );
            }
        }
    }

    /// <summary>What a model was tuned from is added where it was not known, as everywhere.</summary>
    private static void KeepBases(
        SqliteConnection from,
        SqliteConnection to,
        SqliteTransaction transaction,
        Dictionary<long, long> models
    )
    {
        foreach (
            var row in StoreMerge.Rows(from, null, "SELECT id, base_model_id, training_data, filtered_by FROM models")
        )
        {
            to.Run(
                transaction,
                "UPDATE models SET base_model_id = coalesce(base_model_id, ?2), training_data = coalesce(training_data, ?3), filtered_by = coalesce(filtered_by, ?4) WHERE id = ?1",
                models[(long)row[0]!],
                row[1] is long baseModel ? models[baseModel] : null,
                row[2],
                row[3]
            );
        }
    }

    /// <summary>Of one figure in both stores the one that was kept last; another of the same name gets a number behind it.</summary>
    private static void KeepFigures(SqliteConnection from, SqliteConnection to, SqliteTransaction transaction)
    {
        const string Columns = "public_id, name, spec, drawn, note, created, made";
        foreach (var row in StoreMerge.Rows(from, null, $"SELECT {Columns} FROM figures ORDER BY id"))
        {
            if (Has("public_id", row[0]!))
            {
                to.Run(
                    transaction,
                    "UPDATE figures SET spec = ?2, drawn = ?3, note = ?4, made = ?5 WHERE public_id = ?1 AND made < ?5",
                    row[0],
                    row[2],
                    row[3],
                    row[4],
                    row[6]
                );
                continue;
            }

            var name = (string)row[1]!;
            for (var number = 2; Has("name", row[1]!); number++)
            {
                row[1] = FormattableString.Invariant($"{name} ({number})");
            }

            to.Run(
                transaction,
                $"INSERT INTO figures ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                row[0],
                row[1],
                row[2],
                row[3],
                row[4],
                row[5],
                row[6]
            );
        }

        bool Has(string column, object value) =>
            to.Rows(transaction, $"SELECT 1 FROM figures WHERE {column} = ?1", reader => true, value).Count > 0;
    }

    private static Dictionary<long, long> KeepTuples(
        SqliteConnection from,
        SqliteConnection to,
        SqliteTransaction transaction,
        Dictionary<long, long> samples,
        Dictionary<long, long> topics,
        Dictionary<long, long> skills
    )
    {
        using var insert = new Statement(
            to,
            transaction,
            "INSERT INTO tuples (sample_id, \"index\", topic_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            3
        );
        using var find = new Statement(
            to,
            transaction,
            "SELECT id FROM tuples WHERE sample_id = ?1 AND \"index\" = ?2",
            2
        );
        using var member = new Statement(
            to,
            transaction,
            "INSERT INTO tuple_skills (tuple_id, position, skill_id) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            3
        );
        var tuples = new Dictionary<long, long>();
        foreach (var row in StoreMerge.Rows(from, null, "SELECT id, sample_id, \"index\", topic_id FROM tuples"))
        {
            var sample = samples[(long)row[1]!];
            insert.Run(sample, row[2], topics[(long)row[3]!]);
            tuples[(long)row[0]!] = find.Number(sample, row[2])!.Value;
        }

        foreach (var row in StoreMerge.Rows(from, null, "SELECT tuple_id, position, skill_id FROM tuple_skills"))
        {
            member.Run(tuples[(long)row[0]!], row[1], skills[(long)row[2]!]);
        }

        return tuples;
    }

    /// <summary>Tables whose rows are known by one column.</summary>
    private sealed class NamedTables(SqliteConnection from, SqliteConnection to, SqliteTransaction transaction)
    {
        public Dictionary<long, long> Keep(
            string table,
            string key,
            string columns,
            Action<object?[]>? translate = null
        )
        {
            var names = columns.Length == 0 ? key : $"{columns}, {key}";
            var count = names.Split(',').Length;
            var places = string.Join(", ", Enumerable.Range(1, count).Select(i => $"?{i}"));
            using var insert = new Statement(
                to,
                transaction,
                $"INSERT INTO {table} ({names}) VALUES ({places}) ON CONFLICT DO NOTHING",
                count
            );
            using var find = new Statement(to, transaction, $"SELECT id FROM {table} WHERE {key} = ?1", 1);
            var rows = new Dictionary<long, long>();
            foreach (var row in StoreMerge.Rows(from, null, $"SELECT {names}, id FROM {table} ORDER BY id"))
            {
                translate?.Invoke(row);
                insert.Run(row.AsSpan(0, count));
                rows[(long)row[count]!] = find.Number(row[count - 1])!.Value;
            }

            return rows;
        }
    }
}
