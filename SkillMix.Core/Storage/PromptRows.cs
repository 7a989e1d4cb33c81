using Microsoft.Data.Sqlite;
using SkillMix.Core.Prompts;

namespace SkillMix.Core.Storage;

/// <summary>How a prompt template is read from its row.</summary>
internal static class PromptRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns = "name, version, kind, text, reader";

    public static PromptTemplate Read(SqliteDataReader reader) =>
        new(
            reader.GetString(0),
            reader.GetInt32(1),
            (PromptKind)reader.GetInt32(2),
            reader.GetString(3),
            reader.GetString(4)
        );
}
