namespace SkillMix.Core.Storage;

/// <summary>The two numbers in the head of an SQLite file that say: this is a store, and this is its schema.</summary>
public static class StoreFormat
{
    /// <summary>SQLite's <c>application_id</c> of every store: "SKMX" in ASCII.</summary>
    public const int ApplicationId = 0x534B4D58;

    /// <summary>SQLite's <c>user_version</c> of a store with the schema that this program knows. Each migration sets its own.</summary>
    public const int SchemaVersion = 4;
}
