using Microsoft.Data.Sqlite;
using SkillMix.Core.Runs;

namespace SkillMix.Core.Storage;

/// <summary>How a run is read from its row.</summary>
internal static class RunRows
{
    /// <summary>The columns that <see cref="Read"/> reads; more may follow them.</summary>
    public const string Columns =
        "r.public_id, r.name, s.name, r.origin, r.source, r.fingerprint, r.recipe, r.state, r.created";

    /// <summary>How many they are.</summary>
    public const int Count = 9;

    /// <summary>The tables they are in.</summary>
    public const string Source = "FROM runs r JOIN studies s ON s.id = r.study_id";

    public static Run Read(SqliteDataReader reader) =>
        new(
            PublicId.FromBytes(reader.GetFieldValue<byte[]>(0)),
            reader.GetString(1),
            reader.GetString(2),
            (RunOrigin)reader.GetInt32(3),
            reader.Text(4),
            reader.GetString(5),
            reader.GetString(6),
            (RunState)reader.GetInt32(7),
            new(reader.GetInt64(8), TimeSpan.Zero)
        );
}
