namespace SkillMix.Core.Storage;

/// <summary>What is to be done with a store.</summary>
public enum StoreAccess
{
    /// <summary>Only read it; works on files and in folders that cannot be written.</summary>
    /// <remarks>
    /// Where SQLite can keep nothing beside the file, the file is read as one that nobody changes: open it again to see what
    /// another user writes there later. Elsewhere an empty <c>-wal</c> and a <c>-shm</c> file may stay beside it.
    /// </remarks>
    ReadOnly,

    /// <summary>Read and write a store that is there.</summary>
    ReadWrite,

    /// <summary>Read and write the store, and make it where there is none yet.</summary>
    Create,
}
