using Microsoft.Data.Sqlite;
using SkillMix.Core.Catalogue;

namespace SkillMix.Core.Storage;

/// <summary>Row ids behind the names that a commit uses, read once each.</summary>
internal sealed class CommitNames(SqliteConnection connection, SqliteTransaction transaction)
{
    private readonly Dictionary<string, long> _models = [];
    private readonly Dictionary<string, long> _prompts = [];
    private readonly Dictionary<string, long> _gradingSpecs = [];
    private readonly Dictionary<string, SampleIds> _samples = [];

    public long Model(string name) => Id(_models, "SELECT id FROM models WHERE name = ?1", name, "model");

    public long Prompt(string hash) => Id(_prompts, "SELECT id FROM prompts WHERE hash = ?1", hash, "prompt");

    public long GradingSpec(string hash) =>
        Id(_gradingSpecs, "SELECT id FROM grading_specs WHERE hash = ?1", hash, "grading spec");

    public SampleIds Sample(string hash)
    {
        if (_samples.TryGetValue(hash, out var known))
        {
            return known;
        }

        using var head = new Statement(
            connection,
            transaction,
            "SELECT id, k, setting FROM samples WHERE hash = ?1",
            1
        );
        using var row = head.Read(hash);
        if (!row.Read())
        {
            throw new KeyNotFoundException(
                $"The store holds no sample {ContentHash.Short(hash)}: keep the sample before its generations."
            );
        }

        var (id, k, setting) = (row.GetInt64(0), row.GetInt32(1), (Setting)row.GetInt32(2));
        using var body = new Statement(
            connection,
            transaction,
            "SELECT \"index\", id, topic_id FROM tuples WHERE sample_id = ?1",
            1
        );
        using var tuples = body.Read(id);
        var ids = new Dictionary<int, (long Id, long Topic)>();
        while (tuples.Read())
        {
            ids[tuples.GetInt32(0)] = (tuples.GetInt64(1), tuples.GetInt64(2));
        }

        return _samples[hash] = new(id, k, setting, ids);
    }

    private long Id(Dictionary<string, long> known, string sql, string name, string kind)
    {
        if (known.TryGetValue(name, out var id))
        {
            return id;
        }

        using var find = new Statement(connection, transaction, sql, 1);
        return known[name] =
            find.Number(name)
            ?? throw new KeyNotFoundException($"The store holds no {kind} '{name}': keep it before what refers to it.");
    }
}

/// <summary>Row ids of a sample and its tuples.</summary>
internal sealed record SampleIds(
    long Id,
    int K,
    Setting Setting,
    IReadOnlyDictionary<int, (long Id, long Topic)> Tuples
)
{
    public (long Id, long Topic) Tuple(int index) =>
        Tuples.TryGetValue(index, out var ids)
            ? ids
            : throw new KeyNotFoundException(
                $"The sample has no tuple {index}; it has {Tuples.Count}, counted from 0."
            );
}
