using Microsoft.Data.Sqlite;

namespace SkillMix.Core.Storage;

/// <summary>Reads long texts; each body is fetched and unpacked once.</summary>
internal sealed class BodyReader(SqliteConnection connection, SqliteTransaction? transaction = null) : IDisposable
{
    private readonly Statement _find = new(connection, transaction, "SELECT body FROM bodies WHERE id = ?1", 1);
    private readonly Dictionary<long, IReadOnlyList<StoredBody>> _bodies = [];

    /// <exception cref="InvalidDataException">The store holds no such text.</exception>
    public StoredBody Part(long body, int part)
    {
        if (!_bodies.TryGetValue(body, out var parts))
        {
            using var reader = _find.Read(body);
            parts = _bodies[body] = reader.Read() ? StoredBody.Unpack(reader.GetFieldValue<byte[]>(0)) : [];
        }

        return part < parts.Count
            ? parts[part]
            : throw new InvalidDataException($"The store lacks part {part} of body {body}: it is damaged.");
    }

    public void Dispose() => _find.Dispose();
}
