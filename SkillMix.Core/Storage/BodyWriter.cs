using Microsoft.Data.Sqlite;

namespace SkillMix.Core.Storage;

/// <summary>Gathers the long texts of each generation in a commit and writes them as one body.</summary>
internal sealed class BodyWriter : IDisposable
{
    private readonly Statement _insert;
    private readonly Dictionary<long, (long Id, List<StoredBody> Parts)> _bodies = [];
    private long _last;

    public BodyWriter(SqliteConnection connection, SqliteTransaction transaction)
    {
        _insert = new(connection, transaction, "INSERT INTO bodies (id, body) VALUES (?1, ?2)", 2);

        // The transaction is a writing one from its start, so that nobody else takes the ids that follow.
        using var ask = new Statement(connection, transaction, "SELECT coalesce(max(id), 0) FROM bodies", 0);
        _last = ask.Number()!.Value;
    }

    /// <summary>Adds to the body of a generation.</summary>
    /// <returns>The body's id and the place in it; the body itself is written by <see cref="Write"/>.</returns>
    public (long Body, int Part) Add(long generation, StoredBody part)
    {
        if (!_bodies.TryGetValue(generation, out var body))
        {
            body = _bodies[generation] = (++_last, []);
        }

        body.Parts.Add(part);
        return (body.Id, body.Parts.Count - 1);
    }

    /// <summary>The next one's place, for a row that is written before it is known to be new.</summary>
    public (long Body, int Part) Next(long generation) =>
        _bodies.TryGetValue(generation, out var body) ? (body.Id, body.Parts.Count) : (_last + 1, 0);

    /// <summary>Writes what was gathered.</summary>
    public void Write()
    {
        foreach (var (id, parts) in _bodies.Values)
        {
            _insert.Run(id, StoredBody.Pack(parts));
        }

        _bodies.Clear();
    }

    public void Dispose() => _insert.Dispose();
}
